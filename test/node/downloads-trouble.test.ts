/** What goes wrong late: links that grow old on screen, and a disk that is full. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { devices } from 'playwright-core';
import { scene, withoutPicker } from '../support/download-scene.js';
import { lyingStorage } from '../support/lying-storage.js';

describe('a runner who saves her photos', { timeout: 600_000 }, () => {
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
            write: (bytes) => {
              // A piece may hold several: what stands before each of them is counted.
              for (let at = 0; at + 3 < bytes.length; at += 1)
                if (bytes[at] === 80 && bytes[at + 1] === 75 && bytes[at + 2] === 3 && bytes[at + 3] === 4)
                  photos += 1;
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

  it('can cancel one photo: nothing is saved, and that is told', async () => {
    await now.come({ fake: { mediaLatency: 60_000 } });
    const { visit } = now;
    let early = 0;
    visit.page.on('download', () => (early += 1));
    await visit.part('tile').first().hover();
    await visit.part('tile-download').first().click();
    await visit.says('Getting the photo…');
    await visit.part('cancel').click();
    await visit.part('downloads').waitFor({ state: 'detached' });
    const [, end] = await visit.ended();
    assert.deepEqual([end?.kind, end?.saved, end?.failed?.length], ['original', 0, 1]);
    assert.equal(early, 0);
  });

  it('finds safe names in an archive, each once, whatever the service calls its files', async () => {
    await now.come({ before: withoutPicker });
    const { visit } = now;
    now.site.stack.fake.faults.arm('hostile-strings', { route: 'originals', times: 'always' });
    const count = await visit.count();
    const [download] = await Promise.all([now.download(), visit.part('download-all').click()]);
    const names = await now.names(download);
    assert.equal(names.length, count);
    assert.equal(new Set(names.map((name) => name.toLowerCase())).size, count);
    for (const name of names)
      assert.match(name, /^[^<>:"/\\|?*.\p{Cc}\p{Cf}][^<>:"/\\|?*\p{Cc}\p{Cf}]*\.jpg$/u);
  });

  it('gets all but those whose announced length is a lie, and is told which these are', async () => {
    const lies = lyingStorage();
    await now.come({ before: withoutPicker, storage: lies.storage });
    const { visit } = now;
    const count = await visit.count();
    const names = await lies.about(visit);
    const [download] = await Promise.all([now.download(), visit.part('download-all').click()]);
    const saved = (await now.names(download)).filter((name) => name !== '_failed.txt');
    assert.equal(saved.length, count - names.length);
    await visit.says(/3 photos are missing/);
    const [, end] = await visit.ended();
    assert.equal(end?.saved, saved.length);
    assert.deepEqual([...(end?.failed ?? [])].sort(), names);
  });

  it('is not in the way of a page that takes the gallery out while the tray is open', async () => {
    await now.come({ fake: { storage: { originals: false } } });
    const { visit } = now;
    await visit.part('tile').first().hover();
    await visit.part('tile-download').first().click();
    await visit.part('download-preview').waitFor();
    await visit.page.evaluate(async () => {
      const gallery = document.querySelector('ninepic-gallery');
      gallery?.remove();
      (gallery as unknown as { requestUpdate(): void }).requestUpdate();
      await (gallery as unknown as { updateComplete: Promise<unknown> }).updateComplete;
    });
  });

  it('on a phone goes on after a stop with what is left, until all are saved', async () => {
    await now.come({
      ...devices['Pixel 5'],
      userAgent: devices['iPhone 13']?.userAgent ?? '',
      fake: { teamPhotos: 18 },
      bib: 'TEAM',
      before: () => {
        Object.assign(navigator, { canShare: () => true, share: () => Promise.resolve() });
      },
    });
    const { visit } = now;
    const tray = visit.part('downloads');
    await visit.part('download-all').tap();
    await visit.part('share').and(visit.part('download-part')).waitFor();
    await visit.part('cancel').tap();
    await visit.says('Stopped. Nothing of this was saved.');
    for (let batch = 2; batch <= 3; batch += 1) {
      await tray.getByRole('button', { name: /^Get the next/ }).tap();
      await visit.part('share').and(visit.part('download-part')).tap();
      await visit.ended(batch);
    }
    await visit.says('18 photos saved.');
    const ends = (await visit.heard()).filter(({ name }) => name === 'ninepic-downloaded');
    assert.deepEqual(
      ends.map(({ saved, failed }) => [saved, failed?.length]),
      [
        [0, 5],
        [10, 0],
        [8, 0],
      ],
    );
  });

  for (const [app, mark] of [
    ['Facebook', ' [FBAN/FBIOS;FBAV/450.0]'],
    ['WhatsApp', ' WhatsApp/2.24'],
    ['LINE', ' Safari Line/14.0'],
    ['WeChat', ' MicroMessenger/8.0'],
    ['LinkedIn', ' [LinkedInApp]/9.29'],
    ['TikTok', ' musical_ly_32.5.0 BytedanceWebview/d8a21c6'],
    ['Snapchat', ' Snapchat/12.76 (like Safari/8619.1, panda)'],
  ] as const)
    it(`inside ${app} gets a link, and nothing is fetched for nothing`, async () => {
      await now.come({ userAgent: `${devices['iPhone 13']?.userAgent}${mark}` });
      const { visit } = now;
      await visit.part('tile').first().hover();
      await visit.part('tile-download').first().click();
      await visit.says(`${app} cannot save photos.`);
      await visit.part('original-link').waitFor();
      assert.equal(now.requests('storage'), 0);
    });

  it('inside an app of Android that tells no name gets links, and is not told that anything was saved', async () => {
    await now.come({ userAgent: devices['Pixel 5']?.userAgent.replace(/\)/, '; wv)') ?? '' });
    const { visit } = now;
    await visit.part('tile').first().hover();
    await visit.part('tile-download').first().click();
    await visit.says('This app cannot save photos.');
    await visit.part('original-link').waitFor();
    await visit.part('downloads').getByRole('button', { name: 'Close' }).click();
    await visit.part('download-all').click();
    await visit.part('original-link').nth(1).waitFor();
    await visit.says('This app cannot save photos.');
    assert.equal(now.requests('storage'), 0);
  });

  // Its name is in no user agent on iPhones; what it puts into every page tells.
  for (const [where, userAgent] of [
    ['an iPhone', devices['iPhone 13']?.userAgent.replace(/ Version\S+| Safari\S+/g, '')],
    ['Android', devices['Pixel 5']?.userAgent.replace(/\)/, '; wv)')],
  ] as const)
    it(`inside Telegram on ${where} gets a link, one by one or for all, and nothing is fetched`, async () => {
      await now.come({
        userAgent: userAgent ?? '',
        before: () => void Object.assign(globalThis, { TelegramWebviewProxy: {} }),
      });
      const { visit } = now;
      const count = await visit.count();
      await visit.part('tile').first().hover();
      await visit.part('tile-download').first().click();
      await visit.says('Telegram cannot save photos.');
      await visit.part('original-link').waitFor();
      await visit.part('downloads').getByRole('button', { name: 'Close' }).click();
      await visit.part('download-all').click();
      await visit
        .part('original-link')
        .nth(count - 1)
        .waitFor();
      await visit.says('Telegram cannot save photos.');
      assert.equal(now.requests('storage'), 0);
    });
});
