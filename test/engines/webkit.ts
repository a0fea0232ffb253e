/**
 * WebKit as a launcher of the test runner: WebKitGTK's own driver, and a display that nobody looks at.
 *
 * The runner's WebDriver launcher would do, at 170 MB of packages for the five calls in `webdriver.ts`.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserLauncher } from '@web/test-runner-core';
import { openSession } from './webdriver.js';
import type { WebDriverPage } from './webdriver.js';

/** @returns path of MiniBrowser, or nothing where WebKitGTK, its driver or a display for nobody is missing */
export function findWebKit(): string | undefined {
  const lib = '/usr/lib';
  const programs = ['/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb'];
  if (!existsSync(lib) || !programs.every((path) => existsSync(path))) return undefined;
  const folders = readdirSync(lib).filter((name) => name.endsWith('-linux-gnu'));
  const found = folders.flatMap((folder) => {
    const names = readdirSync(`${lib}/${folder}`).filter((name) => name.startsWith('webkit2gtk-4'));
    return names.map((name) => `${lib}/${folder}/${name}/MiniBrowser`);
  });
  return found.filter((path) => existsSync(path)).at(-1);
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** Reduced motion, the one preference of a visitor that GTK hands on. */
function calmSettings(): string {
  const home = mkdtempSync(join(tmpdir(), 'webkit-'));
  mkdirSync(join(home, 'gtk-3.0'));
  writeFileSync(join(home, 'gtk-3.0', 'settings.ini'), '[Settings]\ngtk-enable-animations=0\n');
  return home;
}

async function answers(address: string): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) {
    const ready = await fetch(`${address}/status`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('WebKitWebDriver does not answer.');
}

/** In pixels; the pointer rests in the middle, and every window hangs from there. */
const SCREEN = { width: 2800, height: 2200 };

/** Starts Xvfb on a display of its own choice. */
function startDisplay(kids: ChildProcess[]): Promise<string> {
  const size = `${SCREEN.width}x${SCREEN.height}x24`;
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  kids.push(screen);
  return new Promise((resolve, reject) => {
    screen.on('error', reject);
    screen.stdio[3]?.on('data', (line: Buffer) => resolve(`:${line.toString().trim()}`));
  });
}

const cameras = ['--enable-mock-capture-devices=true', '--enable-media-stream=true'];

async function start(binary: string, kids: ChildProcess[]): Promise<WebDriverPage> {
  const display = await startDisplay(kids);
  const port = await freePort();
  const env = { ...process.env, DISPLAY: display, XDG_CONFIG_HOME: calmSettings() };
  kids.push(spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], { stdio: 'ignore', env }));
  const driver = `http://127.0.0.1:${port}`;
  await answers(driver);
  const capabilities = {
    browserName: 'MiniBrowser',
    pageLoadStrategy: 'none',
    'webkitgtk:browserOptions': { binary, args: ['--automation', ...cameras] },
  };
  const page = await openSession(driver, capabilities, { x: SCREEN.width / 2, y: SCREEN.height / 2 });
  await page.setViewportSize({ width: 1024, height: 730 });
  return page;
}

/** One window, so one test file at a time. */
export function webkitLauncher(binary: string): BrowserLauncher & { getPage(): WebDriverPage } {
  const kids: ChildProcess[] = [];
  const end = () => kids.splice(0).forEach((kid) => kid.kill());
  let starting: Promise<WebDriverPage> | undefined;
  let page: WebDriverPage | undefined;
  let active: string | undefined;
  return {
    name: 'WebKit',
    // What the runner's commands (keys, mouse, window) ask for: they find a page in Playwright's shape.
    type: 'playwright',
    concurrency: 1,
    async startSession(id, url) {
      if (!starting) process.once('exit', end);
      page = await (starting ??= start(binary, kids));
      active = id;
      await page.goto(url);
    },
    isActive: (id) => id === active,
    getBrowserUrl: () => page?.url(),
    async stopSession() {
      active = undefined;
      await page?.goto('about:blank');
      return {};
    },
    startDebugSession: () => Promise.reject(new Error('Start MiniBrowser by hand to debug.')),
    async stop() {
      await page?.close().catch(() => undefined);
      end();
    },
    getPage() {
      if (!page) throw new Error('WebKit is not running.');
      return page;
    },
  };
}
