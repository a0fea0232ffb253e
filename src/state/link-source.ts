/** Where links to photos come from, and what photos are called as long as no link says more. */
import type { OriginalLink, Photo } from '../api/payloads.js';
import { safeName } from '../api/safe-name.js';

export interface LinkSource {
  /** @throws NinepicError when links could not be had */
  find(photo: Photo): Promise<OriginalLink | null>;
  /** A new link instead of one that did not work. */
  renew(photo: Photo, link: OriginalLink): Promise<OriginalLink | null>;
}

/** A photo's id, else the last part of its preview's address. */
const stemOf = ({ id, preview }: Photo): string =>
  id.startsWith('url:') ? new URL(preview).pathname.replace(/\.[^.]*$/, '') : id;

/** What a photo's file is called. */
export const nameOf = (photo: Photo): string => safeName(`${stemOf(photo)}.jpg`, '');

/** The previews themselves, in place of originals. Their addresses do not expire. */
export const previews: LinkSource = {
  find: (photo) => Promise.resolve({ url: photo.preview, filename: stemOf(photo) }),
  renew: (photo) => previews.find(photo),
};

/** Milliseconds after which a link that is on screen is renewed: it dies after an hour, a ticket after 50 minutes. */
const FRESH = 40 * 60_000;

/**
 * Renews links as long as they are on screen.
 *
 * @param renew asked each 40 minutes; false: nobody looks at it any more; whatever it throws, the next round tries again
 * @param sleep the platform's
 * @param signal ends it
 */
export async function keepFresh(
  renew: () => Promise<unknown>,
  sleep: (ms: number, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    try {
      await sleep(FRESH, signal);
      if ((await renew()) === false) return;
    } catch {
      if (signal.aborted) return;
    }
  }
}
