/** Every state that a visitor can see of every tag, and the way to it by what she does. */
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import type { FakeSettingsPatch } from '../../../demo/fake/options.js';
import type { Site } from '../site.js';

export const part = (page: Page, tag: string, name: string): Locator =>
  page.locator(`ninepic-${tag} [part~="${name}"]`);

/** Waits until a tag says something. */
export const says = (page: Page, tag: string, text: string | RegExp): Promise<void> =>
  page.locator(`ninepic-${tag}`).getByText(text).first().waitFor();

export async function searchBib(page: Page, bib: string): Promise<void> {
  await part(page, 'bib-search', 'input').fill(bib);
  await page.keyboard.press('Enter');
}

const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
const face = sharp({ create: { width: 640, height: 480, channels: 3, background: '#888', noise } })
  .jpeg()
  .toBuffer();

/** Consents, and picks a picture. */
export async function takeSelfie(page: Page): Promise<void> {
  await part(page, 'selfie-search', 'consent-checkbox').check();
  const picture = { name: 'me.jpg', mimeType: 'image/jpeg', buffer: await face };
  await part(page, 'selfie-search', 'file').setInputFiles(picture);
  await part(page, 'selfie-search', 'preview').waitFor();
}

/** Finds her photos by her face. */
export async function findFace(page: Page): Promise<void> {
  await takeSelfie(page);
  await page.locator('ninepic-selfie-search button[part="button"]').click();
  await says(page, 'selfie-search', /photos? found/);
}

export const BIB = '<ninepic-bib-search></ninepic-bib-search>';
export const GALLERY = '<ninepic-gallery></ninepic-gallery>';
export const SELFIE =
  '<ninepic-selfie-search privacy-href="/privacy" contact-href="mailto:x@race.example"></ninepic-selfie-search>';
export const CLIP = '<ninepic-clip></ninepic-clip>';
const RESULTS = '<ninepic-gallery search-only no-timeline></ninepic-gallery>';
const off = (tag: string) => `<ninepic-${tag} event-id="459" privacy-href="/privacy"></ninepic-${tag}>`;

/** Without the picker of desktop Chromium, as in every other browser. */
const withoutPicker = (page: Page) =>
  page.evaluate(() => void Reflect.deleteProperty(globalThis, 'showSaveFilePicker'));

const photosOf = async (page: Page, bib = '1234') => {
  await searchBib(page, bib);
  await part(page, 'gallery', 'photo').first().waitFor();
  await says(page, 'gallery', `for ${bib}`);
};
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
const openPhoto = async (page: Page) => {
  await part(page, 'gallery', 'tile').first().click();
  await part(page, 'gallery', 'viewer-counter').waitFor();
};
const orderClip = async (page: Page) => {
  await findFace(page);
  await page.locator('ninepic-clip button[part~="button"]').click();
};
/** Clips take minutes; who comes back finds them. */
const comeBack = async (page: Page) => {
  // It says so as soon as it is on its way: a page that is loaded again before that may cut it off.
  const ordered = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().includes('/video-clipping/'),
  );
  await orderClip(page);
  await ordered;
  await says(page, 'clip', /being made/);
  await page.reload();
};

export interface State {
  readonly name: string;
  readonly markup: string;
  readonly reach: (page: Page, site: Site) => Promise<unknown>;
  /** Before the page is opened. */
  readonly arm?: (site: Site) => unknown;
  /** What 9Pic is like meanwhile. */
  readonly fake?: FakeSettingsPatch;
}

const fail = ({ stack }: Site, route: 'byBib' | 'startFaces' | 'startClips' | 'photos') =>
  stack.fake.faults.arm('status', { route, status: 500, times: 'always' });
/** In front of the proxy: it lets whoever asks next wait for the same answer of 9Pic, for as long as 9Pic may take. */
const hang = ({ stack }: Site, route: 'byBib' | 'startFaces' | 'photos' | 'storage') =>
  (route === 'storage' ? stack.fake.faults : stack.faults).arm('hang', { route, times: 'always' });

