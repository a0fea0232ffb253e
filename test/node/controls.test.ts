/** How controls look and where they stand, under a mouse, in large text, and in pages with styles that everything inherits. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { openSite, type Site } from '../support/site.js';

const SELFIE = '<ninepic-selfie-search privacy-href="/privacy"></ninepic-selfie-search>';

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const styleOf = (control: Locator, name: keyof CSSStyleDeclaration): Promise<unknown> =>
  control.evaluate((element, property) => getComputedStyle(element)[property], name);

/** Her own photos, by her number in the address. */
async function find(body: string, options: Parameters<Site['open']>[1] = {}): Promise<Page> {
  const page = await site.open(body, { hash: '#ninepic-456=bib:1234', ...options });
  await page.locator('[part="count"]', { hasText: '1234' }).waitFor();
  await page.locator('[part="photo"]').first().waitFor();
  return page;
}

describe('controls', { timeout: 120_000 }, () => {
  test('a mouse on the button that saves a photo finds it round', async () => {
    const page = await find('<ninepic-gallery></ninepic-gallery>');
    await page.locator('[part="tile"]').first().hover();
    const button = page.locator('[part="tile-download"]');
    await button.hover();
    await page.waitForFunction((element) => element?.matches(':hover'), await button.elementHandle());
    assert.equal(await styleOf(button, 'backgroundColor'), 'rgba(0, 0, 0, 0)');
    await page.close();
  });

  test('a mouse on a button that is out of use changes nothing of it', async () => {
    const page = await site.open(SELFIE);
    const camera = page.locator('[part="camera"]');
    await camera.waitFor();
    const looks = async () => [await styleOf(camera, 'backgroundColor'), await styleOf(camera, 'filter')];
    const before = await looks();
    await camera.hover({ force: true });
    await page.waitForFunction((element) => element?.matches(':hover'), await camera.elementHandle());
    assert.deepEqual(await looks(), before);
    await page.close();
  });

  test('the number that is shown and the button that takes it away have one line around both', async () => {
    const page = await find('<ninepic-gallery></ninepic-gallery>');
    const [number, cross] = [page.locator('[part="chip"]').last(), page.locator('[part="chip-remove"]')];
    assert.equal(await styleOf(cross, 'borderTopColor'), await styleOf(number, 'borderTopColor'));
    await page.close();
  });

  test('before anything was agreed to, the field for a picture looks as much out of use as the camera', async () => {
    const page = await site.open(SELFIE);
    const [file, camera] = [page.locator('[part="file"]'), page.locator('[part="camera"]')];
    await file.waitFor();
    assert.deepEqual([await styleOf(file, 'opacity'), await styleOf(camera, 'opacity')], ['0.6', '0.6']);
    await page.locator('[part="consent-checkbox"]').check();
    await page.waitForFunction(
      (field) => field instanceof HTMLInputElement && !field.disabled,
      await file.elementHandle(),
    );
    assert.equal(await styleOf(file, 'opacity'), '1');
    await page.close();
  });

  test('in a page that breaks no lines, tags are no wider than their place', async () => {
    const page = await site.open(
      `${SELFIE}<ninepic-clip></ninepic-clip><ninepic-gallery></ninepic-gallery>`,
      {
        viewport: { width: 320, height: 640 },
        style: 'main { display: grid } body, ninepic-gallery { white-space: nowrap }',
      },
    );
    await page.locator('[part="tile"]').first().waitFor();
    await page.locator('[part="consent"]').waitFor();
    await page.locator('ninepic-clip [part="status"]').first().waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
    await page.close();
  });

  test('in text twice as large, what is said of ticked photos leaves half of the window to them', async () => {
    const page = await find('<ninepic-gallery selectable lang="de"></ninepic-gallery>', {
      viewport: { width: 320, height: 640 },
      hasTouch: true,
      isMobile: true,
      style: 'html { font-size: 200% }',
    });
    const bar = page.locator('[part="selection"]');
    await page.locator('[part="select"]').first().tap();
    await page.locator('[part="selection-count"]', { hasText: /\d/ }).waitFor();
    assert.ok(((await bar.boundingBox())?.height ?? Infinity) <= 320);
    const last = bar.getByRole('button').last();
    await last.focus();
    const [room, button] = [await bar.boundingBox(), await last.boundingBox()];
    assert.ok(room && button && button.y >= room.y && button.y + 24 < room.y + room.height, 'it scrolls');
    await page.close();
  });

  test('the button that ticks all photos begins where the bar does', async () => {
    const page = await find('<ninepic-gallery selectable></ninepic-gallery>');
    const [bar, button] = [page.locator('[part="selection"]'), page.locator('[part="select-all"]')];
    await button.waitFor();
    const [room, box] = [await bar.boundingBox(), await button.boundingBox()];
    assert.equal((box?.x ?? 0) - (room?.x ?? 0), 13);
    await page.close();
  });

  test('no field has text so small that an iPhone draws the page larger for it', async () => {
    const page = await site.open(
      `${SELFIE}<ninepic-bib-search></ninepic-bib-search><ninepic-gallery></ninepic-gallery>`,
      { style: 'body { font-size: 13px }' },
    );
    for (const part of ['file', 'input', 'finish'])
      assert.equal(await styleOf(page.locator(`[part="${part}"]`), 'fontSize'), '16px', part);
    await page.close();
  });

  test('where the system chooses the colours, what is shown stands out from what could be', async () => {
    const page = await find('<ninepic-gallery></ninepic-gallery><mark>Lit</mark>', {
      forcedColors: 'active',
      style: 'mark { forced-color-adjust: none; background: Highlight; color: HighlightText }',
    });
    const looks = async (control: Locator) => [
      await styleOf(control, 'backgroundColor'),
      await styleOf(control, 'color'),
    ];
    const lit = await looks(page.locator('mark'));
    const [all, number] = [page.locator('[part="chip"]').first(), page.locator('[part="chip"]').last()];
    assert.deepEqual(await looks(number), lit);
    assert.notDeepEqual(await looks(all), lit);
    await all.click();
    await page.locator('[part="count"]', { hasText: '3,000' }).waitFor();
    assert.deepEqual(await looks(all), lit);
    assert.notDeepEqual(await looks(number), lit);
    await page.close();
  });

  test('where the system chooses the colours, the day that is seen stands out from the others', async () => {
    const page = await site.open('<ninepic-gallery></ninepic-gallery><mark>Lit</mark>', {
      forcedColors: 'active',
      style: 'mark { forced-color-adjust: none; background: Highlight; color: HighlightText }',
    });
    const looks = async (control: Locator) => [
      await styleOf(control, 'backgroundColor'),
      await styleOf(control, 'color'),
    ];
    const seen = page.locator('[part="day"][aria-current]');
    await seen.waitFor();
    assert.deepEqual(await looks(seen), await looks(page.locator('mark')));
    await page.close();
  });

  test('what is said of clips is as wide as what is said of selfies, in a window however wide', async () => {
    const page = await site.open(`${SELFIE}<ninepic-clip></ninepic-clip>`, {
      viewport: { width: 1920, height: 900 },
      style: 'body { font-size: 24px }',
    });
    const said = page.locator('ninepic-clip [part="status"]', { hasText: 'selfie' });
    await said.waitFor();
    assert.ok(((await said.boundingBox())?.width ?? Infinity) <= 576);
    await page.close();
  });

  test('what closes the tray of a download stands beside its first line, however many there are', async () => {
    const { fake } = site.stack;
    const { storage } = structuredClone(fake.settings);
    fake.configure({ storage: { originals: false } });
    const page = await find('<ninepic-gallery lang="de"></ninepic-gallery>', {
      viewport: { width: 320, height: 640 },
      style: 'html { font-size: 150% }',
    });
    await page.locator('[part="tile"]').first().hover();
    await page.locator('[part="tile-download"]').click();
    const tray = page.locator('[part="downloads"]');
    await tray.locator('[part="download-preview"]').waitFor();
    const [said, close] = [tray.locator('[part="status"]'), tray.locator('.tray-close')];
    const [text, cross] = [await said.boundingBox(), await close.boundingBox()];
    fake.configure({ storage });
    assert.ok((text?.height ?? 0) > 80, 'several lines');
    assert.equal(cross?.y, text?.y);
    await page.close();
  });

  test('in large text on a small phone, the button that closes a photo of thousands is in sight', async () => {
    const page = await site.open('<ninepic-gallery></ninepic-gallery>', {
      viewport: { width: 320, height: 640 },
      hasTouch: true,
      isMobile: true,
      style: 'html { font-size: 200% }',
    });
    await page.locator('[part="tile"]').first().tap();
    const close = page.locator('[part="viewer-close"]');
    await close.waitFor();
    await page.locator('[part="viewer-counter"]', { hasText: '3,000' }).waitFor();
    const box = await close.boundingBox();
    assert.ok(box && box.x + box.width <= 320, JSON.stringify(box));
    await page.close();
  });

  test('words over a large photo grow with the text of the browser, and shrink with no page', async () => {
    const page = await find('<ninepic-gallery></ninepic-gallery>', { style: 'html { font-size: 200% }' });
    await page.locator('[part="tile"]').first().click();
    const counter = page.locator('[part="viewer-counter"]');
    await counter.waitFor();
    assert.equal(await styleOf(counter, 'fontSize'), '32px');
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '62.5%'));
    assert.equal(await styleOf(counter, 'fontSize'), '16px');
    await page.close();
  });
});
