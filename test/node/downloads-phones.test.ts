/** A runner saves and shares her photos on a phone: into the photo library, and inside the browsers of other apps. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, describe, it } from 'node:test';
import { devices, type Browser, type Locator } from 'playwright-core';
import { openArchive } from '../support/archives.js';
import { startBrowser, startSite, Visit } from '../support/download-site.js';
import type { DownloadSite, SiteOptions, VisitOptions } from '../support/download-site.js';

const { defaultBrowserType: _, ...iphone } = devices['iPhone 13'] ?? { defaultBrowserType: 'webkit' };
const { defaultBrowserType: __, ...pixel } = devices['Pixel 5'] ?? { defaultBrowserType: 'chromium' };
const IN_APP = `${iphone.userAgent} Instagram 330.0.0.0 (iPhone14,5; iOS 17_4)`;
const SECRET = 'a-secret-for-tests-0123456789abcdef';

interface Sheet {
  readonly files?: readonly { name: string; type: string; size: number }[];
  readonly url?: string;
  readonly active: boolean;
  readonly keys: readonly string[];
}

/** A share sheet: what it was given is kept, and it does what `answer` says. */
function withSheet(): void {
  const sheets: Sheet[] = [];
  Object.assign(globalThis, { sheets, answer: 'take' });
  Object.assign(navigator, {
    canShare: ({ files }: ShareData) =>
      files === undefined || files.every(({ type }) => type.startsWith('image/')),
    share: ({ files, url, ...rest }: ShareData) => {
      const active = navigator.userActivation.isActive;
      const keys = Object.keys({ ...rest, ...(files ? { files } : {}), ...(url ? { url } : {}) });
      const list = files?.map(({ name, type, size }) => ({ name, type, size }));
      sheets.push({ ...(list ? { files: list } : {}), ...(url ? { url } : {}), active, keys });
      const { answer } = globalThis as unknown as { answer: string };
      if (answer === 'never') return new Promise(() => undefined);
      // One that never answered is still open, for Safari.
      if (answer === 'stuck') return Promise.reject(new DOMException('No.', 'InvalidStateError'));
      if (answer === 'take' && active) return Promise.resolve();
      return Promise.reject(new DOMException('No.', answer === 'close' ? 'AbortError' : 'NotAllowedError'));
    },
  });
}

