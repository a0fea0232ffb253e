/** What goes wrong late: links that grow old on screen, and a disk that is full. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { scene, withoutPicker } from '../support/download-scene.js';

describe('a runner who saves her photos', { timeout: 200_000 }, () => {
  const now = scene();
  const hour = 3_601_000;
  /** Time passes on this device and at 9Pic. */
  const pass = async (): Promise<void> => {
    now.site.stack.fake.clock.advance(hour);
    // At one go: a clock that runs would run out for requests, too.
    await now.visit.page.clock.fastForward(hour);
  };
  const age = (href: string | null) => new URL(href ?? '').searchParams.get('X-Amz-Date') ?? '';

  it('has a link that works, however long she looks at it', async () => {
    await now.come({ fake: { storage: { cors: false, attachment: true } } });
    const { visit } = now;
    await visit.page.clock.install();
    await visit.part('tile').first().hover();
    await visit.part('tile-download').first().click();
    const link = visit.part('original-link');
    await link.waitFor();
    const first = age(await link.getAttribute('href'));
    await pass();
    await visit.page.waitForFunction(
      (old) =>
        !document
          .querySelector('ninepic-gallery')
          ?.shadowRoot?.querySelector('[part="original-link"]')
          ?.getAttribute('href')
          ?.includes(old),
      first,
    );
    const asked = now.requests('originals');
    await visit.part('downloads').getByRole('button', { name: 'Close' }).click();
    await pass();
    assert.equal(now.requests('originals'), asked);
  });

  it('has a list of links that work, however long she takes', async () => {
    await now.come({ before: withoutPicker, fake: { storage: { cors: false, attachment: true } } });
    const { visit } = now;
    await visit.page.clock.install();
    await visit.part('download-all').click();
    const link = visit.part('original-link').first();
    await link.waitFor();
    const first = age(await link.getAttribute('href'));
    const asked = now.requests('originals');
    await pass();
    await visit.page.waitForFunction(
      (old) =>
        !document
          .querySelector('ninepic-gallery')
          ?.shadowRoot?.querySelector('[part="original-link"]')
          ?.getAttribute('href')
          ?.includes(old),
      first,
    );
    // One request renews them all.
    assert.equal(now.requests('originals'), asked + 1);
  });

  it('is told where the disk is full, keeps no half archive, and can try again', async () => {
    await now.come({
      before: () => {
        const state = { full: true, removed: 0, photos: 0 };
        // As on a disk, what was written counts once the file is closed.
        const file = () => {
          let photos = 0;
          return new WritableStream<Uint8Array>({
            write: ({ byteLength }) => {
              if (byteLength > 1024) photos += 1;
              if (state.full && photos > 2) throw new DOMException('No space left.', 'QuotaExceededError');
            },
            close: () => void (state.photos = photos),
          });
        };
        Object.assign(globalThis, {
          disk: state,
          showSaveFilePicker: () =>
            Promise.resolve({
              createWritable: () => Promise.resolve(file()),
              remove: () => Promise.resolve(void (state.removed += 1)),
            }),
        });
      },
    });
    const { visit } = now;
    await visit.part('download-all').click();
    await visit.says('The archive could not be written.');
    const count = await visit.count();
    const [, failed] = await visit.ended();
    assert.deepEqual([failed?.saved, failed?.failed?.length], [0, count]);
    const disk = () =>
      visit.page.evaluate(() => {
        const { removed, photos } = (globalThis as unknown as { disk: { removed: number; photos: number } })
          .disk;
        return { removed, photos };
      });
    assert.deepEqual(await disk(), { removed: 1, photos: 0 });
    await visit.page.evaluate(() => {
      (globalThis as unknown as { disk: { full: boolean } }).disk.full = false;
    });
    await visit.part('retry').last().click();
    await visit.says(`${count} photos saved.`);
    assert.deepEqual(await disk(), { removed: 1, photos: count });
  });
});
