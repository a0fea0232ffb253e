/** The way to the first photo: nothing waits for what it does not need (performance.md, "First screen"). */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { openSite, type Site } from '../support/site.js';

const GALLERY = '<ninepic-gallery preview="0"></ninepic-gallery>';

describe('a gallery on its way', { timeout: 300_000 }, () => {
  let site: Site;
  let page: Page;
  /** What was asked for, in order: files, and endpoints of the proxy. */
  let asked: string[];
  before(async () => {
    site = await openSite();
  });
  after(() => site.close());
  beforeEach(async () => {
    page = await site.tab();
    asked = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      asked.push(/part-(.*)-\w+\.js$/.exec(pathname)?.[1] ?? pathname.replace(/^\/ninepic\/event\/\d+/, ''));
    });
  });
  afterEach(() => page.context().close());

  /** Holds what a pattern matches, until it is let go. */
  const hold = async (pattern: RegExp): Promise<() => void> => {
    let letGo = () => undefined as void;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await page.route(pattern, async (route) => {
      await held;
      await route.continue();
    });
    return letGo;
  };
  const photos = () => page.locator('ninepic-gallery [part=photo]').first().waitFor();
  const times = (what: string) => asked.filter((one) => one === what).length;

  it('asks for photos while what draws them is still to come, and once', async () => {
    const letGo = await hold(/part-gallery-photos/);
    const request = page.waitForRequest(/\/images\?/);
    await site.show(page, GALLERY);
    await request;
    assert.equal(await page.locator('ninepic-gallery [part=photo]').count(), 0);
    letGo();
    await photos();
    assert.equal(times('/images'), 1);
  });

  it('asks for photos before it knows what the event is called', async () => {
    const letGo = await hold(/\/details$/);
    await site.show(page, GALLERY);
    await photos();
    letGo();
    assert.deepEqual([times('/images'), times('/details')], [1, 1]);
  });

  it('shows photos before the hours are there, and moves none when they come', async () => {
    const letGo = await hold(/\/timeline\/days/);
    await site.show(page, GALLERY);
    await photos();
    const top = () =>
      page
        .locator('ninepic-gallery [part=photo]')
        .first()
        .evaluate((one) => one.getBoundingClientRect().top);
    const before = await top();
    letGo();
    await page.locator('ninepic-gallery [part=hour]').first().waitFor();
    assert.equal(await top(), before);
  });

  it('loads nothing that a first screen does not show: no viewer, no zip, no selfie', async () => {
    await site.show(page, GALLERY);
    await photos();
    await page.locator('ninepic-gallery [part=hour]').first().waitFor();
    const parts = asked.filter((one) =>
      /viewer|zip|archive|selfie|camera|picking|clip|uncover|share/.test(one),
    );
    assert.deepEqual(parts, []);
  });
});
