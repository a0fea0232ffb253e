/** What is published: names, files and what is in the built scripts. Runs on what `npm run build` made. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { Script } from 'node:vm';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { integrityOf } from '../../.ci/build/integrity.js';
import { tagFiles, tagName } from '../../.ci/build/tags.js';
import { filesIn, manifest, root, textOf } from '../support/sources.js';

const scripts = filesIn('dist/cdn', '.js');
const modules = filesIn('dist', '.js').filter((path) => !path.startsWith('dist/cdn/'));

describe('exports', () => {
  const always = ['.', './define', './proxy', './proxy/node', './i18n/*', './jsx', './testing'];

  test('has each tag that there is, and what is promised besides', () => {
    const names = [
      ...always,
      ...tagFiles.map((file) => `./${file}`),
      './custom-elements.json',
      './package.json',
    ];
    assert.deepEqual(Object.keys(manifest.exports).sort(), names.sort());
  });

  test('point at files that were built, with types', () => {
    const built = new Set([
      ...filesIn('dist', '.js'),
      ...filesIn('dist', '.d.ts'),
      ...filesIn('dist', '.json'),
    ]);
    const targets = Object.values(manifest.exports)
      .flatMap((entry) => (typeof entry === 'string' ? [entry] : [entry.types, entry.default]))
      .concat(Object.values(manifest.bin).map((path) => `./${path}`))
      .map((path) => path.slice(2).replace('*', 'messages'))
      .filter((path) => path !== 'package.json');
    assert.deepEqual(
      targets.filter((path) => !built.has(path)),
      [],
    );
  });

  test('hold up to what bundlers and Node make of them', async () => {
    const { messages, pkg } = await publint({ pkgDir: root, strict: true, pack: 'npm' });
    assert.deepEqual(
      messages.map((message) => formatMessage(message, pkg)),
      [],
    );
  });
});

test('the command can be started', () => {
  assert.match(textOf('dist/proxy/cli.js'), /^#!\/usr\/bin\/env node\n/);
});

test('define.ts registers every tag', async () => {
  const { elements } = (await import(`${root}dist/define.js`)) as { elements: readonly { name: string }[] };
  assert.equal(elements.length, tagFiles.length);
});

describe('what script tags load', () => {
  test('is one file of each kind, and one a tag', () => {
    const expected = ['ninepic.js', 'ninepic.iife.js', ...tagFiles.map((file) => `${file}.js`)];
    const names = scripts.map((path) => path.slice('dist/cdn/'.length));
    assert.deepEqual(
      expected.filter((name) => !names.includes(name)),
      [],
    );
    // The others are lazy files of ninepic.js, and languages.
    assert.deepEqual(
      names.filter((name) => !expected.includes(name) && !/^(?:ninepic|i18n)-/.test(name)),
      [],
    );
  });

  test('has the hashes that integrity.json says', () => {
    const said = JSON.parse(textOf('dist/cdn/integrity.json')) as Record<string, string>;
    const real = scripts.map((path) => [
      path.slice('dist/cdn/'.length),
      integrityOf(readFileSync(root + path)),
    ]);
    assert.deepEqual(said, Object.fromEntries(real));
  });

  test('can be a classic script where it says so: no import, export or import.meta', () => {
    const classic = ['ninepic.iife.js', ...tagFiles.map((file) => `${file}.js`)];
    for (const name of classic) {
      const text = textOf(`dist/cdn/${name}`);
      // Throws where the text is a module; nothing runs.
      assert.doesNotThrow(() => new Script(text), name);
    }
  });

  test('names no host but those that are documented', () => {
    // Namespaces are names, not addresses.
    const allowed = /^http:\/\/www\.w3\.org\//;
    for (const path of scripts) {
      const found = textOf(path).match(/https?:\/\/[\w.-]+\.\w+[^\s`'"\\)]*/g) ?? [];
      assert.deepEqual(
        found.filter((url) => !allowed.test(url)),
        [],
        path,
      );
    }
  });

  test('asks no code from elsewhere, and never who the current script is', () => {
    for (const path of scripts) {
      const text = textOf(path);
      assert.doesNotMatch(text, /document\.currentScript/, path);
      const loaded = [...text.matchAll(/import\(([^)]*)\)/g)].map(([, what = '']) => what);
      assert.deepEqual(
        // From beside it; once more under another query, where it was lost.
        loaded.filter(
          (what) => !/^[`'"]\.\/(?:[\w-]|\$\{\w\})+\.js(?:[`'"]|\?(?:[`'"]\+|\$\{)Date\.now\()$/.test(what),
        ),
        [],
        path,
      );
    }
  });

  test('keeps the switch that stops zod from probing for eval', () => {
    const withZod = scripts.filter((path) => textOf(path).includes('invalid_type'));
    assert.ok(withZod.length > 0, 'zod is in none of the files');
    for (const path of withZod) assert.ok(textOf(path).includes('jitless:!0'), path);
    assert.match(textOf('dist/api/schemas.js'), /z\.config\(\{ jitless: true \}\)/);
  });
});

