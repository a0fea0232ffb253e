/** A runner who was found by her selfie, on a page where she can order clips. */
import type { NinepicClip } from '../../src/elements/clip.js';
import type { Session } from '../../src/state/session.js';
import { phonePhoto } from '../support/jpegs.js';
import { part, parts, tag, until } from '../support/page.js';
import { unpatch } from '../support/patches.js';
import { hurried, pageWith } from '../support/selfie.js';
import { openStack } from '../support/stack.js';
import type { OpenStackOptions, TestStack } from '../support/stack.js';

export const ALL = `
  <ninepic-selfie-search proxy-url="{proxy}" event-id="{event}" privacy-href="/privacy"></ninepic-selfie-search>
  <ninepic-gallery proxy-url="{proxy}" event-id="{event}" search-only></ninepic-gallery>
  <ninepic-clip proxy-url="{proxy}" event-id="{event}"></ninepic-clip>`;
export const CLIP = '<ninepic-clip proxy-url="{proxy}" event-id="{event}"></ninepic-clip>';
export const CONSENT = { version: '1', textHash: '', at: '2026-01-19T06:00:00.000Z' };

export const videos = (clip: Element) => parts<HTMLVideoElement>(clip, 'video');
export const canOrder = (clip: Element) => until('the button', () => parts(clip, 'button').length === 1);
export const order = (clip: NinepicClip) => part(clip, 'button').click();
export const isPlaying = (clip: Element, n = 0) =>
  until('a clip that plays', () => (videos(clip)[n]?.currentTime ?? 0) > 0.05);

/** Chromium plays without a gesture only what is silent. */
export const play = async (clip: Element, n = 0) => {
  const video = videos(clip)[n];
  if (!video) throw new Error(`There is no clip ${n}.`);
  video.muted = true;
  await video.play();
};

export interface ClipPage {
  readonly session: Session;
  /** How long it would have waited, in milliseconds. */
  readonly waits: number[];
  readonly body: HTMLElement;
  readonly clip: NinepicClip;
}

export interface ClipScene {
  /** The 9Pic behind the page. */
  readonly stack: TestStack;
  /** Opens a 9Pic of the test's own, without a page. */
  begin(options?: OpenStackOptions): Promise<TestStack>;
  /** A page of a runner who was found already, and whose waits are over at once. */
  found(options?: OpenStackOptions, markup?: string): Promise<ClipPage>;
  /** The same page after a reload: another session, and what the address says. */
  reload(before: HTMLElement, markup?: string): Promise<ClipPage>;
}

/** To be called in a suite: after each test the platform and the storage are as they were. */
export function clipScene(): ClipScene {
  let stack: TestStack;
  afterEach(async () => {
    unpatch();
    sessionStorage.clear();
    await stack.close();
  });
  const begin: ClipScene['begin'] = async (options) => (stack = await openStack(options));
  return {
    get stack() {
      return stack;
    },
    begin,
    async found(options = {}, markup = CLIP) {
      const { session, waits } = hurried(await begin(options));
      const body = await pageWith(session, markup);
      const clip = tag<NinepicClip>(body, 'ninepic-clip');
      await session.searchSelfie(await phonePhoto(), CONSENT);
      await canOrder(clip);
      return { session, waits, body, clip };
    },
    async reload(before, markup = CLIP) {
      before.remove();
      const made = hurried(stack);
      const body = await pageWith(made.session, markup);
      return { ...made, body, clip: tag<NinepicClip>(body, 'ninepic-clip') };
    },
  };
}
