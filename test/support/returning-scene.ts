/** A runner in a list of photos: she looks around, goes elsewhere, and is where she was when she comes back. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { BIB, part } from './access/visitor.js';
import { SCRIPT, openSite, type Site } from './site.js';

const GALLERY = '<ninepic-gallery></ninepic-gallery>';
const TURBO = '<script type="module" src="/turbo.js"></script>';
const HTMX = '<script src="/htmx.js"></script>';
const SWUP = `<script src="/swup.js"></script><script src="/swup-start.js" defer></script>`;
/** Chromium keeps no whole pages of such a site: every step back loads one. */
const headers = { 'cache-control': 'no-store' };

/** A race's site of four kinds, each with photos and news, and one with two galleries: `/<kind>-photos`, `/<kind>-news`. */
export async function openReturningSite(): Promise<Site> {
  const site = await openSite(
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
  return site;
}

export interface Seen {
  readonly alt: string;
  /** Pixels below the upper edge of the window. */
  readonly top: number;
}

/** The first photo that is wholly in sight. */
export const photoInSight = (page: Page): Promise<Seen | null> =>
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
export const scrollDown = (page: Page, y: number) =>
  page.waitForFunction((to) => {
    window.scrollTo(0, to);
    return scrollY === to;
  }, y);
export const rests = (page: Page) =>
  page.waitForFunction(() => {
    const at = window as unknown as { y?: number; still?: number };
    at.still = at.y === scrollY ? (at.still ?? 0) + 1 : 0;
    at.y = scrollY;
    return at.still > 30;
  });

/** Unfolds the list, goes far down in it, looks at a photo and closes it. */
export async function lookAround(page: Page): Promise<Seen> {
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
export async function watch(page: Page, { alt }: Seen): Promise<void> {
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
export async function isThere(page: Page, { alt, top }: Seen): Promise<void> {
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
export async function neverMoved(page: Page, { top }: Seen): Promise<void> {
  const others = (await noted(page)).filter((at) => at === null || Math.abs(at - top) > 2);
  assert.deepEqual(others, [], `instead of ${top}`);
}
export const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click();
export const news = async (page: Page) => {
  await link(page, 'News');
  await page.getByRole('heading', { name: 'News' }).waitFor();
};
export const begins = async (page: Page) => {
  await part(page, 'gallery', 'more').first().waitFor();
  await rests(page);
  // htmx leaves the margin of the page out.
  assert.ok((await page.evaluate(() => scrollY)) < 60);
};
export const phone = { width: 390, height: 844 };

export const arrive = async (site: Site, kind: string, viewport = phone) => {
  const page = await site.tab({ viewport });
  await page.goto(`${site.origin}/${kind}-photos`);
  await part(page, 'gallery', 'photo').first().waitFor();
  return page;
};

/** Another step back finds her place; a link begins anew. */
export const comesBack = async (page: Page, seen: Seen) => {
  await news(page);
  await page.goBack();
  await isThere(page, seen);
  await news(page);
  await link(page, 'Photos');
  await begins(page);
  await page.context().close();
};
