/** Finds the browser that tests, benchmarks and screenshots run in. */
import { existsSync } from 'node:fs';

const places = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** @returns {string} path of a Chromium; throws one sentence where there is none */
export function findChromium() {
  const found = places.find((path) => path && existsSync(path));
  if (!found)
    throw new Error('No Chromium found: install one, or name it in the environment variable CHROMIUM.');
  return found;
}
