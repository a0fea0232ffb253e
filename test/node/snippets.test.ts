/** Each text that organisers paste is opened as a page, from the files of the build (behaviour.md T1.11). */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import { integrityOf } from '../../.ci/build/integrity.js';
import { chapters } from '../../demo/pages/catalogue.js';
import { openPage, selfie, startDemoSite, type DemoSite } from '../support/demo-site.js';
import { manifest, root } from '../support/sources.js';

const entries = chapters.flatMap((chapter) => chapter.entries);
const running = entries.filter(({ runs }) => runs !== false).map(({ pages: [name] }) => name);
const BIB = '1234';

/** How many photos the gallery says that it shows, once its first one has been drawn. */
async function photos(page: Page | Frame, gallery = 'ninepic-gallery'): Promise<number> {
  const first = page.locator(`${gallery} [part=photo]`).first();
  await first.waitFor();
  await first.evaluate((image: HTMLImageElement) => image.decode());
  const said = await page.locator(`${gallery} [part=count]`).innerText();
  return Number(/[\d,]+/.exec(said)?.[0].replaceAll(',', ''));
}

async function searchBib(page: Page | Frame): Promise<void> {
  const field = page.locator('ninepic-bib-search [part=input]').first();
  await field.fill(BIB);
  await field.press('Enter');
}

