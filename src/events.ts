/**
 * Every event of the tags. All bubble and are composed, so `document.addEventListener` works from any CMS; details are
 * plain and frozen, and never hold a picture (design.md 4.4).
 */
import type { ErrorCode } from './api/errors.js';
import type { Clip, Photo } from './api/payloads.js';

/** Where an event comes from; in every detail. */
export interface EventScope {
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

export interface SearchDetail {
  by: 'bib' | 'selfie' | 'time';
  /** Normalised. */
  bib?: string;
  /** Unix epoch seconds. */
  from?: number;
  /** Unix epoch seconds. */
  to?: number;
}
/** Before a search is sent. Cancel it, and nothing is sent. */
export class NinepicSearchEvent extends NinepicEvent<SearchDetail> {
  constructor(scope: EventScope, detail: SearchDetail) {
    super('ninepic-search', scope, detail, true);
  }
}

export interface ConsentDetail {
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

export interface RequestDetail {
  requestId: string;
}
/** A selfie search was made, and has this id. Never fired for a search that was restored. */
export class NinepicRequestEvent extends NinepicEvent<RequestDetail> {
  constructor(scope: EventScope, detail: RequestDetail) {
    super('ninepic-request', scope, detail, false);
  }
}

export interface ResultsDetail {
  by: 'all' | 'bib' | 'selfie' | 'time';
  requestId?: string;
  bib?: string;
  from?: number;
  to?: number;
  total: number;
  /** True when it came from the address, without a new search. */
  restored: boolean;
}
/** A different set of photos is on screen; once per set and session, however many galleries show it. */
export class NinepicResultsEvent extends NinepicEvent<ResultsDetail> {
  constructor(scope: EventScope, detail: ResultsDetail) {
    super('ninepic-results', scope, detail, false);
  }
}

export interface PhotoDetail {
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

export interface DownloadDetail {
  photos?: readonly Photo[];
  clips?: readonly Clip[];
  kind: 'original' | 'preview' | 'zip' | 'clip' | 'share';
}
/** Before a download or a share starts. Cancel it to gate, count or replace it. */
export class NinepicDownloadEvent extends NinepicEvent<DownloadDetail> {
  constructor(scope: EventScope, detail: DownloadDetail) {
    super('ninepic-download', scope, detail, true);
  }
}

export interface DownloadedDetail {
  kind: DownloadDetail['kind'];
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

export interface ClipReadyDetail {
  requestId: string;
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

export interface ErrorDetail {
  code: ErrorCode;
  /** HTTP status, where there was an answer. */
  status?: number;
  retryable: boolean;
  /** Seconds. */
  retryAfter?: number;
  /** The client method that failed. */
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
