/** A visitor of pages whose content a library swaps, and what the page holds on to meanwhile. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { part } from './access/visitor.js';
import type { Site } from './site.js';

export interface Visit {
  readonly page: Page;
  /** What went wrong where nobody looks. */
  readonly errors: string[];
  /** Pages of the host that were asked for. */
  readonly loaded: string[];
}

/** Opens a page of the site in a tab of its own. */
export async function visitOf(site: Site, path: string): Promise<Visit> {
  const page = await site.tab();
  const errors: string[] = [];
  const loaded: string[] = [];
  page.on('pageerror', ({ message }) => {
    // Turbo does not wait for the body of a visit, and nobody hears that it was cut off by the next one.
    if (!/^cut off by \S*turbo\.js/.test(message)) errors.push(message);
  });
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/[a-z-]+$/.test(pathname)) loaded.push(pathname);
  });
  await page.addInitScript(() => {
    /** Says in its reason which file aborted: that of the line above its own. */
    class Witness extends AbortController {
      override abort(reason?: unknown): void {
        const caller = /https?:.*/.exec(new Error().stack?.split('\n')[2] ?? '')?.[0];
        super.abort(reason ?? new DOMException(`cut off by ${caller}`, 'AbortError'));
      }
    }
    window.AbortController = Witness;
    const told: string[] = [];
    Object.assign(window, { told });
    for (const name of ['ninepic-results', 'ninepic-request', 'ninepic-error'])
      document.addEventListener(name, (event) => {
        const { detail } = event as CustomEvent<{ by?: string }>;
        told.push([name, detail.by].filter(Boolean).join(' '));
      });
  });
  await page.goto(site.origin + path);
  return { page, errors, loaded };
}

export const told = (page: Page) => page.evaluate(() => (window as unknown as { told: string[] }).told);
/** Something that only this very document, or element, has. */
export const mark = (page: Page, selector: string) =>
  page.evaluate(
    (wanted) => Object.assign(document.querySelector(wanted) ?? {}, { isMarked: true }),
    selector,
  );
export const isMarked = (page: Page, selector: string) =>
  page.evaluate(
    (wanted) => (document.querySelector(wanted) as { isMarked?: boolean } | null)?.isMarked === true,
    selector,
  );
export const openPhoto = async (page: Page) => {
  await part(page, 'gallery', 'tile').nth(3).click();
  await part(page, 'gallery', 'viewer-counter').waitFor();
};
export const isClosed = (page: Page) => part(page, 'gallery', 'viewer').waitFor({ state: 'detached' });

/** Listeners on the window and the document, which outlive every page that is swapped in. */
export async function listeners(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  let count = 0;
  for (const expression of ['window', 'document']) {
    const { result } = await session.send('Runtime.evaluate', { expression });
    const objectId = String(result.objectId);
    count += (await session.send('DOMDebugger.getEventListeners', { objectId })).listeners.length;
  }
  await session.detach();
  return count;
}

/** A library takes the old page away when it has shown the new one. */
export async function eventually(check: () => Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + 40_000;
  while (!(await check())) assert.ok(Date.now() < end, `never saw the end of ${what}`);
}
