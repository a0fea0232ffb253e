/** What every test of saving photos starts from: one browser a suite, one race and one visitor a test. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before } from 'node:test';
import type { Browser, Download } from 'playwright-core';
import { openArchive } from './archives.js';
import { startBrowser, startSite, Visit } from './download-site.js';
import type { DownloadSite, SiteOptions, VisitOptions } from './download-site.js';

export type SceneOptions = SiteOptions & VisitOptions;

/** Of the relay's tickets. */
export const SECRET = 'a-secret-for-tests-0123456789abcdef';
/** Bytes of an original. */
export const SIZE = 20_000;

export interface Scene {
  readonly site: DownloadSite;
  readonly visit: Visit;
  /** Opens the race's page; once a test. */
  come(options?: SceneOptions): Promise<void>;
  /** The next file that reaches the disk. */
  download(): Promise<Download>;
  bytesOf(download: Download): Promise<Buffer>;
  /** Names in an archive, each checked. */
  names(download: Download): Promise<string[]>;
  /** Requests that reached 9Pic or its storage. */
  requests(endpoint: string): number;
}

/**
 * To be called in a suite. After each test the page must have had no error.
 *
 * @param defaults of every visit
 */
export function scene(defaults: VisitOptions = {}): Scene {
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
  const bytesOf = async (download: Download): Promise<Buffer> => readFile(await download.path());
  return {
    get site() {
      return site;
    },
    get visit() {
      return visit;
    },
    async come({ fake, proxy, storage, ...rest } = {}) {
      site = await startSite({
        ...(fake ? { fake } : {}),
        ...(proxy ? { proxy } : {}),
        ...(storage ? { storage } : {}),
      });
      visit = await Visit.open(browser, site, { ...defaults, ...rest });
    },
    download: () => visit.page.waitForEvent('download'),
    bytesOf,
    names: async (download) => (await openArchive(await bytesOf(download))).map(({ name }) => name).sort(),
    requests: (endpoint) =>
      site.stack.fake.bill.requests.filter((request) => request.endpoint === endpoint).length,
  };
}

/** Without the picker of desktop Chromium, as in every other browser. */
export const withoutPicker = (): void => {
  delete (globalThis as { showSaveFilePicker?: unknown }).showSaveFilePicker;
};
