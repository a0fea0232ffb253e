/**
 * The public surface of the package. Importing it registers nothing: `ninepic-elements/define` does, or one file a tag
 * such as `ninepic-elements/gallery`. What is not named here may change in any version.
 */
export { NinepicBibSearch } from './elements/bib-search.js';
export { NinepicClip } from './elements/clip.js';
export { NinepicGallery } from './elements/gallery.js';
export { NinepicSelfieSearch } from './elements/selfie-search.js';

export {
  NinepicClearEvent,
  NinepicClipReadyEvent,
  NinepicClipRequestEvent,
  NinepicConsentEvent,
  NinepicDownloadedEvent,
  NinepicDownloadEvent,
  NinepicErrorEvent,
  NinepicPhotoCloseEvent,
  NinepicPhotoOpenEvent,
  NinepicRequestEvent,
  NinepicResultsEvent,
  NinepicSearchEvent,
} from './events.js';
export type {
  ClipReadyDetail,
  ConsentDetail,
  DownloadDetail,
  DownloadedDetail,
  ErrorDetail,
  EventScope,
  PhotoDetail,
  RequestDetail,
  ResultsDetail,
  SearchDetail,
} from './events.js';

export { errorCodes, isNinepicError, isRetryable, NinepicError } from './api/errors.js';
export type { ErrorCode, ErrorDetails } from './api/errors.js';

export { NinepicClient } from './api/client.js';
export type { ClientOptions, PageOptions, StartFaces } from './api/client.js';
export type { HttpPlatform } from './api/http.js';
export type {
  Clip,
  Clips,
  EventInfo,
  EventListItem,
  FaceResult,
  OriginalLink,
  OriginalsPage,
  Photo,
  PhotoPage,
  ProxyInfo,
  TimelineDay,
} from './api/payloads.js';

import type { Session } from './state/session.js';
export { createSession } from './state/session.js';
export type { Session, SessionOptions } from './state/session.js';
/** A frozen snapshot of what is going on. */
export type SessionState = Session['state'];
export type { Consent } from './state/selfie-search.js';
export type { FoundOriginal } from './state/originals.js';
export type { PhotoList } from './state/photo-list.js';
export type { Selection } from './state/selection.js';
export type {
  ClipState,
  FailedSearch,
  Query,
  ResultSet,
  SearchBy,
  SearchState,
  Sets,
} from './state/search-state.js';

export type { Message, MessageKey, Messages } from './i18n/messages.js';
export { VERSION } from './api/version.js';
