/** The playground: what it offers follows from the manifest, and what runs is what it says to copy. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, afterEach, before, describe, it } from 'node:test';
import type { FrameLocator, Page } from 'playwright-core';
import { troubles } from '../../demo/pages/play-stacks.js';
import { tagData } from '../../demo/pages/tag-data.js';
import { openPage, selfie, startDemoSite, type DemoSite } from '../support/demo-site.js';
import { root } from '../support/sources.js';

/** What is used of axe. */
interface Axe {
  run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

describe('the playground', () => {
  let site: DemoSite;
  let page: Page;
  let heard: string[];
  let preview: FrameLocator;
  before(async () => {
    site = await startDemoSite();
  });
  after(() => site.close());
  afterEach(() => page.close());

  async function open(): Promise<void> {
    ({ page, heard } = await openPage(site, '/playground/'));
    await page.locator('html[data-ready]').waitFor();
    preview = page.frameLocator('iframe');
    await preview.locator('ninepic-gallery [part=photo]').first().waitFor();
  }
  const unfold = (name: string) => page.locator('.controls summary', { hasText: name }).click();
  const snippet = () => page.locator('#snippet').innerText();
  async function search(bib: string): Promise<void> {
    await preview.locator('ninepic-bib-search [part=input]').fill(bib);
    await preview.locator('ninepic-bib-search [part=input]').press('Enter');
  }
  const trouble = async (name: string) => {
    await unfold('When things go wrong');
    const done = page.waitForResponse((response) => response.url().endsWith('/faults'));
    await page.locator(`[data-fault=${name}]`).check();
    assert.equal((await done).status(), 200);
  };

  it('has a control for every attribute of every tag', async () => {
    await open();
    const tags = tagData(readFileSync(`${root}dist/custom-elements.json`, 'utf8'));
    assert.equal(tags.length, 4);
    for (const { name, attributes } of tags)
      for (const { name: attribute, shared } of attributes) {
        if (attribute === 'proxy-url') continue;
        const control = page.locator(`[data-tag="${shared ? 'all' : name}"][data-attribute="${attribute}"]`);
        assert.equal(await control.count(), 1, `${name} ${attribute}`);
      }
    assert.deepEqual(heard, []);
  });

  it('writes a setting to the tag, and into the text to copy', async () => {
    await open();
    await unfold('<ninepic-gallery>');
    await page.getByLabel('layout').selectOption('grid');
    await page.getByLabel('no-timeline').check();
    await preview.locator('ninepic-gallery[layout=grid][no-timeline]').waitFor();
    assert.match(await snippet(), /<ninepic-gallery layout="grid" no-timeline><\/ninepic-gallery>/);
    await page.getByLabel('no-timeline').uncheck();
    await preview.locator('ninepic-gallery:not([no-timeline])').waitFor();
    // Opening the controls of a tag puts it on the page.
    await unfold('<ninepic-clip>');
    await preview.locator('ninepic-clip').waitFor();
    assert.match(await snippet(), /<ninepic-clip><\/ninepic-clip>/);
  });

  it('logs what the tags fire, with its detail', async () => {
    await open();
    await search('1234');
    const item = page.locator('.log li', { hasText: 'ninepic-search' });
    await item.locator('summary').click();
    const detail = JSON.parse(await item.locator('pre').innerText()) as { by: string; bib: string };
    assert.deepEqual([detail.by, detail.bib], ['bib', '1234']);
    assert.match(await item.innerText(), /<ninepic-bib-search> cancelable/);
  });

  it('narrows, darkens and turns the page', async () => {
    await open();
    await page.getByLabel('320').check();
    await page.getByLabel('Dark').check();
    await page.getByLabel('Right to left').check();
    const seen = await preview.locator('html').evaluate((html: HTMLElement) => ({
      width: html.ownerDocument.defaultView?.innerWidth,
      background: getComputedStyle(html.ownerDocument.body).backgroundColor,
      dir: getComputedStyle(html.querySelector('ninepic-gallery') ?? html).direction,
    }));
    assert.equal(seen.width, 320);
    assert.notEqual(seen.background, 'rgb(255, 255, 255)');
    assert.equal(seen.dir, 'rtl');
  });

  it('copies what it shows, which is what runs', async () => {
    await open();
    await unfold('<ninepic-gallery>');
    await page.getByLabel('layout').selectOption('grid');
    await preview.locator('ninepic-gallery[layout=grid]').waitFor();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy: What runs above' }).click();
    await page.getByText('Copied').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied, await snippet());
    const shape = (box: Element) =>
      [box, ...box.querySelectorAll('*')].map(({ localName, attributes }) => [
        localName,
        ...[...attributes]
          // Each playground has a proxy of its own; what tags reflect, they were told by what is around them.
          .filter(({ name }) => !name.endsWith('proxy-url') && name !== 'style')
          .map(({ name, value }) => `${name}=${value}`)
          .sort(),
      ]);
    const running = await preview.locator('body > div').evaluate(shape);
    const blank = await site.browser.newPage();
    await blank.setContent(copied);
    const pasted = await blank.locator('body > div').evaluate(shape);
    await blank.close();
    assert.deepEqual(pasted, running);
  });

  for (const path of ['/playground/', '/snippets/'])
    it(`${path} can be read and used by everybody`, async () => {
      ({ page, heard } = await openPage(site, path));
      await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core') });
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 844 });
        const found = await page.evaluate(async () => {
          const { axe } = globalThis as unknown as { axe: Axe };
          const { violations } = await axe.run({ exclude: [['iframe']] });
          return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
        });
        assert.deepEqual(found, [], `${width}`);
      }
    });

  it('is used with the keyboard alone', async () => {
    await open();
    const summary = page.locator('.controls summary', { hasText: '<ninepic-gallery>' });
    await summary.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'show-ninepic-gallery');
    await page.keyboard.press('Space');
    await preview.locator('body > div > ninepic-gallery').waitFor({ state: 'detached' });
    await page.keyboard.press('Space');
    await preview.locator('body > div > ninepic-gallery').waitFor();
    await page.locator('#snippet').locator('..').focus();
    await page.keyboard.press('Shift+Tab');
    const name = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    assert.equal(name, 'Copy: What runs above');
  });

  it('fits on a phone', async () => {
    await open();
    await page.setViewportSize({ width: 390, height: 844 });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
  });

  describe('lets things go wrong', () => {
    const says = (tag: string, text: RegExp) =>
      preview.locator(`${tag} [part=status]`).filter({ hasText: text }).first().waitFor();

    const expected: Readonly<Record<string, () => Promise<void>>> = {
      slow: async () => {
        await search('1234');
        await preview.locator('ninepic-bib-search:state(busy)').waitFor();
      },
      lost: async () => {
        await unfold('<ninepic-selfie-search>');
        const form = preview.locator('ninepic-selfie-search');
        await form.locator('[part=consent-checkbox]').check();
        await form
          .locator('[part=file]')
          .setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer: await selfie() });
        await form.locator('[part=button]').click();
        await says('ninepic-selfie-search', /photos found/);
        await page.locator('#bill', { hasText: '1' }).waitFor();
      },
      offline: async () => {
        await search('1234');
        await says('ninepic-bib-search', /Could not reach|connection/);
      },
      busy: async () => {
        await search('1234');
        await page.locator('.log li', { hasText: 'ninepic-error' }).locator('summary').click();
        assert.match(await page.locator('.log pre:visible').first().innerText(), /rate-limited/);
      },
      broken: async () => {
        await search('1234');
        await says('ninepic-bib-search', /problem/);
      },
      nobody: async () => {
        await search('1234');
        await says('ninepic-bib-search', /No photos/);
      },
      expired: async () => {
        await search('1234');
        await says('ninepic-bib-search', /photos for 1234/);
        await preview.locator('ninepic-gallery [part=tile]').first().click();
        await preview.locator('ninepic-gallery [part=viewer-download]').click();
        // The links are asked for at the moment of saving, and are dead when they come.
        await preview
          .locator('ninepic-gallery .viewer-bar ~ .viewer-note')
          .filter({ hasText: /could not be saved|Open original/ })
          .waitFor();
      },
      off: async () => {
        await unfold('<ninepic-selfie-search>');
        await says('ninepic-selfie-search', /not offered/);
      },
    };

    for (const { name, label } of troubles)
      it(label, async () => {
        await open();
        await trouble(name);
        await expected[name]?.();
        assert.ok(expected[name], `what ${name} shows is not tested`);
      });
  });
});
