/** Pages of links to originals: which link is a photo's, and how long it can be used (behaviour.md section 6). */
import type { OriginalLink, OriginalsPage, Photo } from '../api/payloads.js';
import { stemOf } from '../api/safe-name.js';

/** Links a request; the API's maximum. */
export const LINKS_A_PAGE = 60;
/** Milliseconds for which a link is used: it dies after about an hour (9pic-api.md section 11). */
const USABLE = 50 * 60_000;
/** An endless list is believed for so many pages without a link (behaviour.md T1.16.4), and for so many pages in all. */
const BARREN_PAGES = 2;
const MAX_PAGES = 500;

/** The instant that `X-Amz-Date` names, in milliseconds since the epoch; NaN for anything else. */
const signedAt = (query: URLSearchParams): number =>
  Date.parse((query.get('X-Amz-Date') ?? '').replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'));

/**
 * Until when a link is used. Its signature tells how long it lives; whether this device's clock agrees with the one that
 * signed it is not known, so a date that cannot be is not believed.
 *
 * @param obtainedAt milliseconds since the epoch, by this device
 */
export function usableUntil(url: string, obtainedAt: number): number {
  const query = new URL(url).searchParams;
  const lifetime = Number(query.get('X-Amz-Expires')) * 1000;
  const age = obtainedAt - signedAt(query);
  const left = (lifetime * 5) / 6 - (age > 0 && age < lifetime ? age : 0);
  return obtainedAt + (lifetime > 0 && left < USABLE ? left : USABLE);
}

/** The stem of the last segment of an address. */
function stemOfUrl(url: string): string {
  let { pathname } = new URL(url);
  try {
    pathname = decodeURIComponent(pathname);
  } catch {
    // Not encoded by the rules: taken as it stands.
  }
  return stemOf(pathname);
}

/** What a link to a photo's original may be called. */
const namesOf = ({ id, preview }: Photo): string[] => [id, stemOfUrl(preview)];

/** One answer, by the names of the photos. */
export interface LinkPage {
  /** Until when it is used, in milliseconds since the epoch. */
  readonly until: number;
  readonly hasNext: boolean;
  /** Whether the answer names no photo at all. */
  readonly isBarren: boolean;
  /** @returns `null` where 9Pic says that there is none; `undefined` where the answer does not name the photo */
  linkOf(photo: Photo): OriginalLink | null | undefined;
  holds(link: OriginalLink): boolean;
}

/** @param obtainedAt milliseconds since the epoch */
export function linkPage({ links, failed, hasNext }: OriginalsPage, obtainedAt: number): LinkPage {
  const until = Math.min(...links.map(({ url }) => usableUntil(url, obtainedAt)), obtainedAt + USABLE);
  const missing = new Set(failed.flatMap((name) => [name, stemOf(name)]));
  const index = (nameOf: (link: OriginalLink) => string): Map<string, OriginalLink | null> => {
    const map = new Map<string, OriginalLink | null>();
    // Two links of one name are nobody's: a photo of somebody else would be the worse answer.
    for (const link of links) map.set(nameOf(link), map.has(nameOf(link)) ? null : link);
    map.delete('');
    return map;
  };
  const maps = [index(({ filename }) => stemOf(filename)), index(({ url }) => stemOfUrl(url))];
  return {
    until,
    hasNext,
    isBarren: links.length + failed.length === 0,
    linkOf(photo) {
      const names = namesOf(photo);
      const [link] = maps.flatMap((map) => names.flatMap((name) => map.get(name) ?? []));
      return link ?? (names.some((name) => missing.has(name)) ? null : undefined);
    },
    holds: (link) => links.includes(link),
  };
}

/** The links of one bib or one selfie, read page by page as they are needed. */
export interface LinkPages {
  /**
   * @param place of the photo in its set, from 0: its page is read first, then the others; -1: not known
   * @returns `null` when there is no original
   * @throws NinepicError when a page could not be had
   */
  find(photo: Photo, place: number): Promise<OriginalLink | null>;
  /** A link did not work: its page is read anew when it is asked for again. */
  forget(link: OriginalLink): void;
}

/** @param now milliseconds since the epoch */
export function linkPages(load: (page: number) => Promise<OriginalsPage>, now: () => number): LinkPages {
  const pages = new Map<number, LinkPage>();
  const flights = new Map<number, Promise<LinkPage>>();

  async function read(number: number): Promise<LinkPage> {
    try {
      const page = linkPage(await load(number), now());
      pages.set(number, page);
      return page;
    } finally {
      flights.delete(number);
    }
  }

  async function pageOf(number: number): Promise<LinkPage> {
    const known = pages.get(number);
    if (known && known.until > now()) return known;
    const flight = flights.get(number) ?? read(number);
    flights.set(number, flight);
    return flight;
  }

  return {
    async find(photo, place) {
      const likely = Math.floor(Math.max(0, place) / LINKS_A_PAGE) + 1;
      let barren = 0;
      // The likely page, then all from the first.
      for (let number = 0; number <= MAX_PAGES && barren < BARREN_PAGES; number += 1) {
        const page = await pageOf(number || likely);
        const link = page.linkOf(photo);
        if (link !== undefined) return link;
        if (number > 0 && !page.hasNext) break;
        barren = number > 0 && page.isBarren ? barren + 1 : 0;
      }
      return null;
    },
    forget(link) {
      for (const [number, page] of pages) if (page.holds(link)) pages.delete(number);
    },
  };
}
