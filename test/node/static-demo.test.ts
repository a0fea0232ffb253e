/** The demo that is files alone: on any path of any host, without a server behind it. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, ConsoleMessage, Page } from 'playwright-core';
import sharp from 'sharp';
import { buildDemo } from '../../demo/static/build.js';
import { launchChromium } from '../support/chromium.js';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** A 404 to "did she order clips on an earlier visit?" means that she did not; Chromium writes it into the console. */
const saysNoClips = (message: ConsoleMessage) =>
  /^Failed to load resource: .* 404 /.test(message.text()) &&
  /\/video-clipping\/[\da-f-]{36}(?:\?|$)/.test(message.location().url);

describe('the demo as files', { timeout: 300_000 }, () => {
  let folder: string;
  let server: Server;
  let browser: Browser;
  let page: Page;
  /** What the host was asked for and does not have. */
  const missing: string[] = [];
  const complaints: string[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ninepic-demo-'));
    await buildDemo(folder);
    server = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://host').pathname.replace(/\/$/, '/index.html');
      readFile(join(folder, path.replace(/^\/races\/2026\//, ''))).then(
        (file) => response.setHeader('content-type', TYPES[extname(path)] ?? 'text/plain').end(file),
        () => {
          missing.push(path);
          response.writeHead(404).end();
        },
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await launchChromium();
    page = await browser.newPage();
    page.on('console', (message) => {
      if (!saysNoClips(message)) complaints.push(message.text());
    });
    page.on('pageerror', ({ message }) => complaints.push(message));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/races/2026/`);
  });
  after(async () => {
    await browser.close();
    server.close();
    await rm(folder, { recursive: true });
  });

  const photos = () => page.locator('ninepic-gallery [part=photo]');
  const drawn = () =>
    page.waitForFunction(() =>
      [...(document.querySelector('ninepic-gallery')?.shadowRoot?.querySelectorAll('img') ?? [])].some(
        ({ naturalWidth }) => naturalWidth === 400,
      ),
    );
  const counts = (text: RegExp) =>
    page.locator('ninepic-gallery [part=count]').filter({ hasText: text }).waitFor();

  it('shows the race, and photos that are drawn in the browser', async () => {
    await photos().first().scrollIntoViewIfNeeded();
    await drawn();
    await counts(/3,000 photos/);
  });

  it('finds a runner by her number, opens her photo large, and saves it', async () => {
    await page.locator('ninepic-bib-search [part=input]').fill('1234');
    await page.locator('ninepic-bib-search [part=button]').click();
    await counts(/6 photos for 1234/);
    await page.locator('ninepic-gallery [part=tile]').first().click();
    const saving = page.waitForEvent('download');
    await page.locator('ninepic-gallery [part=viewer-download]').click();
    const file = await (await saving).path();
    const { format, width, height } = await sharp(file).metadata();
    assert.deepEqual([format, Math.max(width, height)], ['jpeg', 3000]);
    await page.keyboard.press('Escape');
  });

  it('finds her by a selfie, and still does when the page is loaded anew', async () => {
    const buffer = await sharp({ create: { width: 600, height: 800, channels: 3, background: '#c96' } })
      .jpeg()
      .toBuffer();
    const search = page.locator('ninepic-selfie-search');
    await search.locator('[part=consent-checkbox]').check();
    await search.locator('[part=file]').setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer });
    await search.locator('[part=button]').click();
    await counts(/photos? for your selfie/);
    const before = await page.locator('ninepic-gallery [part=count]').innerText();
    const noClips = page.waitForEvent('console', saysNoClips);
    await page.reload();
    await counts(/photos? for your selfie/);
    assert.equal(await page.locator('ninepic-gallery [part=count]').innerText(), before);
    await noClips;
  });

  it('makes clips of her, and goes on with them when the page is loaded anew', async () => {
    const clips = page.locator('ninepic-clip');
    await clips.locator('[part=button]').click();
    await clips.getByText('is being made').waitFor();
    await page.reload();
    await clips.locator('[part=video]').nth(1).waitFor();
    await page.reload();
    await clips.locator('[part=video]').nth(1).waitFor();
  });

  it('is no wider than a small phone, in text twice as large, too', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    for (const size of ['100%', '200%']) {
      await page.addStyleTag({ content: `html { font-size: ${size} !important }` });
      // Photos are laid out anew after the text.
      await page.waitForFunction(() => document.documentElement.scrollWidth === 320);
    }
  });

  it('has all of its files beside it, and nothing to complain of', () => {
    assert.deepEqual(missing, []);
    assert.deepEqual(complaints, []);
  });
});