describe('a runner with a phone', { timeout: 600_000 }, () => {
  let browser: Browser;
  let site: DownloadSite;
  let visit: Visit;
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());
  afterEach(async () => {
    assert.deepEqual(visit.troubles, []);
    await visit.close();
    await site.close();
  });

  async function come(options: SiteOptions & VisitOptions = {}): Promise<void> {
    const { fake, proxy, ...rest } = options;
    site = await startSite({ ...(fake ? { fake } : {}), ...(proxy ? { proxy } : {}) });
    visit = await Visit.open(browser, site, { ...iphone, before: withSheet, ...rest });
  }
  const sheets = () => visit.page.evaluate(() => (globalThis as unknown as { sheets: Sheet[] }).sheets);
  const answer = (how: string) =>
    visit.page.evaluate((to) => void Object.assign(globalThis, { answer: to }), how);
  const press = () => visit.part('tile-download').first().tap();
  /** One photo is here, and waits for her tap. @returns the button for it */
  const fetched = async () => {
    await come();
    await press();
    const save = visit.part('downloads').getByRole('button', { name: 'Save to Photos' });
    await save.waitFor();
    return save;
  };

  it('saves one photo into her library, by a tap of its own', async () => {
    const save = await fetched();
    assert.deepEqual(await sheets(), []);
    await answer('close');
    await save.tap();
    await answer('take');
    await save.tap();
    await visit.says('Photo saved.');
    const [, taken] = await sheets();
    assert.equal(taken?.active, true);
    // A text beside it would hide "Save image" on iPhones.
    assert.deepEqual(taken?.keys, ['files']);
    assert.deepEqual(
      taken?.files?.map(({ type, size }) => [type, size]),
      [['image/jpeg', 20_000]],
    );
    assert.match(taken?.files?.[0]?.name ?? '', /^[\w-]+\.jpg$/);
    const [, end] = await visit.ended();
    assert.deepEqual([end?.kind, end?.saved], ['original', 1]);
  });

  it('is not stuck with a sheet that never answers', async () => {
    const save = await fetched();
    await answer('never');
    await save.tap();
    await answer('take');
    await save.tap();
    await visit.says('Photo saved.');
    assert.equal((await sheets()).length, 2);
  });

  it('gets a file where a sheet that never answers keeps others from being opened', async () => {
    const save = await fetched();
    await answer('never');
    await save.tap();
    await answer('stuck');
    const [download] = await Promise.all([visit.page.waitForEvent('download'), save.tap()]);
    assert.equal((await readFile(await download.path())).length, 20_000);
    await visit.says('Photo saved.');
  });

  it('gets a file where the sheet is denied', async () => {
    const save = await fetched();
    await answer('deny');
    const [download] = await Promise.all([visit.page.waitForEvent('download'), save.tap()]);
    assert.equal((await readFile(await download.path())).length, 20_000);
  });

  it('saves from the viewer in the same way', async () => {
    await come();
    await visit.part('tile').first().tap();
    await visit.part('viewer-download').tap();
    await visit.page
      .locator('ninepic-gallery [part~="viewer-download"]', { hasText: 'Save to Photos' })
      .tap();
    await visit.ended();
    assert.equal((await sheets()).length, 1);
  });

  it('saves all in batches of ten and 50 MB, each by a tap of its own', async () => {
    await come({ fake: { teamPhotos: 18 }, bib: 'TEAM' });
    await visit.part('download-all').tap();
    const sizes: number[] = [];
    for (let batch = 1; batch <= 3; batch += 1) {
      const save = visit.part('share').and(visit.part('download-part'));
      await save.waitFor();
      await save.tap();
      await visit.ended(batch);
      sizes.push((await sheets()).at(-1)?.files?.length ?? 0);
      if (batch < 3)
        await visit
          .part('downloads')
          .getByRole('button', { name: /^Get the next/ })
          .tap();
    }
    // Five of unknown size, then ten, since they turned out to be small.
    assert.deepEqual(sizes, [5, 10, 3]);
    const files = (await sheets()).flatMap(({ files: list }) => list ?? []);
    assert.equal(new Set(files.map(({ name }) => name)).size, 18);
    await visit.says('18 photos saved.');
    const heard = await visit.heard();
    const count = (name: string, field: 'photos' | 'saved') =>
      heard.filter((event) => event.name === name).reduce((sum, event) => sum + (event[field] ?? 0), 0);
    assert.deepEqual([count('ninepic-download', 'photos'), count('ninepic-downloaded', 'saved')], [18, 18]);
  });

  /** The first batch of seven photos is handed to a sheet that never answers. @returns the button that hands it on */
  async function tapInVain(): Promise<Locator> {
    await come({ fake: { teamPhotos: 7 }, bib: 'TEAM' });
    await visit.part('download-all').tap();
    const save = visit.part('share').and(visit.part('download-part'));
    await save.waitFor();
    await answer('never');
    await save.tap();
    return save;
  }

  it('is not stuck in a batch whose sheet never answers', async () => {
    const save = await tapInVain();
    // Nothing is claimed of it: she can go on, or stop.
    assert.equal((await visit.heard()).length, 1);
    await visit.part('cancel').waitFor();
    await answer('take');
    await save.tap();
    const [, end] = await visit.ended();
    assert.deepEqual([end?.saved, end?.failed], [5, []]);
    await visit
      .part('downloads')
      .getByRole('button', { name: /^Get the next/ })
      .waitFor();
    assert.deepEqual(
      (await sheets()).map(({ files }) => files?.length),
      [5, 5],
    );
  });

  it('is told what to do where that sheet keeps others from being opened', async () => {
    const save = await tapInVain();
    await answer('stuck');
    await save.tap();
    await visit.says(/share sheet does not answer.*archive, or load this page again/);
    const [download] = await Promise.all([
      visit.page.waitForEvent('download'),
      visit.part('downloads').getByRole('button', { name: 'As an archive' }).tap(),
    ]);
    assert.equal((await openArchive(await readFile(await download.path()))).length, 7);
    const ends = (await visit.ended(2)).filter(({ name }) => name === 'ninepic-downloaded');
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
    await visit.part('cancel').tap();
    await visit.says('Stopped. Nothing of this was saved.');
    const [, end] = await visit.ended();
    assert.deepEqual([end?.saved, end?.failed?.length], [0, 5]);
  });

  it('can have an archive instead', async () => {
    await come({ fake: { teamPhotos: 7 }, bib: 'TEAM' });
    await visit.part('download-all').tap();
    await visit.part('share').and(visit.part('download-part')).tap();
    const [download] = await Promise.all([
      visit.page.waitForEvent('download'),
      visit.part('downloads').getByRole('button', { name: 'As an archive' }).tap(),
    ]);
    assert.equal((await openArchive(await readFile(await download.path()))).length, 2);
  });

  it('with Android saves at once: its sheet has no "save"', async () => {
    await come({ ...pixel });
    const [download] = await Promise.all([visit.page.waitForEvent('download'), press()]);
    assert.equal((await readFile(await download.path())).length, 20_000);
    assert.deepEqual(await sheets(), []);
  });

  it('inside another app gets a link that works there, and is told how', async () => {
    await come({ userAgent: IN_APP });
    await press();
    await visit.says('Instagram cannot save photos.');
    const link = visit.part('original-link');
    assert.match((await link.getAttribute('href')) ?? '', /X-Amz-Signature=/);
    assert.deepEqual(site.stack.fake.bill.counts['GET storage'] ?? 0, 0);
  });

  it('inside another app gets the link of the proxy where it relays', async () => {
    await come({ userAgent: IN_APP, proxy: { relaySecret: SECRET } });
    await press();
    const link = visit.part('original-link');
    await link.waitFor();
    assert.match((await link.getAttribute('href')) ?? '', /\/ninepic\/event\/456\/originals\//);
  });

  it('inside another app gets all by links, and the address of this search to open elsewhere', async () => {
    await come({ userAgent: IN_APP });
    const count = await visit.count();
    await visit.part('download-all').tap();
    await visit.says('Instagram cannot save photos.');
    assert.equal(await visit.part('original-link').count(), count);
    await visit.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await visit.part('downloads').getByRole('button', { name: 'Copy link' }).tap();
    await visit.says('Link copied.');
    assert.match(await visit.page.evaluate(() => navigator.clipboard.readText()), /#ninepic-456=bib:1234$/);
  });

  describe('shares a photo', () => {
    const share = async () => {
      await visit.part('tile').first().tap();
      await visit.part('viewer-share').tap();
    };

    it('as its file', async () => {
      await come();
      await share();
      const [start, end] = await visit.ended();
      assert.deepEqual([start?.kind, start?.photos, end?.kind, end?.saved], ['share', 1, 'share', 1]);
      const [sheet] = await sheets();
      assert.deepEqual(sheet?.keys, ['files']);
      assert.equal(site.stack.fake.bill.counts['POST originals'] ?? 0, 0);
    });

    it('by a second tap where the first was too long ago', async () => {
      await come();
      await answer('deny');
      await share();
      await visit.part('viewer').getByText('Press Share again.').first().waitFor();
      await answer('take');
      await visit.part('viewer-share').tap();
      const [, end] = await visit.ended();
      assert.equal(end?.saved, 1);
      assert.deepEqual(
        (await sheets()).map(({ keys }) => keys),
        [['files'], ['files']],
      );
    });

    it("as its preview's link where files cannot be shared, never as the page's address", async () => {
      await come({
        before: () => {
          Object.assign(globalThis, { shared: [] as ShareData[] });
          Object.assign(navigator, {
            canShare: undefined,
            share: (data: ShareData) => {
              (globalThis as unknown as { shared: ShareData[] }).shared.push(data);
              return Promise.resolve();
            },
          });
        },
      });
      await share();
      await visit.ended();
      const [data] = await visit.page.evaluate(
        () => (globalThis as unknown as { shared: ShareData[] }).shared,
      );
      assert.match(data?.url ?? '', /\/imgs\/456\/.*\.jpg/);
      assert.deepEqual(Object.keys(data ?? {}), ['url']);
    });

    it('by copying that link where there is no sheet at all', async () => {
      await come({
        before: () => void Object.assign(navigator, { canShare: undefined, share: undefined }),
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      await share();
      await visit.part('viewer').getByText('Link to this photo copied.').first().waitFor();
      assert.match(await visit.page.evaluate(() => navigator.clipboard.readText()), /\/imgs\/456\/.*\.jpg/);
    });

    it('not before the page agrees', async () => {
      await come();
      await visit.page.evaluate(() =>
        addEventListener('ninepic-download', (event) => event.preventDefault()),
      );
      await share();
      await visit.page.waitForFunction(
        () => (globalThis as unknown as { heard: unknown[] }).heard.length === 1,
      );
      assert.deepEqual(await sheets(), []);
    });
  });
});
