/** Saves a photo through the proxy, which sends it as an attachment. Loaded where the proxy relays. */
import type { OriginalLink, Photo } from '../api/payloads.js';
import type { LinkSource } from '../state/link-source.js';
import { follow } from '../ui/save-file.js';
import { hrefOf } from './fetching.js';
import type { DownloadPort } from './download-port.js';

/**
 * @returns the link where the page may not know whether it works; `undefined` where the proxy cannot relay it now
 */
export async function relay(
  port: DownloadPort,
  photo: Photo,
  source: LinkSource,
  link: OriginalLink,
  signal: AbortSignal,
): Promise<'saved' | OriginalLink | undefined> {
  let now: OriginalLink | null = link;
  for (let attempt = 1; now?.relay; attempt += 1) {
    const href = hrefOf(port, now);
    const status = await statusOf(href, signal);
    if (status === null) return now;
    if (status === 200) {
      // Under the name that the proxy says; the page stays.
      follow(href, '');
      return 'saved';
    }
    if (attempt > 1 || (status !== 403 && status !== 410)) return undefined;
    now = await source.renew(photo, now);
  }
  return undefined;
}

/**
 * Asks whether a relayed original can be had before the page is sent there: an error in its place would be shown instead
 * of the host's page. The body is not read.
 *
 * @returns `null` where this page may not know
 */
async function statusOf(href: string, signal: AbortSignal): Promise<number | null> {
  const control = new AbortController();
  const stop = (): void => control.abort();
  signal.addEventListener('abort', stop);
  try {
    const { status } = await fetch(href, {
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: control.signal,
    });
    return status;
  } catch {
    signal.throwIfAborted();
    return null;
  } finally {
    signal.removeEventListener('abort', stop);
    control.abort();
  }
}
