/**
 * Links to originals by the ids of photos, where the proxy gives them out so (`originalsBy` with `image`). Loaded when such
 * a link is wanted.
 */
import type { NinepicClient } from '../api/client.js';
import { isNinepicError } from '../api/errors.js';
import type { OriginalLink, Photo } from '../api/payloads.js';
import { LINKS_A_PAGE, linkPage } from './original-links.js';
import type { LinkPage } from './original-links.js';

/** The proxy reads bodies of 4 kB. */
const MAX_IDS_LENGTH = 3800;
/** What the proxy takes for an id of a photo. */
const IMAGE_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

export interface OriginalsById {
  /**
   * The link of one photo by its id, asked for together with those that come next.
   *
   * @returns `undefined` where 9Pic or the proxy does not answer by id
   */
  find(photo: Photo, next: readonly Photo[]): Promise<OriginalLink | null | undefined>;
  /** A link did not work: the next `find` reads it anew. */
  forget(link: OriginalLink): Promise<void>;
}

export function originalsById(client: NinepicClient, eventId: string): OriginalsById {
  const byId = new Map<string, Promise<LinkPage>>();
  /** An older 9Pic does not know ids of photos (9pic-api.md section 13). */
  let refusesIds = false;

  function read(photo: Photo, next: readonly Photo[]): Promise<LinkPage> {
    const ids = [photo.id];
    let length = photo.id.length;
    for (const { id } of next) {
      length += id.length + 3;
      if (ids.length >= LINKS_A_PAGE || length > MAX_IDS_LENGTH) break;
      if (IMAGE_ID.test(id) && !ids.includes(id) && !byId.has(id)) ids.push(id);
    }
    const reading = client
      .originals(eventId, { method: 'image_ids', identifier: ids }, { pageSize: LINKS_A_PAGE })
      .then((answer) => linkPage(answer, client.platform.now()));
    for (const id of ids) byId.set(id, reading);
    reading.catch(() => {
      for (const id of ids) if (byId.get(id) === reading) byId.delete(id);
    });
    return reading;
  }

  return {
    async find(photo, next) {
      if (refusesIds || !IMAGE_ID.test(photo.id)) return undefined;
      const flight = byId.get(photo.id);
      // Where nobody has asked yet, nothing is waited for: those who ask at the same time must find this request.
      const known = flight && (await flight.catch(() => undefined));
      if (known && known.until > client.platform.now()) return known.linkOf(photo) ?? null;
      try {
        return (await read(photo, next)).linkOf(photo) ?? null;
      } catch (error) {
        const status = isNinepicError(error) ? (error.status ?? 0) : 0;
        // None of these photos is known, which is an answer.
        if (status === 400) return null;
        if (status < 401 || status >= 500 || status === 429) throw error;
        refusesIds = true;
        return undefined;
      }
    },
    async forget(link) {
      for (const [id, reading] of byId)
        if ((await reading.catch(() => undefined))?.holds(link)) byId.delete(id);
    },
  };
}
