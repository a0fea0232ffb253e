/**
 * Links to the originals of photos, asked for at click time. A photo has an original for this visitor where it is in the
 * bib or selfie set of the session, or where the proxy gives them out by photo (design.md section 3, step 9). Loaded on
 * demand.
 */
import type { NinepicClient } from '../api/client.js';
import { isNinepicError } from '../api/errors.js';
import type { OriginalLink, Photo } from '../api/payloads.js';
import { LINKS_A_PAGE, LinkPage, LinkPages } from './original-links.js';
import type { PhotoList } from './photo-list.js';
import type { Query, ResultSet } from './search-state.js';
import type { SessionState } from './session-state.js';

/** A link and the photo that it is of. */
export interface FoundOriginal extends OriginalLink {
  readonly photo: Photo;
}

/** What is needed of the session. */
export interface OriginalsPort {
  readonly client: NinepicClient;
  readonly eventId: string;
  readonly state: SessionState;
}

/** The proxy reads bodies of 4 kB. */
const MAX_IDS_LENGTH = 3800;
/** What the proxy takes for an id of a photo. */
const IMAGE_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** Whether every photo of a list has been read. */
function isWhole(list: PhotoList): boolean {
  for (let index = 0; index < list.length; index += list.pageSize) if (!list.isLoaded(index)) return false;
  return true;
}

export class Originals {
  private readonly port: OriginalsPort;
  private readonly lists = new Map<string, LinkPages>();
  private readonly byId = new Map<string, Promise<LinkPage>>();
  /** An older 9Pic does not know ids of photos (9pic-api.md section 13). */
  private refusesIds = false;

  constructor(port: OriginalsPort) {
    this.port = port;
  }

  /**
   * One wish of the visitor. The sets that are searched in are those of this moment: another search later changes
   * nothing for it.
   */
  ask(photos: readonly Photo[]): OriginalsAsk {
    const { state } = this.port;
    const by = state.event?.proxy?.originalsBy ?? ['bib', 'selfie'];
    const sets = [state.shown, state.sets.selfie, state.sets.bib].filter(
      (set, place, all): set is ResultSet =>
        !!set &&
        (set.query.by === 'bib' || set.query.by === 'selfie') &&
        by.includes(set.query.by) &&
        all.indexOf(set) === place,
    );
    const holds = ({ photos: list }: ResultSet) => photos.every(({ id }) => list.indexOf(id) >= 0);
    const set = sets.find(holds);
    // Of a whole set, and of one photo whose neighbours may follow, the pages of the set are the shorter way.
    const isScattered = !set || (photos.length > 1 && photos.length < set.photos.count);
    return new OriginalsAsk(this, photos, sets, by.includes('image'), isScattered);
  }

  /** Asks for each link when the next one is taken; photos without an original are left out. */
  async *links(photos: readonly Photo[]): AsyncGenerator<FoundOriginal, void, undefined> {
    const ask = this.ask(photos);
    for (const photo of photos) {
      const link = await ask.find(photo);
      if (link) yield { ...link, photo };
    }
  }

  /** The links of a bib or selfie. */
  pagesOf(query: Query): LinkPages | undefined {
    if (query.by !== 'bib' && query.by !== 'selfie') return undefined;
    const { by: method } = query;
    const identifier = query.by === 'bib' ? query.bib : query.requestId;
    const key = `${method}:${identifier}`;
    let pages = this.lists.get(key);
    if (!pages) {
      const { client, eventId } = this.port;
      pages = new LinkPages(
        (page) => client.originals(eventId, { method, identifier }, { page, pageSize: LINKS_A_PAGE }),
        client.platform.now,
      );
      this.lists.set(key, pages);
    }
    return pages;
  }

