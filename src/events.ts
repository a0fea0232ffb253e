/**
 * Every event of the tags. All bubble and are composed, so `document.addEventListener` works from any CMS; details are
 * plain and frozen, and never hold a picture (design.md 4.4).
 */
import type { ErrorCode } from './api/errors.js';
import type { Clip, Photo } from './api/payloads.js';

/** Where an event comes from; in every detail. */
export interface EventScope {
  /** The event's number in 9Pic. */
  readonly eventId: string;
  /** `null` without a `group` attribute. */
  readonly group: string | null;
}

abstract class NinepicEvent<Detail> extends Event {
  readonly detail: Readonly<EventScope & Detail>;

  constructor(type: string, scope: EventScope, detail: Detail, cancelable: boolean) {
    super(type, { bubbles: true, composed: true, cancelable });
    this.detail = Object.freeze({ eventId: scope.eventId, group: scope.group, ...detail });
  }
}

/** What is about to be searched: `by` says what else there is. */
export type SearchDetail =
  | {
      /** By what photos are searched. */
      by: 'bib';
      /** With `bib`: as it is sent, with nothing around it and digits as 0 to 9. */
      bib: string;
      from?: never;
      to?: never;
    }
  | { by: 'selfie'; bib?: never; from?: never; to?: never }
  | {
      by: 'time';
      bib?: never;
      /** With `time`: Unix epoch seconds. */
      from: number;
      /** With `time`: Unix epoch seconds. */
      to: number;
    };
/** Before a search is sent. Cancel it, and nothing is sent. */
export class NinepicSearchEvent extends NinepicEvent<SearchDetail> {
  constructor(scope: EventScope, detail: SearchDetail) {
    super('ninepic-search', scope, detail, true);
  }
}

/** To what the visitor consented, and when: for the organiser's records. */
export interface ConsentDetail {
  /** `consent-version`, else the first 8 digits of `textHash`. */
  version: string;
  /** SHA-256 of the text that was visible, in hex. */
  textHash: string;
  /** ISO 8601. */
  at: string;
}
/** The visitor consented to the face search. */
export class NinepicConsentEvent extends NinepicEvent<ConsentDetail> {
  constructor(scope: EventScope, detail: ConsentDetail) {
    super('ninepic-consent', scope, detail, false);
  }
}

/** A selfie search, by its id. */
export interface RequestDetail {
  /** A UUID. Whoever has it can see the photos that were found: treat it as the visitor's. */
  requestId: string;
}
/** A selfie search was made, and has this id. Never fired for a search that was restored. */
export class NinepicRequestEvent extends NinepicEvent<RequestDetail> {
  constructor(scope: EventScope, detail: RequestDetail) {
    super('ninepic-request', scope, detail, false);
  }
}

/** What is on screen now: `by` says what else there is. */
export type ResultsDetail = (
  | {
      /** By what they were searched; `all`: the event's photos. */
      by: 'all';
      requestId?: never;
      bib?: never;
      from?: never;
      to?: never;
    }
  | {
      by: 'bib';
      requestId?: never;
      /** With `bib`. */
      bib: string;
      from?: never;
      to?: never;
    }
  | {
      by: 'selfie';
      /** With `selfie`. */
      requestId: string;
      bib?: never;
      from?: never;
      to?: never;
    }
  | {
      by: 'time';
      requestId?: never;
      bib?: never;
      /** With `time`: Unix epoch seconds. */
      from: number;
      /** With `time`: Unix epoch seconds. */
      to: number;
    }
) & {
  /** How many photos. */
  total: number;
  /** True when it came from the address, without a new search. */
  restored: boolean;
};
/** A different set of photos is on screen; once per set and session, however many galleries show it. */
export class NinepicResultsEvent extends NinepicEvent<ResultsDetail> {
  constructor(scope: EventScope, detail: ResultsDetail) {
    super('ninepic-results', scope, detail, false);
  }
}

