/** What is published: the files of the package, the types in every mode, notices of others, and how a version is made. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { posix } from 'node:path';
import { describe, test } from 'node:test';
import ts from 'typescript';
import { dated, renumbered } from '../../.ci/release.js';
import { filesIn, manifest, root, textOf } from '../support/sources.js';

interface Packed {
  readonly size: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

describe('npm pack', () => {
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  ) as Packed[];
  const paths = packed?.files.map(({ path }) => path) ?? [];

  test('holds what was built, and nothing of how it was', () => {
    const outside = paths.filter((path) => !path.startsWith('dist/'));
    assert.deepEqual(outside.sort(), ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
    const sorts = new Set(paths.map((path) => /(\.d\.ts|\.[a-z0-9]+)$/.exec(path)?.[1] ?? path));
    // The clips are what the pretend 9Pic plays.
    const known = ['.js', '.d.ts', '.json', '.md', '.txt', '.zip', '.mp4', 'LICENSE'];
    assert.deepEqual(
      [...sorts].filter((sort) => !known.includes(sort)),
      [],
    );
    for (const file of ['dist/cdn/integrity.json', 'dist/cdn/LICENSES.txt', 'dist/vscode.html-data.json'])
      assert.ok(paths.includes(file), file);
  });

  test('is no larger than it was thought to be', () => {
    const kilobytes = (packed?.size ?? 0) / 1024;
    assert.ok(kilobytes < 1600, `${Math.round(kilobytes)} KB`);
  });

  test('names no machine that it was made on', () => {
    const home = /\/home\/|\/Users\/|\/tmp\/|file:\/\//;
    // The case file of the proxy holds what attackers send, addresses of files among it.
    const texts = paths.filter(
      (path) => /^dist\/.*\.(js|json|txt)$/.test(path) && path !== 'dist/proxy/conformance/cases.json',
    );
    assert.deepEqual(
      texts.filter((path) => home.test(textOf(path))),
      [],
    );
  });
});

test('types are found by every resolver that knows modules', () => {
  // Older ones (`node10`, and `require`) cannot load the package either: it is ESM.
  execFileSync('npx', ['--no-install', 'attw', '--pack', '.', '--profile', 'esm-only', '--quiet'], {
    cwd: root,
    stdio: 'pipe',
  });
});

test('types show nothing that is internal, and hold up where they are checked as well', () => {
  const entries = Object.values(manifest.exports)
    .flatMap((entry) => (typeof entry === 'string' ? [] : [entry.types]))
    .map((path) => root + path.slice(2).replace('*', 'messages'));
  const program = ts.createProgram(entries, {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    strict: true,
    exactOptionalPropertyTypes: true,
    types: ['node'],
  });
  const ours = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(`${root}dist/`));
  assert.ok(ours.length > 50, `${ours.length} files`);
  const wrong = ours.flatMap((file) => [
    ...program.getSyntacticDiagnostics(file),
    ...program.getSemanticDiagnostics(file),
  ]);
  assert.deepEqual(
    wrong.map(
      ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    ),
    [],
  );
  assert.deepEqual(
    ours.filter(({ text }) => text.includes('@internal')).map(({ fileName }) => fileName),
    [],
  );
});

test('types of what can be imported are written as every TypeScript since 5.0 reads them', () => {
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const named = textOf(path).matchAll(/(?:from|import\() ?['"](\.[^'"]*)\.js['"]/g);
    for (const [, to = ''] of named) visit(posix.join(posix.dirname(path), `${to}.d.ts`));
  };
  for (const entry of Object.values(manifest.exports))
    if (typeof entry !== 'string') visit(entry.types.slice(2).replace('*', 'messages'));
  assert.ok(seen.size > 50, `${seen.size} files`);
  // Arrays of bytes take a type of memory since 5.7 only, and `skipLibCheck` is not everybody's.
  assert.deepEqual(
    [...seen].filter((path) => /\bUint8Array</.test(textOf(path))),
    [],
  );
});

test('the notices of all others whose code is in the scripts are beside them', () => {
  const notices = textOf('dist/cdn/LICENSES.txt');
  for (const name of [
    ...Object.keys(manifest.dependencies),
    'lit-html',
    'lit-element',
    '@lit/reactive-element',
  ])
    if (name !== 'lit')
      assert.match(notices, new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\((MIT|BSD-3-Clause)\\)$`, 'm'));
  assert.doesNotMatch(notices, /GPL/);
  assert.match(notices, /Redistributions in binary form must reproduce/);
});

test('nothing in the scripts reports to anybody', () => {
  for (const path of filesIn('dist/cdn', '.js'))
    assert.doesNotMatch(
      textOf(path),
      /sendBeacon|XMLHttpRequest|new WebSocket|EventSource\(|document\.cookie|localStorage|indexedDB/,
      path,
    );
});

test('editors are told of each tag and its attributes', () => {
  const { tags } = JSON.parse(textOf('dist/vscode.html-data.json')) as {
    tags: { name: string; attributes: { name: string; values?: { name: string }[] }[] }[];
  };
  const gallery = tags.find(({ name }) => name === 'ninepic-gallery');
  assert.equal(tags.length, 4);
  const layout = gallery?.attributes.find(({ name }) => name === 'layout');
  assert.deepEqual(layout?.values?.map(({ name }) => name).sort(), ['grid', 'rows']);
});

describe('npm version', () => {
  test('dates what was unreleased, and leaves room for what comes', () => {
    const before =
      '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A tag.\n\n## [0.1.0] - 2026-01-01\n\n- First.\n';
    assert.equal(
      dated(before, '0.2.0', '2026-02-03'),
      '# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-02-03\n\n### Added\n\n- A tag.\n\n## [0.1.0] - 2026-01-01\n\n- First.\n',
    );
  });

  test('makes no release of nothing', () => {
    const before = '## [Unreleased]\n\n## [0.1.0] - 2026-01-01\n\n- First.\n';
    assert.throws(() => dated(before, '0.2.0', '2026-02-03'), /nothing under \[Unreleased\]/);
  });

  test('renews every version that the README tells to use', () => {
    const now = renumbered(textOf('README.md'), '9.8.7');
    const named = now.match(/ninepic-elements@[\w.-]+/g) ?? [];
    assert.deepEqual([...new Set(named)], ['ninepic-elements@9.8.7']);
  });
});