  /**
   * The link of one photo by its id, asked for together with those that come next.
   *
   * @returns `undefined` where 9Pic or the proxy does not answer by id
   */
  async findById(photo: Photo, next: readonly Photo[]): Promise<OriginalLink | null | undefined> {
    if (this.refusesIds || !IMAGE_ID.test(photo.id)) return undefined;
    const { client } = this.port;
    const flight = this.byId.get(photo.id);
    // Where nobody has asked yet, nothing is waited for: those who ask at the same time must find this request.
    const known = flight && (await flight.catch(() => undefined));
    if (known && known.until > client.platform.now()) return known.linkOf(photo) ?? null;
    try {
      return (await this.readByIds(photo, next)).linkOf(photo) ?? null;
    } catch (error) {
      const status = isNinepicError(error) ? (error.status ?? 0) : 0;
      // None of these photos is known, which is an answer.
      if (status === 400) return null;
      if (status < 401 || status >= 500 || status === 429) throw error;
      this.refusesIds = true;
      return undefined;
    }
  }

  /** A link did not work: the next `find` reads it anew. */
  async forget(link: OriginalLink): Promise<void> {
    for (const pages of this.lists.values()) pages.forget(link);
    for (const [id, reading] of this.byId)
      if ((await reading.catch(() => undefined))?.holds(link)) this.byId.delete(id);
  }

  private readByIds(photo: Photo, next: readonly Photo[]): Promise<LinkPage> {
    const { client, eventId } = this.port;
    const ids = [photo.id];
    let length = photo.id.length;
    for (const { id } of next) {
      length += id.length + 3;
      if (ids.length >= LINKS_A_PAGE || length > MAX_IDS_LENGTH) break;
      if (IMAGE_ID.test(id) && !ids.includes(id) && !this.byId.has(id)) ids.push(id);
    }
    const reading = client
      .originals(eventId, { method: 'image_ids', identifier: ids }, { pageSize: LINKS_A_PAGE })
      .then((answer) => new LinkPage(answer, client.platform.now()));
    for (const id of ids) this.byId.set(id, reading);
    reading.catch(() => {
      for (const id of ids) if (this.byId.get(id) === reading) this.byId.delete(id);
    });
    return reading;
  }
}

/** Finds the links of one wish, each when it is needed. */
export class OriginalsAsk {
  private readonly originals: Originals;
  private readonly photos: readonly Photo[];
  private readonly sets: readonly ResultSet[];
  private readonly allowsIds: boolean;
  private readonly isScattered: boolean;

  constructor(
    originals: Originals,
    photos: readonly Photo[],
    sets: readonly ResultSet[],
    allowsIds: boolean,
    isScattered: boolean,
  ) {
    this.originals = originals;
    this.photos = photos;
    this.sets = sets;
    this.allowsIds = allowsIds;
    this.isScattered = isScattered;
  }

  /** Whether this visitor can have the original of a photo at all, as far as is known without asking. */
  mayHave(photo: Photo): boolean {
    return this.allowsIds || this.candidates(photo).length > 0;
  }

  /**
   * @returns `null` where there is none for this visitor
   * @throws NinepicError when the links could not be had
   */
  async find(photo: Photo): Promise<OriginalLink | null> {
    if (this.allowsIds && this.isScattered) {
      const next = this.photos.slice(this.photos.indexOf(photo) + 1);
      const link = await this.originals.findById(photo, next);
      if (link !== undefined) return link;
    }
    for (const { query, photos } of this.candidates(photo)) {
      const link = await this.originals.pagesOf(query)?.find(photo, photos.indexOf(photo.id));
      if (link) return link;
    }
    return null;
  }

  /** A new link instead of one that did not work. */
  async renew(photo: Photo, link: OriginalLink): Promise<OriginalLink | null> {
    await this.originals.forget(link);
    return this.find(photo);
  }

  /** The sets that hold the photo, then those that may because not all of their photos have been read. */
  private candidates(photo: Photo): ResultSet[] {
    const holds = (set: ResultSet) => set.photos.indexOf(photo.id) >= 0;
    return [...this.sets.filter(holds), ...this.sets.filter((set) => !holds(set) && !isWhole(set.photos))];
  }
}
