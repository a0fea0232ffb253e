/** She loads the race's page anew, or leaves it in the middle: she is at the photo that she looked at, and never pulled back. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { part } from '../support/access/visitor.js';
import {
  arrive,
  begins,
  comesBack,
  isThere,
  link,
  lookAround,
  neverMoved,
  openReturningSite,
  phone,
  rests,
  watch,
} from '../support/returning-scene.js';
import type { Site } from '../support/site.js';

let site: Site;
before(async () => {
  site = await openReturningSite();
});
after(() => site.close());

describe('the same page again', () => {
  test('is where it was when it is loaded anew, with another gallery on it, and begins where a link leads to it', async () => {
    const page = await arrive(site, 'two');
    const seen = await lookAround(page);
    await watch(page, seen);
    await page.reload();
    await isThere(page, seen);
    await neverMoved(page, seen);
    await link(page, 'Photos');
    await begins(page);
    await page.context().close();
  });

  test('is at the photo that was open when it is loaded anew; Back closes nothing then, and keeps the place', async () => {
    const page = await arrive(site, 'plain');
    const seen = await lookAround(page);
    await page.getByAltText(seen.alt, { exact: true }).click();
    await part(page, 'gallery', 'viewer-counter').waitFor();
    await page.reload();
    await isThere(page, seen);
    assert.equal(await part(page, 'gallery', 'viewer').count(), 0);
    await page.goBack();
    await isThere(page, seen);
    await page.getByAltText(seen.alt, { exact: true }).click();
    const counter = part(page, 'gallery', 'viewer-counter');
    await counter.waitFor();
    await page.keyboard.press('Home');
    await counter.getByText('1 of 3,000').waitFor();
    for (let at = 2; at <= 6; at += 1) {
      await page.keyboard.press('ArrowRight');
      await counter.getByText(`${at} of 3,000`).waitFor();
    }
    await page.reload();
    await page.getByAltText('Photo 6 of 3,000', { exact: true }).waitFor();
    await rests(page);
    const box = await page.getByAltText('Photo 6 of 3,000', { exact: true }).boundingBox();
    assert.ok(box && box.y > 0 && box.y + box.height < 844, JSON.stringify(box));
    await page.context().close();
  });

  test('is at the photo that she swiped to from the first one, without ever scrolling', async () => {
    const page = await arrive(site, 'plain');
    const first = await page.getByAltText('Photo 1 of 3,000', { exact: true }).boundingBox();
    assert.ok(first);
    await page.mouse.click(first.x + 20, first.y + 20);
    const counter = part(page, 'gallery', 'viewer-counter');
    await counter.getByText('1 of 3,000').waitFor();
    for (let at = 2; at <= 16; at += 1) {
      await page.keyboard.press('ArrowRight');
      await counter.getByText(`${at} of 3,000`).waitFor();
    }
    assert.equal(await page.evaluate(() => scrollY), 0);
    // She looks at it.
    await page.waitForFunction(() => sessionStorage.getItem('ninepic:places'));
    await page.reload();
    const photo = page.getByAltText('Photo 16 of 3,000', { exact: true });
    await photo.waitFor();
    await rests(page);
    const box = await photo.boundingBox();
    assert.ok(box && box.y > 0 && box.y + box.height < 844, JSON.stringify(box));
    await page.context().close();
  });

  test('is where it was in browsers that tell nothing of the entries of a history', async () => {
    const page = await site.tab({ viewport: phone });
    await page.addInitScript(() => void Reflect.deleteProperty(globalThis, 'navigation'));
    await page.goto(`${site.origin}/plain-photos`);
    assert.equal(await page.evaluate(() => 'navigation' in globalThis), false);
    await part(page, 'gallery', 'photo').first().waitFor();
    const seen = await lookAround(page);
    await page.reload();
    await isThere(page, seen);
    await comesBack(page, seen);
  });

  test('asks for her place alone: not for what lies before it', async () => {
    const page = await arrive(site, 'plain');
    const seen = await lookAround(page);
    const from = site.stack.calls.length;
    await page.reload();
    await isThere(page, seen);
    const pages = site.stack.calls.slice(from).filter(({ endpoint }) => endpoint === 'photos');
    assert.ok(pages.length <= 3, `${pages.length} pages of photos`);
    await page.context().close();
  });

  test('does not pull her back who scrolls before the photos come', async () => {
    const page = await arrive(site, 'plain');
    await lookAround(page);
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const asked = page.waitForRequest('**/images?*');
    await page.route('**/images?*', async (route) => {
      await held;
      await route.continue();
    });
    await page.reload();
    await asked;
    await page.evaluate(() =>
      addEventListener('wheel', () => Object.assign(window, { hasTurned: true }), { passive: true }),
    );
    // To the end of the page as it is by now: a browser holds what it finds below the list.
    await page.waitForFunction(() => {
      const end = document.documentElement.scrollHeight - innerHeight;
      scrollTo(0, end);
      return end > 500 && scrollY === end;
    });
    await page.mouse.move(200, 400);
    await page.mouse.wheel(0, 10);
    await page.waitForFunction(() => 'hasTurned' in window);
    release();
    await part(page, 'gallery', 'photo').first().waitFor();
    await rests(page);
    const y = await page.evaluate(() => scrollY);
    assert.ok(y < 2_000, `she was taken to ${y}`);
    await page.context().close();
  });

  test('begins anew where the page itself takes the gallery off and puts it on again', async () => {
    const page = await arrive(site, 'plain');
    await lookAround(page);
    await page.evaluate(() => {
      const old = document.querySelector('ninepic-gallery');
      old?.replaceWith(document.createElement('ninepic-gallery'));
      scrollTo(0, 0);
    });
    await begins(page);
    await page.context().close();
  });

  test('starts from the beginning where nothing, or nonsense, is remembered', async () => {
    for (const places of ['', '7', '[null,[]]', '[["__proto__",1,"all",true,1e9,"x"]]', '{"a":1}']) {
      const page = await site.tab();
      await page.goto(`${site.origin}/plain-news`);
      await page.evaluate((value) => sessionStorage.setItem('ninepic:places', value), places);
      await link(page, 'Photos');
      await begins(page);
      await page.context().close();
    }
  });
});
