/** `ninepic-elements/testing` as a host's own test uses it: by the package's name, out of what was built, as the README says. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../support/download-site.js';
import { root, textOf } from '../support/sources.js';

let browser: Browser | undefined;
const server = createServer();
after(async () => {
  await browser?.close();
  server.closeAllConnections();
  server.close();
});

/** The README's examples, up to where a test asserts: in Node, and in a browser. What is printed comes after them. */
const [inNode = '', inBrowser = ''] = [
  ...(/## In your own tests\n([^]*?)\n## /.exec(textOf('README.md'))?.[1]?.matchAll(/```js\n([^]*?)```/g) ??
    []),
].map(([, code = '']) => code);

const run = (more: string): unknown =>
  JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '--eval', `${inNode}\n${more}`], {
      cwd: root,
      encoding: 'utf8',
    }),
  );

test('the example of the README finds photos of a bib, and the bill stays empty', () => {
  const { total, searches } = run(
    `console.log(JSON.stringify({ total: photos.total, searches: fake.bill.searches }));`,
  ) as { total: number; searches: number };
  assert.ok(total > 0);
  assert.equal(searches, 0);
});

test("the README's session of one's own finds the photos of a bib, and links to their originals", () => {
  const [, session = ''] = /```js\n(import \{ createSession[^`]*)```/.exec(textOf('README.md')) ?? [];
  const ours = session
    .replace("proxyUrl: '/ninepic'", "proxyUrl: 'https://race.example/ninepic', fetch: viaProxy")
    .replaceAll('console.log(', 'said.push(');
  const said = run(`
    const viaProxy = (url, init) =>
      proxy(new Request(url, { ...init, headers: { ...init?.headers, 'sec-fetch-site': 'same-origin' } }));
    const said = [];
    globalThis.document = { querySelectorAll: () => [] };
    ${ours}
    console.log(JSON.stringify(said));
  `) as unknown[];
  assert.equal(typeof said[0], 'number');
  assert.match(String(said[1]), /^https:/);
});

test('a selfie search is on the bill, once, and its fault can be armed', () => {
  const found = run(`
    const { tinyPictures } = await import('ninepic-elements/testing');
    const { bytes } = await tinyPictures.picture({ width: 3, height: 2 }, 'small');
    // The proxy takes nothing under a kilobyte for a selfie, so the picture gets more pixels' worth of scan data.
    const file = new Blob([bytes.slice(0, -2), new Uint8Array(2000).fill(0x55), bytes.slice(-2)], { type: 'image/jpeg' });
    const requestId = crypto.randomUUID();
    fake.faults.arm('lost-answer', { route: 'startFaces' });
    const search = { file, requestId, idempotencyKey: requestId, consentVersion: 'test' };
    const lost = await client.startFaces('456', search).then(() => null, (error) => error.code);
    const mine = await client.faces('456', requestId);
    console.log(JSON.stringify({ lost, mine: mine.total, searches: fake.bill.searches }));
  `) as { lost: string | null; mine: number; searches: number };
  assert.equal(found.searches, 1);
  assert.ok(found.mine > 0);
  assert.notEqual(found.lost, null);
});

test('the example for a browser shows photos and finds a bib, without a server and without a bill', async () => {
  const { outputFiles } = await build({
    stdin: { contents: `${inBrowser}\nglobalThis.fake = fake;`, resolveDir: root },
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    outdir: `${root}.cache/testing-entry`,
  });
  const files = new Map(outputFiles.map(({ path, text }) => [`/${path.split('/').at(-1)}`, text]));
  files.set(
    '/mockServiceWorker.js',
    readFileSync(`${root}node_modules/msw/lib/mockServiceWorker.js`, 'utf8'),
  );
  server.on('request', ({ url = '/' }, response) => {
    const script = files.get(url);
    if (script !== undefined) response.setHeader('content-type', 'text/javascript').end(script);
    else if (url !== '/') response.writeHead(404).end();
    else
      response
        .setHeader('content-type', 'text/html')
        .end(
          '<!doctype html><html lang="en"><title>Test</title><body><script type="module" src="/stdin.js"></script>',
        );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await startBrowser();
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const photo = page.locator('ninepic-gallery [part=photo]').first();
  await photo.waitFor();
  await photo.evaluate((image: HTMLImageElement) => image.decode());
  await page.locator('ninepic-gallery [part=count]', { hasText: '3,000 photos' }).waitFor();
  await page.evaluate(() => {
    const search = document.createElement('ninepic-bib-search');
    search.setAttribute('proxy-url', '/ninepic');
    search.setAttribute('event-id', '456');
    document.body.prepend(search);
  });
  const field = page.locator('ninepic-bib-search [part=input]');
  await field.fill('1234');
  await field.press('Enter');
  await page.locator('ninepic-gallery [part=count]', { hasText: 'for 1234' }).waitFor();
  const { searches, counts } = await page.evaluate(() => {
    const { bill } = (globalThis as unknown as { fake: { bill: { searches: number; counts: object } } }).fake;
    return { searches: bill.searches, counts: bill.counts };
  });
  assert.equal(searches, 0, JSON.stringify(counts));
});
