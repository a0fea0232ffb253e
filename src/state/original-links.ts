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
function signedAt(query: URLSearchParams): number {
  const text = query.get('X-Amz-Date') ?? '';
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

/**
 * Until when a link is used. Its signature tells how long it lives; whether this device's clock agrees with the one that
 * signed it is not known, so a date that cannot be is not believed.
 *
 * @param obtainedAt milliseconds since the epoch, by this device
 */
export function usableUntil(url: string, obtainedAt: number): number {
  const query = new URL(url).searchParams;
  const seconds = Number(query.get('X-Amz-Expires') ?? NaN);
  if (!(seconds > 0)) return obtainedAt + USABLE;
  const lifetime = seconds * 1000;
  const age = obtainedAt - signedAt(query);
  const from = age > 0 && age < lifetime ? obtainedAt - age : obtainedAt;
  return Math.min(obtainedAt + USABLE, from + (lifetime * 5) / 6);
}

/** The stem of the last segment of an address. */
function stemOfUrl(url: string): string {
  const { pathname } = new URL(url);
  try {
    return stemOf(decodeURIComponent(pathname));
  } catch {
    return stemOf(pathname);
  }
}

/** What a link to a photo's original may be called. */
const namesOf = ({ id, preview }: Photo): string[] => [id, stemOfUrl(preview)];

/** One answer, by the names of the photos. */
export class LinkPage {
  readonly until: number;
  readonly hasNext: boolean;
  /** Whether the answer names no photo at all. */
  readonly isBarren: boolean;
  private readonly byFile = new Map<string, OriginalLink | null>();
  private readonly byUrl = new Map<string, OriginalLink | null>();
  private readonly failed: ReadonlySet<string>;

  constructor({ links, failed, hasNext }: OriginalsPage, obtainedAt: number) {
    this.hasNext = hasNext;
    this.isBarren = links.length + failed.length === 0;
    this.until = Math.min(...links.map(({ url }) => usableUntil(url, obtainedAt)), obtainedAt + USABLE);
    this.failed = new Set(failed.flatMap((name) => [name, stemOf(name)]));
    for (const link of links) {
      this.add(this.byFile, stemOf(link.filename), link);
      this.add(this.byUrl, stemOfUrl(link.url), link);
    }
  }

  /** @returns `null` where 9Pic says that there is none; `undefined` where the answer does not name the photo */
  linkOf(photo: Photo): OriginalLink | null | undefined {
    const names = namesOf(photo);
    for (const map of [this.byFile, this.byUrl])
      for (const name of names) {
        const link = map.get(name);
        if (link) return link;
      }
    return names.some((name) => this.failed.has(name)) ? null : undefined;
  }

  holds(link: OriginalLink): boolean {
    return [...this.byUrl.values(), ...this.byFile.values()].includes(link);
  }

  /** Two links of one name are nobody's: a photo of somebody else would be the worse answer. */
  private add(map: Map<string, OriginalLink | null>, name: string, link: OriginalLink): void {
    if (name !== '') map.set(name, map.has(name) ? null : link);
  }
}

/** The links of one bib or one selfie, read page by page as they are needed. */
export class LinkPages {
  private readonly load: (page: number) => Promise<OriginalsPage>;
  private readonly now: () => number;
  private readonly pages = new Map<number, LinkPage>();
  private readonly flights = new Map<number, Promise<LinkPage>>();

  constructor(load: (page: number) => Promise<OriginalsPage>, now: () => number) {
    this.load = load;
    this.now = now;
  }

  /**
   * @param place of the photo in its set, from 0: its page is read first, then the others; -1: not known
   * @returns `null` when there is no original
   * @throws NinepicError when a page could not be had
   */
  async find(photo: Photo, place: number): Promise<OriginalLink | null> {
    const first = Math.floor(Math.max(0, place) / LINKS_A_PAGE) + 1;
    const likely = (await this.page(first)).linkOf(photo);
    if (likely !== undefined) return likely;
    let barren = 0;
    for (let number = 1; number <= MAX_PAGES && barren < BARREN_PAGES; number += 1) {
      const page = await this.page(number);
      const link = page.linkOf(photo);
      if (link !== undefined) return link;
      if (!page.hasNext) break;
      barren = page.isBarren ? barren + 1 : 0;
    }
    return null;
  }

  /** A link did not work: its page is read anew when it is asked for again. */
  forget(link: OriginalLink): void {
    for (const [number, page] of this.pages) if (page.holds(link)) this.pages.delete(number);
  }

  private async page(number: number): Promise<LinkPage> {
    const known = this.pages.get(number);
    if (known && known.until > this.now()) return known;
    const flight = this.flights.get(number) ?? this.read(number);
    this.flights.set(number, flight);
    return flight;
  }

  private async read(number: number): Promise<LinkPage> {
    try {
      const page = new LinkPage(await this.load(number), this.now());
      this.pages.set(number, page);
      return page;
    } finally {
      this.flights.delete(number);
    }
  }
}
