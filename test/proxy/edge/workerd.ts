/** The Worker of demo/snippets/cloudflare-worker on the real workerd, through the Miniflare that wrangler brings. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const PROJECT = new URL('../../../demo/snippets/cloudflare-worker/', import.meta.url);
const SOURCE = fileURLToPath(new URL('../../../src/proxy/index.ts', import.meta.url));

interface MiniflareInstance {
  readonly ready: Promise<URL>;
  dispose(): Promise<void>;
}
type MiniflareClass = new (options: object) => MiniflareInstance;

export interface Worker {
  readonly port: number;
  stop(): Promise<void>;
}

/** The Worker as wrangler bundles it. */
async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('worker.ts', PROJECT))],
    alias: { 'ninepic-elements/proxy': SOURCE },
    external: ['cloudflare:workers'],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/** Starts it with these variables on a free port. */
export async function startWorker(variables: Readonly<Record<string, string>>): Promise<Worker> {
  const { Miniflare } = createRequire(PROJECT)('miniflare') as { Miniflare: MiniflareClass };
  const miniflare = new Miniflare({
    modules: true,
    script: await bundle(),
    compatibilityDate: '2026-07-30',
    bindings: variables,
    durableObjects: { LEDGER: { className: 'Ledger', useSQLite: true } },
    host: '127.0.0.1',
    port: 0,
  });
  const { port } = await miniflare.ready;
  return { port: Number(port), stop: () => miniflare.dispose() };
}
