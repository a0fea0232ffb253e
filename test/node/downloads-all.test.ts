/** A runner saves all her photos, to a real disk: with and without the help of storage and proxy. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openArchive } from '../support/archives.js';
import { scene, SECRET, SIZE, withoutPicker } from '../support/download-scene.js';
import { BIB } from '../support/download-site.js';

describe('a runner saves all her photos', { timeout: 600_000 }, () => {
  const now = scene();
  const all = () => now.visit.part('download-all').click();

  it('as one archive, and every checksum is right', async () => {
    await now.come({ before: withoutPicker });
    const count = await now.visit.count();
    const [download] = await Promise.all([now.download(), all()]);
    assert.equal(download.suggestedFilename(), `Sahyadri Trail Marathon-${BIB}.zip`);
    const entries = await openArchive(await now.bytesOf(download));
    assert.equal(entries.length, count);
    assert.equal(new Set(entries.map(({ name }) => name)).size, count);
    for (const { bytes } of entries) assert.equal(bytes.length, SIZE);
    await now.visit.says(`${count} photos saved.`);
    const heard = await now.visit.ended();
    assert.deepEqual(
      heard.map(({ name, kind, photos, saved, failed }) => [name, kind, photos ?? saved, failed?.length]),
      [
        ['ninepic-download', 'zip', count, undefined],
        ['ninepic-downloaded', 'zip', count, 0],
      ],
    );
  });

  it('but one that is broken: the archive says so, she can try again, and then has it', async () => {
    await now.come({ before: withoutPicker });
    const count = await now.visit.count();
    const broken =
      (await now.visit.part('photo').nth(2).getAttribute('src'))?.replace(/^.*\/|\.jpg.*$/g, '') ?? '';
    const disarm = now.site.stack.fake.faults.arm('truncated-body', {
      route: 'storage',
      times: 'always',
      match: broken,
    });
    const [download] = await Promise.all([now.download(), all()]);
    const entries = await openArchive(await now.bytesOf(download));
    assert.equal(entries.length, count);
    const list = entries.find(({ name }) => name === '_failed.txt')?.bytes.toString() ?? '';
    assert.match(list, new RegExp(`${broken}\\.jpg`));
    await now.visit.says(`1 photo is missing: \u2068${broken}.jpg\u2069`);
    disarm();
    const [rest] = await Promise.all([now.download(), now.visit.part('retry').last().click()]);
    assert.deepEqual(await now.names(rest), [`${broken}.jpg`]);
    await now.visit.says(`${count} photos saved.`);
    const ends = (await now.visit.ended(2)).filter(({ name }) => name === 'ninepic-downloaded');
    assert.deepEqual(
      ends.map(({ saved, failed }) => [saved, failed]),
      [
        [count - 1, [`${broken}.jpg`]],
        [1, []],
      ],
    );
  });

  it('where nothing came at first: what has no original is still told after a second try', async () => {
    await now.come({ before: withoutPicker, fake: { storage: { originals: { missing: 2 } } } });
    const count = await now.visit.count();
    const disarm = now.site.stack.fake.faults.arm('reset', { route: 'storage', times: 'always' });
    await all();
    await now.visit.part('retry').waitFor();
    disarm();
    const [download] = await Promise.all([now.download(), now.visit.part('retry').click()]);
    assert.equal((await now.names(download)).length, count - 2);
    await now.visit.says(`${count - 2} photos saved.`);
    await now.visit.says('2 photos are missing');
    const [previews] = await Promise.all([now.download(), now.visit.part('download-previews').click()]);
    assert.equal((await now.names(previews)).length, 2);
  });

  it('when all links die in the middle', async () => {
    await now.come({ before: withoutPicker, fake: { teamPhotos: 30, mediaLatency: 60 }, bib: 'TEAM' });
    const download = now.download();
    await all();
    await now.visit.page.waitForFunction(() => {
      const root = document.querySelector('ninepic-gallery')?.shadowRoot;
      return (root?.querySelector<HTMLProgressElement>('[part="progress"]')?.value ?? 0) > 0.2;
    });
    now.site.stack.fake.clock.advance(3_601_000);
    assert.equal((await openArchive(await now.bytesOf(await download))).length, 30);
    assert.equal(now.requests('originals'), 2);
    const [, end] = await now.visit.ended();
    assert.deepEqual([end?.saved, end?.failed], [30, []]);
  });

  it('in numbered parts, each by a press of its own', async () => {
    await now.come({
      before: withoutPicker,
      fake: { teamPhotos: 130, storage: { padTo: 2000 } },
      bib: 'TEAM',
    });
    await all();
    await now.visit.says('130 photos.');
    assert.equal((await now.visit.heard()).length, 0);
    const buttons = now.visit.part('download-part');
    assert.equal(await buttons.count(), 4);
    const found = new Set<string>();
    for (let part = 1; part <= 4; part += 1) {
      const [download] = await Promise.all([now.download(), buttons.first().click()]);
      assert.equal(download.suggestedFilename(), `Sahyadri Trail Marathon-TEAM-${part}-of-4.zip`);
      for (const name of await now.names(download)) found.add(name);
      await now.visit.ended(part);
    }
    assert.equal(found.size, 130);
    await now.visit.says('130 photos saved.');
    assert.equal(now.requests('originals'), 3);
  });

  it('one by one where storage keeps other pages out, with ticks', async () => {
    await now.come({ before: withoutPicker, fake: { storage: { cors: false, attachment: true } } });
    const count = await now.visit.count();
    await all();
    const links = now.visit.part('original-link');
    await links.first().waitFor();
    assert.equal(await links.count(), count);
    const address = now.visit.page.url();
    for (let n = 0; n < count; n += 1) await links.nth(n).click();
    const [, end] = await now.visit.ended();
    assert.deepEqual([end?.saved, end?.failed], [count, []]);
    assert.equal(now.visit.page.url(), address);
  });

  it('through the proxy where storage is closed and it relays', async () => {
    await now.come({
      before: withoutPicker,
      fake: { storage: { cors: false } },
      proxy: { relaySecret: SECRET },
    });
    const [download] = await Promise.all([now.download(), all()]);
    assert.equal((await now.names(download)).length, await now.visit.count());
  });

  it('as previews where there are no originals, and both are told', async () => {
    await now.come({ before: withoutPicker, fake: { storage: { originals: false } } });
    const count = await now.visit.count();
    await all();
    await now.visit.says(`There are no originals of ${count} photos here.`);
    const [download] = await Promise.all([now.download(), now.visit.part('download-previews').click()]);
    assert.equal((await now.names(download)).length, count);
    const ends = (await now.visit.ended(2)).filter(({ name }) => name === 'ninepic-downloaded');
    assert.deepEqual(
      ends.map(({ saved, failed }) => [saved, failed?.length]),
      [
        [0, count],
        [count, 0],
      ],
    );
  });

  it('that she ticked, by one request where the proxy gives them out by photo', async () => {
    await now.come({
      before: withoutPicker,
      bib: null,
      attributes: 'selectable',
      proxy: { originalsBy: ['bib', 'image'] },
    });
    for (const n of [0, 2, 3]) await now.visit.part('select').nth(n).click();
    const [download] = await Promise.all([now.download(), all()]);
    assert.equal((await now.names(download)).length, 3);
    const asked = now.site.stack.fake.bill.requests.filter(({ endpoint }) => endpoint === 'originals');
    assert.deepEqual(
      asked.map(({ fields }) => fields?.['method']),
      ['image_ids'],
    );
  });

  it('nothing half where the gallery is taken off the page, and no more is asked for', async () => {
    await now.come({ before: withoutPicker, fake: { teamPhotos: 40, mediaLatency: 40 }, bib: 'TEAM' });
    let files = 0;
    now.visit.page.on('download', () => (files += 1));
    await all();
    await now.visit.part('progress').waitFor();
    const picture = (await now.visit.part('photo').first().getAttribute('src')) ?? '';
    await now.visit.page.evaluate(() => document.querySelector('ninepic-gallery')?.remove());
    await now.visit.page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
    const asked = now.requests('storage');
    // As slow as each of the photos, which came three at a time: time enough for all that were left.
    await now.visit.page.evaluate(async (url) => {
      for (let n = 0; n < 20; n += 1) await fetch(url, { cache: 'no-store', mode: 'no-cors' });
    }, picture);
    assert.ok(now.requests('storage') <= asked + 3);
    assert.ok(asked < 40);
    assert.equal(files, 0);
    assert.equal((await now.visit.heard()).length, 1);
  });

  it('to the end where the page moves the gallery', async () => {
    await now.come({ before: withoutPicker, fake: { mediaLatency: 40 } });
    const download = now.download();
    await all();
    await now.visit.page.evaluate(() =>
      document.body.append(document.querySelector('ninepic-gallery') ?? ''),
    );
    assert.equal((await now.names(await download)).length, await now.visit.count());
  });

  it('once, where she presses again while they are on their way', async () => {
    await now.come({ before: withoutPicker, fake: { mediaLatency: 40 } });
    const count = await now.visit.count();
    const download = now.download();
    await all();
    await now.visit.part('cancel').waitFor();
    await all();
    assert.equal((await now.names(await download)).length, count);
    assert.deepEqual(
      (await now.visit.ended()).map(({ name, photos, saved }) => [name, photos ?? saved]),
      [
        ['ninepic-download', count],
        ['ninepic-downloaded', count],
      ],
    );
    assert.equal(now.requests('storage'), count);
  });

  it('as far as the network lets her, and says what is missing', async () => {
    await now.come({ before: withoutPicker, fake: { teamPhotos: 30 }, bib: 'TEAM' });
    now.site.stack.fake.faults.arm('reset', { route: 'storage', after: 9, times: 'always' });
    const [download] = await Promise.all([now.download(), all()]);
    const saved = (await now.names(download)).filter((name) => name !== '_failed.txt').length;
    const [, end] = await now.visit.ended();
    assert.deepEqual([end?.saved, end?.failed?.length], [saved, 30 - saved]);
    assert.ok(saved >= 7 && saved < 10);
    // Six in a row are enough to know that nothing comes any more.
    assert.ok(now.requests('storage') < 9 + 3 * 12);
  });
});
