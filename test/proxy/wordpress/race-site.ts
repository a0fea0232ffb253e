/** The website of a race for those who meet the plugin in it: WordPress, the pretend 9Pic behind it, a browser before it. */
import assert from 'node:assert/strict';
import { after } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../../support/chromium.js';
import { type Fake9Pic, startFake } from './fake-9pic.js';
import { assertQuiet, startWordPress, type WordPress } from './wordpress.js';

/** That 9Pic takes. */
export const KEY = 'wordpress-key-0123456789';

export interface RaceSite {
  readonly pic: Fake9Pic;
  readonly site: WordPress;
  readonly browser: Browser;
}

/**
 * To be called once in a file, before its suites. The plugin knows where 9Pic is, and nothing else yet; at the end PHP must
 * have had nothing to complain about, and the key must not be in the log.
 */
export async function openRaceSite(): Promise<RaceSite> {
  const [pic, site, browser] = await Promise.all([startFake(KEY), startWordPress(), launchChromium()]);
  site.define({ NINEPIC_UPSTREAM: pic.api, NINEPIC_ALLOW_LOOPBACK: true });
  after(async () => {
    await browser.close();
    const log = site.log();
    await site.stop();
    await pic.close();
    assert.ok(!log.includes(KEY), 'the key is in the log');
    assertQuiet(log);
  });
  return { pic, site, browser };
}

/** Saves what an organiser does on the settings page: key, organisation, one event and a page about privacy. */
export const setUp = (site: WordPress): void =>
  site.run(
    `$privacy = wp_insert_post(['post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Privacy', 'post_name' => 'privacy']);
     update_option('ninepic_api_key', '${KEY}');
     update_option('ninepic_settings', ['org_id' => '903', 'events' => ['456'], 'privacy_page' => $privacy] + get_option('ninepic_settings'));
     return 1;`,
  );

/** Keeps what is on screen, where somebody wants to look at it. */
export const shot = (page: Page, name: string): Promise<unknown> =>
  process.env['SCREENSHOTS']
    ? page.screenshot({ path: `${process.env['SCREENSHOTS']}/${name}.png` })
    : Promise.resolve();
