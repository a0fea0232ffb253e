/** What a visitor does with the tags, and the markup in which she finds them. */
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';

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
