/** The browser of tests that look into a page from outside. */
import { chromium, type Browser } from 'playwright-core';

// A plain import of a file without types would end the check of types.
const finder: string = '../../.ci/find-chromium.mjs';
const { findHeadless } = (await import(finder)) as { findHeadless: () => string };

/**
 * One for all tests of a file: each takes a context of its own.
 *
 * @param switches of the command line
 */
export const launchChromium = (...switches: string[]): Promise<Browser> =>
  chromium.launch({ executablePath: findHeadless(), args: ['--no-sandbox', ...switches] });