describe('snippets', () => {
  let site: DemoSite;
  before(async () => {
    site = await startDemoSite();
  });
  after(() => site.close());

  /** What the event has of the bib, as 9Pic counts it. */
  async function known(): Promise<number> {
    const answer = await fetch(`${site.origin}/ninepic/event/456/bibs/${BIB}?page_size=1`);
    return ((await answer.json()) as { data: { pagination: { total: number } } }).data.pagination.total;
  }

  /** The texts as the list shows them, by the page that they belong to. */
  async function shown(): Promise<Map<string, string[]>> {
    const { page } = await openPage(site, '/snippets/');
    const texts = await page.$$eval('article', (articles) =>
      articles.map((article): [string, string[]] => [
        article.id,
        [...article.querySelectorAll('pre')].map((pre) => pre.textContent ?? ''),
      ]),
    );
    await page.close();
    return new Map(texts);
  }

  it('are what the pages run with, letter for letter', async () => {
    const texts = await shown();
    assert.deepEqual(
      [...texts.keys()],
      entries.map(({ pages: [name] }) => name),
    );
    for (const { pages, runs } of entries) {
      if (runs === false) continue;
      const sources = await Promise.all(
        pages.map(async (name) => (await fetch(`${site.origin}/snippets/${name}`)).text()),
      );
      // A bundler's module is not in the page that it made.
      for (const text of texts.get(pages[0]) ?? [])
        assert.ok(
          /^import |^npm /.test(text) || sources.some((source) => source.includes(text)),
          `${pages[0]}: ${text}`,
        );
    }
  });

  it('name the exact version, and the hash of each script that a page may check', async () => {
    for (const [name, texts] of await shown())
      for (const text of texts) {
        assert.doesNotMatch(text, /@latest|\{\{/, name);
        for (const [script] of text.matchAll(/<script[^>]*src=[^>]*>/g)) {
          const [, file = ''] = /src="([^"]+)"/.exec(script) ?? [];
          assert.ok(file.includes(`/${manifest.version}/`), script);
          assert.match(script, /crossorigin="anonymous"/);
          const bytes = readFileSync(`${root}dist/cdn/${file.split('/').at(-1)}`);
          assert.ok(script.includes(`integrity="${integrityOf(bytes)}"`), script);
        }
        for (const [file] of text.matchAll(/\/ninepic-elements[\w./-]+\.js/g))
          assert.ok(file.includes(`/${manifest.version}/`), file);
        for (const [named] of text.matchAll(/ninepic-elements@[\w.^~*-]+/g))
          assert.equal(named, `ninepic-elements@${manifest.version}`);
      }
  });

  it('take the addresses of an organiser, and nothing that could end an attribute', async () => {
    const query = new URLSearchParams({ proxy: 'https://photos.example/ninepic/', event: '"><img src=x>' });
    const { page } = await openPage(site, `/snippets/?${query.toString()}`);
    const texts = await page.locator('#script-tag pre').allInnerTexts();
    assert.match(texts.join('\n'), /data-proxy-url="https:\/\/photos\.example\/ninepic" data-event-id="456"/);
    assert.equal(await page.locator('img[src=x]').count(), 0);
    await page.close();
  });

  it('are copied by a button', async () => {
    const { page } = await openPage(site, '/snippets/');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy: Where the photos belong' }).click();
    await page.getByText('Copied').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied, await page.locator('#script-tag pre').nth(1).textContent());
    await page.close();
  });

  for (const name of running.filter((one) => !['separate-pages', 'two-events', 'iframe'].includes(one)))
    it(`${name} shows the event’s photos, and finds those of a bib`, async () => {
      const { page, heard } = await openPage(site, `/snippets/${name}`);
      assert.equal(await photos(page), 3000);
      const total = await known();
      await searchBib(page);
      await page.locator('ninepic-gallery [part=count]').filter({ hasText: BIB }).waitFor();
      assert.equal(await photos(page), total);
      assert.deepEqual(heard, []);
      await page.close();
    });

  it('two-events keeps two races apart', async () => {
    const { page, heard } = await openPage(site, '/snippets/two-events');
    assert.equal(await photos(page, 'section:nth-of-type(1) ninepic-gallery'), 3000);
    await page.locator('section:nth-of-type(2) ninepic-gallery').scrollIntoViewIfNeeded();
    assert.equal(await photos(page, 'section:nth-of-type(2) ninepic-gallery'), 100_000);
    await searchBib(page);
    const counts = page.locator('ninepic-gallery [part=count]');
    await counts.first().filter({ hasText: BIB }).waitFor();
    assert.match(await counts.nth(1).innerText(), /100,000/);
    assert.deepEqual(heard, []);
    await page.close();
  });

  it('analytics counts what visitors do, and hands on nothing of what they searched', async () => {
    const { page, heard } = await openPage(
      site,
      '/snippets/analytics?utm_source=mail&bibNumber=77#team&ninepic-456=bib:77',
    );
    await page.locator('ninepic-gallery').getByText('77').first().waitFor();
    await searchBib(page);
    await page.locator('ninepic-gallery [part=count]').filter({ hasText: BIB }).waitFor();
    await page.locator('ninepic-gallery [part=tile]').first().click();
    await page.locator('ninepic-gallery [part=viewer-close]').click();
    const total = await photos(page);
    const sent = await page.evaluate(() =>
      (globalThis as unknown as { dataLayer: ArrayLike<unknown>[] }).dataLayer.map((entry) => [
        ...Array.from(entry),
      ]),
    );
    assert.deepEqual(sent, [
      ['config', 'G-XXXXXXXXXX', { page_location: `${site.origin}/snippets/analytics?utm_source=mail#team` }],
      ['event', 'ninepic_results', { by: 'bib', photos: total }],
      ['event', 'ninepic_photo_open', {}],
    ]);
    assert.deepEqual(heard, []);
    await page.close();
  });

  it('iframe lets the page in it use the camera, and the visitor search', async () => {
    const { page, heard } = await openPage(site, '/snippets/iframe');
    const inner = await page.locator('iframe').elementHandle();
    const frame = await inner?.contentFrame();
    assert.ok(frame);
    assert.notEqual(new URL(frame.url()).origin, site.origin);
    const total = await known();
    await searchBib(frame);
    await frame.locator('ninepic-gallery [part=count]').filter({ hasText: BIB }).waitFor();
    assert.equal(await photos(frame), total);
    const allowed = await frame.evaluate(() => {
      const { featurePolicy } = document as unknown as {
        featurePolicy: { allowsFeature(name: string): boolean };
      };
      return ['camera', 'clipboard-write', 'fullscreen'].map((name) => featurePolicy.allowsFeature(name));
    });
    assert.deepEqual(allowed, [true, true, true]);
    assert.deepEqual(heard, []);
    await page.close();
  });

  describe('separate pages', () => {
    const RESULTS = '/snippets/separate-pages-results';

    it('lead from a bib to its photos', async () => {
      const { page, heard } = await openPage(site, '/snippets/separate-pages');
      const total = await known();
      await searchBib(page);
      await page.waitForURL(`**${RESULTS}#ninepic-456=bib:${BIB}`);
      await page.locator('ninepic-gallery [part=count]').filter({ hasText: BIB }).waitFor();
      assert.equal(await photos(page), total);
      assert.deepEqual(heard, []);
      await page.close();
    });

    it('lead from a selfie to its photos, for one search on the bill', async () => {
      const { bill } = site.stack.fake;
      const before = bill.searches;
      const { page, heard } = await openPage(site, '/snippets/separate-pages');
      const search = page.locator('ninepic-selfie-search');
      await search.locator('[part=consent-checkbox]').check();
      const buffer = await selfie();
      await search.locator('[part=file]').setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer });
      await search.locator('[part=button]').click();
      await page.waitForURL(new RegExp(`${RESULTS}#ninepic-456=[0-9a-f-]{36}$`));
      const total = await photos(page);
      assert.ok(total > 0 && total < 3000, `${total} photos`);
      assert.equal(bill.searches, before + 1);
      // The result is kept by its address: again, for nothing.
      await page.reload();
      assert.equal(await photos(page), total);
      // And so is the way back to the search, which offers a new one.
      await page.goBack();
      await search.locator('[part=retake]').waitFor();
      assert.equal(bill.searches, before + 1);
      // That no clip was ordered yet is a 404, and browsers write those down.
      assert.deepEqual(
        heard.filter((line) => !line.includes('/video-clipping/')),
        [],
      );
      await page.close();
    });
  });
});
