/**
 * Emits `demo/fake` as `dist/testing`, the entry `ninepic-elements/testing`. It lives outside `src` because it is no part
 * of the widget, so `tsc` alone would keep the folders apart: here its imports of `src` become imports of `dist`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../', import.meta.url));
const source = resolve(root, 'demo/fake');
const target = resolve(root, 'dist/testing');

const { config } = ts.readConfigFile(resolve(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
  config: object;
};
const { options } = ts.parseJsonConfigFileContent(
  {
    ...config,
    include: ['demo/fake'],
    compilerOptions: {
      ...(config as { compilerOptions: object }).compilerOptions,
      noEmit: false,
      declaration: true,
      types: ['node'],
      rootDir: root,
      outDir: root,
    },
  },
  ts.sys,
  root,
);
const program = ts.createProgram([resolve(source, 'index.ts')], options);
const { diagnostics } = program.emit(undefined, (path, text) => {
  const inside = relative(source, path);
  // What it imports from src is in dist already.
  if (inside.startsWith('..')) return;
  const file = resolve(target, inside);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text.replaceAll(/(['"])\.\.\/\.\.\/src\//g, '$1../'));
});
const problems = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
if (problems.length > 0) {
  const host = {
    getCurrentDirectory: () => root,
    getCanonicalFileName: (name: string) => name,
    getNewLine: () => '\n',
  };
  console.error(ts.formatDiagnostics(problems, host));
  process.exitCode = 1;
}
