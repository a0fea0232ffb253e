/** What is drawn from right to left, in Arabic. */
import { BIB, CLIP, GALLERY, SELFIE, part } from '../visitor.js';
import { openPhoto, type State } from './state.js';

const arabic = (markup: string) => `<div lang="ar" dir="rtl">${markup}</div>`;
export const rightToLeft: State[] = [
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
