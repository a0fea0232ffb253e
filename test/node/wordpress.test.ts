/** The WordPress plugin as it is packed: what it shares with the TypeScript proxy, and what PHP 7.4 makes of it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { Engine } from 'php-parser';
import { DOMAIN, textsOfPhp, textsOfScript } from '../../.ci/build/wordpress-texts.js';
import { wordpressTags } from '../../.ci/build/wordpress-tags.js';
import { rules } from '../../src/proxy/rules.js';
import { filesIn, manifest, root, textOf } from '../support/sources.js';

const zip = unzipSync(new Uint8Array(readFileSync(`${root}dist/wordpress/ninepic.zip`)));
const names = Object.keys(zip);
const packed = (name: string): string => strFromU8(zip[`ninepic/${name}`] ?? new Uint8Array());
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('the archive', () => {
  test('is one folder, named as WordPress is to name the plugin', () => {
    assert.deepEqual(
      names.filter((name) => !name.startsWith('ninepic/')),
      [],
    );
    for (const name of ['ninepic.php', 'uninstall.php', 'readme.txt']) assert.ok(packed(name), name);
  });

  test('says one version everywhere', () => {
    assert.match(packed('ninepic.php'), new RegExp(`^ \\* Version: ${manifest.version}$`, 'm'));
    assert.match(packed('readme.txt'), new RegExp(`^Stable tag: ${manifest.version}$`, 'm'));
    const unfilled = names.filter(
      (name) => /\.(php|txt)$/.test(name) && strFromU8(zip[name]!).includes('{version}'),
    );
    assert.deepEqual(unfilled, []);
  });

  test('has every script of the script tags, below the version', () => {
    const scripts = filesIn('dist/cdn', '.js').map((path) => path.replace('dist/cdn/', ''));
    for (const name of scripts)
      assert.equal(packed(`assets/${manifest.version}/${name}`), textOf(`dist/cdn/${name}`), name);
  });
});

describe('what both proxies share', () => {
  test('is in the plugin as the sources say it', () => {
    assert.deepEqual(JSON.parse(packed('rules.json')), plain(rules()));
    assert.deepEqual(JSON.parse(textOf('dist/proxy/rules.json')), plain(rules()));
  });

  test('is nowhere in the plugin a second time', () => {
    const { routes, limits } = rules();
    const code = filesIn('src/proxy/wordpress', '.php').map((path) => [path, textOf(path)] as const);
    const copied = code.filter(([, text]) =>
      routes.some(({ path }) => path.length > 8 && text.includes(path)),
    );
    assert.deepEqual(
      copied.map(([path]) => path),
      [],
    );
    assert.equal(limits.upload, 10 * 1024 * 1024);
  });

  test('reaches shortcodes and blocks: each attribute of each tag but proxy-url', () => {
    assert.deepEqual(JSON.parse(packed('tags.json')), plain(wordpressTags()));
    for (const { block, attributes } of wordpressTags()) {
      const { attributes: offered } = JSON.parse(packed(`blocks/${block.split('/')[1]}/block.json`)) as {
        attributes: Record<string, unknown>;
      };
      assert.deepEqual(
        Object.keys(offered),
        attributes.map(({ name }) => name),
      );
      assert.ok(!('proxy-url' in offered));
      assert.ok('event-id' in offered);
    }
  });
});

describe('the texts', () => {
  const pot = packed('languages/ninepic.pot');
  const known = new Set(
    [...pot.matchAll(/^msgid (".+")$/gm)].map(([, text = '']) => JSON.parse(text) as string),
  );

  test('are all in the template for translators', () => {
    // Looked for in another way than the build does, and in what is shipped.
    const calls = names
      .filter((name) => /\.php$|editor\.js$/.test(name))
      .flatMap((name) => [
        ...strFromU8(zip[name]!).matchAll(/\b(?:_|esc_html)(?:_|_e)\(\s*'((?:[^'\\]|\\.)+)'/g),
      ])
      .map(([, text = '']) => text.replace(/\\(.)/g, '$1'));
    assert.ok(calls.length > 70, String(calls.length));
    assert.deepEqual(
      calls.filter((text) => !known.has(text)),
      [],
    );
    for (const text of ['9Pic race photos', '9Pic selfie search', 'Search only'])
      assert.ok(known.has(text), text);
    for (const { attributes } of wordpressTags())
      for (const { description } of attributes)
        assert.ok(description === '' || known.has(description), description);
  });

  test('belong to one domain, which WordPress is told', () => {
    assert.match(packed('ninepic.php'), new RegExp(`^ \\* Text Domain: ${DOMAIN}$`, 'm'));
    assert.match(packed('ninepic.php'), /^ \* Domain Path: \/languages$/m);
    for (const { block } of wordpressTags())
      assert.match(packed(`blocks/${block.split('/')[1]}/block.json`), /"textdomain": "ninepic"/);
    for (const code of [
      "__('a');",
      "__('a', 'default');",
      '__($a, "ninepic");',
      "esc_html__('a' . $b, 'ninepic');",
    ])
      assert.throws(() => textsOfPhp(`<?php ${code}`, 'a.php'), /needs a plain text and the domain/, code);
    assert.throws(() => textsOfPhp("<?php __('%s apples', 'ninepic');", 'a.php'), /placeholder/);
    assert.throws(() => textsOfScript("__('a')", 'a.js'), /needs a plain text and the domain/);
  });

  test('stand in the template without a date, so that two builds are alike', () => {
    assert.doesNotMatch(pot, /Date:/);
    assert.match(
      pot,
      /^#\. translators: .+\n#: includes\/check\.php:\d+\n#, php-format\nmsgid "Event %1\$s: %2\$s"$/m,
    );
  });
});

describe('the PHP', () => {
  const files = filesIn('src/proxy/wordpress', '.php');
  const engine = new Engine({
    parser: { version: '7.4', suppressErrors: false },
    ast: { withPositions: true },
  });

  test('is PHP 7.4', () => {
    for (const path of files) assert.doesNotThrow(() => engine.parseCode(textOf(path), path), path);
    // The parser takes some newer words for names of functions.
    const newer =
      /\bmatch\s*\(|\?->|#\[|\breadonly\b|\benum\s+\w|: *(mixed|static|never)\b|[(,]\s*\??\w+\|\w+ \$|[(,]\s*(public|protected|private) |\bstr_(contains|starts_with|ends_with)\b/;
    assert.deepEqual(
      files.filter((path) => newer.test(textOf(path).replace(/\/\*[^]*?\*\/|\/\/.*/g, ''))),
      [],
    );
  });

  test('cannot be called from outside, file by file', () => {
    const guard = /^defined\('(ABSPATH|WP_UNINSTALL_PLUGIN)'\) \|\| exit\(\);$/m;
    assert.deepEqual(
      files.filter((path) => !guard.test(textOf(path))),
      [],
    );
  });

  test('leaves no room for a route that asks nobody', () => {
    const all = files.map(textOf).join('\n');
    assert.doesNotMatch(all, /'permission_callback' => '__return_true'/);
    assert.match(all, /'permission_callback' => \[self::class, 'mayAsk'\]/);
  });
});
