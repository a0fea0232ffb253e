/** A race's site with all tags, bundled once out of the sources, and a browser that is looked into from outside. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { createStack, type Stack, type StackOptions } from '../../demo/stack.js';
import { launchChromium } from './chromium.js';
import { root } from './sources.js';

export interface PageOptions {
  /** Goes into the page's style sheet. */
  readonly style?: string;
  /** In place of the script of all tags. */
  readonly head?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of the page's address. */
  readonly hash?: string;
}

export interface Site {
  readonly stack: Stack;
  readonly browser: Browser;
  readonly origin: string;
  /** The same server under its other name, which is another origin: pictures and originals are there. */
  readonly mediaOrigin: string;
  /** A tab of its own, before any page of the site is in it. */
  tab(options?: BrowserContextOptions): Promise<Page>;
  /** Shows a page with this markup in its body, and the script of all tags; nothing is left of what was there. */
  show(page: Page, body: string, options?: PageOptions): Promise<void>;
  /** Puts a page at an address of its own, where links of other pages lead to it. */
  put(path: string, body: string, options?: PageOptions): void;
  /** {@link tab} and {@link show}. */
  open(body: string, options?: BrowserContextOptions & PageOptions): Promise<Page>;
  close(): Promise<void>;
}

export const SCRIPT =
  '<script type="module" src="/ninepic.js" data-proxy-url="/ninepic" data-event-id="456"></script>';

let bundled: Promise<Map<string, Uint8Array>> | undefined;

/** All tags as one module, with what is loaded on demand beside it. */
async function bundle(): Promise<Map<string, Uint8Array>> {
  const { outputFiles } = await build({
    entryPoints: { ninepic: join(root, 'src/define.ts') },
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    outdir: join(root, '.cache/site'),
    chunkNames: 'part-[name]-[hash]',
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  });
  return new Map(outputFiles.map(({ path, contents }) => [path.replace(/^.*[\\/]/, ''), contents]));
}

/** The policy that the README publishes (behaviour.md 1.9). */
export const strictPolicy = ({ mediaOrigin }: Pick<Site, 'mediaOrigin'>): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src ${mediaOrigin}`,
    `media-src ${mediaOrigin}`,
    `connect-src 'self' ${mediaOrigin}`,
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');

/** @param packages modules of others that pages load: by their address, the file of the package */
export async function openSite(
  options: Pick<StackOptions, 'fake'> = {},
  packages: Readonly<Record<string, string>> = {},
): Promise<Site> {
  const scripts = new Map(await (bundled ??= bundle()));
  for (const [path, file] of Object.entries(packages))
    scripts.set(path, await readFile(join(root, 'node_modules', file)));
  const pages = new Map<string, { text: string; headers: Readonly<Record<string, string>> }>();
  const server = createServer((request, response) => {
    if (stack.handle(request, response)) return;
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const page = pages.get(pathname);
    if (page) {
      const type = pathname.endsWith('.css') ? 'text/css' : 'text/html';
      response.writeHead(200, { 'content-type': type, ...page.headers }).end(page.text);
      return;
    }
    const script = scripts.get(pathname.slice(1));
    if (script) response.setHeader('content-type', 'text/javascript').end(script);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const mediaOrigin = `http://localhost:${port}`;
  const stack = await createStack({
    mediaOrigin,
    upstream: 'in-process',
    ...options,
    // 458 is an event that is not enabled.
    proxy: { log: () => undefined, events: [456, 789, 458, 459, 460] },
  });
  const browser = await launchChromium(
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    '--js-flags=--expose-gc',
  );

  const tab: Site['tab'] = async (context) => {
    const page = await (await browser.newContext(context)).newPage();
    // What the runner's compiler puts around functions that are handed to the page.
    await page.addInitScript('globalThis.__name = (made) => made');
    page.setDefaultTimeout(40_000);
    return page;
  };
  const put: Site['put'] = (path, body, { style = '', head = SCRIPT, headers = {} } = {}) => {
    const sheet = `${path.replace('.html', '')}.css`;
    pages.set(sheet, { headers: {}, text: style });
    pages.set(path, {
      headers,
      text: `<!doctype html><html lang="en"><meta charset="utf-8"><title>A race</title>
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="${sheet}">
${head}
<body><main><h1>A race</h1>${body}</main></body></html>`,
    });
  };
  const show: Site['show'] = async (page, body, options = {}) => {
    const path = `/page-${pages.size}.html`;
    put(path, body, options);
    if (page.url() !== 'about:blank') await page.evaluate(() => sessionStorage.clear());
    const cache = await page.context().newCDPSession(page);
    await cache.send('Network.clearBrowserCache');
    await cache.detach();
    await page.goto(origin + path + (options.hash ?? ''));
  };

  return {
    stack,
    browser,
    origin,
    mediaOrigin,
    tab,
    put,
    show,
    async open(body, { style, head, headers, hash, ...context } = {}) {
      const page = await tab(context);
      await show(page, body, {
        ...(style === undefined ? {} : { style }),
        ...(head === undefined ? {} : { head }),
        ...(headers === undefined ? {} : { headers }),
        ...(hash === undefined ? {} : { hash }),
      });
      return page;
    },
    async close() {
      await browser.close();
      await stack.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
