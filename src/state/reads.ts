/** Which call of the client answers which query, and what it makes of the answer. */
import type { NinepicClient } from '../api/client.js';
import type { PhotoPage } from '../api/payloads.js';
import type { Features } from './features.js';
import { PhotoList } from './photo-list.js';
import type { Query, ResultSet, SearchBy } from './search-state.js';

/** Photos asked for at once: the API's maximum, so that any place is one or two requests away. */
export const PAGE_SIZE = 100;

/** The client method of each kind of search, for errors. */
export const OPERATION = { all: 'photos', bib: 'byBib', selfie: 'faces', time: 'timelinePhotos' } as const;

/** Whether the event offers a kind of search, as far as is known. */
export function offers(features: Features, by: SearchBy): boolean {
  const { gallery, bib, selfie, timeline } = features;
  return { all: gallery, bib, selfie, time: timeline }[by];
}

/** One page of what a query finds; always a free GET. */
export function readPage(
  client: NinepicClient,
  eventId: string,
  query: Query,
  options: { page: number; pageSize: number; signal: AbortSignal },
): Promise<PhotoPage> {
  switch (query.by) {
    case 'all':
      return client.photos(eventId, options);
    case 'bib':
      return client.byBib(eventId, query.bib, options);
    case 'selfie':
      return client.faces(eventId, query.requestId, options);
    case 'time':
      return client.timelinePhotos(eventId, query, options);
  }
}

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
