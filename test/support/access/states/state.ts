/** A state that a visitor can see, and what several of them have in common: markup, ways to them, and what is amiss. */
import type { Page } from 'playwright-core';
import type { FakeSettingsPatch } from '../../../../demo/fake/options.js';
import type { Site } from '../../site.js';
import { part, says, searchBib } from '../visitor.js';

export interface State {
  readonly name: string;
  readonly markup: string;
  readonly reach: (page: Page, site: Site) => Promise<unknown>;
  /** Before the page is opened. */
  readonly arm?: (site: Site) => unknown;
  /** What 9Pic is like meanwhile. */
  readonly fake?: FakeSettingsPatch;
}

export const RESULTS = '<ninepic-gallery search-only no-timeline></ninepic-gallery>';
export const off = (tag: string) =>
  `<ninepic-${tag} event-id="459" privacy-href="/privacy"></ninepic-${tag}>`;

export const photosOf = async (page: Page, bib = '1234') => {
  await searchBib(page, bib);
  await part(page, 'gallery', 'photo').first().waitFor();
  await says(page, 'gallery', `for ${bib}`);
};
export const openPhoto = async (page: Page) => {
  await part(page, 'gallery', 'tile').first().click();
  await part(page, 'gallery', 'viewer-counter').waitFor();
};

export const fail = ({ stack }: Site, route: 'byBib' | 'startFaces' | 'startClips' | 'photos') =>
  stack.fake.faults.arm('status', { route, status: 500, times: 'always' });
/** In front of the proxy: it lets whoever asks next wait for the same answer of 9Pic, for as long as 9Pic may take. */
export const hang = ({ stack }: Site, route: 'byBib' | 'startFaces' | 'photos' | 'storage') =>
  (route === 'storage' ? stack.fake.faults : stack.faults).arm('hang', { route, times: 'always' });
