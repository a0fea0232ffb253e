/** Every state of the gallery that saving photos brings about. */
import type { Page } from 'playwright-core';
import { BIB, part, says } from '../visitor.js';
import { RESULTS, hang, photosOf, type State } from './state.js';

/** Without the picker of desktop Chromium, as in every other browser. */
const withoutPicker = (page: Page) =>
  page.evaluate(() => void Reflect.deleteProperty(globalThis, 'showSaveFilePicker'));

const saveFirst = async (page: Page) => {
  await photosOf(page);
  await part(page, 'gallery', 'tile').first().hover();
  await part(page, 'gallery', 'tile-download').first().click();
};
const saveAll = async (page: Page, bib?: string) => {
  await withoutPicker(page);
  await photosOf(page, bib);
  await part(page, 'gallery', 'download-all').click();
};

export const saving: State[] = [
  {
    name: 'one photo saved',
    markup: BIB + RESULTS,
    reach: async (page) => {
      await saveFirst(page);
      await says(page, 'gallery', 'Photo saved');
    },
    fake: { storage: { padTo: 20_000 } },
  },
  {
    name: 'no original, the preview is offered',
    markup: BIB + RESULTS,
    reach: async (page) => {
      await saveFirst(page);
      await part(page, 'gallery', 'download-preview').waitFor();
    },
    fake: { storage: { originals: false } },
  },
  {
    name: 'under way',
    markup: BIB + RESULTS,
    reach: async (page, site) => {
      hang(site, 'storage');
      await saveAll(page);
      await part(page, 'gallery', 'progress').waitFor();
    },
  },
  {
    name: 'stopped',
    markup: BIB + RESULTS,
    reach: async (page, site) => {
      hang(site, 'storage');
      await saveAll(page);
      await part(page, 'gallery', 'cancel').click();
      await says(page, 'gallery', 'Stopped');
    },
  },
  {
    name: 'some photos are missing',
    markup: BIB + RESULTS,
    reach: async (page, { stack }) => {
      stack.fake.faults.arm('truncated-body', { route: 'storage', times: 'always' });
      await saveAll(page);
      await says(page, 'gallery', /missing/);
    },
    fake: { storage: { padTo: 20_000 } },
  },
  {
    name: 'links one by one',
    markup: BIB + RESULTS,
    reach: async (page) => {
      await saveAll(page);
      await part(page, 'gallery', 'original-link').first().waitFor();
    },
    fake: { storage: { cors: false } },
  },
  {
    name: 'archives in parts',
    markup: BIB + RESULTS,
    reach: async (page) => {
      await saveAll(page, 'TEAM');
      await part(page, 'gallery', 'download-part').first().waitFor();
    },
    fake: { teamPhotos: 150 },
  },
];
