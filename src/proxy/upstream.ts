/** The one place that talks to 9Pic, and the only one that has the key in its hands (behaviour.md 1.1, 1.2). */
import { isNinepicError } from '../api/errors.js';
import { buildPath, type Params, type RouteName, routes } from '../api/routes.js';
import { refusal } from './answer.js';
import { readBytes } from './bytes.js';
import type { Query } from './guard.js';
import type { ProxyConfig } from './options.js';
import { withoutOriginalUrls } from './original-urls.js';

/** The largest body that is read from 9Pic (behaviour.md T1.16.1). */
export const MAX_BODY = 5 * 1024 * 1024;
/** Shorter "keys" are placeholders of tests and examples, and would be found in ordinary words. */
export const MIN_KEY_TO_LOOK_FOR = 8;
/** What is passed on of `Retry-After`. */
export const RETRY_AFTER = /^(?:\d{1,9}|[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT)$/;

/** What 9Pic is told of who asks. */
export const USER_AGENT = 'ninepic-elements-proxy';

/** One call, made of checked pieces only. */
export interface UpstreamCall {
  readonly route: RouteName;
  readonly params: Params;
  readonly query?: Query;
  readonly body?: FormData | string;
}

/**
 * What 9Pic answered: a status of 200 or from 400 to 599, and JSON unless it is an error. Without addresses of originals,
 * but where originals are what was asked for.
 */
export interface UpstreamAnswer {
  readonly status: number;
  readonly text: string;
  /** `undefined` when an error came without JSON, as from a gateway in front of 9Pic. */
  readonly json: unknown;
  readonly retryAfter: string | undefined;
}

/** Makes calls; throws a NinepicError with status 502 or 504 where there is no answer to pass on. */
export type Upstream = (call: UpstreamCall) => Promise<UpstreamAnswer>;

/**
 * The address of a call. Encoding is not validation (behaviour.md F1), so after the grammar the finished address is
 * compared with what the URL parser makes of it: whatever it would rewrite never leaves.
 */
export function upstreamUrl(config: ProxyConfig, call: UpstreamCall): string {
  const path = `${config.upstream}/api/v1/ext/${config.orgId}${buildPath(call.route, call.params)}`;
  const query = new URLSearchParams(call.query).toString();
  const url = query === '' ? path : `${path}?${query}`;
  const parsed = new URL(url);
  if (parsed.href !== url || `${parsed.origin}${parsed.pathname}` !== path)
    throw refusal(500, 'upstream', 'The address of the upstream call came out wrong.');
  return url;
}

/** The spellings in which the key could come back: as it is, reversed, base64, percent-encoded, JSON-escaped. */
function keySpellings(key: string): string[] {
  if (key.length < MIN_KEY_TO_LOOK_FOR) return [];
  return [
    ...new Set([
      key,
      [...key].reverse().join(''),
      btoa(key).replace(/=+$/, ''),
      encodeURIComponent(key),
      JSON.stringify(key).slice(1, -1),
    ]),
  ];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The caller of one proxy. */
export function createUpstream(config: ProxyConfig): Upstream {
  const spellings = keySpellings(config.apiKey);

  async function exchange(call: UpstreamCall, signal: AbortSignal): Promise<UpstreamAnswer> {
    const route = routes[call.route];
    const headers: Record<string, string> = {
      accept: 'application/json',
      'user-agent': USER_AGENT,
      'x-api-key': config.apiKey,
    };
    // A form brings its own type, with the boundary that goes with it.
    if (typeof call.body === 'string') headers['content-type'] = 'application/json';
    const response = await config.fetch(upstreamUrl(config, call), {
      method: route.method,
      headers,
      // A followed redirect would carry the key, and on 307 the selfie, to another host (behaviour.md F2).
      redirect: 'manual',
      signal,
      ...(call.body === undefined ? {} : { body: call.body }),
    });
    const { status } = response;
    const discard = () => void response.body?.cancel().catch(() => undefined);
    if (response.type === 'opaqueredirect' || status < 200 || (status >= 300 && status < 400)) {
      discard();
      throw refusal(502, 'upstream', '9Pic sent a redirect, which is never followed.');
    }
    // No answer of ours can carry one, and an exception would take its place.
    if (status > 599) {
      discard();
      throw refusal(502, 'upstream', '9Pic sent a status that HTTP does not have.');
    }
    if (status === 401) {
      discard();
      config.log({ level: 'error', message: '9Pic did not get the key (401)', route: call.route });
      throw refusal(502, 'config', '9Pic did not accept the call of the proxy.');
    }
    if (status === 403)
      config.log({
        level: 'warn',
        message: '9Pic said 403: the key is wrong or inactive, or the feature is off for this event',
        route: call.route,
        event: call.params.event_id,
      });
    const bytes = response.body === null ? new Uint8Array() : await readBytes(response.body, MAX_BODY);
    if (bytes === undefined) throw refusal(502, 'bad-response', 'The answer of 9Pic is too large.');
    const text = new TextDecoder().decode(bytes);
    const json = parseJson(text);
    // What came in escapes would be plain in what is made of it here and in the browser.
    const plain = text.includes('\\') && json !== undefined ? JSON.stringify(json) : '';
    if (spellings.some((spelling) => text.includes(spelling) || plain.includes(spelling))) {
      config.log({
        level: 'error',
        message: 'an answer of 9Pic held the key and was dropped',
        route: call.route,
      });
      throw refusal(502, 'bad-response', 'The answer of 9Pic could not be passed on.');
    }
    if (response.ok && (typeof json !== 'object' || json === null))
      throw refusal(502, 'bad-response', 'The answer of 9Pic is not JSON.');
    // Here, because what is left in once can be passed on by any route.
    const isList = !config.exposeOriginalUrl && call.route !== 'originals';
    const passed =
      isList && typeof json === 'object' && json !== null ? withoutOriginalUrls(json, text) : text;
    const retryAfter = response.headers.get('retry-after') ?? '';
    return {
      status: response.ok ? 200 : status,
      text: passed,
      json,
      retryAfter: RETRY_AFTER.test(retryAfter) ? retryAfter : undefined,
    };
  }

  return async (call) => {
    const route = routes[call.route];
    const seconds = 'billable' in route ? config.timeouts.billable : config.timeouts.read;
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), seconds * 1000);
    try {
      return await exchange(call, controller.signal);
    } catch (error) {
      if (isNinepicError(error)) throw error;
      if (controller.signal.aborted) throw refusal(504, 'timeout', '9Pic did not answer in time.');
      config.log({
        level: 'warn',
        message: '9Pic could not be reached',
        route: call.route,
        cause: causeOf(error),
      });
      throw refusal(502, 'upstream', '9Pic could not be reached.');
    } finally {
      clearTimeout(timer);
    }
  };
}

/** The system's code, as ECONNREFUSED; a message could hold the address of the call. */
function causeOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : 'unknown';
}
