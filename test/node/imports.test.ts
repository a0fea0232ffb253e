/** Importing the built package where there is no page: on a server, in a test runner, in a build. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { tagFiles } from '../../.ci/build/tags.js';
import { filesIn, manifest, root } from '../support/sources.js';

/** Runs a module in a Node of its own, from the package's root, where the package can import itself by name. */
const run = (code: string): string =>
  execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: root,
    encoding: 'utf8',
  }).trim();

const entries = Object.entries(manifest.exports)
  .filter(([, target]) => typeof target !== 'string')
  .map(([name]) => name.replace('*', 'messages').replace('.', manifest.name));

for (const entry of entries)
  test(`${entry} can be imported in Node, and says nothing`, () => {
    assert.equal(run(`await import('${entry}')`), '');
  });

test('every single module can, but for the command', () => {
  const modules = filesIn('dist', '.js').filter(
    (path) => !path.startsWith('dist/cdn') && path !== 'dist/proxy/cli.js',
  );
  assert.equal(run(modules.map((path) => `await import('./${path}');`).join('\n')), '');
});

test('the root has the classes and the guards, and registers nothing', () => {
  const names = run(`
    const all = await import('ninepic-elements');
    const defined = ${JSON.stringify(tagFiles)}.filter((file) => globalThis.customElements?.get('ninepic-' + file));
    console.log(JSON.stringify({ names: Object.keys(all).sort(), defined }));
  `);
  const { names: found, defined } = JSON.parse(names) as { names: string[]; defined: string[] };
  const classes = tagFiles.map((file) =>
    `ninepic-${file}`.replaceAll(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase()),
  );
  const expected = [
    ...classes,
    'NinepicError',
    'NinepicClient',
    'createSession',
    'errorCodes',
    'isNinepicError',
    'isRetryable',
    'NinepicSearchEvent',
    'NinepicResultsEvent',
  ];
  assert.deepEqual(
    expected.filter((name) => !found.includes(name)),
    [],
  );
  assert.deepEqual(defined, []);
});

test('the proxy of the package answers', () => {
  const status = run(`
    import { createProxy } from 'ninepic-elements/proxy';
    const proxy = createProxy({ apiKey: 'k', orgId: '1', events: [456], log: () => {} });
    console.log((await proxy(new Request('http://host/ninepic/healthz'))).status);
  `);
  assert.equal(status, '200');
});
