/** A runner who listens to the page: the accessibility tree, and what is said of what happens, each once. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { listen, spoken } from '../support/access/spoken.js';
import { BIB, CLIP, SELFIE, findFace, part, says, searchBib } from '../support/access/visitor.js';
import { openSite, type Site } from '../support/site.js';

const RESULTS = '<ninepic-gallery search-only no-timeline></ninepic-gallery>';

function has(lines: readonly string[], words: RegExp): void {
  const isThere = lines.some((line) => words.test(line));
  assert.ok(isThere, `${String(words)} in\n${lines.join('\n')}`);
}

/** In this order, whatever stands between them. */
function inOrder(lines: readonly string[], ...wanted: RegExp[]): void {
  let from = 0;
  for (const words of wanted) {
    const at = lines.findIndex((line, index) => index >= from && words.test(line));
    assert.ok(at >= 0, `${String(words)}, after what comes before it, in\n${lines.join('\n')}`);
    from = at + 1;
  }
}

/** Waits until that was said. */
const hearing = (page: Page, words: RegExp) =>
  page.waitForFunction(
    (wanted) => (window as unknown as { words: string[] }).words.some((one) => new RegExp(wanted).test(one)),
    words.source,
  );

const nameless = (lines: readonly string[]) =>
  lines.filter((line) => /^(button|link|image|textbox|checkbox|slider|dialog)( \(|$)/.test(line));

describe('a runner who listens to the page', () => {
  let site: Site;
  before(async () => {
    site = await openSite();
  });
  after(() => site.close());

  test('finds photos by number: what is there, and what is said of it', async () => {
    const page = await site.open(`${BIB}<ninepic-gallery no-timeline></ninepic-gallery>`);
    await part(page, 'gallery', 'photo').first().waitFor();
    const start = await spoken(page);
    inOrder(
      start,
      /^heading A race/,
      /^textbox Race number/,
      /^button Find my photos/,
      /^list Race photos/,
      /^button Photo 1 of 3,000/,
      /^button Show all 3,000 photos/,
    );
    assert.deepEqual(nameless(start), []);
    const said = await listen(page);
    await searchBib(page, '1234');
    await says(page, 'gallery', 'for 1234');
    await part(page, 'gallery', 'share').waitFor();
    assert.deepEqual(await said(), ['Searching for 1234…', '6 photos for 1234.']);
    has(await spoken(page), /^button Photo 1 of 6, bib 1234/);
    await part(page, 'gallery', 'tile').first().click();
    await part(page, 'gallery', 'viewer-counter').waitFor();
    const open = await spoken(page);
    inOrder(open, /^dialog ./, /^button Previous/i, /^button Next/i, /^button Close/i);
    assert.deepEqual(nameless(open), []);
    assert.ok(!open.some((line) => line.includes('Race number')), 'the page behind is out of reach');
    await page.context().close();
  });

  test('finds photos by selfie: what is there, and what is said of it', async () => {
    const page = await site.open(SELFIE + RESULTS + CLIP);
    await part(page, 'selfie-search', 'consent-checkbox').waitFor();
    const start = await spoken(page);
    inOrder(
      start,
      /^link Privacy page/,
      /^checkbox I agree/,
      /^button .*\(disabled\)/,
      /^button Find my photos \(disabled\)/,
    );
    assert.deepEqual(nameless(start), []);
    const said = await listen(page);
    await findFace(page);
    await part(page, 'gallery', 'photo').first().waitFor();
    const words = await said();
    assert.match(words.at(-1) ?? '', /^\d+ photos? found\.$|^Short videos/);
    assert.equal(new Set(words).size, words.length, `said twice: ${words.join(' | ')}`);
    assert.ok(words.length <= 5, words.join(' | '));
    await page.context().close();
  });

  test('looks at photos large: the dialog, each photo by its name once, and back to it in the list', async () => {
    const page = await site.open(`${BIB}<ninepic-gallery no-timeline></ninepic-gallery>`);
    await searchBib(page, '1234');
    await part(page, 'gallery', 'photo').nth(5).waitFor();
    const said = await listen(page);
    const hears = (words: RegExp) => hearing(page, words);
    await part(page, 'gallery', 'tile').nth(1).press('Enter');
    await hears(/^Photo 2 of 6, bib 1234$/);
    const open = await spoken(page);
    inOrder(
      open,
      /^dialog Race photos$/,
      /^image Photo 2 of 6, bib 1234$/,
      /^button Previous photo$/,
      /^button Next photo$/,
      /^button Share$/,
      /^button Download$/,
      /^button Close$/,
    );
    assert.deepEqual(nameless(open), []);
    assert.equal(open.filter((line) => line.startsWith('image')).length, 1, 'its neighbours are not read');
    // She turns over two pages quickly: where she ends is said, not what she passed.
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('End');
    await hears(/^Photo 6 of 6/);
    has(await spoken(page), /^button Next photo \(disabled\)$/);
    await part(page, 'gallery', 'viewer-download').press('Enter');
    await hears(/^Photo saved/);
    await page.keyboard.press('Escape');
    await part(page, 'gallery', 'viewer').waitFor({ state: 'detached' });
    await page.locator('ninepic-gallery [data-index="5"]:focus').waitFor();
    const words = await said();
    assert.deepEqual(
      words.filter((one) => !one.startsWith('Photo 3')),
      ['Photo 2 of 6, bib 1234', 'Photo 6 of 6, bib 1234', 'Photo saved.'],
    );
    has(await spoken(page), /^textbox Race number/);
    await page.context().close();
  });

  test('gets a clip: what is there, and what is said of the waiting, each once', async () => {
    site.stack.fake.configure({ clip: { polls: 0 } });
    const page = await site.open(SELFIE + CLIP + RESULTS);
    await part(page, 'clip', 'selfie').waitFor();
    inOrder(await spoken(page), /^button Find my photos/, /^button Go to the selfie search$/);
    await findFace(page);
    const order = page.locator('ninepic-clip button[part~="button"]');
    await order.waitFor();
    has(await spoken(page), /^button Make my video$/);
    const said = await listen(page);
    await order.press('Enter');
    await says(page, 'clip', /being made/);
    has(await spoken(page), /^link My photos and videos$/);
    await part(page, 'clip', 'video').nth(1).waitFor();
    await part(page, 'clip', 'download').first().press('Enter');
    await hearing(page, /^Saved/);
    // The seconds that go by are drawn, and not spoken.
    assert.deepEqual(await said(), [
      'Ordering your video…',
      'Your video is being made from the footage of the race. This takes some minutes.',
      'Your 2 videos are ready.',
      'Fetching the video…',
      'Saved.',
    ]);
    const ready = await spoken(page);
    inOrder(
      ready,
      /^button play/,
      /^button Save Video 1 of 2$/,
      /^button play/,
      /^button Save Video 2 of 2$/,
    );
    assert.deepEqual(
      await page.locator('ninepic-clip video').evaluateAll((all) => all.map(({ ariaLabel }) => ariaLabel)),
      ['Video 1 of 2', 'Video 2 of 2'],
    );
    assert.deepEqual(nameless(ready), []);
    await page.context().close();
  });

  test('hears nothing while she scrolls through five pages of photos', async () => {
    const page = await site.open('<ninepic-gallery no-timeline preview="0"></ninepic-gallery>');
    await part(page, 'gallery', 'photo').first().waitFor();
    const said = await listen(page);
    for (const place of [100, 200, 300, 400, 500]) {
      await page.evaluate((index) => {
        const gallery = document.querySelector('ninepic-gallery') as unknown as {
          revealPhoto(at: number): void;
        };
        gallery.revealPhoto(index);
      }, place);
      await page.locator(`ninepic-gallery [data-index="${place}"]`).waitFor();
    }
    assert.deepEqual(await said(), []);
    await page.context().close();
  });

  test('is told of a download at its tenths, and of its end', async () => {
    site.stack.fake.configure({ storage: { padTo: 20_000 }, teamPhotos: 40 });
    const page = await site.open(BIB + RESULTS);
    await page.evaluate(() => void Reflect.deleteProperty(globalThis, 'showSaveFilePicker'));
    await searchBib(page, 'TEAM');
    await part(page, 'gallery', 'photo').first().waitFor();
    const said = await listen(page);
    await part(page, 'gallery', 'download-all').click();
    await says(page, 'gallery', '40 photos saved');
    const words = await said();
    assert.match(words.at(-1) ?? '', /^40 photos saved\./);
    assert.ok(words.length >= 2 && words.length <= 13, words.join(' | '));
    assert.equal(new Set(words).size, words.length, `said twice: ${words.join(' | ')}`);
    await page.context().close();
  });
});
