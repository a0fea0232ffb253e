/**
 * Links to the originals of photos, asked for at click time. A photo has an original for this visitor where it is in the
 * bib or selfie set of the session, or where the proxy gives them out by photo (design.md section 3, step 9). Loaded on
 * demand.
 */
import type { NinepicClient } from '../api/client.js';
import type { OriginalLink, Photo } from '../api/payloads.js';
import { Later } from './later.js';
import { LINKS_A_PAGE, linkPages } from './original-links.js';
import type { LinkPages } from './original-links.js';
import type { LinkSource } from './link-source.js';
import type { PhotoList } from './photo-list.js';
import type { Query, ResultSet } from './search-state.js';
import type { SessionState } from './session-state.js';

/** A link and the photo that it is of. */
export interface FoundOriginal extends OriginalLink {
  /** The photo that was asked for. */
  readonly photo: Photo;
}

/** What is needed of the session. */
export interface OriginalsPort {
  readonly client: NinepicClient;
  readonly eventId: string;
  readonly state: SessionState;
}

/** A search for one person's photos. */
type OwnQuery = Extract<Query, { readonly by: 'bib' | 'selfie' }>;
type OwnSet = ResultSet & { readonly query: OwnQuery };

/** Whether every photo of a list has been read. */
function isWhole(list: PhotoList): boolean {
  for (let index = 0; index < list.length; index += list.pageSize) if (!list.isLoaded(index)) return false;
  return true;
}

export interface Originals {
  /**
   * One wish of the visitor. The sets that are searched in are those of this moment: another search later changes
   * nothing for it.
   */
  ask(photos: readonly Photo[]): LinkSource;
  /** Asks for each link when the next one is taken; photos without an original are left out. */
  links(photos: readonly Photo[]): AsyncGenerator<FoundOriginal, void, undefined>;
}

export function originalsOf(port: OriginalsPort): Originals {
  const { client, eventId } = port;
  const lists = new Map<string, LinkPages>();
  /** Where the proxy gives originals out by photo. */
  const byId = new Later(async () => (await import('./originals-by-id.js')).originalsById(client, eventId));

  /** The links of a bib or selfie. */
  function pagesOf(query: OwnQuery): LinkPages {
    const { by: method } = query;
    const identifier = query.by === 'bib' ? query.bib : query.requestId;
    const key = method + identifier;
    const pages =
      lists.get(key) ??
      linkPages(
        (page) => client.originals(eventId, { method, identifier }, { page, pageSize: LINKS_A_PAGE }),
        client.platform.now,
      );
    lists.set(key, pages);
    return pages;
  }

  function ask(photos: readonly Photo[]): LinkSource {
    const { event, shown, sets: known } = port.state;
    const by = event?.proxy?.originalsBy ?? ['bib', 'selfie'];
    const sets = [...new Set([shown, known.selfie, known.bib])].filter(
      (set): set is OwnSet => !!set && /bib|selfie/.test(set.query.by) && by.includes(set.query.by),
    );
    const allowsIds = by.includes('image');
    const whole = sets.find(({ photos: list }) => photos.every(({ id }) => list.indexOf(id) >= 0));
    // Of a whole set, and of one photo whose neighbours may follow, the pages of the set are the shorter way.
    const isScattered = !whole || (photos.length > 1 && photos.length < whole.photos.count);
    /** The sets that hold the photo, then those that may because not all of their photos have been read. */
    const candidates = ({ id }: Photo): OwnSet[] => {
      const holds = (set: ResultSet) => set.photos.indexOf(id) >= 0;
      return [...sets.filter(holds), ...sets.filter((set) => !holds(set) && !isWhole(set.photos))];
    };
    const find = async (photo: Photo): Promise<OriginalLink | null> => {
      if (allowsIds && isScattered) {
        const link = await (await byId.get()).find(photo, photos.slice(photos.indexOf(photo) + 1));
        if (link !== undefined) return link;
      }
      for (const { query, photos: list } of candidates(photo)) {
        const link = await pagesOf(query).find(photo, list.indexOf(photo.id));
        if (link) return link;
      }
      return null;
    };
    return {
      find,
      mayHave: (photo) => allowsIds || candidates(photo).length > 0,
      async renew(photo, link) {
        lists.forEach((pages) => pages.forget(link));
        await byId.now?.forget(link);
        return find(photo);
      },
    };
  }

  return {
    ask,
    async *links(photos) {
      const wish = ask(photos);
      for (const photo of photos) {
        const link = await wish.find(photo);
        if (link) yield { ...link, photo };
      }
    },
  };
}