describe('text never becomes markup or code (behaviour.md T1.7.1)', () => {
  const sinks =
    /unsafeHTML|unsafeSVG|unsafeStatic|\.(inner|outer)HTML|insertAdjacentHTML|document\.write|\beval\(|new Function|createContextualFragment|srcdoc|setTimeout\(\s*['"`]/;

  test('in the modules', () => {
    assert.deepEqual(
      modules.filter((path) => sinks.test(textOf(path))),
      [],
    );
  });

  test('in the scripts, where Lit alone sets markup, once, behind its Trusted Types policy', () => {
    for (const path of scripts) {
      const found = [...textOf(path).matchAll(new RegExp(sinks, 'g'))].map(([sink]) => sink);
      const isEntry = !/\/(?:ninepic|i18n)-/.test(path);
      assert.deepEqual(found, isEntry ? ['.innerHTML'] : [], path);
    }
  });
});

interface Declaration {
  tagName?: string;
  attributes?: { name: string; fieldName: string }[];
  events?: { name: string }[];
}
const { modules: described } = JSON.parse(textOf('dist/custom-elements.json')) as {
  modules: { path: string; declarations: Declaration[] }[];
};
const tags = described.flatMap(({ declarations }) => declarations).filter(({ tagName: name }) => name);

test('the manifest, and with it the README, has each event under every tag that fires it', () => {
  const saving = ['ninepic-download', 'ninepic-downloaded'];
  const fired: Readonly<Record<string, readonly string[]>> = {
    'ninepic-bib-search': ['ninepic-search'],
    'ninepic-clip': ['ninepic-clip-ready', 'ninepic-clip-request', ...saving],
    // A search too: by the time of the finish.
    'ninepic-gallery': [
      ...['ninepic-clear', 'ninepic-photo-close', 'ninepic-photo-open', 'ninepic-results', 'ninepic-search'],
      ...saving,
    ],
    'ninepic-selfie-search': ['ninepic-clear', 'ninepic-consent', 'ninepic-request', 'ninepic-search'],
  };
  for (const { tagName: name = '', events = [] } of tags)
    assert.deepEqual(
      events.map((event) => event.name).sort(),
      [...(fired[name] ?? []), 'ninepic-error'].sort(),
      name,
    );
});

test('the manifest tells editors of every tag', () => {
  assert.deepEqual(tags.map(({ tagName: name }) => name).sort(), tagFiles.map(tagName));
  // The types for JSX are written by hand: one file that a person can read.
  const jsx = textOf('src/jsx.ts');
  for (const { attributes = [], tagName: name } of tags) {
    const inherited = attributes.some((attribute) => attribute.name === 'proxy-url');
    assert.ok(inherited, `${name} inherits proxy-url`);
    assert.ok(jsx.includes(`'${name}'`), `src/jsx.ts has ${name}`);
    const missing = attributes.filter(({ fieldName }) => !jsx.includes(`'${fieldName}'`));
    assert.deepEqual(missing, [], `src/jsx.ts has the attributes of ${name}`);
  }
  assert.deepEqual(
    described.filter(({ path }) => !path.startsWith('dist/')),
    [],
  );
});
