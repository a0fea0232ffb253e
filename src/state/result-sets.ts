/** What a search brought, as a list that grows. Loaded beside the first answer: until somebody searches there is no list. */
import type { NinepicClient } from '../api/client.js';
import type { PhotoPage } from '../api/payloads.js';
import { PhotoList } from './photo-list.js';
import { PAGE_SIZE, readPage } from './reads.js';
import type { Query, ResultSet } from './search-state.js';

let sets = 0;

/** A result set whose further pages load on demand. */
export function makeSet(
  client: NinepicClient,
  eventId: string,
  query: Query,
  first: PhotoPage,
  restored: boolean,
): ResultSet {
  const photos = new PhotoList(first, PAGE_SIZE, (page, pageSize, signal) =>
    readPage(client, eventId, query, { page, pageSize, signal }),
  );
  sets += 1;
  return Object.freeze({ id: `${query.by}-${sets}`, query, photos, restored });
}
