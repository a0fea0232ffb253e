/** A finger on the photos, as the browser's own touches: what ticks, and what still scrolls. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { NinepicGallery } from '../../src/index.js';
import { openSite, type Site } from '../support/site.js';

type Point = readonly [x: number, y: number];

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** A phone, and a gallery whose photos can be ticked. */
async function come(): Promise<{ page: Page; drag: (...points: Point[]) => Promise<void> }> {
  const page = await site.open('<ninepic-gallery selectable preview="0"></ninepic-gallery>', {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await page.locator('[part="select"]').nth(8).waitFor();
  // Below the edge at which a drag scrolls on.
  await page.evaluate(() => {
    const { shadowRoot } = document.querySelector('ninepic-gallery') ?? {};
    scrollTo(0, (shadowRoot?.querySelector('[part="grid"]')?.getBoundingClientRect().top ?? 0) - 80);
  });
  const finger = await page.context().newCDPSession(page);
  /** A touch goes from point to point, a frame each, and ends. */
  const drag = async ([first, ...others]: Point[]): Promise<void> => {
    const send = async (type: 'touchStart' | 'touchMove' | 'touchEnd', point?: Point) => {
      const touchPoints = point ? [{ x: point[0], y: point[1] }] : [];
      await finger.send('Input.dispatchTouchEvent', { type, touchPoints });
      await page.evaluate(() => new Promise(requestAnimationFrame));
    };
    await send('touchStart', first);
    let last = first;
    for (const to of others) {
      // In steps, as fingers go: one leap is no scroll for a browser.
      for (let step = 1; step <= 8; step += 1)
        if (last)
          await send('touchMove', [
            last[0] + ((to[0] - last[0]) * step) / 8,
            last[1] + ((to[1] - last[1]) * step) / 8,
          ]);
      last = to;
    }
    await send('touchEnd');
  };
  return { page, drag: (...points) => drag(points) };
}

const ticked = (page: Page): Promise<number> =>
  page.evaluate(() => document.querySelector<NinepicGallery>('ninepic-gallery')?.selection?.size ?? NaN);
const scrolled = (page: Page): Promise<number> => page.evaluate(() => scrollY);

/** The middle of the box on a photo. */
async function boxOf(page: Page, index: number): Promise<Point> {
  const box = await page.locator(`.item:has([data-index="${index}"]) [part="select"]`).boundingBox();
  assert.ok(box, `photo ${index} has no box`);
  return [box.x + box.width / 2, box.y + box.height / 2];
}

async function tickFirst(page: Page): Promise<void> {
  await page.touchscreen.tap(...(await boxOf(page, 0)));
  await page.waitForFunction(
    () => document.querySelector<NinepicGallery>('ninepic-gallery')?.selection?.size === 1,
  );
}

describe('a finger on the boxes', { timeout: 120_000 }, () => {
  test('scrolls before anything is ticked, and ticks nothing', async () => {
    const { page, drag } = await come();
    const top = await scrolled(page);
    const [x, y] = await boxOf(page, 6);
    await drag([x, y], [x, y - 250]);
    await page.waitForFunction((before) => scrollY > before + 100, top);
    assert.equal(await ticked(page), 0);
    await page.close();
  });

  test('ticks what it goes over once something is ticked, takes back where it turns, and scrolls nothing', async () => {
    const { page, drag } = await come();
    await tickFirst(page);
    const before = await scrolled(page);
    await drag(await boxOf(page, 1), await boxOf(page, 3), await boxOf(page, 7), await boxOf(page, 5));
    assert.equal(await ticked(page), 6);
    assert.equal(await scrolled(page), before);
    assert.equal(await page.locator('[part="viewer"]').count(), 0);
    // From a ticked one on, it takes away.
    await drag(await boxOf(page, 5), await boxOf(page, 2));
    assert.equal(await ticked(page), 2);
    await page.close();
  });

  test('scrolls on at the edge of the screen, and ticks what comes', async () => {
    const { page, drag } = await come();
    const top = await scrolled(page);
    await tickFirst(page);
    const [x, y] = await boxOf(page, 1);
    const going = drag([x, y], [x, 700], ...Array.from({ length: 8 }, (_, n): Point => [x, 830 + (n % 2)]));
    await page.waitForFunction(
      () => (document.querySelector<NinepicGallery>('ninepic-gallery')?.selection?.size ?? 0) > 24,
    );
    await going;
    assert.ok((await scrolled(page)) > top + 200);
    await page.close();
  });

  test('scrolls beside the boxes, whatever is ticked', async () => {
    const { page, drag } = await come();
    await tickFirst(page);
    const tile = await page.locator('[data-index="6"]').boundingBox();
    assert.ok(tile);
    const from: Point = [tile.x + tile.width - 12, tile.y + tile.height - 50];
    const top = await scrolled(page);
    await drag(from, [from[0], from[1] - 250]);
    await page.waitForFunction((before) => scrollY > before + 100, top);
    assert.equal(await ticked(page), 1);
    await page.close();
  });
});

describe('a finger on buttons and photos', { timeout: 120_000 }, () => {
  test('leaves nothing behind that looks as if a mouse were on it', async () => {
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    const page = await site.open(
      '<ninepic-bib-search></ninepic-bib-search><ninepic-gallery no-viewer></ninepic-gallery>',
      phone,
    );
    await page.locator('[part="tile"]').nth(3).waitFor();
    // Nothing comes any more that would push away what is touched, and no press leads on.
    await page.locator('[part="day"]').first().waitFor();
    await page.evaluate(() => {
      const swallow = (event: Event) => {
        event.preventDefault();
        event.stopImmediatePropagation();
      };
      document.addEventListener('click', swallow, { capture: true });
    });
    for (const name of ['button', 'tile', 'day']) {
      const touched = page.locator(`[part="${name}"]`).first();
      const looks = () =>
        touched.evaluate((control) => {
          const { background, filter } = getComputedStyle(control);
          return [background, filter];
        });
      const before = await looks();
      await touched.tap();
      await page.waitForFunction((control) => control?.matches(':hover'), await touched.elementHandle());
      assert.deepEqual(await looks(), before, name);
    }
    await page.close();
  });

  test('puts the keyboard away once there is a number to look for, and keeps it where there is none', async () => {
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    const page = await site.open('<ninepic-bib-search></ninepic-bib-search>', phone);
    const field = page.locator('[part="input"]');
    const hasFocus = () => field.evaluate((input) => input.matches(':focus'));
    await field.tap();
    await field.fill('12/34');
    await field.press('Enter');
    await page.getByText('Type your race number like').waitFor();
    assert.equal(await hasFocus(), true);
    await field.fill('1234');
    await field.press('Enter');
    await page
      .locator('[part="status"]', { hasText: /\d photos? for 1234/ })
      .first()
      .waitFor();
    assert.equal(await hasFocus(), false);
    await page.close();
  });

  for (const name of ['Share link', 'Copy link'])
    test(`is told by "${name}" what a press leads to`, async () => {
      const page = await site.tab({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
      await page.addInitScript((isShared) => {
        if (isShared) navigator.share = (data) => Promise.resolve(void Object.assign(globalThis, { data }));
      }, name === 'Share link');
      await site.show(page, '<ninepic-gallery></ninepic-gallery>', { hash: '#ninepic-456=bib:1234' });
      await page.getByRole('button', { name, exact: true }).tap();
      if (name === 'Share link') await page.waitForFunction(() => 'data' in globalThis);
      else await page.getByText('Link copied.').or(page.getByText('Copy the address')).first().waitFor();
      await page.close();
    });

  test('leaves nothing behind over a large photo either', async () => {
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    const page = await site.open('<ninepic-gallery></ninepic-gallery>', phone);
    await page.locator('[part="tile"]').first().tap();
    const next = page.locator('[part="viewer-next"]');
    await next.waitFor();
    const ground = () => next.evaluate((button) => getComputedStyle(button).backgroundColor);
    const before = await ground();
    await next.tap();
    await page.waitForFunction((button) => button?.matches(':hover'), await next.elementHandle());
    assert.equal(await ground(), before);
    await page.close();
  });
});
