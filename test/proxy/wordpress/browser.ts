/** A person at the WordPress of a race: as administrator, as author, or as a runner. */
import sharp from 'sharp';
import type { Browser, BrowserContext, Page } from 'playwright-core';

export interface Visit {
  readonly page: Page;
  /** Errors of the console and of scripts so far. */
  readonly heard: string[];
  close(): Promise<void>;
}

/** A window of a person of her own; without a name, of one who is not logged in. */
export async function visit(
  browser: Browser,
  site: string,
  login?: string,
  viewport = { width: 1280, height: 1000 },
): Promise<Visit> {
  const context: BrowserContext = await browser.newContext({ viewport, hasTouch: viewport.width < 600 });
  const page = await context.newPage();
  page.setDefaultTimeout(40_000);
  const heard: string[] = [];
  page.on('console', (message) => message.type() === 'error' && heard.push(message.text()));
  page.on('pageerror', (error) => heard.push(error.message));
  if (login !== undefined) {
    // Not typed: a script of that page takes the focus a fifth of a second after it came, and with it half of a password.
    const form = { log: login, pwd: `${login}-pass` };
    const answer = await context.request.post(`${site}/wp-login.php`, { form, maxRedirects: 0 });
    if (answer.status() !== 302) throw new Error(`WordPress does not let ${login} in`);
  }
  return { page, heard, close: () => context.close() };
}

/** Waits until the gallery says so many photos, and the first of them has really been drawn. */
export async function photosShown(page: Page): Promise<number> {
  const first = page.locator('ninepic-gallery [part~=photo]').first();
  await first.waitFor();
  await first.evaluate((image: HTMLImageElement) => image.decode());
  const said = await page.locator('ninepic-gallery [part~=count]').innerText();
  return Number(/[\d,]+/.exec(said)?.[0].replaceAll(',', ''));
}

/** Waits for the gallery to announce a set of this kind, from before `act` on. */
export async function results(page: Page, by: string, act: () => Promise<unknown>): Promise<number> {
  await page.evaluate((kind) => {
    document.documentElement.removeAttribute('data-seen');
    document.addEventListener('ninepic-results', ({ detail }) => {
      if (detail.by === kind) document.documentElement.dataset['seen'] = String(detail.total);
    });
  }, by);
  await act();
  const seen = page.locator('html[data-seen]');
  await seen.waitFor({ state: 'attached' });
  return Number(await seen.getAttribute('data-seen'));
}

/** A picture with a face's colours and enough in it to be taken for a photo. */
const selfie = (): Promise<Buffer> => {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  return sharp({ create: { width: 600, height: 800, channels: 3, background: '#b98d6f', noise } })
    .jpeg()
    .toBuffer();
};

/** Consents, picks a selfie and presses the button; gives the number of photos. */
export async function searchBySelfie(page: Page): Promise<number> {
  const buffer = await selfie();
  const tag = page.locator('ninepic-selfie-search');
  return results(page, 'selfie', async () => {
    await tag.locator('[part=consent-checkbox]').check();
    await tag.locator('[part=file]').setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer });
    await tag.locator('[part=button]').click();
  });
}

/** Types a race number; gives the number of photos. */
export const searchByBib = (page: Page, bib: string): Promise<number> =>
  results(page, 'bib', async () => {
    await page.locator('ninepic-bib-search [part=input]').fill(bib);
    await page.keyboard.press('Enter');
  });
