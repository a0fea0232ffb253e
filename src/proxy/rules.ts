/**
 * The contract as data: what a proxy in another language needs to know to be the same proxy. The build writes it as
 * `rules.json`, and the WordPress plugin reads nothing else about routes, grammar, limits and headers, so that the two
 * halves cannot drift.
 */
import { errorCodes } from '../api/errors.js';
import { MAX_INPUT, MAX_WINDOW_SECONDS, patterns, ZEROS } from '../api/grammar.js';
import { type Route, routes, routeSwitches } from '../api/routes.js';
import { ALWAYS, CACHE, EXPOSED, NO_STORE } from './answer.js';
import { ENDINGS, MAX_NAME, UNNAMED } from './attachment-name.js';
import { variables } from './environment.js';
import { flagsOf } from './event-details.js';
import { DEFAULT_PAGE_SIZE, KEEP_MS, KEEP_PART_MS, MAX_PAGES, PAGE_SIZE } from './event-list.js';
import { IDEMPOTENCY_KEY, MAX_URL, NOT_IN_A_SEGMENT, WIDGET_VERSION } from './guard.js';
import { ALLOW_HEADERS, PREFLIGHT_SECONDS } from './handler.js';
import { KEEP_SECONDS } from './idempotency.js';
import { MAX_PARTS } from './multipart.js';
import { originalsMethods } from './options.js';
import { FIELDS, MAX_DEPTH } from './original-urls.js';
import { IMAGE_ID, MAX_BODY as MAX_ORIGINALS_BODY, MAX_IMAGES, METHODS } from './originals.js';
import { defaultLimits, defaultTimeouts, FIELD, UPSTREAM } from './read-options.js';
import { CONTENT_RANGE, ETAG, HTTP_DATE, MAX_BYTES, MAX_MS, RANGE, UNENCODED } from './relay.js';
import { HOST, LOOPBACK, MAX_URL as MAX_LINK } from './relay-hosts.js';
import { FILE_NAME, MAX_PIXELS, MAX_UPLOAD, MIN_PICTURE } from './selfie-upload.js';
import { PNG_CHUNKS, WEBP_CHUNKS } from './strip-metadata.js';
import { TICKET_SECONDS } from './ticket.js';
import { MAX_BODY, MIN_KEY_TO_LOOK_FOR, RETRY_AFTER, USER_AGENT } from './upstream.js';

/** A pattern that has to match as a whole; `flags` are JavaScript's. */
interface Pattern {
  readonly source: string;
  readonly flags: string;
}

const pattern = ({ source, flags }: RegExp): Pattern => ({ source, flags });

const described = ([name, route]: [string, Route]) => ({
  name,
  method: route.method,
  path: route.path,
  query: route.query,
  maxPageSize: route.maxPageSize ?? 0,
  body: route.body ?? null,
  feature: route.feature ?? null,
  cache: route.cache,
  billable: route.billable ?? false,
});

/** Everything that both halves share; plain data, the same on every build of the same source. */
export const rules = () => ({
  routes: Object.entries<Route>(routes).map(described),
  switches: routeSwitches,
  flagsOf,
  patterns: {
    ...Object.fromEntries(Object.entries(patterns).map(([name, one]) => [name, pattern(one)])),
    widget: pattern(WIDGET_VERSION),
    idempotency_key: pattern(IDEMPOTENCY_KEY),
    image_id: pattern(IMAGE_ID),
    field: pattern(FIELD),
    retry_after: pattern(RETRY_AFTER),
    range: pattern(RANGE),
    content_range: pattern(CONTENT_RANGE),
    etag: pattern(ETAG),
    http_date: pattern(HTTP_DATE),
    relay_host: pattern(HOST),
    loopback: pattern(LOOPBACK),
    /** The one that is looked for anywhere in a segment. */
    not_in_a_segment: pattern(NOT_IN_A_SEGMENT),
  },
  zeros: ZEROS,
  errorCodes,
  headers: { always: ALWAYS, cache: CACHE, noStore: NO_STORE, exposed: EXPOSED },
  preflight: { allowHeaders: ALLOW_HEADERS, seconds: PREFLIGHT_SECONDS },
  limits: {
    url: MAX_URL,
    bibInput: MAX_INPUT,
    windowSeconds: MAX_WINDOW_SECONDS,
    upload: MAX_UPLOAD,
    parts: MAX_PARTS,
    picture: MIN_PICTURE,
    pixels: MAX_PIXELS,
    originalsBody: MAX_ORIGINALS_BODY,
    images: MAX_IMAGES,
    upstreamBody: MAX_BODY,
    upstreamDepth: MAX_DEPTH,
    keyToLookFor: MIN_KEY_TO_LOOK_FOR,
    rememberSeconds: KEEP_SECONDS,
  },
  eventList: {
    pages: MAX_PAGES,
    pageSize: PAGE_SIZE,
    ownPageSize: DEFAULT_PAGE_SIZE,
    seconds: KEEP_MS / 1000,
    secondsInPart: KEEP_PART_MS / 1000,
  },
  chunks: { png: [...PNG_CHUNKS], webp: [...WEBP_CHUNKS] },
  originalUrlFields: FIELDS,
  originalsMethods: { ...METHODS },
  originalsBy: originalsMethods,
  relay: {
    seconds: TICKET_SECONDS,
    maxSeconds: MAX_MS / 1000,
    maxBytes: MAX_BYTES,
    maxUrl: MAX_LINK,
    maxName: MAX_NAME,
    endings: ENDINGS,
    unencoded: UNENCODED,
    unnamed: [...UNNAMED],
  },
  upload: { fileName: FILE_NAME },
  upstream: { origin: UPSTREAM, userAgent: USER_AGENT },
  defaults: {
    budgets: defaultLimits,
    timeouts: defaultTimeouts,
    originalsBy: ['bib', 'selfie'],
    fields: { file: 'file', requestId: 'request_id' },
    relayHosts: ['.r2.cloudflarestorage.com'],
  },
  variables,
});
