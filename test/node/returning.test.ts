/** She opened another page of the race's site and comes back: the list is as long as it was, at the photo that she left. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { BIB, part, says, searchBib } from '../support/access/visitor.js';
import { SCRIPT, openSite, type Site } from '../support/site.js';

const GALLERY = '<ninepic-gallery></ninepic-gallery>';
const TURBO = '<script type="module" src="/turbo.js"></script>';
const HTMX = '<script src="/htmx.js"></script>';
const SWUP = `<script src="/swup.js"></script><script src="/swup-start.js" defer></script>`;
/** Chromium keeps no whole pages of such a site: every step back loads one. */
const headers = { 'cache-control': 'no-store' };

let site: Site;
before(async () => {
  site = await openSite(
    { fake: { teamPhotos: 150 } },
    {
      'turbo.js': '@hotwired/turbo/dist/turbo.es2017-esm.js',
      'htmx.js': 'htmx.org/dist/htmx.min.js',
      'swup.js': 'swup/dist/Swup.umd.js',
    },
  );
  const nav = (links: string) => `<nav hx-boost:inherited="true">${links}</nav>`;
  const links = '<a href="/news">News</a> <a href="/photos">Photos</a>';
  // As on a real page, there is something above the photos.
  const intro = '<p class="intro">What a race!</p>';
  const style = '.intro { block-size: 300px } nav { position: sticky; top: 0; z-index: 2; background: #fff }';
  const both = intro + GALLERY + '<ninepic-gallery group="b" no-timeline></ninepic-gallery>';
  site.put('/two-photos', nav('<a href="/two-photos">Photos</a>') + both, { headers, style });
  for (const [kind, head] of Object.entries({ plain: '', turbo: TURBO, htmx: HTMX, swup: SWUP })) {
    const of = (body: string) =>
      nav(links.replaceAll('href="/', `href="/${kind}-`)) +
      `<div id="swup" class="transition-main">${body}</div>`;
    const options = { head: head + SCRIPT, headers, style };
    site.put(`/${kind}-photos`, of(intro + BIB + GALLERY), options);
    site.put(`/${kind}-news`, of('<h2>News</h2>'), options);
  }
});
after(() => site.close());

interface Seen {
  readonly alt: string;
  /** Pixels below the upper edge of the window. */
  readonly top: number;
}

/** The first photo that is wholly in sight. */
const photoInSight = (page: Page): Promise<Seen | null> =>
  page.evaluate(() => {
    const tiles = [
      ...(document.querySelector('ninepic-gallery')?.shadowRoot?.querySelectorAll('[part~="tile"]') ?? []),
    ];
    const seen = tiles
      .map((tile) => ({ alt: tile.querySelector('img')?.alt ?? '', top: tile.getBoundingClientRect().top }))
      .filter(({ alt, top }) => alt && top >= 60 && top < innerHeight - 150)
      .sort((one, other) => one.top - other.top)[0];
    return seen ?? null;
  });

/** As soon as the page is as high as that. */
const scrollDown = (page: Page, y: number) =>
  page.waitForFunction((to) => {
    window.scrollTo(0, to);
    return scrollY === to;
  }, y);
const rests = (page: Page) =>
  page.waitForFunction(() => {
    const at = window as unknown as { y?: number; still?: number };
    at.still = at.y === scrollY ? (at.still ?? 0) + 1 : 0;
    at.y = scrollY;
    return at.still > 30;
  });

/** Unfolds the list, goes far down in it, looks at a photo and closes it. */
async function lookAround(page: Page): Promise<Seen> {
  await page.locator('ninepic-gallery').first().locator('[part~="more"]').click();
  await part(page, 'gallery', 'scrubber').waitFor({ state: 'attached' });
  await scrollDown(page, 9_000);
  await page.waitForFunction(() =>
    [...(document.querySelector('ninepic-gallery')?.shadowRoot?.querySelectorAll('img') ?? [])].some(
      (image) => {
        const { top, bottom } = image.getBoundingClientRect();
        return top >= 60 && bottom < innerHeight && image.complete;
      },
    ),
  );
  await rests(page);
  const seen = await photoInSight(page);
  assert.ok(seen);
  await page.getByAltText(seen.alt, { exact: true }).click();
  await part(page, 'gallery', 'viewer-counter').waitFor();
  await page.keyboard.press('Escape');
  await part(page, 'gallery', 'viewer').waitFor({ state: 'detached' });
  await rests(page);
  return (await photoInSight(page)) ?? seen;
}

