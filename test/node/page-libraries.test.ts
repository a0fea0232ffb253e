/** Libraries that swap a page's content instead of loading the next one, the real ones: Turbo, htmx, a router in the hash. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { BIB, CLIP, SELFIE, findFace, part, says, searchBib, takeSelfie } from '../support/access/visitor.js';
import { SCRIPT, openSite, type Site } from '../support/site.js';
import {
  eventually,
  isClosed,
  isMarked,
  listeners,
  mark,
  openPhoto,
  told,
  visitOf,
} from '../support/swapped-page.js';

const GALLERY = '<ninepic-gallery no-timeline></ninepic-gallery>';
const TAGS = BIB + SELFIE + CLIP + GALLERY;
const TURBO = '<script type="module" src="/turbo.js"></script>';
const HTMX = '<script src="/htmx.js"></script>';

let site: Site;
before(async () => {
  site = await openSite(
    {},
    { 'turbo.js': '@hotwired/turbo/dist/turbo.es2017-esm.js', 'htmx.js': 'htmx.org/dist/htmx.min.js' },
  );
});
after(() => site.close());
beforeEach(() => site.stack.fake.bill.reset());
const visit = (path: string) => visitOf(site, path);

/** What was asked of the proxy since the last look, pictures aside. */
function asker(): () => Record<string, number> {
  let from = site.stack.calls.length;
  return () => {
    const counts: Record<string, number> = {};
    for (const { endpoint } of site.stack.calls.slice(from)) counts[endpoint] = (counts[endpoint] ?? 0) + 1;
    from = site.stack.calls.length;
    return counts;
  };
}

/** What is the same whichever library swaps the content of `/photos` and `/news`, which link to each other. */
function swaps(): void {
  const toNews = async (page: Page) => {
    await page.getByRole('link', { name: 'News' }).click();
    await page.getByRole('heading', { name: 'News' }).waitFor();
  };
  const toPhotos = (page: Page) => page.getByRole('link', { name: 'Photos', exact: true }).click();

  test('keeps her photos from visit to visit, and by Back: nothing is asked for twice, no listener stays', async () => {
    const { page, errors } = await visit('/photos');
    await searchBib(page, '1234');
    await says(page, 'gallery', 'for 1234');
    const address = page.url();
    assert.match(address, /#ninepic-456=bib:1234$/);
    await mark(page, 'html');
    await part(page, 'gallery', 'photo').first().waitFor();
    const asked = asker();
    const turn = async () => {
      await toNews(page);
      await page.goBack();
      await says(page, 'gallery', 'for 1234');
      assert.equal(page.url(), address);
      await toNews(page);
      await toPhotos(page);
      await says(page, 'gallery', 'for 1234');
      await part(page, 'gallery', 'photo').first().waitFor();
      // Links lead to the page without a search; what she found is hers all the same.
      await page.goBack();
      await page.goBack();
      await says(page, 'gallery', 'for 1234');
      await part(page, 'gallery', 'photo').first().waitFor();
    };
    await turn();
    await toNews(page);
    const held = await listeners(page);
    await page.goBack();
    await says(page, 'gallery', 'for 1234');
    await turn();
    await toNews(page);
    await eventually(async () => (await listeners(page)) <= held, 'the listeners of pages that went');
    assert.deepEqual(asked(), {});
    assert.deepEqual(await told(page), ['ninepic-results all', 'ninepic-results bib']);
    assert.ok(await isMarked(page, 'html'), 'no page was loaded anew');
    assert.deepEqual(errors, []);
    await page.context().close();
  });

  test('closes a photo by Back or Escape, and nothing else happens to the page; Back out of it still works', async () => {
    const { page, errors, loaded } = await visit('/news');
    await toPhotos(page);
    await part(page, 'gallery', 'photo').nth(3).waitFor();
    await mark(page, 'ninepic-gallery');
    const asked = asker();
    const before = loaded.length;
    await openPhoto(page);
    await page.goBack();
    await isClosed(page);
    await openPhoto(page);
    await page.keyboard.press('Escape');
    await isClosed(page);
    await page.locator('ninepic-gallery [part~="tile"]:focus').waitFor();
    assert.ok(await isMarked(page, 'ninepic-gallery'), 'it is the same gallery');
    assert.equal(loaded.length, before);
    // Whoever swaps has its entry again.
    await page.waitForFunction(() => /"(turbo|htmx)"/.test(JSON.stringify(history.state)));
    await toNews(page);
    await page.goBack();
    await part(page, 'gallery', 'photo').nth(3).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'News' }).waitFor();
    assert.deepEqual(asked(), {});
    assert.deepEqual(errors, []);
    await page.context().close();
  });

  test('pays once for a selfie search that goes on while she reads something else', async () => {
    const { page, errors } = await visit('/photos');
    await takeSelfie(page);
    site.stack.fake.configure({ latency: 400 });
    await page.locator('ninepic-selfie-search button[part="button"]').click();
    await says(page, 'selfie-search', 'Searching');
    await toNews(page);
    site.stack.fake.configure({ latency: 0 });
    await toPhotos(page);
    await says(page, 'gallery', 'for your selfie');
    await part(page, 'gallery', 'photo').first().waitFor();
    await toNews(page);
    await page.goBack();
    await says(page, 'gallery', 'for your selfie');
    assert.equal(site.stack.fake.bill.faces.length, 1);
    assert.equal(site.stack.fake.bill.matchesRun, 1);
    assert.equal((await told(page)).filter((event) => event === 'ninepic-request').length, 1);
    assert.deepEqual(errors, []);
    await page.context().close();
  });
}

