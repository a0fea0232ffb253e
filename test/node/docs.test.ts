/** The README says what the sources say. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { render } from '../../.ci/docs.js';
import { strictPolicy } from '../support/site.js';
import { filesIn, manifest, root, textOf } from '../support/sources.js';

const readme = textOf('README.md');
/** The hash in the snippet changes with every byte; `npm run docs -- --check` holds it before a release. */
const withoutHash = (text: string): string => text.replaceAll(/sha384-[\w+/=]+/g, 'sha384');

test('its tables are up to date; `npm run docs` writes them', () => {
  assert.equal(withoutHash(readme), withoutHash(render(readme)));
});

test('what it tells to copy has an exact version, and every script tag a hash', () => {
  const scripts = readme.match(/<script[^>]*src=[^>]*>/g) ?? [];
  assert.ok(scripts.length > 0);
  for (const script of scripts) {
    assert.match(script, /integrity="sha384-[\w+/=]{64}"/);
    assert.match(script, /crossorigin="anonymous"/);
    assert.ok(script.includes(manifest.version), script);
  }
  const named = readme.match(/ninepic-elements@[\w.^~*-]+/g) ?? [];
  assert.deepEqual([...new Set(named)], [`ninepic-elements@${manifest.version}`]);
});

test('nothing tells to install whatever version is the newest', () => {
  const worker = 'demo/snippets/cloudflare-worker';
  for (const path of ['README.md', `${worker}/README.md`, `${worker}/wrangler.toml`])
    assert.doesNotMatch(textOf(path), /npm (?:install|i) (?:-[\w-]+ )*ninepic-elements(?!@)/, path);
});

test('it explains every way to write a setting that a snippet uses', () => {
  const written = filesIn('demo/snippets', '.html').flatMap(
    (path) => textOf(path).match(/\bdata-(?:ninepic-)?(?:proxy-url|event-id)\b/g) ?? [],
  );
  assert.deepEqual(
    [...new Set(written)].filter((name) => !readme.includes(`\`${name}\``)),
    [],
  );
});

test('its code for a proxy starts one, as it stands', () => {
  const [, code = ''] = /```js\n(import \{ createProxy \}[^`]*createServer[^`]*)```/.exec(readme) ?? [];
  const script = `const [apiKey, orgId] = ['key', 903];${code.replace('8787', '0')};process.exit();`;
  execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: root, stdio: 'pipe' });
});

test('the policy that it publishes allows what the tested one does, and no more', () => {
  const [, policy = ''] = /```\n(script-src [^`]*)```/.exec(readme) ?? [];
  const directives = (text: string) =>
    text
      .split(';')
      .map((one) => one.trim().split(/\s+/)[0] ?? '')
      .filter((name) => name && name !== 'default-src')
      .sort();
  assert.deepEqual(directives(policy), directives(strictPolicy({ mediaOrigin: 'https://photos.9pic.ai' })));
  assert.doesNotMatch(policy, /unsafe|data:|blob:/);
});
