/** The same as in Chromium, where engines differ: what Firefox writes to disk, and what it makes of storage that fails. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { firefox, type Browser } from 'playwright-core';
import { payloadOf } from '../../src/api/decode.js';
import { openArchive } from '../support/archives.js';
import { SECRET, SIZE } from '../support/download-scene.js';
import { BIB, startSite, Visit } from '../support/download-site.js';
import type { DownloadSite, SiteOptions } from '../support/download-site.js';
import { lyingStorage } from '../support/lying-storage.js';

describe('a runner with Firefox', { timeout: 600_000 }, () => {
  let folder: string;
  let browser: Browser;
  let site: DownloadSite;
  let visit: Visit;
  before(async () => {
    const executablePath = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find(existsSync);
    if (!executablePath) throw new Error('No Firefox found: install the package firefox-esr.');
    folder = await mkdtemp(join(tmpdir(), 'ninepic-firefox-'));
    browser = await firefox.launch({ channel: 'moz-firefox', executablePath, downloadsPath: folder });
  });
  after(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });
  afterEach(async () => {
    await visit.close();
    await site.close();
    for (const name of await readdir(folder)) await rm(join(folder, name));
    // Firefox says this of each request that storage refuses; nothing in the page has failed.
    const troubles = visit.troubles.filter((text) => !text.startsWith('The Same Origin Policy disallows'));
    assert.deepEqual(troubles, []);
  });

  async function come(options: SiteOptions = {}): Promise<void> {
    site = await startSite(options);
    visit = await Visit.open(browser, site);
  }
  /** The file that has reached the disk; Firefox has a part beside it until it is whole. */
  async function file(): Promise<{ name: string; bytes: Buffer }> {
    const end = Date.now() + 40_000;
    while (Date.now() < end) {
      const [name, ...others] = await readdir(folder);
      const path = join(folder, name ?? '');
      if (name && others.length === 0 && (await stat(path)).size > 0)
        return { name, bytes: await readFile(path) };
      await visit.page.evaluate(() => new Promise(requestAnimationFrame));
    }
    throw new Error(`No whole file, but ${JSON.stringify(await readdir(folder))}.`);
  }
  const press = async (): Promise<void> => {
    await visit.part('tile').first().hover();
    await visit.part('tile-download').first().click();
  };
  const ends = async () => (await visit.ended()).filter(({ name }) => name === 'ninepic-downloaded');

  /** What storage has for the bib, by file name. */
  async function originals(): Promise<Map<string, Buffer>> {
    const answer = await fetch(`${site.origin}/ninepic/event/456/original-photos`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-ninepic-widget': '0', origin: site.origin },
      body: JSON.stringify({ method: 'bib', identifier: BIB }),
    });
    const links = payloadOf(await answer.json())['presigned_urls'] as { filename: string; url: string }[];
    const each = links.map(async ({ filename, url }) => {
      const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
      return [filename, bytes] as const;
    });
    return new Map(await Promise.all(each));
  }

  it('has the original on her disk, byte by byte, under its name', async () => {
    await come();
    await press();
    const { name, bytes } = await file();
    assert.match(name, /^[\w-]+\.jpg$/);
    assert.equal(bytes.length, SIZE);
    const original = (await originals()).get(name);
    assert.ok(original && bytes.equals(original));
    await visit.says('Photo saved.');
    assert.deepEqual(
      (await ends()).map(({ kind, saved, failed }) => [kind, saved, failed]),
      [['original', 1, []]],
    );
  });

  it('has a safe name, whatever the service calls it', async () => {
    await come();
    site.stack.fake.faults.arm('hostile-strings', { route: 'originals' });
    await press();
    assert.equal((await file()).name, '-img src=x--.jpg');
  });

  it('has all of her photos in one archive, each as it was stored', async () => {
    await come();
    const count = await visit.count();
    await visit.part('download-all').click();
    const { name, bytes } = await file();
    assert.equal(name, `Sahyadri Trail Marathon-${BIB}.zip`);
    const entries = await openArchive(bytes);
    assert.equal(entries.length, count);
    const stored = await originals();
    for (const entry of entries) assert.ok(stored.get(entry.name)?.equals(entry.bytes), entry.name);
    await visit.says(`${count} photos saved.`);
  });

  it('has all but those whose announced length is a lie, and is told which these are', async () => {
    const lies = lyingStorage();
    await come({ storage: lies.storage });
    const count = await visit.count();
    const names = await lies.about(visit);
    await visit.part('download-all').click();
    const saved = (await openArchive((await file()).bytes)).filter((entry) => entry.name !== '_failed.txt');
    assert.equal(saved.length, count - names.length);
    const [end] = await ends();
    assert.equal(end?.saved, saved.length);
    assert.deepEqual([...(end?.failed ?? [])].sort(), names);
  });

  for (const attachment of [true, false])
    it(`keeps the race's page where storage is closed, ${attachment ? 'and saves' : 'and sees the photo in a tab'}`, async () => {
      await come({ fake: { storage: { cors: false, attachment } } });
      await press();
      const link = visit.part('original-link');
      await link.waitFor();
      assert.equal(await link.getAttribute('target'), '_blank');
      const address = visit.page.url();
      if (attachment) {
        await link.click();
        assert.equal((await file()).bytes.length, SIZE);
      } else {
        const [tab] = await Promise.all([visit.page.context().waitForEvent('page'), link.click()]);
        await tab.waitForURL(/X-Amz-Signature=/);
      }
      assert.equal(visit.page.url(), address);
      assert.deepEqual(
        (await ends()).map(({ kind, saved }) => [kind, saved]),
        [['original', 1]],
      );
    });

  it('gets it through the proxy where that relays', async () => {
    await come({ fake: { storage: { cors: false } }, proxy: { relaySecret: SECRET } });
    const address = visit.page.url();
    await press();
    const { name, bytes } = await file();
    assert.match(name, /^[\w-]+\.jpg$/);
    assert.ok((await originals()).get(name)?.equals(bytes));
    assert.equal(visit.page.url(), address);
    await visit.says('Photo saved.');
  });
});