const bib: State[] = [
  { name: 'at the start', markup: BIB, reach: (page) => part(page, 'bib-search', 'input').waitFor() },
  {
    name: 'number refused',
    markup: BIB,
    reach: async (page) => {
      await searchBib(page, '..');
      await part(page, 'bib-search', 'status').filter({ hasText: /\w/ }).waitFor();
    },
  },
  {
    name: 'searching',
    markup: BIB + RESULTS,
    reach: async (page, site) => {
      hang(site, 'byBib');
      await searchBib(page, '1234');
      await says(page, 'bib-search', 'Searching');
    },
  },
  { name: 'with photos of its own', markup: BIB, reach: (page) => photosOf(page) },
  {
    name: 'nothing found',
    markup: BIB + GALLERY,
    reach: async (page) => {
      await searchBib(page, '99999');
      await says(page, 'gallery', /no photos/i);
    },
  },
  {
    name: 'failed',
    markup: BIB,
    reach: async (page, site) => {
      fail(site, 'byBib');
      await searchBib(page, '1234');
      await part(page, 'bib-search', 'retry').waitFor();
    },
  },
  { name: 'off', markup: off('bib-search'), reach: (page) => says(page, 'bib-search', /not/) },
];

const gallery: State[] = [
  {
    name: 'all photos and the time chart',
    markup: GALLERY,
    reach: async (page) => {
      await part(page, 'gallery', 'hour').first().waitFor();
      await part(page, 'gallery', 'photo').first().waitFor();
    },
  },
  {
    name: 'loading',
    markup: GALLERY,
    arm: (site) => hang(site, 'photos'),
    reach: (page) => says(page, 'gallery', 'Loading'),
  },
  {
    name: 'a long list with its slider',
    markup: '<ninepic-gallery preview="0"></ninepic-gallery>',
    reach: (page) => part(page, 'gallery', 'scrubber').waitFor(),
  },
  {
    name: 'a search, ready to be shared and cleared',
    markup: BIB + GALLERY,
    reach: async (page) => {
      await photosOf(page);
      await part(page, 'gallery', 'share').click();
      await part(page, 'gallery', 'chip').first().waitFor();
    },
  },
  {
    name: 'photos around a finish time',
    markup: '<ninepic-gallery time-zone="Asia/Kolkata" around="08:42:10"></ninepic-gallery>',
    reach: (page) => part(page, 'gallery', 'wider').waitFor(),
  },
  {
    name: 'finish time refused',
    markup: GALLERY,
    reach: async (page) => {
      await part(page, 'gallery', 'finish').fill('tea');
      await page.keyboard.press('Enter');
      await page.locator('ninepic-gallery .time-wrong').filter({ hasText: /\w/ }).waitFor();
    },
  },
  {
    name: 'photos ticked',
    markup: BIB + '<ninepic-gallery no-timeline selectable></ninepic-gallery>',
    reach: async (page) => {
      await photosOf(page);
      await part(page, 'gallery', 'select').first().check();
      await part(page, 'gallery', 'selection-count').filter({ hasText: /1/ }).waitFor();
    },
  },
  { name: 'a photo open', markup: GALLERY, reach: openPhoto },
  {
    name: 'a photo open that was saved',
    markup: BIB + RESULTS,
    reach: async (page) => {
      await photosOf(page);
      await openPhoto(page);
      await part(page, 'gallery', 'viewer-download').click();
      await page.locator('ninepic-gallery .viewer-note').filter({ hasText: /saved/ }).waitFor();
    },
    fake: { storage: { padTo: 20_000 } },
  },
  {
    name: 'a photo open that only a link saves',
    markup: BIB + RESULTS,
    reach: async (page) => {
      await photosOf(page);
      await openPhoto(page);
      await part(page, 'gallery', 'viewer-download').click();
      await part(page, 'gallery', 'original-link').waitFor();
    },
    fake: { storage: { cors: false } },
  },
  {
    name: 'a photo open that cannot be loaded',
    markup: '<ninepic-gallery no-timeline></ninepic-gallery>',
    reach: async (page, { stack }) => {
      await part(page, 'gallery', 'photo').first().waitFor();
      stack.fake.faults.arm('status', { route: 'picture', status: 404, times: 'always' });
      await openPhoto(page);
      await says(page, 'gallery', 'could not be loaded');
    },
  },
  {
    name: 'a link to a search that is no longer there',
    markup: SELFIE + GALLERY,
    reach: async (page) => {
      await part(page, 'gallery', 'photo').first().waitFor();
      await page.evaluate(() => (location.hash = '#ninepic-456=11111111-2222-4333-8444-555555555555'));
      await says(page, 'gallery', 'no longer there');
    },
  },
  {
    name: 'no photos yet',
    markup: '<ninepic-gallery event-id="460"></ninepic-gallery>',
    reach: (page) => says(page, 'gallery', /no photos/i),
  },
  {
    name: 'photos that cannot be shown',
    markup: '<ninepic-gallery no-timeline></ninepic-gallery>',
    arm: ({ stack }) => stack.fake.faults.arm('status', { route: 'picture', status: 404, times: 'always' }),
    reach: (page) => says(page, 'gallery', 'cannot be shown'),
  },
  {
    name: 'failed',
    markup: GALLERY,
    arm: (site) => fail(site, 'photos'),
    reach: (page) => part(page, 'gallery', 'retry').waitFor(),
  },
  {
    name: 'a later page that failed',
    markup: '<ninepic-gallery no-timeline preview="0"></ninepic-gallery>',
    reach: async (page, site) => {
      await part(page, 'gallery', 'photo').first().waitFor();
      fail(site, 'photos');
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2));
      await part(page, 'gallery', 'retry').waitFor();
    },
  },
  {
    name: 'off',
    markup: '<ninepic-gallery event-id="458"><a href="/x">On 9Pic</a></ninepic-gallery>',
    reach: (page) => part(page, 'gallery', 'status').filter({ hasText: /\w/ }).waitFor(),
  },
  {
    name: 'without a proxy',
    markup: '<ninepic-gallery proxy-url="ftp://x"></ninepic-gallery>',
    reach: (page) => says(page, 'gallery', 'http'),
  },
];

