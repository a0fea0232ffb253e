/** A runner saves a photo in the viewer and goes on to others meanwhile: what becomes of it waits for her in the tray. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { scene } from '../support/download-scene.js';

describe('a photo that she has left in the viewer while it was being saved', { timeout: 600_000 }, () => {
  const now = scene();

  it('is told in the tray where it fails, and which one', async () => {
    await now.come({ fake: { mediaLatency: 600 } });
    const disarm = now.site.stack.fake.faults.arm('truncated-body', { route: 'storage', times: 'always' });
    const { visit } = now;
    await visit.part('tile').first().press('Enter');
    await visit.part('viewer-download').click();
    await visit.page.keyboard.press('ArrowRight');
    await visit.part('viewer-counter').getByText('2 of').waitFor();
    const [, end] = await visit.ended();
    assert.deepEqual([end?.saved, end?.failed?.length], [0, 1]);
    assert.equal(await visit.part('downloads').count(), 0);
    await visit.page.keyboard.press('Escape');
    await visit.says('The photo could not be saved.');
    const [first, shown] = await Promise.all(
      [visit.part('photo').first(), visit.part('downloads').locator('img')].map((image) =>
        image.getAttribute('src'),
      ),
    );
    assert.equal(shown, first);
    disarm();
    const [download] = await Promise.all([now.download(), visit.part('retry').last().click()]);
    assert.equal((await now.bytesOf(download)).readUInt16BE(), 0xffd8);
  });

  it('is told of with each other one that fails, one after the other', async () => {
    await now.come({ fake: { mediaLatency: 600 } });
    now.site.stack.fake.faults.arm('truncated-body', { route: 'storage', times: 'always' });
    const { visit } = now;
    await visit.part('tile').first().press('Enter');
    for (const next of ['2 of', '3 of']) {
      await visit.part('viewer-download').click();
      await visit.page.keyboard.press('ArrowRight');
      await visit.part('viewer-counter').getByText(next).waitFor();
    }
    await visit.ended(2);
    await visit.page.keyboard.press('Escape');
    const tray = visit.part('downloads');
    for (const place of [0, 1]) {
      const src = await visit.part('photo').nth(place).getAttribute('src');
      await tray.locator(`img[src="${src}"]`).waitFor();
      await visit.says('The photo could not be saved.');
      await tray.getByRole('button', { name: 'Close' }).click();
    }
    await tray.waitFor({ state: 'detached' });
  });

  it('is asked about in the tray where there was nothing to ask before she left it', async () => {
    await now.come({ fake: { mediaLatency: 600, storage: { originals: false } } });
    const { visit } = now;
    now.site.stack.fake.faults.arm('slow', { route: 'originals', ms: 600 });
    await visit.part('tile').first().press('Enter');
    await visit.part('viewer-download').click();
    await visit.page.keyboard.press('ArrowRight');
    await visit.part('viewer-counter').getByText('2 of').waitFor();
    await visit.page.keyboard.press('Escape');
    const src = await visit.part('photo').first().getAttribute('src');
    await visit.part('downloads').locator(`img[src="${src}"]`).waitFor();
    const [download] = await Promise.all([now.download(), visit.part('download-preview').click()]);
    assert.match(download.suggestedFilename(), /\.jpg$/);
  });
});
