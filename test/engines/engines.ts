/** The engines that the browser tests run in. */
import { existsSync } from 'node:fs';
import { chromeLauncher } from '@web/test-runner-chrome';
import type { BrowserLauncher } from '@web/test-runner-core';
import puppeteer from 'puppeteer-core';
import { findWebKit, webkitLauncher } from './webkit.js';

/** A tool without types. */
const finder: string = '../../.ci/find-chromium.mjs';
const { findHeadless } = (await import(finder)) as { findHeadless: () => string };

const chromium = (): BrowserLauncher =>
  chromeLauncher({
    puppeteer: puppeteer as never,
    launchOptions: {
      executablePath: findHeadless(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
      ],
    },
  });

/** Over WebDriver BiDi, which puppeteer speaks: no driver of its own. Media queries can only be set at the start. */
const firefox = (): BrowserLauncher => {
  const executablePath = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find(existsSync);
  if (!executablePath) throw new Error('No Firefox found: install the package firefox-esr.');
  return chromeLauncher({
    puppeteer: puppeteer as never,
    launchOptions: {
      browser: 'firefox',
      executablePath,
      extraPrefsFirefox: {
        'media.navigator.streams.fake': true,
        'media.navigator.permission.disabled': true,
        'ui.prefersReducedMotion': 1,
        // It would take the focus from the page, and be open still when the next file's keys are pressed.
        'browser.download.alwaysOpenPanel': false,
      },
    },
  });
};

/** Looked for before anything starts, so that a machine without it says one sentence and not one for each file. */
const webkit = (): BrowserLauncher => {
  const binary = findWebKit();
  if (!binary)
    throw new Error('No WebKit found: install the packages webkit2gtk-driver and xvfb, on Debian or Ubuntu.');
  return webkitLauncher(binary);
};

const launchers = { chromium, firefox, webkit };
export type Engine = keyof typeof launchers;

/** @param names separated by commas, or `all`; unknown ones are refused */
export function engines(names: string): Engine[] {
  if (names === 'all') return Object.keys(launchers) as Engine[];
  return names.split(',').map((name) => {
    if (!Object.hasOwn(launchers, name)) throw new Error(`There is no engine "${name}".`);
    return name as Engine;
  });
}

export const launch = (engine: Engine): BrowserLauncher => launchers[engine]();
