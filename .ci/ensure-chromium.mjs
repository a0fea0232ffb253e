/**
 * Brings a browser for the tests: one that is installed, else Playwright's, else (as root on Debian) the distribution's.
 * README's second command has to work on a machine where nothing was installed by hand.
 */
import { spawnSync } from 'node:child_process';
import { findChromium, lookForChromium } from './find-chromium.mjs';

const run = (command, ...args) => {
  console.log(`No Chromium found, trying: ${command} ${args.join(' ')}`);
  return spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
};

const ways = [
  () => run('npx', 'playwright-core', 'install', 'chromium'),
  () => {
    if (process.getuid?.() !== 0) return;
    run('apt-get', 'update');
    run('apt-get', 'install', '-y', '--no-install-recommends', 'chromium');
  },
];

/** @returns {string} path of a Chromium; throws one sentence where none can be had */
export function ensureChromium() {
  for (const bring of ways) {
    if (lookForChromium()) break;
    bring();
  }
  return findChromium();
}
