/** Policies that trust single scripts, by a nonce or by a hash, with the files of the build: as the README tells it. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openPage, startDemoSite, type DemoSite } from '../support/demo-site.js';
import { manifest, textOf } from '../support/sources.js';

const hashes = JSON.parse(textOf('dist/cdn/integrity.json')) as Record<string, string>;
const [, told = ''] = /## Content Security Policy\n([^]*?)\n## /.exec(textOf('README.md')) ?? [];

const load = (file: string, attributes: string): string =>
  `<script src="/ninepic-elements/${manifest.version}/${file}" data-proxy-url="/ninepic" data-event-id="456" ${attributes}></script>`;
const hashed = (file: string): string =>
  load(file, `integrity="${hashes[file] ?? ''}" crossorigin="anonymous"`);

describe('a policy that trusts', () => {
  let site: DemoSite;
  let headers: Record<string, string> = {};
  let head = '';
  before(async () => {
    site = await startDemoSite();
    site.serve((message, response) => {
      if (message.url !== '/policy') return false;
      response.writeHead(200, { 'content-type': 'text/html', ...headers });
      response.end(
        `<!doctype html><html lang="en"><title>Race</title><link rel="icon" href="/guide/icon.svg">${head}<ninepic-gallery></ninepic-gallery>`,
      );
      return true;
    });
  });
  after(() => site.close());

  const policy = (scripts: string) => ({
    'content-security-policy': `default-src 'none'; script-src ${scripts}; style-src 'self'; img-src 'self' ${site.otherOrigin}; connect-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html`,
  });

  const cases: [what: string, word: string, () => Record<string, string>, head: string][] = [
    [
      'a nonce: the module',
      'nonce-',
      () => policy("'nonce-a1'"),
      load('ninepic.js', 'type="module" nonce="a1"'),
    ],
    [
      'a nonce and what comes of it: the classic file',
      'strict-dynamic',
      () => policy("'nonce-a1' 'strict-dynamic'"),
      load('ninepic.iife.js', 'nonce="a1"'),
    ],
    [
      'a hash: the file of one tag',
      'hash',
      () => policy(`'${hashes['gallery.js'] ?? ''}'`),
      hashed('gallery.js'),
    ],
    [
      'scripts with a hash only: the file of one tag',
      'Integrity-Policy',
      () => ({ 'integrity-policy': 'blocked-destinations=(script)' }),
      hashed('gallery.js'),
    ],
  ];
  for (const [what, word, sent, script] of cases)
    it(`${what} shows photos, and opens one`, async () => {
      assert.ok(told.includes(word), `the README tells of ${word}`);
      [headers, head] = [sent(), script];
      const { page, heard } = await openPage(site, '/policy');
      await page.locator('ninepic-gallery [part=photo]').first().click();
      await page.locator('ninepic-gallery [part~=viewer-counter]').waitFor();
      assert.deepEqual(heard, []);
      await page.close();
    });
});
