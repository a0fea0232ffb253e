/** What a search brought, as a list that grows. Loaded beside the first answer: until somebody searches there is no list. */
import type { NinepicClient } from '../api/client.js';
import type { PhotoPage } from '../api/payloads.js';
import { PhotoList } from './photo-list.js';
import { PAGE_SIZE, readPage } from './reads.js';
import { ready } from './search-state.js';
import type { Query, ResultSet, SearchBy, Sets } from './search-state.js';
import type { SessionState } from './session-state.js';

let sets = 0;

/** A result set whose further pages load on demand. */
export function makeSet(
  client: NinepicClient,
  eventId: string,
  query: Query,
  first: PhotoPage,
  restored: boolean,
): ResultSet {
  const photos = new PhotoList(first, PAGE_SIZE, (page, pageSize, signal) => {
    client.isFresh ||= photos.hasShrunk;
    return readPage(client, eventId, query, { page, pageSize, signal });
  });
  sets += 1;
  return Object.freeze({ id: `${query.by}-${sets}`, query: Object.freeze(query), photos, restored });
}

/**
 * What changes with another set.
 *
 * @param isShown false where it waits behind its chip
 */
export function withSet(state: SessionState, set: ResultSet, isShown: boolean): Partial<SessionState> {
  const { by } = set.query;
  const before = state.sets[by];
  before?.photos.dispose();
  const sets = { ...state.sets, [by]: set };
  const search = isShown || state.search.status === 'ready' ? ready(set) : state.search;
  // One of a kind is kept: where she looks at that, the new one has no chip of its own to wait behind.
  return isShown || (before && before === state.shown) ? { search, shown: set, sets } : { sets };
}

/**
 * What is left of the sets, and shown, without those of one kind, or without all that were searched.
 *
 * @returns with the query that the address is to name, if any
 */
export function without(
  state: SessionState,
  by?: SearchBy,
): [change: Partial<SessionState>, query?: Query | undefined] {
  const isLeft = (set: ResultSet) => set.query.by === 'all' || (by !== undefined && set.query.by !== by);
  const every = Object.values(state.sets);
  for (const set of every) if (!isLeft(set)) set.photos.dispose();
  const sets: Sets = Object.fromEntries(every.filter(isLeft).map((set) => [set.query.by, set]));
  const before = state.shown && sets[state.shown.query.by];
  const shown = before ?? sets.all ?? Object.values(sets)[0] ?? null;
  const named = [shown, ...Object.values(sets)].find((set) => set && set.query.by !== 'all');
  const missed = by ? state.missed : null;
  return [{ search: shown ? ready(shown) : { status: 'idle' }, missed, sets, shown }, named?.query];
}
