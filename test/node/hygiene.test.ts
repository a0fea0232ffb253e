/** Habits that nobody should have to watch for. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { filesIn, root, textOf } from '../support/sources.js';

/** A test that is left out, run alone or tried again: by name, by what a test is handed, by an option. */
const banned =
  /\.(?:skip|only|todo|retries)\s*\(|\bx(?:it|describe)\(|\b(?:it|test|describe|suite)\([^()]*\{[^{}]*\b(?:skip|only|todo|retries)\b|\bretries:/;

test('no test is skipped, run alone or tried again', () => {
  const tests = filesIn('test', '.ts').filter((path) => !path.endsWith('hygiene.test.ts'));
  assert.deepEqual(
    [...tests, 'web-test-runner.config.mjs', 'package.json'].filter((path) => banned.test(textOf(path))),
    [],
  );
});

test('and every way to do it would be seen', () => {
  for (const way of [
    "it.skip('finds her', () => {})",
    "describe.only('a search', () => {})",
    "test('finds her', (t) => t.skip())",
    "test('finds her', { timeout: 1000, skip: true }, () => {})",
    "test('finds her', { todo: 'later' }, () => {})",
    "xit('finds her', () => {})",
    'this.retries(2);',
    "testFramework: { config: { timeout: '1000', retries: 1 } }",
  ])
    assert.match(way, banned);
});

test('no source is longer than 300 lines', () => {
  const sources = ['src', 'demo', 'test', '.ci'].flatMap((folder) =>
    ['.ts', '.js', '.mjs', '.php', '.css', '.html'].flatMap((end) => filesIn(folder, end)),
  );
  assert.deepEqual(
    sources.filter(
      (path) => !/\/(?:dist|\.\w+)\//.test(path) && textOf(path).trimEnd().split('\n').length > 300,
    ),
    [],
  );
});

test('no lock file names a registry', () => {
  const projects = readdirSync(`${root}test/frameworks`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `test/frameworks/${name}`);
  for (const project of ['.', 'demo/snippets/cloudflare-worker', ...projects])
    assert.doesNotMatch(
      textOf(`${project}/package-lock.json`),
      /"resolved": "https?:|https?:\/\/[^"]*registry/,
      project,
    );
});

test('nothing is exported that nobody else names', () => {
  const folders = ['src', 'demo', 'test', '.ci'];
  const code = [...folders.flatMap((folder) => ['.ts', '.mjs'].flatMap((end) => filesIn(folder, end)))];
  const texts = new Map(
    [...code, 'vite.config.ts', 'web-test-runner.config.mjs'].map((path) => [path, textOf(path)]),
  );
  const namedIn = new Map<string, Set<string>>();
  for (const [path, text] of texts)
    for (const [name] of text.matchAll(/[A-Za-z_$][\w$]*/g)) {
      const places = namedIn.get(name) ?? new Set();
      namedIn.set(name, places.add(path));
    }
  const lonely = [...texts].flatMap(([path, text]) =>
    [...text.matchAll(/^export (?:async |abstract )?(?:const|function\*?|class) (\w+)/gm)]
      .map(([, name = '']) => name)
      .filter((name) => namedIn.get(name)?.size === 1)
      .map((name) => `${path}: ${name}`),
  );
  assert.deepEqual(lonely, []);
});
