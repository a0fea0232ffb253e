/** A race's page with the doctor on it, whose markup is a test's own, as are the proxies that stand beside the site's. */
import assert from 'node:assert/strict';
import { after, afterEach, before } from 'node:test';
import type { Page } from 'playwright-core';
import { createStack, type Stack, type StackOptions } from '../../demo/stack.js';
import { openPage, startDemoSite, type DemoSite } from './demo-site.js';
import { manifest } from './sources.js';

export const FILES = `/ninepic-elements/${manifest.version}`;

/** How the loader stands on the page. */
export const loader = (attributes: string, file = 'ninepic.js'): string =>
  `<script type="module" src="${FILES}/${file}" ${attributes}></script>`;
export const SET = 'data-proxy-url="/ninepic" data-event-id="456" data-time-zone="Asia/Kolkata"';
export const GALLERY = '<ninepic-gallery><a href="https://9pic.ai/">Photos</a></ninepic-gallery>';
export const SELFIE =
  '<ninepic-selfie-search privacy-href="/privacy" controller="Hill Runners" retention="30 days" contact-href="mailto:a@race.example"></ninepic-selfie-search>';
export const WELL = `${loader(SET)}<ninepic-bib-search></ninepic-bib-search>${SELFIE}${GALLERY}<ninepic-clip></ninepic-clip>`;

export interface Visit {
  readonly page: Page;
  readonly heard: string[];
  readonly summary: string;
  /** The findings, each with what is to be done. */
  readonly lines: string[];
}

export interface Scene {
  readonly site: DemoSite;
  /** Of the page, until the test ends. */
  headers: Record<string, string>;
  /** Another proxy with its own 9Pic, on the same server. */
  readonly proxy: (name: string, options: Pick<StackOptions, 'proxy' | 'fake'>) => Promise<string>;
  /** Opens an address until the test ends; the page, at `/race`, has this markup from now on. */
  readonly open: (path: string, html: string) => Promise<Pick<Visit, 'page' | 'heard'>>;
  /** Opens the page with this markup and the doctor. */
  readonly visit: (html: string, hash?: string) => Promise<Visit>;
}

/** To be called in a suite. */
export function scene(): Scene {
  let site: DemoSite;
  let markup = '';
  let headers: Record<string, string> = {};
  const stacks: Stack[] = [];
  const opened: Page[] = [];

  before(async () => {
    site = await startDemoSite();
    site.serve((message, response) => {
      const path = message.url?.split('?', 1)[0];
      if (path === '/race') {
        response.writeHead(200, { 'content-type': 'text/html', ...headers });
        response.end(
          `<!doctype html><html lang="en"><meta charset="utf-8"><title>Race</title><link rel="icon" href="/guide/icon.svg">${markup}`,
        );
        return true;
      }
      if (path?.startsWith('/website/')) {
        response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><h1>Our club</h1>');
        return true;
      }
      if (path?.startsWith('/weather/')) {
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"sky":"blue"}');
        return true;
      }
      if (path?.startsWith('/foreign/')) {
        const event = { event_id: 456, event_enabled: true, event_name: 'Hill race', bib_search: true };
        const isDetails = path.endsWith('/details');
        response.writeHead(isDetails ? 200 : 404, { 'content-type': 'application/json' });
        response.end(JSON.stringify(isDetails ? event : { error: 'not found' }));
        return true;
      }
      return stacks.some((stack) => stack.handle(message, response));
    });
  });
  after(async () => {
    await Promise.all(stacks.map((stack) => stack.close()));
    await site.close();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((page) => page.close()));
    headers = {};
    // Whatever the doctor looks at: nobody pays, and nothing but reads is sent.
    for (const { fake, calls } of [site.stack, ...stacks]) {
      assert.equal(fake.bill.searches, 0);
      assert.deepEqual(
        calls.filter(({ method }) => method !== 'GET' && method !== 'OPTIONS'),
        [],
      );
    }
  });

  const open: Scene['open'] = async (path, html) => {
    markup = html;
    const { page, heard } = await openPage(site, path);
    opened.push(page);
    return { page, heard };
  };
  return {
    get site() {
      return site;
    },
    get headers() {
      return headers;
    },
    set headers(next) {
      headers = next;
    },
    async proxy(name, options) {
      stacks.push(
        await createStack({
          prefix: `/${name}`,
          mediaOrigin: site.otherOrigin,
          upstream: 'in-process',
          ...options,
        }),
      );
      return `/${name}/ninepic`;
    },
    open,
    async visit(html, hash = '#ninepic-doctor') {
      const { page, heard } = await open(`/race${hash}`, html);
      return examined(page, heard);
    },
  };
}

/** Waits until the doctor has looked at everything. */
export async function examined(page: Page, heard: string[] = []): Promise<Visit> {
  const summary = page.locator('[data-ninepic-doctor] .summary').filter({ hasNotText: 'Looking' });
  await summary.waitFor();
  const lines = await page.locator('[data-ninepic-doctor] li').allInnerTexts();
  return {
    page,
    heard,
    summary: await summary.innerText(),
    lines: lines.map((line) => line.replaceAll(/\s+/g, ' ')),
  };
}

/** A line says all of these. */
export function says({ lines }: Visit, ...words: string[]): void {
  assert.ok(
    lines.some((line) => words.every((word) => line.includes(word))),
    `${words.join(' … ')} is not in\n${lines.join('\n')}`,
  );
}
