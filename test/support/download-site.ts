/** A race's page whose visitor saves photos to a real disk: the tags out of the sources, proxy, fake and storage behind them. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { FakeOptions } from '../../demo/fake/index.js';
import type { PictureSource } from '../../demo/fake/options.js';
import { padded } from '../../demo/fake/storage.js';
import { tinyPictures } from '../../demo/fake/tiny-pictures.js';
import { createStack, type Stack } from '../../demo/stack.js';
import type { ProxyOptions } from '../../src/proxy/index.js';
import { launchChromium } from './chromium.js';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

let files: Promise<Map<string, Uint8Array>> | undefined;

/** The gallery and the bib search as one module, with what is loaded on demand beside it. */
async function bundle(): Promise<Map<string, Uint8Array>> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import './src/define/gallery.js'; import './src/define/bib-search.js';`,
      resolveDir: at(''),
      loader: 'ts',
    },
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    outdir: at('.cache/download-site'),
    entryNames: 'page',
    chunkNames: 'part-[name]-[hash]',
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  });
  return new Map(outputFiles.map(({ path, contents }) => [path.replace(/^.*[\\/]/, ''), contents]));
}

export interface SiteOptions {
  readonly fake?: FakeOptions;
  readonly proxy?: Partial<ProxyOptions>;
  /** Storage that breaks the rules of HTTP. @returns whether it has answered for this original */
  readonly storage?: (path: string, response: ServerResponse) => boolean;
}

export interface DownloadSite {
  readonly origin: string;
  readonly stack: Stack;
  /** What goes between the tags' attributes and their page. */
  html: (tags: string) => string;
  close(): Promise<void>;
}

/** What is shorter than a kilobyte counts as no picture, and the fake's own are. */
const tiny = tinyPictures;
const pictures: PictureSource = {
  picture: async (...which) => padded(await tiny.picture(...which), 2000),
  clip: (number) => tiny.clip(number),
};

/** One race, with a storage of its own. */
export async function startSite(options: SiteOptions = {}): Promise<DownloadSite> {
  files ??= bundle();
  const scripts = await files;
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stack = await createStack({
    mediaOrigin: `http://localhost:${port}`,
    upstream: 'in-process',
    fake: { pictures, ...options.fake, storage: { padTo: 20_000, ...options.fake?.storage } },
    proxy: { log: () => undefined, ...options.proxy },
  });
  const site: DownloadSite = {
    origin: `http://127.0.0.1:${port}`,
    stack,
    html: (tags) => tags,
    async close() {
      await stack.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  server.on('request', (message, response) => {
    const path = message.url ?? '/';
    if (path.startsWith('/storage/') && options.storage?.(path, response)) return;
    if (stack.handle(message, response)) return;
    const url = new URL(path, site.origin);
    const script = scripts.get(url.pathname.slice(1));
    if (script) response.setHeader('content-type', 'text/javascript').end(script);
    else if (url.pathname !== '/') response.writeHead(404).end();
    else {
      const attributes = url.searchParams.get('attributes') ?? '';
      response.setHeader('content-type', 'text/html').end(`<!doctype html>
        <html lang="en"><meta name="viewport" content="width=device-width, initial-scale=1"><title>City Marathon</title>
        <style>body { margin: 16px; font-family: system-ui, sans-serif; }</style>
        <body data-ninepic-proxy-url="/ninepic" data-ninepic-event-id="456">
        <h1>City Marathon</h1>
        <ninepic-bib-search></ninepic-bib-search>
        <ninepic-gallery no-timeline ${attributes}></ninepic-gallery>
        <script>
          window.heard = [];
          for (const name of ['ninepic-download', 'ninepic-downloaded', 'ninepic-error'])
            addEventListener(name, (event) => {
              const { photos, ...rest } = event.detail;
              heard.push({ name, ...rest, ...(photos ? { photos: photos.length } : {}) });
            });
        </script>
        <script type="module" src="/page.js"></script>`);
    }
  });
  return site;
}

export const startBrowser = (): Promise<Browser> => launchChromium('--disable-gpu');

export interface Heard {
  readonly name: 'ninepic-download' | 'ninepic-downloaded' | 'ninepic-error';
  readonly kind?: string;
  readonly photos?: number;
  readonly saved?: number;
  readonly failed?: readonly string[];
  readonly code?: string;
}

export interface VisitOptions extends Omit<BrowserContextOptions, 'proxy'> {
  /** Of the gallery. */
  readonly attributes?: string;
  /** In the address; default: the bib's photos are there at once. `null`: all photos. */
  readonly bib?: string | null;
  /** Runs before the page's own scripts. */
  readonly before?: (() => void) | undefined;
}

/** A bib with photos in the fake's race. */
export const BIB = '1234';

/** A visitor on the page, with photos on screen. */
export class Visit {
  readonly page: Page;
  /** Errors of the console and of the page. */
  readonly troubles: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.troubles.push(error.message));
  }

  static async open(
    browser: Pick<Browser, 'newPage'>,
    site: DownloadSite,
    options: VisitOptions = {},
  ): Promise<Visit> {
    const { attributes = '', bib = BIB, before, ...context } = options;
    const page = await browser.newPage({ viewport: { width: 1100, height: 900 }, ...context });
    const visit = new Visit(page);
    page.setDefaultTimeout(40_000);
    // What tsx writes into functions that it compiles; in a page nobody has it.
    await page.addInitScript('globalThis.__name = (named) => named');
    if (before) await page.addInitScript(before);
    const hash = bib === null ? '' : `#ninepic-456=bib:${bib}`;
    await page.goto(`${site.origin}/?attributes=${encodeURIComponent(attributes)}${hash}`);
    await visit.part('photo').first().waitFor();
    return visit;
  }

  part(name: string) {
    return this.page.locator(`ninepic-gallery [part~="${name}"]`);
  }

  /** What the tray says. */
  async says(text: string | RegExp): Promise<void> {
    await this.part('downloads').getByText(text).first().waitFor();
  }

  /** Events, in order. */
  heard(): Promise<Heard[]> {
    return this.page.evaluate(() => (globalThis as unknown as { heard: Heard[] }).heard);
  }

  /** Waits for the end of the n-th download. */
  async ended(count = 1): Promise<Heard[]> {
    await this.page.waitForFunction(
      (wanted) =>
        (globalThis as unknown as { heard: Heard[] }).heard.filter(
          ({ name }) => name === 'ninepic-downloaded',
        ).length >= wanted,
      count,
    );
    return this.heard();
  }

  /** How many photos the search has. */
  async count(): Promise<number> {
    return Number(/[\d,]+/.exec(await this.part('count').innerText())?.[0].replaceAll(',', ''));
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
