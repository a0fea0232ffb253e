/** A runner saves her photos on a phone: into the photo library, and inside the browsers of other apps. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { openArchive } from '../support/archives.js';
import { scene, SECRET } from '../support/download-scene.js';
import { android, answerOf, ios, sheetsOf, withSheet } from '../support/share-sheet.js';

const IN_APP = `${ios.userAgent} Instagram 330.0.0.0 (iPhone14,5; iOS 17_4)`;

describe('a runner with a phone', { timeout: 600_000 }, () => {
  const now = scene({ ...ios, before: withSheet });
  const press = () => now.visit.part('tile-download').first().tap();
  /** One photo is here, and waits for her tap. @returns the button for it */
  const fetched = async () => {
    await now.come();
    await press();
    const save = now.visit.part('downloads').getByRole('button', { name: 'Save to Photos' });
    await save.waitFor();
    return save;
  };

  it('saves one photo into her library, by a tap of its own', async () => {
    const save = await fetched();
    assert.deepEqual(await sheetsOf(now.visit), []);
    await answerOf(now.visit, 'close');
    await save.tap();
    await answerOf(now.visit, 'take');
    await save.tap();
    await now.visit.says('Photo saved.');
    const [, taken] = await sheetsOf(now.visit);
    assert.equal(taken?.active, true);
    // A text beside it would hide "Save image" on iPhones.
    assert.deepEqual(taken?.keys, ['files']);
    assert.deepEqual(
      taken?.files?.map(({ type, size }) => [type, size]),
      [['image/jpeg', 20_000]],
    );
    assert.match(taken?.files?.[0]?.name ?? '', /^[\w-]+\.jpg$/);
    const [, end] = await now.visit.ended();
    assert.deepEqual([end?.kind, end?.saved], ['original', 1]);
  });

  it('keeps a photo that waits for her tap while she has another made ready', async () => {
    await fetched();
    const { visit } = now;
    const tile = (place: number) => visit.part('tile-download').nth(place);
    const files = async () => (await sheetsOf(visit)).map(({ files: [file] = [] }) => file?.name);
    await tile(1).tap();
    await visit.part('downloads').getByRole('button', { name: 'Save to Photos' }).waitFor();
    // Its second press, not its first one again.
    await tile(0).tap();
    await visit.says('Photo saved.');
    assert.equal((await files()).length, 1);
    await tile(1).tap();
    const ends = (await visit.ended(2)).filter(({ name }) => name === 'ninepic-downloaded');
    assert.deepEqual(
      ends.map(({ saved }) => saved),
      [1, 1],
    );
    assert.equal(new Set(await files()).size, 2);
  });

  it('is not stuck with a sheet that never answers', async () => {
    const save = await fetched();
    await answerOf(now.visit, 'never');
    await save.tap();
    await answerOf(now.visit, 'take');
    await save.tap();
    await now.visit.says('Photo saved.');
    assert.equal((await sheetsOf(now.visit)).length, 2);
  });

  it('gets a file where a sheet that never answers keeps others from being opened', async () => {
    const save = await fetched();
    await answerOf(now.visit, 'never');
    await save.tap();
    await answerOf(now.visit, 'stuck');
    const [download] = await Promise.all([now.visit.page.waitForEvent('download'), save.tap()]);
    assert.equal((await readFile(await download.path())).length, 20_000);
    await now.visit.says('Photo saved.');
  });

  it('gets a file where the sheet is denied', async () => {
    const save = await fetched();
    await answerOf(now.visit, 'deny');
    const [download] = await Promise.all([now.visit.page.waitForEvent('download'), save.tap()]);
    assert.equal((await readFile(await download.path())).length, 20_000);
  });

  it('saves from the viewer in the same way', async () => {
    await now.come();
    await now.visit.part('tile').first().tap();
    await now.visit.part('viewer-download').tap();
    await now.visit.page
      .locator('ninepic-gallery [part~="viewer-download"]', { hasText: 'Save to Photos' })
      .tap();
    await now.visit.ended();
    assert.equal((await sheetsOf(now.visit)).length, 1);
  });

  it('saves all in batches of ten and 50 MB, each by a tap of its own', async () => {
    await now.come({ fake: { teamPhotos: 18 }, bib: 'TEAM' });
    await now.visit.part('download-all').tap();
    const sizes: number[] = [];
    for (let batch = 1; batch <= 3; batch += 1) {
      const save = now.visit.part('share').and(now.visit.part('download-part'));
      await save.waitFor();
      await save.tap();
      await now.visit.ended(batch);
      sizes.push((await sheetsOf(now.visit)).at(-1)?.files?.length ?? 0);
      if (batch < 3)
        await now.visit
          .part('downloads')
          .getByRole('button', { name: /^Get the next/ })
          .tap();
    }
    // Five of unknown size, then ten, since they turned out to be small.
    assert.deepEqual(sizes, [5, 10, 3]);
    const files = (await sheetsOf(now.visit)).flatMap(({ files: list }) => list ?? []);
    assert.equal(new Set(files.map(({ name }) => name)).size, 18);
    await now.visit.says('18 photos saved.');
    const heard = await now.visit.heard();
    const count = (name: string, field: 'photos' | 'saved') =>
      heard.filter((event) => event.name === name).reduce((sum, event) => sum + (event[field] ?? 0), 0);
    assert.deepEqual([count('ninepic-download', 'photos'), count('ninepic-downloaded', 'saved')], [18, 18]);
  });

  /** The first batch of seven photos is handed to a sheet that never answers. @returns the button that hands it on */
  async function tapInVain(): Promise<Locator> {
    await now.come({ fake: { teamPhotos: 7 }, bib: 'TEAM' });
    await now.visit.part('download-all').tap();
    const save = now.visit.part('share').and(now.visit.part('download-part'));
    await save.waitFor();
    await answerOf(now.visit, 'never');
    await save.tap();
    return save;
  }

  it('is not stuck in a batch whose sheet never answers', async () => {
    const save = await tapInVain();
    // Nothing is claimed of it: she can go on, or stop.
    assert.equal((await now.visit.heard()).length, 1);
    await now.visit.part('cancel').waitFor();
    await answerOf(now.visit, 'take');
    await save.tap();
    const [, end] = await now.visit.ended();
    assert.deepEqual([end?.saved, end?.failed], [5, []]);
    await now.visit
      .part('downloads')
      .getByRole('button', { name: /^Get the next/ })
      .waitFor();
    assert.deepEqual(
      (await sheetsOf(now.visit)).map(({ files }) => files?.length),
      [5, 5],
    );
  });

  it('is told what to do where that sheet keeps others from being opened', async () => {
    const save = await tapInVain();
    await answerOf(now.visit, 'stuck');
    await save.tap();
    await now.visit.says(/share sheet does not answer.*archive, or load this page again/);
    const [download] = await Promise.all([
      now.visit.page.waitForEvent('download'),
      now.visit.part('downloads').getByRole('button', { name: 'As an archive' }).tap(),
    ]);
    assert.equal((await openArchive(await readFile(await download.path()))).length, 7);
    const ends = (await now.visit.ended(2)).filter(({ name }) => name === 'ninepic-downloaded');
    assert.deepEqual(
      ends.map(({ saved, failed }) => [saved, failed?.length]),
      [
        [0, 5],
        [7, 0],
      ],
    );
  });

  it('can stop at a batch whose sheet never answers: nothing is said to be saved', async () => {
    await tapInVain();
    await now.visit.part('cancel').tap();
    await now.visit.says('Stopped. Nothing of this was saved.');
    const [, end] = await now.visit.ended();
    assert.deepEqual([end?.saved, end?.failed?.length], [0, 5]);
  });

  it('can have an archive instead', async () => {
    await now.come({ fake: { teamPhotos: 7 }, bib: 'TEAM' });
    await now.visit.part('download-all').tap();
    await now.visit.part('share').and(now.visit.part('download-part')).tap();
    const [download] = await Promise.all([
      now.visit.page.waitForEvent('download'),
      now.visit.part('downloads').getByRole('button', { name: 'As an archive' }).tap(),
    ]);
    assert.equal((await openArchive(await readFile(await download.path()))).length, 2);
  });

  it('with Android saves at once: its sheet has no "save"', async () => {
    await now.come({ ...android });
    const [download] = await Promise.all([now.visit.page.waitForEvent('download'), press()]);
    assert.equal((await readFile(await download.path())).length, 20_000);
    assert.deepEqual(await sheetsOf(now.visit), []);
  });

  it('inside another app gets a link that works there, and is told how', async () => {
    await now.come({ userAgent: IN_APP });
    await press();
    await now.visit.says('Instagram cannot save photos.');
    const link = now.visit.part('original-link');
    assert.match((await link.getAttribute('href')) ?? '', /X-Amz-Signature=/);
    assert.deepEqual(now.site.stack.fake.bill.counts['GET storage'] ?? 0, 0);
  });

  it('inside another app gets the link of the proxy where it relays', async () => {
    await now.come({ userAgent: IN_APP, proxy: { relaySecret: SECRET } });
    await press();
    const link = now.visit.part('original-link');
    await link.waitFor();
    assert.match((await link.getAttribute('href')) ?? '', /\/ninepic\/event\/456\/originals\//);
  });

  it('inside another app gets all by links, and the address of this search to open elsewhere', async () => {
    await now.come({ userAgent: IN_APP });
    const count = await now.visit.count();
    await now.visit.part('download-all').tap();
    await now.visit.says('Instagram cannot save photos.');
    assert.equal(await now.visit.part('original-link').count(), count);
    await now.visit.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await now.visit.part('downloads').getByRole('button', { name: 'Copy link' }).tap();
    await now.visit.says('Link copied.');
    assert.match(
      await now.visit.page.evaluate(() => navigator.clipboard.readText()),
      /#ninepic-456=bib:1234$/,
    );
  });
});