const saving: State[] = [
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

const selfie: State[] = [
  { name: 'at the start', markup: SELFIE, reach: (page) => part(page, 'selfie-search', 'consent').waitFor() },
  {
    name: 'with everything that can be asked for',
    markup: SELFIE.replace(' ', ' min-age="16" controller="The Club" retention="30 days" '),
    reach: (page) => part(page, 'selfie-search', 'consent').waitFor(),
  },
  {
    name: 'with consent',
    markup: SELFIE,
    reach: (page) => part(page, 'selfie-search', 'consent-checkbox').check(),
  },
  {
    name: 'camera open',
    markup: SELFIE,
    reach: async (page) => {
      await part(page, 'selfie-search', 'consent-checkbox').check();
      await part(page, 'selfie-search', 'camera').click();
      await part(page, 'selfie-search', 'capture').waitFor();
    },
  },
  {
    name: 'camera refused',
    markup: SELFIE,
    reach: async (page) => {
      await page.evaluate(() => {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
      });
      await part(page, 'selfie-search', 'consent-checkbox').check();
      await part(page, 'selfie-search', 'camera').click();
      await part(page, 'selfie-search', 'status').filter({ hasText: /\w/ }).waitFor();
    },
  },
  { name: 'with a picture', markup: SELFIE, reach: takeSelfie },
  {
    name: 'with a file that is no picture',
    markup: SELFIE,
    reach: async (page) => {
      await part(page, 'selfie-search', 'consent-checkbox').check();
      const file = { name: 'me.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(3000, 'x') };
      await part(page, 'selfie-search', 'file').setInputFiles(file);
      await part(page, 'selfie-search', 'status').filter({ hasText: /\w/ }).waitFor();
    },
  },
  {
    name: 'searching',
    markup: SELFIE + RESULTS,
    reach: async (page, site) => {
      hang(site, 'startFaces');
      await takeSelfie(page);
      await page.locator('ninepic-selfie-search button[part="button"]').click();
      await says(page, 'selfie-search', 'Searching');
    },
  },
  { name: 'with photos', markup: SELFIE + GALLERY, reach: findFace },
  {
    name: 'nothing found',
    markup: SELFIE + RESULTS,
    reach: async (page) => {
      await takeSelfie(page);
      await page.locator('ninepic-selfie-search button[part="button"]').click();
      await says(page, 'selfie-search', 'No photos found');
    },
    fake: { faces: 'nobody' },
  },
  {
    name: 'failed',
    markup: SELFIE,
    reach: async (page, { stack }) => {
      stack.faults.arm('status', { route: 'startFaces', status: 403, times: 'always' });
      await takeSelfie(page);
      await page.locator('ninepic-selfie-search button[part="button"]').click();
      await says(page, 'selfie-search', 'refused');
    },
  },
  {
    name: 'without a privacy page',
    markup: '<ninepic-selfie-search></ninepic-selfie-search>',
    reach: (page) => says(page, 'selfie-search', 'privacy-href'),
  },
  { name: 'off', markup: off('selfie-search'), reach: (page) => says(page, 'selfie-search', /not/) },
];

const clip: State[] = [
  { name: 'before a selfie', markup: SELFIE + CLIP, reach: (page) => part(page, 'clip', 'selfie').waitFor() },
  {
    name: 'ready to be ordered',
    markup: SELFIE + CLIP,
    reach: async (page) => {
      await findFace(page);
      await page.locator('ninepic-clip button[part~="button"]').waitFor();
    },
  },
  {
    name: 'being made',
    markup: SELFIE + CLIP,
    reach: async (page) => {
      await orderClip(page);
      await says(page, 'clip', /being made/);
    },
  },
  {
    name: 'ready',
    markup: SELFIE + CLIP,
    reach: async (page) => {
      await comeBack(page);
      await part(page, 'clip', 'video').first().waitFor();
    },
    fake: { clip: { polls: 0 } },
  },
  {
    name: 'none found',
    markup: SELFIE + CLIP,
    reach: async (page) => {
      await comeBack(page);
      await says(page, 'clip', 'No video');
    },
    fake: { clip: { polls: 0, count: 0 } },
  },
  {
    name: 'could not be made',
    markup: SELFIE + CLIP,
    reach: async (page) => {
      await comeBack(page);
      await part(page, 'clip', 'retry').waitFor();
    },
    fake: { clip: { polls: 0, status: 'failed', count: 0 } },
  },
  {
    name: 'failed',
    markup: SELFIE + CLIP,
    reach: async (page, { stack }) => {
      stack.faults.arm('status', { route: 'startClips', status: 403, times: 'always' });
      await orderClip(page);
      await says(page, 'clip', 'refused');
    },
  },
  { name: 'off', markup: off('clip'), reach: (page) => says(page, 'clip', /not/) },
];

const arabic = (markup: string) => `<div lang="ar" dir="rtl">${markup}</div>`;
const rightToLeft: State[] = [
  {
    name: 'gallery with a photo open, in Arabic',
    markup: arabic(GALLERY),
    reach: async (page) => {
      await page
        .locator('ninepic-gallery [part~="more"]')
        .getByText(/\p{Script=Arabic}/u)
        .waitFor();
      await openPhoto(page);
    },
  },
  {
    name: 'all tags, in Arabic',
    markup: arabic(BIB + SELFIE + CLIP + GALLERY),
    reach: async (page) => {
      await part(page, 'gallery', 'hour').first().waitFor();
      for (const tag of ['bib-search', 'selfie-search', 'clip', 'gallery'])
        await page
          .locator(`ninepic-${tag}`)
          .getByText(/\p{Script=Arabic}/u)
          .first()
          .waitFor();
    },
  },
];

export const states: Readonly<Record<string, readonly State[]>> = {
  'bib search': bib,
  gallery,
  saving,
  'selfie search': selfie,
  clip,
  'from right to left': rightToLeft,
};
