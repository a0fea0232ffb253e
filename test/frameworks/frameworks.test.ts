/**
 * The packed package in real builds of a page without a framework, React, Vue, Svelte and Angular: types, build, a server
 * that renders, and the page in a browser. Each fixture has a lock file of its own; `npm run build` comes first.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { createStack, type Stack } from '../../demo/stack.js';
import { launchChromium } from '../support/chromium.js';
import { manifest, root } from '../support/sources.js';

const run = promisify(execFile);
const here = join(root, 'test/frameworks');
const packs = join(root, '.cache/pack');

const npm = async (cwd: string, ...args: string[]): Promise<string> => {
  try {
    return (await run('npm', args, { cwd, env: { ...process.env, NODE_ENV: '' } })).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`npm ${args.join(' ')} in ${cwd}\n${stdout}\n${stderr}`, { cause: error });
  }
};

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** The fixtures' files, and the whole server side of a race. */
async function serve(): Promise<{ server: Server; stack: Stack; origin: string }> {
  const server = createServer((request, response) => {
    if (stack.handle(request, response)) return;
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    if (pathname === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    readFile(join(here, normalize(pathname))).then(
      (bytes) => response.setHeader('content-type', types[extname(pathname)] ?? 'text/plain').end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stack = await createStack({ mediaOrigin: `http://localhost:${port}`, upstream: 'in-process' });
  return { server, stack, origin: `http://127.0.0.1:${port}` };
}

/** Packed once, as `npm publish` would. */
const packed = (async () => {
  await mkdir(packs, { recursive: true });
  const line = await npm(root, 'pack', '--ignore-scripts', '--silent', '--pack-destination', packs);
  return join(packs, line.trim());
})();

/**
 * The package and what it brings along, installed by npm once: a second `npm install` in each fixture would look at every
 * dependency of the fixture again.
 */
const installed = (async () => {
  const folder = join(packs, 'installed');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  await npm(folder, 'install', '--no-save', '--no-audit', '--prefer-offline', await packed);
  return join(folder, 'node_modules');
})();

/** Beside the fixture's own packages, which stay; those that the package asks for have the version that it asks for. */
async function put(from: string, to: string): Promise<void> {
  for (const name of await readdir(from)) {
    if (name.startsWith('.')) continue;
    const [source, target] = [join(from, name), join(to, name)];
    if (name.startsWith('@')) {
      await mkdir(target, { recursive: true });
      await put(source, target);
    } else if (!existsSync(target)) await cp(source, target, { recursive: true });
    else if (Object.hasOwn(manifest.dependencies, name)) {
      const { version } = JSON.parse(await readFile(join(target, 'package.json'), 'utf8')) as {
        version: string;
      };
      assert.equal(version, manifest.dependencies[name]);
    }
  }
}

const pages = { plain: 'index', react: 'index', vue: 'dist/index', svelte: 'dist/index', angular: 'index' };

/** What each framework's server writes for the gallery: settings, and the fallback for browsers without scripts. */
const rendered = /<ninepic-gallery[^>]*>/;

describe('a race in a framework', { concurrency: true }, () => {
  let browser: Browser;
  let site: Awaited<ReturnType<typeof serve>>;
  before(async () => {
    site = await serve();
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    site.server.close();
    await site.stack.close();
  });

  /** What is wrong on the page, but for what React says about the pretend HTML of a test. */
  const open = async (path: string): Promise<{ page: Page; errors: string[]; asked: string[] }> => {
    const page = await browser.newPage();
    const errors: string[] = [];
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname, search } = new URL(request.url());
      if (pathname.startsWith('/ninepic/')) asked.push(pathname + search);
    });
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (line) => {
      if (line.type() === 'error') errors.push(line.text());
    });
    await page.goto(`${site.origin}/${path}`);
    return { page, errors, asked };
  };

  /** The router keeps its routes in the hash: it and the tags leave each other alone. */
  const goByRouter = async (page: Page): Promise<void> => {
    const gallery = page.locator('ninepic-gallery');
    await page.getByRole('link', { name: 'News' }).click();
    await page.getByText('No news.').waitFor();
    await page.goBack();
    await gallery.getByText('for 1234').first().waitFor();
    await gallery.locator('[part~="tile"]').first().click();
    await gallery.locator('[part~="viewer-counter"]').waitFor();
    await page.goBack();
    await gallery.locator('[part~="viewer"]').waitFor({ state: 'detached' });
    assert.equal(new URL(page.url()).hash, '#/');
    await page.goForward();
    await page.goBack();
    await gallery.getByText('for 1234').first().waitFor();
  };

  for (const [name, index] of Object.entries(pages))
    test(name, { timeout: 540_000 }, async (context) => {
      const folder = join(here, name);
      await npm(folder, 'ci', '--prefer-offline');
      await put(await installed, join(folder, 'node_modules'));
      await npm(folder, 'run', '--silent', 'build');

      await context.test('a server renders the tags', async () => {
        const html = await npm(folder, 'run', '--silent', 'server');
        assert.match(html, rendered);
      });

      await context.test('a browser shows the photos, hears of them, and hands over texts', async () => {
        const { page, errors, asked } = await open(`${name}/${index}.html`);
        // A search without a gallery beside it has one of its own inside.
        const gallery = page.locator('ninepic-gallery:not([search-only])');
        await gallery.getByText('3,000 photos').first().waitFor();
        await page.getByText('3000 by all').waitFor();
        await page.getByRole('button', { name: 'Los!' }).waitFor();
        assert.equal(await gallery.locator('[part~=timeline]').count(), 0, 'no-timeline');
        await page.locator('ninepic-bib-search input').fill('1234');
        await page.keyboard.press('Enter');
        await page.getByText(/^\d+ by bib$/).waitFor();
        await page.getByRole('button', { name: 'Photos', exact: true }).click();
        await gallery.waitFor({ state: 'detached' });
        await page.getByRole('button', { name: 'Photos', exact: true }).click();
        await gallery.getByText('for 1234').first().waitFor();
        if (name === 'vue') await goByRouter(page);
        assert.deepEqual(errors, []);
        // Whatever a framework mounts twice, moves or draws anew.
        assert.deepEqual(asked, [...new Set(asked)]);
        await page.close();
      });
    });
});
