/** `import 'ninepic-elements/gallery'` is imported for what it does, and bundlers drop what nobody uses (style.md section 5). */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { build as esbuild } from 'esbuild';
import { build as vite, type Rolldown } from 'vite';
import { tagFiles, tagName } from '../../.ci/build/tags.js';
import { root } from '../support/sources.js';

/** A project that has the package installed. */
const project = mkdtempSync(join(tmpdir(), 'consumer-'));
mkdirSync(join(project, 'node_modules'));
symlinkSync(root, join(project, 'node_modules/ninepic-elements'), 'junction');
writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
after(() => rmSync(project, { recursive: true, force: true }));

const entry = (name: string, code: string): string => {
  const path = join(project, name);
  writeFileSync(path, code);
  return path;
};

const bundlers = {
  async esbuild(path: string): Promise<string> {
    const { outputFiles } = await esbuild({
      entryPoints: [path],
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
      outdir: project,
    });
    return outputFiles.map(({ text }) => text).join('\n');
  },
  async vite(path: string): Promise<string> {
    const result = await vite({
      configFile: false,
      root: project,
      logLevel: 'error',
      build: { write: false, rolldownOptions: { input: path } },
    });
    return (result as Rolldown.RolldownOutput).output
      .map((file) => (file.type === 'chunk' ? file.code : ''))
      .join('\n');
  },
};

/** `safeDefine('ninepic-gallery', …)`, whatever the minifier made of it. */
const registers = (code: string, tag: string): boolean => new RegExp(`\\(["'\`]${tag}["'\`],`).test(code);

for (const [name, bundle] of Object.entries(bundlers)) {
  for (const file of tagFiles)
    test(`${name} keeps the registration of ${file}, imported for its effect alone`, async () => {
      assert.ok(
        registers(await bundle(entry('tag.js', `import 'ninepic-elements/${file}';`)), tagName(file)),
      );
    });

  test(`${name} keeps all registrations of define, and zod's switch`, async () => {
    const code = await bundle(entry('all.js', `import 'ninepic-elements/define';`));
    assert.deepEqual(
      tagFiles.filter((file) => !registers(code, tagName(file))),
      [],
    );
    assert.match(code, /jitless:/);
  });

  test(`${name} drops what is not used: an error guard brings no element along`, async () => {
    const code = await bundle(
      entry('guard.js', `import { isRetryable } from 'ninepic-elements'; window.isRetryable = isRetryable;`),
    );
    assert.ok(code.length < 2000, `${code.length} bytes`);
    assert.deepEqual(
      tagFiles.filter((file) => registers(code, tagName(file))),
      [],
    );
  });
}
