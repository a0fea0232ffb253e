/**
 * Test files as modules that share chunks: a page of tests asks for a dozen files instead of two hundred, which takes a
 * browser without a graphics card two seconds less for each. Bundled once a run, before the first page.
 */
import { build } from 'esbuild';
import type { OutputFile } from 'esbuild';
import type { Context } from 'koa';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Where browsers run tests. */
const SUITES = ['api', 'state', 'ui', 'elements', 'flows', 'define'];

const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => `${folder}/${file}`);

/** Besides the tests, what pages load by its address, and what tests look for by its name. */
const entries = (): string[] => [
  ...SUITES.flatMap((suite) => filesIn(`test/${suite}`, '.test.ts')),
  'src/define.ts',
  ...filesIn('src/i18n', '.ts').filter((file) => /^src\/i18n\/\w\w\//.test(file)),
];

async function bundle(): Promise<Map<string, string>> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: entries(),
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['browser', 'development'],
    write: false,
    outdir: join(root, '.cache/bundles'),
    outbase: root,
    chunkNames: 'bundles/[name]-[hash]',
    sourcemap: 'inline',
    // The runner's own.
    external: ['/__web-dev-server__*'],
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  });
  const address = ({ path }: OutputFile): string => path.slice(join(root, '.cache/bundles').length);
  return new Map(outputFiles.map((file) => [address(file), file.text]));
}

let bundles: Promise<Map<string, string>> | undefined;

/** Koa middleware for `@web/test-runner`. */
export async function bundleMiddleware(context: Context, next: () => Promise<unknown>): Promise<void> {
  const file = /^\/(?:test|src|bundles)\//.test(context.path)
    ? (await (bundles ??= bundle())).get(context.path.replace(/\.ts$/, '.js'))
    : undefined;
  if (file === undefined) {
    await next();
    return;
  }
  context.type = 'text/javascript';
  context.body = file;
}
