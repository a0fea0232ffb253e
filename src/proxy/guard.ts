/**
 * The closed route table at work (behaviour.md 1.2): a request is taken apart, each piece is checked, and what goes
 * upstream is built anew from the checked pieces.
 */
import { isConsentVersion, isCount, isEpochSeconds, MAX_WINDOW_SECONDS } from '../api/grammar.js';
import { matchPath, type PathMatch, type QueryName, type Route } from '../api/routes.js';
import { refusal } from './answer.js';
import type { ProxyConfig } from './options.js';

/** Longer than the longest relay ticket with its path; everything else is far shorter. */
export const MAX_URL = 10_000;
/** What a decoded segment must not hold. */
// eslint-disable-next-line no-control-regex
export const NOT_IN_A_SEGMENT = /[\u0000-\u001f\u007f-\u009f%/\\]/;
/** The value of `Idempotency-Key`. */
export const IDEMPOTENCY_KEY = /^[A-Za-z0-9_-]{8,128}$/;
/** The value of `X-NinePic-Widget`. */
export const WIDGET_VERSION = /^[A-Za-z0-9._+-]{1,64}$/;

/** Decoded exactly once; `undefined` when that fails or something is left that a later decoder could read again. */
function decodeSegment(raw: string): string | undefined {
  try {
    const text = decodeURIComponent(raw);
    return NOT_IN_A_SEGMENT.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/**
 * Finds the route of a path, event included.
 *
 * @throws NinepicError 414 for a long address, 400 for a path that cannot be decoded, 404 for one that is no route
 */
export function readPath(url: URL, config: ProxyConfig): PathMatch {
  const { basePath } = config;
  if (url.href.length > MAX_URL) throw refusal(414, 'bad-input', 'The address is too long.');
  const notFound = () =>
    refusal(404, 'not-found', 'No such route. The proxy knows the routes of its table only.');
  if (!url.pathname.startsWith(`${basePath}/`)) throw notFound();
  const segments: string[] = [];
  for (const raw of url.pathname.slice(basePath.length + 1).split('/')) {
    const segment = decodeSegment(raw);
    if (segment === undefined) throw refusal(400, 'bad-input', 'The path is not well-formed.');
    if (segment === '' || segment === '.' || segment === '..') throw notFound();
    segments.push(segment);
  }
  const match = matchPath(segments);
  if (match === undefined) throw notFound();
  const event = match.params.event_id;
  if (event !== undefined && !config.events.has(event))
    throw refusal(404, 'not-found', 'This event is not among the events of the proxy.');
  return match;
}

/** A checked query: what the route knows, in the table's order, everything else dropped (behaviour.md T1.2.5). */
export type Query = Partial<Record<QueryName, string>>;

/** @throws NinepicError 400 for a known parameter that is repeated or does not fit its grammar */
export function readQuery(url: URL, route: Route): Query {
  const refuse = (name: string) => refusal(400, 'bad-input', `${name} is not valid.`);
  const query: Query = {};
  for (const name of route.query) {
    const values = url.searchParams.getAll(name);
    const [value] = values;
    if (value === undefined) continue;
    const fits = name === 'from' || name === 'to' ? isEpochSeconds(value) : isCount(value);
    if (values.length > 1 || !fits) throw refuse(name);
    if (name === 'page_size' && Number(value) > (route.maxPageSize ?? 0)) throw refuse(name);
    query[name] = value;
  }
  if (route.query.includes('from')) {
    const span = Number(query.to ?? NaN) - Number(query.from ?? NaN);
    if (!(span > 0 && span <= MAX_WINDOW_SECONDS))
      throw refusal(400, 'bad-input', 'from and to must span more than nothing and at most seven days.');
  }
  return query;
}

/** Throws 403 without the header that makes every browser ask first (behaviour.md T1.4.2). */
export function assertWidget(request: Request): void {
  if (!WIDGET_VERSION.test(request.headers.get('x-ninepic-widget') ?? ''))
    throw refusal(403, 'forbidden', 'X-NinePic-Widget is missing.');
}

/**
 * The `Idempotency-Key` of a search that has no `request_id` of its own (behaviour.md R2.1.6).
 *
 * @throws NinepicError 400 for one that is no word
 */
export function readIdempotencyKey(request: Request): string | undefined {
  const key = request.headers.get('idempotency-key') ?? undefined;
  if (key !== undefined && !IDEMPOTENCY_KEY.test(key))
    throw refusal(400, 'bad-input', 'Idempotency-Key is not valid.');
  return key?.toLowerCase();
}

/** Throws 403 for a selfie without consent, where the organiser wants it recorded (behaviour.md T1.20.4). */
export function assertConsent(request: Request, config: ProxyConfig): void {
  if (config.requireConsent && !isConsentVersion(request.headers.get('x-ninepic-consent') ?? ''))
    throw refusal(403, 'forbidden', 'X-NinePic-Consent is missing.');
}

/**
 * Throws 415 unless the media type is the wanted one, compared by its essence: case and parameters aside, and absent is
 * not allowed (behaviour.md T1.4.6).
 */
export function assertMediaType(request: Request, wanted: string): void {
  const essence = (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (essence !== wanted) throw refusal(415, 'bad-input', `Content-Type must be ${wanted}.`);
}
