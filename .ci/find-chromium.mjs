/** Finds the browser that tests, benchmarks and screenshots run in. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

const places = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Where `npx playwright-core install chromium` puts it; playwright is loaded only when nothing else was found. */
const ofPlaywright = () => createRequire(import.meta.url)('playwright-core').chromium.executablePath();

/** @returns {string | undefined} path of a Chromium */
export function lookForChromium() {
  return places.find((path) => path && existsSync(path)) ?? [ofPlaywright()].find(existsSync);
}

/** @returns {string} path of a Chromium; throws one sentence where there is none */
export function findChromium() {
  const found = lookForChromium();
  if (!found)
    throw new Error('No Chromium found: install one, or name it in the environment variable CHROMIUM.');
  return found;
}

/**
 * Chromium without its windows, where it is installed: a page of its own costs a quarter there of what it costs in the whole
 * browser, which draws tabs and toolbars that nobody sees.
 *
 * @returns {string} path of it, else of a whole Chromium
 */
export const findHeadless = () =>
  [process.env.CHROMIUM_HEADLESS, '/usr/bin/chromium-headless-shell'].find(
    (path) => path && existsSync(path),
  ) ?? findChromium();
