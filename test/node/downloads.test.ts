/** A runner saves her photos, to a real disk: one, all, with and without the help of storage and proxy. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, Download } from 'playwright-core';
import { openArchive } from '../support/archives.js';
import { BIB, startBrowser, startSite, Visit } from '../support/download-site.js';
import type { DownloadSite, SiteOptions, VisitOptions } from '../support/download-site.js';

const SECRET = 'a-secret-for-tests-0123456789abcdef';
const SIZE = 20_000;
/** Without the picker of desktop Chromium, as in every other browser. */
const withoutPicker = (): void => {
  delete (globalThis as { showSaveFilePicker?: unknown }).showSaveFilePicker;
};

describe('a runner saves her photos', { timeout: 600_000 }, () => {
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
    visit = await Visit.open(browser, site, rest);
  }
  const bytesOf = async (download: Download): Promise<Buffer> => readFile(await download.path());
  const downloads = (): Promise<Download> => visit.page.waitForEvent('download');
  /** Requests that reached 9Pic or its storage. */
  const requests = (endpoint: string) =>
    site.stack.fake.bill.requests.filter((request) => request.endpoint === endpoint).length;
  const names = async (download: Download) =>
    (await openArchive(await bytesOf(download))).map(({ name }) => name).sort();

  describe('one', () => {
    const press = async () => {
      await visit.part('tile').first().hover();
      await visit.part('tile-download').first().click();
    };
    const isJpeg = (bytes: Buffer) => bytes.length === SIZE && bytes.readUInt16BE() === 0xffd8;

    it('from the tile that the mouse is on, or that has the focus, and from no other', async () => {
      await come();
      const saving = (places: string) =>
        visit.page.waitForFunction((wanted) => {
          const root = document.querySelector('ninepic-gallery')?.shadowRoot;
          const buttons = [...(root?.querySelectorAll<HTMLElement>('[part="tile-download"]') ?? [])];
          return buttons.map((button) => button.dataset['save']).join() === wanted;
        }, places);
      await saving('');
      await visit.part('tile').nth(2).hover();
      await saving('2');
      await visit.part('tile-download').hover();
      await saving('2');
      await visit.page.mouse.move(0, 0);
      await saving('');
      await visit.part('tile').first().focus();
      await saving('0');
      // It stays while it has the focus itself, and goes on with the keyboard.
      await visit.part('tile-download').focus();
      await visit.page.keyboard.press('ArrowRight');
      await saving('1');
    });

    it('from its tile, by its name', async () => {
      await come();
      const [download] = await Promise.all([downloads(), press()]);
      assert.match(download.suggestedFilename(), /^[\w-]+\.jpg$/);
      assert.ok(isJpeg(await bytesOf(download)));
      await visit.says('Photo saved.');
      assert.deepEqual(await visit.ended(), [
        { name: 'ninepic-download', eventId: '456', group: null, kind: 'original', photos: 1 },
        { name: 'ninepic-downloaded', eventId: '456', group: null, kind: 'original', saved: 1, failed: [] },
      ]);
      assert.equal(requests('originals'), 1);
    });

    it('from the viewer, by keyboard', async () => {
      await come();
      await visit.part('tile').first().press('Enter');
      await visit.part('viewer-download').focus();
      const [download] = await Promise.all([downloads(), visit.page.keyboard.press('Enter')]);
      assert.ok(isJpeg(await bytesOf(download)));
      await visit.part('viewer').getByText('Photo saved.').first().waitFor();
    });

    it('not before the page agrees', async () => {
      await come();
      await visit.page.evaluate(() =>
        addEventListener('ninepic-download', (event) => event.preventDefault(), { once: true }),
      );
      await press();
      await visit.page.waitForFunction(
        () => (globalThis as unknown as { heard: unknown[] }).heard.length === 1,
      );
      assert.equal(requests('originals') + requests('storage'), 0);
      const [download] = await Promise.all([downloads(), press()]);
      assert.ok(isJpeg(await bytesOf(download)));
    });

    it('by a link where storage keeps other pages out, and the page stays', async () => {
      await come({ fake: { storage: { cors: false, attachment: true } } });
      await press();
      const link = visit.part('original-link');
      await link.waitFor();
      assert.equal(await link.getAttribute('target'), '_blank');
      assert.equal(await link.getAttribute('rel'), 'noopener noreferrer');
      assert.match((await link.getAttribute('href')) ?? '', /X-Amz-Signature=/);
      const address = visit.page.url();
      // The tab that opens for an attachment is gone at once; who reports its file is the browser's affair.
      const saved = new Promise<Download>((resolve) => {
        visit.page.on('download', resolve);
        visit.page.context().on('page', (tab) => tab.on('download', resolve));
      });
      await link.click();
      assert.ok(isJpeg(await bytesOf(await saved)));
      assert.equal(visit.page.url(), address);
      const ends = (await visit.ended()).filter(({ name }) => name === 'ninepic-downloaded');
      assert.deepEqual(
        ends.map(({ kind, saved: count }) => [kind, count]),
        [['original', 1]],
      );
      // Probed once for the session: the next photo is a link at once.
      const before = requests('storage');
      await visit.part('tile').nth(1).hover();
      await visit.part('tile-download').click();
      await visit.page.waitForFunction(
        () => (globalThis as unknown as { heard: unknown[] }).heard.length === 3,
      );
      await link.waitFor();
      assert.equal(requests('storage'), before);
    });

    for (const cors of [true, false])
      it(`through the proxy where it relays, storage ${cors ? 'open' : 'closed'}`, async () => {
        await come({ fake: { storage: { cors } }, proxy: { relaySecret: SECRET } });
        const address = visit.page.url();
        const [download] = await Promise.all([downloads(), press()]);
        assert.match(download.url(), /\/ninepic\/event\/456\/originals\//);
        assert.match(download.suggestedFilename(), /^[\w-]+\.jpg$/);
        assert.ok(isJpeg(await bytesOf(download)));
        assert.equal(visit.page.url(), address);
        await visit.says('Photo saved.');
      });

    it('through the proxy after its ticket has died: once more, unseen', async () => {
      await come({ proxy: { relaySecret: SECRET } });
      await Promise.all([downloads(), press()]);
      // The proxy's time passes, this device's clock stands.
      site.stack.fake.clock.advance(3_601_000);
      const [download] = await Promise.all([downloads(), press()]);
      assert.ok(isJpeg(await bytesOf(download)));
      assert.equal(requests('originals'), 2);
    });

    it('when its link has died meanwhile', async () => {
      await come();
      await Promise.all([downloads(), press()]);
      site.stack.fake.clock.advance(3_601_000);
      const [download] = await Promise.all([downloads(), press()]);
      assert.ok(isJpeg(await bytesOf(download)));
      assert.equal(requests('originals'), 2);
    });

    it('as a preview where the organiser has no originals, after it was said', async () => {
      await come({ fake: { storage: { originals: false } } });
      await press();
      await visit.says('There is no original of this photo.');
      assert.equal((await visit.heard()).length, 1);
      const [download] = await Promise.all([downloads(), visit.part('download-preview').click()]);
      assert.match(download.suggestedFilename(), /\.jpg$/);
      const heard = await visit.ended();
      assert.deepEqual(
        heard.map(({ name, kind }) => `${name} ${kind}`),
        ['ninepic-download original', 'ninepic-download preview', 'ninepic-downloaded preview'],
      );
    });

    it('not where she takes no preview either: that is told, too', async () => {
      await come({ fake: { storage: { originals: false } } });
      await press();
      await visit.says('There is no original');
      await visit.part('downloads').getByRole('button', { name: 'Close' }).click();
      const [, end] = await visit.ended();
      assert.deepEqual([end?.kind, end?.saved, end?.failed?.length], ['original', 0, 1]);
      await visit.part('downloads').waitFor({ state: 'detached' });
    });

    it('of all photos only what is hers, and is told how to find that', async () => {
      await come({ bib: null });
      await press();
      await visit.says('Find yourself by race number or selfie');
      assert.equal(requests('originals'), 0);
      assert.equal(await visit.part('download-all').count(), 0);
    });

    it('of all photos where the proxy gives them out by photo', async () => {
      await come({ bib: null, proxy: { originalsBy: ['image'] } });
      const [download] = await Promise.all([downloads(), press()]);
      assert.ok(isJpeg(await bytesOf(download)));
    });

    for (const fault of ['truncated-body', 'empty-file', 'text-as-picture'] as const)
      it(`whole, or not at all: ${fault}`, async () => {
        await come();
        const disarm = site.stack.fake.faults.arm(fault, { route: 'storage', times: 'always' });
        let early = 0;
        visit.page.on('download', () => (early += 1));
        await press();
        await visit.says('The photo could not be saved.');
        assert.equal(early, 0);
        assert.equal(requests('storage'), 3);
        const [, end] = await visit.ended();
        assert.deepEqual([end?.saved, end?.failed?.length], [0, 1]);
        disarm();
        const [download] = await Promise.all([downloads(), visit.part('retry').last().click()]);
        assert.ok(isJpeg(await bytesOf(download)));
      });

    it('by a link where an error comes instead, which this page may not read', async () => {
      await come();
      site.stack.fake.faults.arm('xml', { route: 'storage', times: 'always' });
      await press();
      await visit.part('original-link').waitFor();
      assert.equal((await visit.heard()).length, 1);
    });

    it('under a safe name, whatever the service calls it', async () => {
      await come();
      site.stack.fake.faults.arm('hostile-strings', { route: 'originals' });
      const [download] = await Promise.all([downloads(), press()]);
      assert.equal(download.suggestedFilename(), '-img src=x--.jpg');
      await visit.ended();
    });

    it('as a preview where the page says so', async () => {
      await come({ attributes: 'download="preview"' });
      const [download] = await Promise.all([downloads(), press()]);
      assert.ok((await bytesOf(download)).length < SIZE);
      assert.equal(requests('originals'), 0);
      assert.deepEqual(
        (await visit.ended()).map(({ kind }) => kind),
        ['preview', 'preview'],
      );
    });

    it('in no way where the page forbids it', async () => {
      await come({ attributes: 'download="none"' });
      await visit.part('tile').first().hover();
      assert.equal(await visit.part('tile-download').count(), 0);
      assert.equal(await visit.part('download-all').count(), 0);
      await visit.part('tile').first().click();
      await visit.part('viewer-photo').first().waitFor();
      assert.equal(await visit.part('viewer-download').count(), 0);
      assert.equal(await visit.part('viewer-share').count(), 0);
    });
  });

  describe('all', () => {
    const all = () => visit.part('download-all').click();

    it('as one archive, and every checksum is right', async () => {
      await come({ before: withoutPicker });
      const count = await visit.count();
      const [download] = await Promise.all([downloads(), all()]);
      assert.equal(download.suggestedFilename(), `Sahyadri Trail Marathon-${BIB}.zip`);
      const entries = await openArchive(await bytesOf(download));
      assert.equal(entries.length, count);
      assert.equal(new Set(entries.map(({ name }) => name)).size, count);
      for (const { bytes } of entries) assert.equal(bytes.length, SIZE);
      await visit.says(`${count} photos saved.`);
      const heard = await visit.ended();
      assert.deepEqual(
        heard.map(({ name, kind, photos, saved, failed }) => [name, kind, photos ?? saved, failed?.length]),
        [
          ['ninepic-download', 'zip', count, undefined],
          ['ninepic-downloaded', 'zip', count, 0],
        ],
      );
    });

    it('but one that is broken: the archive says so, she can try again, and then has it', async () => {
      await come({ before: withoutPicker });
      const count = await visit.count();
      const broken =
        (await visit.part('photo').nth(2).getAttribute('src'))?.replace(/^.*\/|\.jpg.*$/g, '') ?? '';
      const disarm = site.stack.fake.faults.arm('truncated-body', {
        route: 'storage',
        times: 'always',
        match: broken,
      });
      const [download] = await Promise.all([downloads(), all()]);
      const entries = await openArchive(await bytesOf(download));
      assert.equal(entries.length, count);
      const list = entries.find(({ name }) => name === '_failed.txt')?.bytes.toString() ?? '';
      assert.match(list, new RegExp(`${broken}\\.jpg`));
      await visit.says(`1 photo is missing: \u2068${broken}.jpg\u2069`);
      disarm();
      const [rest] = await Promise.all([downloads(), visit.part('retry').last().click()]);
      assert.deepEqual(await names(rest), [`${broken}.jpg`]);
      await visit.says(`${count} photos saved.`);
      const ends = (await visit.ended(2)).filter(({ name }) => name === 'ninepic-downloaded');
      assert.deepEqual(
        ends.map(({ saved, failed }) => [saved, failed]),
        [
          [count - 1, [`${broken}.jpg`]],
          [1, []],
        ],
      );
    });

    it('where nothing came at first: what has no original is still told after a second try', async () => {
      await come({ before: withoutPicker, fake: { storage: { originals: { missing: 2 } } } });
      const count = await visit.count();
      const disarm = site.stack.fake.faults.arm('reset', { route: 'storage', times: 'always' });
      await all();
      await visit.part('retry').waitFor();
      disarm();
      const [download] = await Promise.all([downloads(), visit.part('retry').click()]);
      assert.equal((await names(download)).length, count - 2);
      await visit.says(`${count - 2} photos saved.`);
      await visit.says('2 photos are missing');
      const [previews] = await Promise.all([downloads(), visit.part('download-previews').click()]);
      assert.equal((await names(previews)).length, 2);
    });

    it('when all links die in the middle', async () => {
      await come({ before: withoutPicker, fake: { teamPhotos: 30, mediaLatency: 60 }, bib: 'TEAM' });
      const download = downloads();
      await all();
      await visit.page.waitForFunction(() => {
        const root = document.querySelector('ninepic-gallery')?.shadowRoot;
        return (root?.querySelector<HTMLProgressElement>('[part="progress"]')?.value ?? 0) > 0.2;
      });
      site.stack.fake.clock.advance(3_601_000);
      assert.equal((await openArchive(await bytesOf(await download))).length, 30);
      assert.equal(requests('originals'), 2);
      const [, end] = await visit.ended();
      assert.deepEqual([end?.saved, end?.failed], [30, []]);
    });

    it('in numbered parts, each by a press of its own', async () => {
      await come({ before: withoutPicker, fake: { teamPhotos: 130, storage: { padTo: 2000 } }, bib: 'TEAM' });
      await all();
      await visit.says('130 photos.');
      assert.equal((await visit.heard()).length, 0);
      const buttons = visit.part('download-part');
      assert.equal(await buttons.count(), 4);
      const found = new Set<string>();
      for (let part = 1; part <= 4; part += 1) {
        const [download] = await Promise.all([downloads(), buttons.first().click()]);
        assert.equal(download.suggestedFilename(), `Sahyadri Trail Marathon-TEAM-${part}-of-4.zip`);
        for (const name of await names(download)) found.add(name);
        await visit.ended(part);
      }
      assert.equal(found.size, 130);
      await visit.says('130 photos saved.');
      assert.equal(requests('originals'), 3);
    });

    it('straight to a file of her choice, and nothing is left of one that she stops', async () => {
      await come({ fake: { teamPhotos: 80, mediaLatency: 30 }, bib: 'TEAM', before: pickIntoBrowser });
      await all();
      await visit.part('progress').waitFor();
      await visit.part('cancel').click();
      await visit.says('Stopped. Nothing of this was saved.');
      const [, stopped] = await visit.ended();
      assert.deepEqual([stopped?.saved, stopped?.failed?.length], [0, 80]);
      assert.deepEqual(await visit.page.evaluate(listPicked), []);
      await visit.part('retry').last().click();
      await visit.ended(2);
      await visit.says('80 photos saved.');
      const picked = await visit.page.evaluate(listPicked);
      assert.deepEqual(
        picked.map(({ name }) => name),
        ['Sahyadri Trail Marathon-TEAM.zip'],
      );
      const entries = await openArchive(Buffer.from(picked[0]?.base64 ?? '', 'base64'));
      assert.equal(entries.length, 80);
    });

    it('asks for the file before anything else, and closes quietly where she wants none', async () => {
      await come({
        before: () => {
          Object.assign(globalThis, {
            showSaveFilePicker: () => {
              (globalThis as unknown as { active: boolean }).active = navigator.userActivation.isActive;
              return Promise.reject(new DOMException('No.', 'AbortError'));
            },
          });
        },
      });
      await all();
      const [, end] = await visit.ended();
      assert.deepEqual([end?.saved, end?.failed?.length], [0, await visit.count()]);
      assert.equal(
        await visit.page.evaluate(() => (globalThis as unknown as { active: boolean }).active),
        true,
      );
      assert.equal(requests('originals'), 0);
      await visit.part('downloads').waitFor({ state: 'detached' });
    });

    it('in the other way where the browser refuses the file', async () => {
      await come({
        before: () => {
          Object.assign(globalThis, {
            showSaveFilePicker: () => Promise.reject(new DOMException('No.', 'SecurityError')),
          });
        },
      });
      const [download] = await Promise.all([downloads(), all()]);
      assert.equal((await names(download)).length, await visit.count());
      assert.equal((await visit.ended()).length, 2);
    });

    it('can stop where the picker never answers', async () => {
      await come({
        before: () => {
          Object.assign(globalThis, { showSaveFilePicker: () => new Promise(() => undefined) });
        },
      });
      await all();
      await visit.says('Choose where to save the photos.');
      await visit.part('cancel').click();
      await visit.says('Stopped.');
      assert.equal(requests('originals'), 0);
    });

    it('one by one where storage keeps other pages out, with ticks', async () => {
      await come({ before: withoutPicker, fake: { storage: { cors: false, attachment: true } } });
      const count = await visit.count();
      await all();
      const links = visit.part('original-link');
      await links.first().waitFor();
      assert.equal(await links.count(), count);
      const address = visit.page.url();
      for (let n = 0; n < count; n += 1) await links.nth(n).click();
      const [, end] = await visit.ended();
      assert.deepEqual([end?.saved, end?.failed], [count, []]);
      assert.equal(visit.page.url(), address);
    });

    it('through the proxy where storage is closed and it relays', async () => {
      await come({
        before: withoutPicker,
        fake: { storage: { cors: false } },
        proxy: { relaySecret: SECRET },
      });
      const [download] = await Promise.all([downloads(), all()]);
      assert.equal((await names(download)).length, await visit.count());
    });

    it('as previews where there are no originals, and both are told', async () => {
      await come({ before: withoutPicker, fake: { storage: { originals: false } } });
      const count = await visit.count();
      await all();
      await visit.says(`There are no originals of ${count} photos here.`);
      const [download] = await Promise.all([downloads(), visit.part('download-previews').click()]);
      assert.equal((await names(download)).length, count);
      const ends = (await visit.ended(2)).filter(({ name }) => name === 'ninepic-downloaded');
      assert.deepEqual(
        ends.map(({ saved, failed }) => [saved, failed?.length]),
        [
          [0, count],
          [count, 0],
        ],
      );
    });

    it('that she ticked, by one request where the proxy gives them out by photo', async () => {
      await come({
        before: withoutPicker,
        bib: null,
        attributes: 'selectable',
        proxy: { originalsBy: ['bib', 'image'] },
      });
      for (const n of [0, 2, 3]) await visit.part('select').nth(n).click();
      const [download] = await Promise.all([downloads(), all()]);
      assert.equal((await names(download)).length, 3);
      const asked = site.stack.fake.bill.requests.filter(({ endpoint }) => endpoint === 'originals');
      assert.deepEqual(
        asked.map(({ fields }) => fields?.['method']),
        ['image_ids'],
      );
    });

    it('nothing half where the gallery is taken off the page, and no more is asked for', async () => {
      await come({ before: withoutPicker, fake: { teamPhotos: 40, mediaLatency: 40 }, bib: 'TEAM' });
      let files = 0;
      visit.page.on('download', () => (files += 1));
      await all();
      await visit.part('progress').waitFor();
      const picture = (await visit.part('photo').first().getAttribute('src')) ?? '';
      await visit.page.evaluate(() => document.querySelector('ninepic-gallery')?.remove());
      await visit.page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
      const asked = requests('storage');
      // As slow as each of the photos, which came three at a time: time enough for all that were left.
      await visit.page.evaluate(async (url) => {
        for (let n = 0; n < 20; n += 1) await fetch(url, { cache: 'no-store', mode: 'no-cors' });
      }, picture);
      assert.ok(requests('storage') <= asked + 3);
      assert.ok(asked < 40);
      assert.equal(files, 0);
      assert.equal((await visit.heard()).length, 1);
    });

    it('to the end where the page moves the gallery', async () => {
      await come({ before: withoutPicker, fake: { mediaLatency: 40 } });
      const download = downloads();
      await all();
      await visit.page.evaluate(() => document.body.append(document.querySelector('ninepic-gallery') ?? ''));
      assert.equal((await names(await download)).length, await visit.count());
    });

    it('as far as the network lets her, and says what is missing', async () => {
      await come({ before: withoutPicker, fake: { teamPhotos: 30 }, bib: 'TEAM' });
      site.stack.fake.faults.arm('reset', { route: 'storage', after: 9, times: 'always' });
      const [download] = await Promise.all([downloads(), all()]);
      const saved = (await names(download)).filter((name) => name !== '_failed.txt').length;
      const [, end] = await visit.ended();
      assert.deepEqual([end?.saved, end?.failed?.length], [saved, 30 - saved]);
      assert.ok(saved >= 7 && saved < 10);
      // Six in a row are enough to know that nothing comes any more.
      assert.ok(requests('storage') < 9 + 3 * 12);
    });
  });
});

/** A picker whose file is in the browser's own file system: streamed to disk, as the real one is. */
function pickIntoBrowser(): void {
  Object.assign(globalThis, {
    showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) =>
      (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true }),
  });
}

async function listPicked(): Promise<{ name: string; base64: string }[]> {
  const found: { name: string; base64: string }[] = [];
  const folder = (await navigator.storage.getDirectory()) as unknown as AsyncIterable<
    [string, { getFile(): Promise<File> }]
  >;
  for await (const [name, handle] of folder) {
    const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    found.push({ name, base64: btoa(text) });
  }
  return found;
}
