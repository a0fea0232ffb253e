/** The demo's pages for organisers on a port of their own, with proxy and fake behind them, and a browser to open them in. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { createGuide } from '../../demo/pages/guide.js';
import { createStack, type Stack } from '../../demo/stack.js';
import { launchChromium } from './chromium.js';

export interface DemoSite {
  readonly origin: string;
  /** The same server under its other name, which is another origin. */
  readonly otherOrigin: string;
  readonly stack: Stack;
  /** Answers before everything else does, for pages and proxies of a test's own; `true`: it answered. */
  serve(listener: (message: IncomingMessage, response: ServerResponse) => boolean): void;
  readonly browser: Browser;
  close(): Promise<void>;
}

export async function startDemoSite(): Promise<DemoSite> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stack = await createStack({
    mediaOrigin: `http://localhost:${port}`,
    upstream: 'in-process',
    proxy: { log: () => undefined },
  });
  const guide = createGuide({ eventId: '456', fake: {} });
  const listeners: Parameters<DemoSite['serve']>[0][] = [];
  server.on('request', (message, response) => {
    if (listeners.some((listener) => listener(message, response))) return;
    if (!stack.handle(message, response) && !guide.handle(message, response)) response.writeHead(404).end();
  });
  const browser = await launchChromium('--disable-gpu');
  return {
    origin: `http://127.0.0.1:${port}`,
    otherOrigin: `http://localhost:${port}`,
    stack,
    serve: (listener) => void listeners.push(listener),
    browser,
    async close() {
      await browser.close();
      await guide.close();
      await stack.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Opens a page; `heard` collects what its console calls an error, from its first line on. */
export async function openPage(site: DemoSite, path: string): Promise<{ page: Page; heard: string[] }> {
  const heard: string[] = [];
  const page = await site.browser.newPage({ viewport: { width: 1100, height: 900 } });
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => heard.push(error.message));
  await page.goto(site.origin + path);
  return { page, heard };
}

/** A picture with a face's colours and enough in it to be taken for a photo. */
export const selfie = (): Promise<Buffer> => {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  return sharp({ create: { width: 600, height: 800, channels: 3, background: '#b98d6f', noise } })
    .jpeg()
    .toBuffer();
};
