/** What several tags of a page set for all of them, from its first line on (design.md 4.1, behaviour.md T1.6.6). */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { SCRIPT, openSite, type Site } from '../support/site.js';

describe('settings that the tags of a page share', { timeout: 300_000 }, () => {
  let site: Site;
  let page: Page;
  let said: string[];
  before(async () => {
    site = await openSite();
  });
  after(() => site.close());
  beforeEach(async () => {
    page = await site.tab();
    said = [];
    page.on('console', (line) => said.push(line.text()));
  });
  afterEach(() => page.context().close());

  const photos = () => page.locator('ninepic-gallery [part=photo]').first().waitFor();

  /** Shows a page that goes on loading, as one with large pictures does, until what it is for was done. */
  const whileLoading = async (body: string, act: () => Promise<void>, hash = ''): Promise<void> => {
    let letGo = () => undefined as void;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await page.route('**/slow.png', async (route) => {
      await held;
      await route.abort();
    });
    const loaded = site.show(page, `<img src="/slow.png" alt="">${body}`, { hash });
    await act();
    letGo();
    await loaded;
  };

  it('are those of the first tag in document order, whichever is defined first', () =>
    whileLoading(
      `<ninepic-clip no-hash time-zone="Asia/Kolkata"></ninepic-clip>
       <ninepic-bib-search></ninepic-bib-search>
       <ninepic-gallery time-zone="Europe/Paris"></ninepic-gallery>`,
      async () => {
        await photos();
        const timeline = page.locator('ninepic-gallery [part=timeline]');
        await timeline.waitFor();
        assert.match(await timeline.innerText(), /India Standard Time/);
        await page.locator('ninepic-bib-search input').fill('1234');
        await page.keyboard.press('Enter');
        await page.getByText('for 1234').first().waitFor();
        assert.equal(new URL(page.url()).hash, '');
        assert.deepEqual(
          said.filter((line) => line.includes('first tag')),
          ["<ninepic-gallery> time-zone: the first tag's counts."],
        );
      },
    ));

  describe('take a search that the query hands on out of the address before anything is sent', () => {
    const QUERY = '?x=1&bibNumber=1234&y';
    const TAGS = `<ninepic-bib-search accept-query></ninepic-bib-search>
      <ninepic-selfie-search privacy-href="/privacy"></ninepic-selfie-search>
      <ninepic-gallery></ninepic-gallery>`;
    const holds = async (): Promise<void> => {
      await page.getByText('for 1234').first().waitFor();
      await page.locator('ninepic-selfie-search [part=consent]').waitFor();
      assert.equal(new URL(page.url()).search, '?x=1&y');
      const { calls } = site.stack;
      assert.ok(calls.some(({ endpoint }) => endpoint === 'eventDetails'));
      assert.deepEqual(
        calls.filter(({ headers }) => headers['referer']?.includes('bibNumber')).map(({ target }) => target),
        [],
      );
    };

    it('on a page that loads', () => whileLoading(TAGS, holds, QUERY));

    it('on a page that is here already', async () => {
      await site.show(page, '', { hash: QUERY });
      await page.evaluate((tags) => document.body.insertAdjacentHTML('beforeend', tags), TAGS);
      await holds();
    });
  });

  it('lead to a page of results by the key that both pages have from their script', async () => {
    const head = SCRIPT.replace('data-event-id', 'data-hash-key="race" data-event-id');
    site.put('/results.html', '<ninepic-gallery></ninepic-gallery>', { head });
    await site.show(page, '<ninepic-bib-search results-href="/results.html"></ninepic-bib-search>', { head });
    await page.locator('ninepic-bib-search input').fill('1234');
    await page.keyboard.press('Enter');
    await page.locator('ninepic-gallery').getByText('for 1234').first().waitFor();
    assert.equal(new URL(page.url()).hash, '#race=bib:1234');
  });
});
