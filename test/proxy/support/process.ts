/** The real `ninepic-proxy` as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../../src/proxy/cli.ts', import.meta.url));

export interface ProxyProcess {
  readonly child: ChildProcess;
  /** `http://127.0.0.1:<port><basePath>`, from the line that says it is ready. */
  readonly url: string;
  readonly port: number;
  readonly mount: string;
  /** Everything on standard error so far. */
  log(): string;
  stop(): Promise<number | null>;
}

/** Runs the command to its end. */
export async function runProxy(
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<{ code: number | null; output: string; errors: string }> {
  const child = spawnCommand(env, args);
  let output = '';
  let errors = '';
  child.stdout?.on('data', (chunk) => (output += String(chunk)));
  child.stderr?.on('data', (chunk) => (errors += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output, errors };
}

function spawnCommand(env: Readonly<Record<string, string>>, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', CLI, ...args], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Starts the command and waits for the line that says it is ready. */
export async function startProxy(env: Readonly<Record<string, string>>): Promise<ProxyProcess> {
  const child = spawnCommand(env, []);
  let errors = '';
  let output = '';
  child.stderr?.on('data', (chunk) => (errors += String(chunk)));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      output += String(chunk);
      const ready = /^ninepic-proxy listening on (http:\S+)$/m.exec(output)?.[1];
      if (ready !== undefined) resolve(ready);
    });
    child.once('close', (code) => reject(new Error(`ninepic-proxy ended with ${code}: ${errors}`)));
  });
  const { port, pathname } = new URL(url);
  return {
    child,
    url,
    port: Number(port),
    mount: pathname.replace(/\/$/, ''),
    log: () => errors,
    async stop() {
      if (child.exitCode !== null) return child.exitCode;
      const closed = once(child, 'close') as Promise<[number | null]>;
      child.kill('SIGTERM');
      return (await closed)[0];
    },
  };
}
