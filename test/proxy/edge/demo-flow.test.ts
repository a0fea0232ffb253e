/** A runner's way through a race's page in a real browser, with the proxy on workerd and on another site than the page. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { launchChromium } from '../../support/chromium.js';
import { type RaceSite, startRaceSite } from './race-site.js';
import { startWorker, type Worker } from './workerd.js';

const KEY = 'edge-demo-key-0123456789';

/** A picture with a face's colours and enough in it to be taken for a photo. */
const selfie = (): Promise<Buffer> => {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  return sharp({ create: { width: 600, height: 800, channels: 3, background: '#b98d6f', noise } })
    .jpeg()
    .toBuffer();
};

describe('the page of a race with its proxy on workerd', () => {
  let site: RaceSite;
  let worker: Worker;
  let browser: Browser;
  let page: Page;
  const heard: string[] = [];

  before(async () => {
    site = await startRaceSite(KEY);
    worker = await startWorker({
      NINEPIC_API_KEY: KEY,
      NINEPIC_ORG_ID: '903',
      NINEPIC_EVENT_IDS: '456',
      NINEPIC_ORIGINS: site.origin,
      NINEPIC_UPSTREAM: site.api,
      NINEPIC_REQUIRE_CONSENT: 'true',
    });
    site.useProxy(`http://127.0.0.1:${worker.port}/ninepic`);
    browser = await launchChromium();
    page = await browser.newPage({ viewport: { width: 1100, height: 1000 } });
    page.on('console', (message) => message.type() === 'error' && heard.push(message.text()));
    page.on('pageerror', (error) => heard.push(error.message));
  });
  after(async () => {
    await browser?.close();
    await worker?.stop();
    await site?.close();
  });

  /** Waits until the gallery says so many photos, and the first of them has really been drawn. */
  async function photos(): Promise<number> {
    const first = page.locator('ninepic-gallery [part=photo]').first();
    await first.waitFor();
    await first.evaluate((image: HTMLImageElement) => image.decode());
    const said = await page.locator('ninepic-gallery [part=count]').innerText();
    return Number(/[\d,]+/.exec(said)?.[0].replaceAll(',', ''));
  }

  /** Waits for the gallery to announce a set of this kind, from before `act` on. */
  async function results(by: string, act: () => Promise<unknown>): Promise<number> {
    await page.evaluate((kind) => {
      document.documentElement.removeAttribute('data-seen');
      document.addEventListener('ninepic-results', ({ detail }) => {
        if (detail.by === kind) document.documentElement.dataset['seen'] = String(detail.total);
      });
    }, by);
    await act();
    const seen = page.locator('html[data-seen]');
    await seen.waitFor({ state: 'attached' });
    return Number(await seen.getAttribute('data-seen'));
  }

  const asked = (what: string): number => site.fake.bill.counts[what] ?? 0;

  it('shows the photos of the event', async () => {
    await page.goto(site.origin);
    assert.equal(await photos(), 3000);
  });

  it('finds the photos of a bib, which costs nothing', async () => {
    const total = await results('bib', async () => {
      await page.locator('ninepic-bib-search [part=input]').fill('1234');
      await page.keyboard.press('Enter');
    });
    assert.ok(total > 0 && total < 100, `${total} photos`);
    assert.equal(await photos(), total);
    assert.equal(asked('GET byBib'), 1);
    assert.equal(site.fake.bill.searches, 0);
  });

  it('finds the photos of a selfie, which is one search on the bill', async () => {
    const picture = await selfie();
    const total = await results('selfie', async () => {
      await page.locator('ninepic-selfie-search [part=consent-checkbox]').check();
      await page
        .locator('ninepic-selfie-search [part=file]')
        .setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer: picture });
      await page.locator('ninepic-selfie-search [part=button]').click();
    });
    assert.ok(total > 0, 'photos were found');
    assert.equal(await photos(), total);
    assert.equal(site.fake.bill.searches, 1);
    assert.equal(asked('POST startFaces'), 1);
    assert.equal(site.fake.bill.matchesRun, 1);
    if (process.env['SCREENSHOT']) await page.screenshot({ path: process.env['SCREENSHOT'] });
  });

  it('shows them again after a reload, without another search', async () => {
    await page.reload();
    assert.ok((await photos()) < 3000);
    assert.equal(asked('GET faces'), 1);
    assert.equal(asked('POST startFaces'), 1);
    assert.equal(site.fake.bill.searches, 1);
  });

  it('had nothing to complain about, and the key was never in the page', async () => {
    assert.deepEqual(heard, []);
    const whole = await page.evaluate(() =>
      [
        document.documentElement.outerHTML,
        location.href,
        ...performance.getEntries().map(({ name }) => name),
      ].join(),
    );
    assert.ok(!whole.includes(KEY));
  });
});
