/** What `npm run build` makes and a page of the demo needs: made when it is first asked for, and again when sources changed. */
import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Time of the newest file below a path; `0` where there is none. */
function newest(path: string): number {
  try {
    const here = statSync(root + path);
    if (!here.isDirectory()) return here.mtimeMs;
    return Math.max(0, ...readdirSync(root + path).map((name) => newest(`${path}/${name}`)));
  } catch {
    return 0;
  }
}

function run(script: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', script], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`npm run ${script} ended with ${code}.`)),
    );
  });
}

/**
 * @param script of package.json
 * @param result a file that it writes
 * @param sources what the result is made from
 */
export function builtOnDemand(
  script: string,
  result: string,
  sources: readonly string[],
): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    if (!running && newest(result) < Math.max(...sources.map(newest))) {
      console.log(`npm run ${script}: ${result} is missing or behind the sources`);
      running = run(script).finally(() => (running = undefined));
    }
    return running ?? Promise.resolve();
  };
}
