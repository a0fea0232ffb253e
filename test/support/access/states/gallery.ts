/** Every state of the gallery, but for what it says while it saves photos. */
import { BIB, GALLERY, SELFIE, part, says } from '../visitor.js';
import { RESULTS, fail, hang, openPhoto, photosOf, type State } from './state.js';

export const gallery: State[] = [
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
    markup:
      '<ninepic-gallery event-id="458"><p>All photos are <a href="/x">on 9Pic</a>, too.</p></ninepic-gallery>',
    reach: (page) => says(page, 'gallery', 'not open yet'),
  },
  {
    name: 'without a proxy',
    markup: '<ninepic-gallery proxy-url="ftp://x"></ninepic-gallery>',
    reach: (page) => says(page, 'gallery', 'http'),
  },
];
