/** Every state of the selfie search. */
import { GALLERY, SELFIE, findFace, part, says, takeSelfie } from '../visitor.js';
import { RESULTS, hang, off, type State } from './state.js';

export const selfie: State[] = [
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