describe('a page with Turbo', () => {
  const head = TURBO + SCRIPT;
  before(() => {
    site.put('/photos', `<a href="/news">News</a>${TAGS}`, { head });
    site.put('/news', '<h2>News</h2><a href="/photos">Photos</a>', { head });
    site.put('/morphed', `<a href="/news">News</a>${TAGS}`, {
      head: `<meta name="turbo-refresh-method" content="morph">${head}`,
    });
    const frame = (inner: string) => `<turbo-frame id="race">${inner}</turbo-frame>`;
    site.put('/frame', frame('<a href="/frame-photos">Photos</a>'), { head });
    site.put('/frame-photos', frame(`<a href="/frame">Race</a>${BIB}${GALLERY}`), { head });
  });

  swaps();

  test('refreshes the page by morphing: the tags stay as they are', async () => {
    const { page, errors, loaded } = await visit('/morphed');
    await findFace(page);
    await searchBib(page, '1234');
    await says(page, 'gallery', 'for 1234');
    await openPhoto(page);
    for (const tag of ['bib-search', 'selfie-search', 'clip', 'gallery']) await mark(page, `ninepic-${tag}`);
    const asked = asker();
    await page.evaluate(async () => {
      const rendered = new Promise((resolve) => addEventListener('turbo:render', resolve, { once: true }));
      const { Turbo } = window as unknown as { Turbo: { visit(to: string, how: object): void } };
      Turbo.visit(location.href, { action: 'replace' });
      await rendered;
    });
    assert.deepEqual(loaded, ['/morphed', '/morphed']);
    for (const tag of ['bib-search', 'selfie-search', 'clip', 'gallery'])
      assert.ok(await isMarked(page, `ninepic-${tag}`), tag);
    await part(page, 'gallery', 'viewer-close').click();
    await isClosed(page);
    await says(page, 'gallery', 'for 1234');
    assert.match(page.url(), /#ninepic-456=bib:1234$/);
    assert.deepEqual(asked(), {});
    assert.equal(site.stack.fake.bill.searches, 1);
    assert.deepEqual(errors, []);
    await page.context().close();
  });

  test('has the tags in a frame that is swapped by itself', async () => {
    const { page, errors } = await visit('/frame');
    const photos = () => page.getByRole('link', { name: 'Photos', exact: true });
    await photos().click();
    await searchBib(page, '1234');
    await says(page, 'gallery', 'for 1234');
    await part(page, 'gallery', 'photo').first().waitFor();
    const asked = asker();
    await page.getByRole('link', { name: 'Race', exact: true }).click();
    await photos().click();
    await says(page, 'gallery', 'for 1234');
    await part(page, 'gallery', 'photo').first().waitFor();
    assert.deepEqual(asked(), {});
    assert.deepEqual(errors, []);
    await page.context().close();
  });
});

describe('a page with htmx', () => {
  const head = HTMX + SCRIPT;
  const boost = 'hx-boost:inherited="true"';
  before(() => {
    site.put('/photos', `<nav ${boost}><a href="/news">News</a></nav>${TAGS}`, { head });
    site.put('/news', `<h2>News</h2><nav ${boost}><a href="/photos">Photos</a></nav>`, { head });
    site.put(
      '/tabs',
      `<button hx-get="/piece" hx-target="#tab">Photos</button><button hx-get="/other" hx-target="#tab">Map</button>
       <div id="tab">Choose</div>`,
      { head },
    );
    site.put('/piece', `${BIB}${GALLERY}`, { head: '' });
    site.put('/other', 'The map', { head: '' });
  });

  swaps();

  test('has the tags in a part that is swapped by itself', async () => {
    const { page, errors } = await visit('/tabs');
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    await press('Photos');
    await searchBib(page, '1234');
    await says(page, 'gallery', 'for 1234');
    await part(page, 'gallery', 'photo').first().waitFor();
    const asked = asker();
    await press('Map');
    await page.getByText('The map').waitFor();
    await press('Photos');
    await says(page, 'gallery', 'for 1234');
    await part(page, 'gallery', 'photo').first().waitFor();
    assert.deepEqual(asked(), {});
    assert.deepEqual(errors, []);
    await page.context().close();
  });
});
