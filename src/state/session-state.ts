/** What a session shows of itself. */
import type { NinepicError } from '../api/errors.js';
import type { EventInfo, PhotoPage } from '../api/payloads.js';
import type { ClipState, FailedSearch, Query, ResultSet, SearchState, Sets } from './search-state.js';

/** A snapshot; frozen, replaced as a whole. */
export interface SessionState {
  /** `null` while unknown; unknown counts as on. */
  readonly event: EventInfo | null;
  /** Why the event cannot be shown at all: the proxy does not know it. */
  readonly eventError: NinepicError | null;
  readonly search: SearchState;
  /** A selfie search that failed while other photos were looked at; until the next search. */
  readonly missed: FailedSearch | null;
  readonly clip: ClipState;
  /** Sets that are one press away, the shown one among them. */
  readonly sets: Sets;
  /** What galleries draw. Stays when a later search fails, so that nothing is lost. */
  readonly shown: ResultSet | null;
}

/** Settings that tags of one session share, besides those that choose it. */
export interface SharedSettings {
  readonly noHash: boolean;
  readonly hashKey: string | null;
  /** What `hash-key` says, for other pages: on this one another event may have it already, and then `hashKey` is `null`. */
  readonly pageKey?: string | null;
  readonly acceptQuery: boolean;
  /** IANA zone; `null`: the visitor's own. */
  readonly timeZone: string | null;
}

export const START = Object.freeze<SessionState>({
  event: null,
  eventError: null,
  search: { status: 'idle' },
  missed: null,
  clip: { status: 'none' },
  sets: {},
  shown: null,
});

/** One search of a session, from its beginning to its end; what comes after a newer one began changes nothing. */
export interface Turn {
  /** No newer search was begun, and nothing was cleared. */
  readonly isCurrent: boolean;
  /** An answer was lost and is being looked for. */
  confirming(): void;
  /** Photos were found. Where a newer search is on screen, they wait behind their chip. */
  receive(query: Query, first: PhotoPage, restored: boolean): void;
  fail(error: NinepicError): void;
  /** Nothing came of it, and there is nothing to say. */
  end(): void;
}
