/** Every state of the clip. */
import type { Page } from 'playwright-core';
import { CLIP, SELFIE, findFace, part, says } from '../visitor.js';
import { off, type State } from './state.js';

const orderClip = async (page: Page) => {
  await findFace(page);
  await page.locator('ninepic-clip button[part~="button"]').click();
};
/** Clips take minutes; who comes back finds them. */
const comeBack = async (page: Page) => {
  // It says so as soon as it is on its way: a page that is loaded again before that may cut it off.
  const ordered = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().includes('/video-clipping/'),
  );
  await orderClip(page);
  await ordered;
  await says(page, 'clip', /being made/);
  await page.reload();
};

export const clip: State[] = [
  { name: 'before a selfie', markup: SELFIE + CLIP, reach: (page) => part(page, 'clip', 'selfie').waitFor() },
  {
    name: 'ready to be ordered',
    markup: SELFIE + CLIP,
    reach: async (page) => {
      await findFace(page);
      await page.locator('ninepic-clip button[part~="button"]').waitFor();
    },
  },
  {
    name: 'being made',
    markup: SELFIE + CLIP,
    reach: async (page) => {
      await orderClip(page);
      await says(page, 'clip', /being made/);
    },
  },
  {
    name: 'ready',
    markup: SELFIE + CLIP,
    reach: async (page) => {
      await comeBack(page);
      await part(page, 'clip', 'video').first().waitFor();
    },
    fake: { clip: { polls: 0 } },
  },
  {
    name: 'none found',
    markup: SELFIE + CLIP,
    reach: async (page) => {
      await comeBack(page);
      await says(page, 'clip', 'No video');
    },
    fake: { clip: { polls: 0, count: 0 } },
  },
  {
    name: 'could not be made',
    markup: SELFIE + CLIP,
    reach: async (page) => {
      await comeBack(page);
      await part(page, 'clip', 'retry').waitFor();
    },
    fake: { clip: { polls: 0, status: 'failed', count: 0 } },
  },
  {
    name: 'failed',
    markup: SELFIE + CLIP,
    reach: async (page, { stack }) => {
      stack.faults.arm('status', { route: 'startClips', status: 403, times: 'always' });
      await orderClip(page);
      await says(page, 'clip', 'refused');
    },
  },
  { name: 'off', markup: off('clip'), reach: (page) => says(page, 'clip', /not/) },
];
