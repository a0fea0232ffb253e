/** What a visitor is looking for and what came of it, as discriminated unions and pure transitions. */
import type { NinepicError } from '../api/errors.js';
import type { Clip } from '../api/payloads.js';
import type { PhotoList } from './photo-list.js';

/** One intent to see photos. */
export type Query =
  | { readonly by: 'all' }
  | { readonly by: 'bib'; readonly bib: string }
  | { readonly by: 'selfie'; readonly requestId: string }
  | { readonly by: 'time'; readonly from: number; readonly to: number };

/** By what photos were searched; `all`: not at all. */
export type SearchBy = Query['by'];

/** The photos that one search brought. */
export interface ResultSet {
  /** Different for every search that was run, so that each is announced once. */
  readonly id: string;
  /** What was searched. */
  readonly query: Query;
  /** The photos; pages of them are read when they are asked for. */
  readonly photos: PhotoList;
  /** True when it was brought back from the address or another page, without a new search. */
  readonly restored: boolean;
}

/** A search that brought nothing but the reason for it. */
export interface FailedSearch {
  /** As of every {@link SearchState}. */
  readonly status: 'failed';
  /** What was searched. */
  readonly query: Query;
  /** Why there is no result. */
  readonly error: NinepicError;
}

/** The search that is under way or was made last: `photos` is there where it is `ready`, `error` where it `failed`. */
export type SearchState =
  | { readonly status: 'idle' }
  /** `confirming`: an answer was lost and is being looked for. */
  | { readonly status: 'searching'; readonly query: Query; readonly confirming: boolean }
  | { readonly status: 'ready'; readonly query: Query; readonly set: ResultSet; readonly photos: PhotoList }
  | FailedSearch;

/** The visitor's clips, from before they are ordered until they can be played. */
export type ClipState =
  /** `looking`: nobody knows yet whether clips were ordered before. */
  | { readonly status: 'none'; readonly looking?: boolean }
  | {
      readonly status: 'rendering';
      readonly requestId: string;
      /** `confirming`: the answer to the order was lost and is being looked for. */
      readonly phase: 'ordering' | 'confirming' | 'rendering';
      /** When it was ordered, in milliseconds since the epoch; `null` when that was on another day or device. */
      readonly since: number | null;
    }
  /** No clips at all is a result too. */
  | { readonly status: 'ready'; readonly requestId: string; readonly clips: readonly Clip[] }
  /** `ordered`: 9Pic has the order, so trying again means looking again. */
  | { readonly status: 'failed'; readonly error: NinepicError; readonly ordered: boolean }
  /** The event does not offer clips. */
  | { readonly status: 'off' };

/** The sets that a visitor can switch between, at most one of a kind (design.md section 3, step 8). */
export type Sets = Readonly<Partial<Record<SearchBy, ResultSet>>>;

export const searching = (query: Query, confirming = false): SearchState => ({
  status: 'searching',
  query,
  confirming,
});

export const ready = (set: ResultSet): SearchState => ({
  status: 'ready',
  query: set.query,
  set,
  photos: set.photos,
});

export const failed = (query: Query, error: NinepicError): FailedSearch => ({
  status: 'failed',
  query,
  error,
});

/** Whether two intents are the same. */
export function sameQuery(a: Query, b: Query): boolean {
  if (a.by === 'bib' && b.by === 'bib') return a.bib.toLowerCase() === b.bib.toLowerCase();
  if (a.by === 'selfie' && b.by === 'selfie') return a.requestId === b.requestId;
  if (a.by === 'time' && b.by === 'time') return a.from === b.from && a.to === b.to;
  return a.by === b.by;
}