/** One photo of the set on screen. */
export interface PhotoDetail {
  /** Its id, addresses and size. */
  photo: Photo;
  /** Place in the set, from 0. */
  index: number;
}
/** Before the viewer opens. Cancel it to show the photo in another way. */
export class NinepicPhotoOpenEvent extends NinepicEvent<PhotoDetail> {
  constructor(scope: EventScope, detail: PhotoDetail) {
    super('ninepic-photo-open', scope, detail, true);
  }
}
/** The viewer was closed, at this photo. */
export class NinepicPhotoCloseEvent extends NinepicEvent<PhotoDetail> {
  constructor(scope: EventScope, detail: PhotoDetail) {
    super('ninepic-photo-close', scope, detail, false);
  }
}

/** What is about to be saved or shared. */
export interface DownloadDetail {
  /** Absent with `clip`. */
  photos?: readonly Photo[];
  /** With `clip`. */
  clips?: readonly Clip[];
  /** `zip`: in an archive; `share`: a photo, to another app; `clip`: saved or shared; else as pictures of that kind. */
  kind: 'original' | 'preview' | 'zip' | 'clip' | 'share';
}
/** Before a download or a share starts. Cancel it to gate, count or replace it. */
export class NinepicDownloadEvent extends NinepicEvent<DownloadDetail> {
  constructor(scope: EventScope, detail: DownloadDetail) {
    super('ninepic-download', scope, detail, true);
  }
}

/** How saving or sharing went. */
export interface DownloadedDetail {
  /** As before it began; `preview` also where the visitor took previews instead of originals. */
  kind: DownloadDetail['kind'];
  /** How many. */
  saved: number;
  /** Names; `saved` and these make up what was asked for. */
  failed: readonly string[];
}
/** A download or share ended. */
export class NinepicDownloadedEvent extends NinepicEvent<DownloadedDetail> {
  constructor(scope: EventScope, detail: DownloadedDetail) {
    super('ninepic-downloaded', scope, detail, false);
  }
}

/** Before a clip is ordered. Cancel it, and nothing is ordered. */
export class NinepicClipRequestEvent extends NinepicEvent<RequestDetail> {
  constructor(scope: EventScope, detail: RequestDetail) {
    super('ninepic-clip-request', scope, detail, true);
  }
}

/** The clips of a selfie search. */
export interface ClipReadyDetail {
  /** The selfie search that they are of. */
  requestId: string;
  /** At least one. */
  clips: readonly Clip[];
}
/** Clips can be played. */
export class NinepicClipReadyEvent extends NinepicEvent<ClipReadyDetail> {
  constructor(scope: EventScope, detail: ClipReadyDetail) {
    super('ninepic-clip-ready', scope, detail, false);
  }
}

/** The visitor cleared the search. */
export class NinepicClearEvent extends NinepicEvent<object> {
  constructor(scope: EventScope) {
    super('ninepic-clear', scope, {}, false);
  }
}

/** A failure, as far as a page can make use of it. */
export interface ErrorDetail {
  /** What went wrong; see the table of errors. */
  code: ErrorCode;
  /** HTTP status, where there was an answer. */
  status?: number;
  /** Whether trying again can help. */
  retryable: boolean;
  /** Seconds after which the server will have us again. */
  retryAfter?: number;
  /** The method of `NinepicClient` that failed, such as `byBib`. */
  operation: string;
}
/** Something failed; once per failure. Cancel it to show a message of your own instead of ours. */
export class NinepicErrorEvent extends NinepicEvent<ErrorDetail> {
  constructor(scope: EventScope, detail: ErrorDetail) {
    super('ninepic-error', scope, detail, true);
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'ninepic-search': NinepicSearchEvent;
    'ninepic-consent': NinepicConsentEvent;
    'ninepic-request': NinepicRequestEvent;
    'ninepic-results': NinepicResultsEvent;
    'ninepic-photo-open': NinepicPhotoOpenEvent;
    'ninepic-photo-close': NinepicPhotoCloseEvent;
    'ninepic-download': NinepicDownloadEvent;
    'ninepic-downloaded': NinepicDownloadedEvent;
    'ninepic-clip-request': NinepicClipRequestEvent;
    'ninepic-clip-ready': NinepicClipReadyEvent;
    'ninepic-clear': NinepicClearEvent;
    'ninepic-error': NinepicErrorEvent;
  }
}
