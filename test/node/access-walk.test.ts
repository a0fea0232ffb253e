/** A runner who has nothing but a keyboard: wherever the focus is, it can be seen. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { stopAt } from '../support/access/focus.js';
import { SHADES, paintPhotos, standsOut } from '../support/access/measure.js';
import { BIB, CLIP, GALLERY, SELFIE, part, searchBib } from '../support/access/visitor.js';
import { openSite, type Site } from '../support/site.js';

describe('a runner with a keyboard sees where she is', () => {
  let site: Site;
  before(async () => {
    site = await openSite();
  });
  after(() => site.close());

  const style = ':root { color-scheme: light dark } body { background: Canvas; color: CanvasText }';
  const open = (body: string, colorScheme: 'light' | 'dark') => site.open(body, { style, colorScheme });

  /** Tabs through the page until the focus leaves it, and judges each stop. */
  async function walk(page: Page, most = 40): Promise<string[]> {
    const names: string[] = [];
    for (let press = 0; press < most; press += 1) {
      await page.keyboard.press('Tab');
      const stop = await stopAt(page);
      if (!stop) break;
      names.push(stop.name);
      assert.ok(stop.isUncovered, `${stop.name} lies under something`);
      // The outline of a round control is shorter than that of its box.
      assert.ok(
        stop.ring >= 0.75,
        `the focus on ${stop.name} changes ${Math.round(stop.ring * 100)} % of its outline`,
      );
      if (names.length > 2 && stop.name === names[0]) break;
    }
    return names;
  }

  for (const scheme of ['light', 'dark'] as const) {
    test(`on each control of search and gallery, ${scheme}`, async () => {
      const page = await open(`${BIB}<ninepic-gallery selectable></ninepic-gallery>`, scheme);
      await part(page, 'gallery', 'hour').first().waitFor();
      await searchBib(page, '1234');
      await part(page, 'gallery', 'share').waitFor();
      await part(page, 'gallery', 'select').first().check();
      await page.evaluate(() => document.querySelector<HTMLElement>('h1')?.scrollIntoView());
      await part(page, 'bib-search', 'input').focus();
      const names = await walk(page);
      for (const name of ['button', 'chip', 'download-all', 'share', 'clear', 'tile', 'select-all'])
        assert.ok(names.includes(name), `${name} is not among ${names.join(', ')}`);
      await page.context().close();
    });

    test(`on each control of the time chart and the viewer, ${scheme}`, async () => {
      const page = await open(GALLERY, scheme);
      await part(page, 'gallery', 'hour').first().waitFor();
      const names = await walk(page);
      for (const name of ['day', 'hour', 'untimed', 'finish', 'finish-button', 'tile', 'more'])
        assert.ok(names.includes(name), `${name} is not among ${names.join(', ')}`);
      await part(page, 'gallery', 'tile').first().press('Enter');
      await part(page, 'gallery', 'viewer-counter').waitFor();
      const inside = await walk(page, 5);
      for (const name of ['viewer-next', 'viewer-close'])
        assert.ok(inside.includes(name), `${name} is not among ${inside.join(', ')}`);
      await page.context().close();
    });

    test(`on each control of selfie search and clip, ${scheme}`, async () => {
      const page = await open(SELFIE + CLIP, scheme);
      await part(page, 'clip', 'selfie').waitFor();
      await part(page, 'selfie-search', 'consent-checkbox').check();
      await page.evaluate(() => {
        const heading = document.querySelector('h1');
        heading?.setAttribute('tabindex', '-1');
        heading?.focus();
      });
      const names = await walk(page);
      for (const name of ['consent-checkbox', 'file', 'camera', 'selfie'])
        assert.ok(names.includes(name), `${name} is not among ${names.join(', ')}`);
      await page.context().close();
    });
  }

  test('on each control in the tray of a download, over dark and bright photos', async () => {
    site.stack.fake.configure({ storage: { cors: false } });
    const page = await open(`${BIB}<ninepic-gallery no-timeline></ninepic-gallery>`, 'light');
    await searchBib(page, '1234');
    await page.evaluate(() => void Reflect.deleteProperty(globalThis, 'showSaveFilePicker'));
    await part(page, 'gallery', 'download-all').press('Enter');
    const links = part(page, 'gallery', 'original-link');
    await links.nth(5).waitFor();
    for (const [colorScheme, filter] of [
      ['light', SHADES.white],
      ['dark', SHADES.black],
      ['light', SHADES.grey],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await paintPhotos(page, filter);
      await links.first().focus();
      await page.keyboard.press('Shift+Tab');
      const close = await stopAt(page);
      assert.ok(close && close.isUncovered && close.ring >= 0.75, `${filter}: ${JSON.stringify(close)}`);
      assert.deepEqual(await walk(page, 3), Array(3).fill('original-link'));
    }
    site.stack.fake.configure({ storage: { cors: true } });
    await page.context().close();
  });

  /** The shades that can be the worst of each look. */
  const looks = {
    light: [{ colorScheme: 'light', forcedColors: 'none' }, SHADES],
    dark: [{ colorScheme: 'dark', forcedColors: 'none' }, { grey: SHADES.grey }],
    'forced colours': [
      { colorScheme: 'light', forcedColors: 'active' },
      { white: SHADES.white, black: SHADES.black },
    ],
  } as const;

  test('over photos that are all white, grey or black', async () => {
    const page = await open(`${BIB}<ninepic-gallery selectable no-timeline></ninepic-gallery>`, 'light');
    await searchBib(page, '1234');
    await part(page, 'gallery', 'photo').nth(5).waitFor();
    const found: string[] = [];
    const judge = async (names: readonly string[], ground: string) => {
      for (const [look, [media, shades]] of Object.entries(looks)) {
        await page.emulateMedia(media);
        for (const [shade, filter] of Object.entries(shades)) {
          await paintPhotos(page, filter);
          for (const name of names) {
            const control = part(page, 'gallery', name).first();
            await control.focus();
            const ring = (await stopAt(page))?.ring ?? 0;
            if (ring < 0.75) found.push(`${look}, ${shade}: ${Math.round(ring * 100)} % of ${name}'s ring`);
            if (name === ground || look === 'dark') continue;
            await part(page, 'gallery', ground).first().focus();
            const seen = await standsOut(page, control);
            if (seen < 40) found.push(`${look}, ${shade}: ${seen} pixels of ${name}`);
          }
        }
      }
    };
    // The button to save is there while its photo has the focus.
    await judge(['select', 'tile', 'tile-download'], 'tile');
    await part(page, 'gallery', 'tile').nth(2).press('Enter');
    await part(page, 'gallery', 'viewer-counter').waitFor();
    await judge(['viewer-share'], 'viewer-close');
    assert.deepEqual(found, []);
    await page.context().close();
  });
});