/** Notes from now on, in every frame that has photos in sight, where this one stands; pages that are loaded do so, too. */
async function watch(page: Page, { alt }: Seen): Promise<void> {
  const look = (wanted: string) => {
    const noted: (number | null)[] = [];
    Object.assign(window, { noted });
    const note = () => {
      const tiles = document.querySelector('ninepic-gallery')?.shadowRoot?.querySelectorAll('[part~="tile"]');
      const boxes = [...(tiles ?? [])].map((tile) => ({
        alt: tile.querySelector('img')?.alt,
        box: tile.getBoundingClientRect(),
      }));
      if (boxes.some(({ box }) => box.bottom > 0 && box.top < innerHeight))
        noted.push(boxes.find((tile) => tile.alt === wanted)?.box.top ?? null);
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  };
  await page.addInitScript(look, alt);
  await page.evaluate(look, alt);
}
const noted = (page: Page) => page.evaluate(() => (window as unknown as { noted: (number | null)[] }).noted);

/** The photo is where she left it. */
async function isThere(page: Page, { alt, top }: Seen): Promise<void> {
  await page.getByAltText(alt, { exact: true }).waitFor();
  await rests(page);
  const now = await photoInSight(page);
  assert.equal(now?.alt, alt);
  assert.ok(Math.abs(now.top - top) <= 2, `${now.top} instead of ${top}`);
  assert.equal(
    await page.locator('ninepic-gallery').first().locator('[part~="more"]').count(),
    0,
    'it is folded',
  );
}
/** It was nowhere else since. */
async function neverMoved(page: Page, { top }: Seen): Promise<void> {
  const others = (await noted(page)).filter((at) => at === null || Math.abs(at - top) > 2);
  assert.deepEqual(others, [], `instead of ${top}`);
}
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click();
const news = async (page: Page) => {
  await link(page, 'News');
  await page.getByRole('heading', { name: 'News' }).waitFor();
};
const begins = async (page: Page) => {
  await part(page, 'gallery', 'more').first().waitFor();
  await rests(page);
  // htmx leaves the margin of the page out.
  assert.ok((await page.evaluate(() => scrollY)) < 60);
};
const arrive = async (kind: string, viewport = { width: 390, height: 844 }) => {
  const page = await site.tab({ viewport });
  await page.goto(`${site.origin}/${kind}-photos`);
  await part(page, 'gallery', 'photo').first().waitFor();
  return page;
};

/** Another step back finds her place; a link begins anew. */
const comesBack = async (page: Page, seen: Seen) => {
  await news(page);
  await page.goBack();
  await isThere(page, seen);
  await news(page);
  await link(page, 'Photos');
  await begins(page);
  await page.context().close();
};

const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 800 };

// What a device changes is the same for every kind of site: one of them sees both.
for (const [kind, devices] of Object.entries({
  plain: { phone, desktop },
  turbo: { phone },
  htmx: { desktop },
  swup: { phone },
}))
  describe(`back on a ${kind} site`, () => {
    for (const [device, viewport] of Object.entries(devices))
      test(`${device}: the list is unfolded, at the photo that she looked at; a link begins anew`, async () => {
        const page = await arrive(kind, viewport);
        const seen = await lookAround(page);
        await news(page);
        await watch(page, seen);
        await page.goBack();
        await isThere(page, seen);
        await neverMoved(page, seen);
        // And once more, by now from what was brought back.
        await comesBack(page, seen);
      });

    test('has the photos of a number as she left them', async () => {
      const page = await arrive(kind);
      await searchBib(page, 'TEAM');
      await says(page, 'gallery', 'for TEAM');
      await part(page, 'gallery', 'photo').first().waitFor();
      await scrollDown(page, 4_000);
      await rests(page);
      const seen = await photoInSight(page);
      assert.ok(seen);
      await news(page);
      await page.goBack();
      await isThere(page, seen);
      // What was kept is of that search alone.
      await searchBib(page, '1234');
      await says(page, 'gallery', 'for 1234');
      await rests(page);
      await scrollDown(page, 0);
      await news(page);
      await page.goBack();
      await says(page, 'gallery', 'for 1234');
      await rests(page);
      assert.equal(await page.evaluate(() => scrollY), 0);
      await page.context().close();
    });
  });

describe('the same page again', () => {
  test('is where it was when it is loaded anew, with another gallery on it, and begins where a link leads to it', async () => {
    const page = await arrive('two');
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
    const page = await arrive('plain');
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
    const page = await arrive('plain');
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
    const page = await arrive('plain');
    const seen = await lookAround(page);
    const from = site.stack.calls.length;
    await page.reload();
    await isThere(page, seen);
    const pages = site.stack.calls.slice(from).filter(({ endpoint }) => endpoint === 'photos');
    assert.ok(pages.length <= 3, `${pages.length} pages of photos`);
    await page.context().close();
  });

  test('does not pull her back who scrolls before the photos come', async () => {
    const page = await arrive('plain');
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
    const page = await arrive('plain');
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
