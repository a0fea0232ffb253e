/** Which call of the client answers which query, and what it makes of the answer. */
import type { NinepicClient } from '../api/client.js';
import type { PhotoPage } from '../api/payloads.js';
import type { Features } from './features.js';
import type { Query, SearchBy } from './search-state.js';

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
