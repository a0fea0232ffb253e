/** Whole photos out of storage, where this page may read it. Loaded when a photo is fetched. */
import { MediaDoors } from '../state/media-doors.js';
import type { OriginalLink } from '../api/payloads.js';
import type { LinkSource } from '../state/link-source.js';
import type { FileOptions } from '../state/photo-files.js';
import type { Session } from '../state/session.js';
import type { DownloadPort } from './download-port.js';

export { fetchPhoto, isGood } from '../state/photo-files.js';

const doors = new WeakMap<Session, MediaDoors>();

/** Which hosts let the page read their pictures; the same for all galleries of a session. */
export function doorsOf({ session }: DownloadPort): MediaDoors {
  let known = doors.get(session);
  if (!known) doors.set(session, (known = new MediaDoors()));
  return known;
}

/** What fetching a photo needs. */
export const fetching = (port: DownloadPort, source: LinkSource, signal: AbortSignal): FileOptions => ({
  doors: doorsOf(port),
  source,
  proxyUrl: port.session.client.proxyUrl,
  signal,
  sleep: port.session.client.platform.sleep,
});

/** Where a link leads: through the proxy, where it relays. */
export const hrefOf = ({ session }: DownloadPort, { url, relay }: OriginalLink): string =>
  relay ? new URL(relay, session.client.proxyUrl).href : url;
