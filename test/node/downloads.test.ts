/** A runner saves one photo, to a real disk: with and without the help of storage and proxy. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Download } from 'playwright-core';
import { scene, SECRET, SIZE } from '../support/download-scene.js';

describe('a runner saves one photo', { timeout: 600_000 }, () => {
  const now = scene();
  const press = async () => {
    await now.visit.part('tile').first().hover();
    await now.visit.part('tile-download').first().click();
  };
  const isJpeg = (bytes: Buffer) => bytes.length === SIZE && bytes.readUInt16BE() === 0xffd8;

  it('from the tile that the mouse is on, or that has the focus, and from no other', async () => {
    await now.come();
    const saving = (places: string) =>
      now.visit.page.waitForFunction((wanted) => {
        const root = document.querySelector('ninepic-gallery')?.shadowRoot;
        const buttons = [...(root?.querySelectorAll<HTMLElement>('[part="tile-download"]') ?? [])];
        return buttons.map((button) => button.dataset['save']).join() === wanted;
      }, places);
    await saving('');
    await now.visit.part('tile').nth(2).hover();
    await saving('2');
    await now.visit.part('tile-download').hover();
    await saving('2');
    await now.visit.page.mouse.move(0, 0);
    await saving('');
    await now.visit.part('tile').first().focus();
    await saving('0');
    // It stays while it has the focus itself, and goes on with the keyboard.
    await now.visit.part('tile-download').focus();
    await now.visit.page.keyboard.press('ArrowRight');
    await saving('1');
  });

  it('from its tile, by its name', async () => {
    await now.come();
    const [download] = await Promise.all([now.download(), press()]);
    assert.match(download.suggestedFilename(), /^[\w-]+\.jpg$/);
    assert.ok(isJpeg(await now.bytesOf(download)));
    await now.visit.says('Photo saved.');
    assert.deepEqual(await now.visit.ended(), [
      { name: 'ninepic-download', eventId: '456', group: null, kind: 'original', photos: 1 },
      { name: 'ninepic-downloaded', eventId: '456', group: null, kind: 'original', saved: 1, failed: [] },
    ]);
    assert.equal(now.requests('originals'), 1);
  });

  it('from the viewer, by keyboard', async () => {
    await now.come();
    await now.visit.part('tile').first().press('Enter');
    await now.visit.part('viewer-download').focus();
    const [download] = await Promise.all([now.download(), now.visit.page.keyboard.press('Enter')]);
    assert.ok(isJpeg(await now.bytesOf(download)));
    await now.visit.part('viewer').getByText('Photo saved.').first().waitFor();
  });

  it('not before the page agrees', async () => {
    await now.come();
    await now.visit.page.evaluate(() =>
      addEventListener('ninepic-download', (event) => event.preventDefault(), { once: true }),
    );
    await press();
    await now.visit.page.waitForFunction(
      () => (globalThis as unknown as { heard: unknown[] }).heard.length === 1,
    );
    assert.equal(now.requests('originals') + now.requests('storage'), 0);
    const [download] = await Promise.all([now.download(), press()]);
    assert.ok(isJpeg(await now.bytesOf(download)));
  });

  it('by a link where storage keeps other pages out, and the page stays', async () => {
    await now.come({ fake: { storage: { cors: false, attachment: true } } });
    await press();
    const link = now.visit.part('original-link');
    await link.waitFor();
    assert.equal(await link.getAttribute('target'), '_blank');
    assert.equal(await link.getAttribute('rel'), 'noopener noreferrer');
    assert.match((await link.getAttribute('href')) ?? '', /X-Amz-Signature=/);
    const address = now.visit.page.url();
    // The tab that opens for an attachment is gone at once; who reports its file is the browser's affair.
    const saved = new Promise<Download>((resolve) => {
      now.visit.page.on('download', resolve);
      now.visit.page.context().on('page', (tab) => tab.on('download', resolve));
    });
    await link.click();
    assert.ok(isJpeg(await now.bytesOf(await saved)));
    assert.equal(now.visit.page.url(), address);
    const ends = (await now.visit.ended()).filter(({ name }) => name === 'ninepic-downloaded');
    assert.deepEqual(
      ends.map(({ kind, saved: count }) => [kind, count]),
      [['original', 1]],
    );
    // Probed once for the session: the next photo is a link at once.
    const before = now.requests('storage');
    await now.visit.part('tile').nth(1).hover();
    await now.visit.part('tile-download').click();
    await now.visit.page.waitForFunction(
      () => (globalThis as unknown as { heard: unknown[] }).heard.length === 3,
    );
    await link.waitFor();
    assert.equal(now.requests('storage'), before);
  });

  for (const cors of [true, false])
    it(`through the proxy where it relays, storage ${cors ? 'open' : 'closed'}`, async () => {
      await now.come({ fake: { storage: { cors } }, proxy: { relaySecret: SECRET } });
      const address = now.visit.page.url();
      const [download] = await Promise.all([now.download(), press()]);
      assert.match(download.url(), /\/ninepic\/event\/456\/originals\//);
      assert.match(download.suggestedFilename(), /^[\w-]+\.jpg$/);
      assert.ok(isJpeg(await now.bytesOf(download)));
      assert.equal(now.visit.page.url(), address);
      await now.visit.says('Photo saved.');
    });

  it('through the proxy after its ticket has died: once more, unseen', async () => {
    await now.come({ proxy: { relaySecret: SECRET } });
    await Promise.all([now.download(), press()]);
    // The proxy's time passes, this device's clock stands.
    now.site.stack.fake.clock.advance(3_601_000);
    const [download] = await Promise.all([now.download(), press()]);
    assert.ok(isJpeg(await now.bytesOf(download)));
    assert.equal(now.requests('originals'), 2);
  });

  it('when its link has died meanwhile', async () => {
    await now.come();
    await Promise.all([now.download(), press()]);
    now.site.stack.fake.clock.advance(3_601_000);
    const [download] = await Promise.all([now.download(), press()]);
    assert.ok(isJpeg(await now.bytesOf(download)));
    assert.equal(now.requests('originals'), 2);
  });

  it('as a preview where the organiser has no originals, after it was said', async () => {
    await now.come({ fake: { storage: { originals: false } } });
    await press();
    await now.visit.says('There is no original of this photo.');
    assert.equal((await now.visit.heard()).length, 1);
    const [download] = await Promise.all([now.download(), now.visit.part('download-preview').click()]);
    assert.match(download.suggestedFilename(), /\.jpg$/);
    const heard = await now.visit.ended();
    assert.deepEqual(
      heard.map(({ name, kind }) => `${name} ${kind}`),
      ['ninepic-download original', 'ninepic-download preview', 'ninepic-downloaded preview'],
    );
  });

  it('not where she takes no preview either: that is told, too', async () => {
    await now.come({ fake: { storage: { originals: false } } });
    await press();
    await now.visit.says('There is no original');
    await now.visit.part('downloads').getByRole('button', { name: 'Close' }).click();
    const [, end] = await now.visit.ended();
    assert.deepEqual([end?.kind, end?.saved, end?.failed?.length], ['original', 0, 1]);
    await now.visit.part('downloads').waitFor({ state: 'detached' });
  });

  it('of all photos only what is hers, and is told how to find that', async () => {
    await now.come({ bib: null });
    await press();
    await now.visit.says('Find yourself by race number or selfie');
    assert.equal(now.requests('originals'), 0);
    assert.equal(await now.visit.part('download-all').count(), 0);
  });

  it('of all photos where the proxy gives them out by photo', async () => {
    await now.come({ bib: null, proxy: { originalsBy: ['image'] } });
    const [download] = await Promise.all([now.download(), press()]);
    assert.ok(isJpeg(await now.bytesOf(download)));
  });

  for (const fault of ['truncated-body', 'empty-file', 'text-as-picture'] as const)
    it(`whole, or not at all: ${fault}`, async () => {
      await now.come();
      const disarm = now.site.stack.fake.faults.arm(fault, { route: 'storage', times: 'always' });
      let early = 0;
      now.visit.page.on('download', () => (early += 1));
      await press();
      await now.visit.says('The photo could not be saved.');
      assert.equal(early, 0);
      assert.equal(now.requests('storage'), 3);
      const [, end] = await now.visit.ended();
      assert.deepEqual([end?.saved, end?.failed?.length], [0, 1]);
      disarm();
      const [download] = await Promise.all([now.download(), now.visit.part('retry').last().click()]);
      assert.ok(isJpeg(await now.bytesOf(download)));
    });

  it('by a link where an error comes instead, which this page may not read', async () => {
    await now.come();
    now.site.stack.fake.faults.arm('xml', { route: 'storage', times: 'always' });
    await press();
    await now.visit.part('original-link').waitFor();
    assert.equal((await now.visit.heard()).length, 1);
  });

  it('under a safe name, whatever the service calls it', async () => {
    await now.come();
    now.site.stack.fake.faults.arm('hostile-strings', { route: 'originals' });
    const [download] = await Promise.all([now.download(), press()]);
    assert.equal(download.suggestedFilename(), '-img src=x--.jpg');
    await now.visit.ended();
  });

  it('as a preview where the page says so', async () => {
    await now.come({ attributes: 'download="preview"' });
    const [download] = await Promise.all([now.download(), press()]);
    assert.ok((await now.bytesOf(download)).length < SIZE);
    assert.equal(now.requests('originals'), 0);
    assert.deepEqual(
      (await now.visit.ended()).map(({ kind }) => kind),
      ['preview', 'preview'],
    );
  });

  it('as an original where nobody filled in what may be saved, or took it back', async () => {
    await now.come({ attributes: 'download=""' });
    const gallery = now.visit.page.locator('ninepic-gallery');
    for (const change of [() => undefined, (tag: Element) => tag.removeAttribute('download')]) {
      await gallery.evaluate(change);
      const [download] = await Promise.all([now.download(), press()]);
      assert.equal((await now.bytesOf(download)).length, SIZE);
    }
  });

  it('in no way where the page forbids it', async () => {
    await now.come({ attributes: 'download="none"' });
    await now.visit.part('tile').first().hover();
    assert.equal(await now.visit.part('tile-download').count(), 0);
    assert.equal(await now.visit.part('download-all').count(), 0);
    await now.visit.part('tile').first().click();
    await now.visit.part('viewer-photo').first().waitFor();
    assert.equal(await now.visit.part('viewer-download').count(), 0);
    assert.equal(await now.visit.part('viewer-share').count(), 0);
  });
});
