/** One request: timeout, abort, retries, bounded body, and a value or a {@link NinepicError}. */
import { payloadOf } from './decode.js';
import { NinepicError, errorCodes, isNinepicError } from './errors.js';
import type { ErrorCode, ErrorDetails } from './errors.js';
import { whyUnreachable } from './reachability.js';
import { WAIT_BUDGET, parseRetryAfter, retryDelay } from './retry.js';

/** Largest body that is read, in bytes (behaviour.md T1.16.1). */
export const MAX_BODY = 5 * 1024 * 1024;

/** One call of the client. */
export interface Call<T> {
  /** The client method, for errors. */
  readonly operation: string;
  readonly url: string;
  readonly method: 'GET' | 'POST';
  /** Encoded once by the caller: a retry sends the same bytes. */
  readonly body?: BodyInit;
  readonly headers?: Record<string, string>;
  /** Milliseconds for one attempt, body included. */
  readonly timeout: number;
  /** Each sending may be billed: never repeated, except after a 429. */
  readonly paid?: boolean;
  /** Never repeated here: the caller has a rhythm of its own. */
  readonly once?: boolean;
  /** Holds somebody's search: never taken from or left in the browser's cache. */
  readonly personal?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** A free URL of the proxy, to tell a blocked proxy from no network. */
  readonly probe: string;
  /** What a 404 means for this call; default `not-found`. */
  readonly notFound?: ErrorCode;
  readonly read: (payload: unknown) => T | Promise<T>;
}

/** What the outside world gives; replaced in tests. */
export interface HttpPlatform {
  readonly fetch: typeof globalThis.fetch;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason when it aborts. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'bad-input',
  401: 'forbidden',
  403: 'forbidden',
  // No proxy of this kind is mounted there.
  405: 'config',
  408: 'timeout',
  413: 'too-large',
  415: 'bad-image',
  422: 'bad-input',
  429: 'rate-limited',
  504: 'timeout',
};

/** Our own proxy names its refusals; for everything else the status decides, never the message. */
function codeOf(response: Response, call: Call<unknown>): ErrorCode {
  const named = errorCodes.find((code) => code === response.headers.get('x-ninepic-error'));
  if (named) return named === 'not-found' && call.notFound ? call.notFound : named;
  if (response.status === 404) return call.notFound ?? 'not-found';
  return BY_STATUS[response.status] ?? 'upstream';
}

/** Lets go of a body that nobody reads. One that broke on its way rejects, and that is no error of the host's page. */
function discard(response: Response): void {
  response.body?.cancel().catch(() => undefined);
}

/** @throws NinepicError `too-large` past {@link MAX_BODY} */
async function readText(response: Response, operation: string): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > MAX_BODY) {
      reader.cancel().catch(() => undefined);
      throw new NinepicError('too-large', `${operation}: the answer is larger than ${MAX_BODY} bytes`, {
        operation,
      });
    }
    text += decoder.decode(value, { stream: true });
  }
}

async function readAnswer<T>(response: Response, call: Call<T>, now: number): Promise<T> {
  const { operation } = call;
  const { status } = response;
  // A GET that ended at another origin was not answered by the proxy that the host named (T1.1.8).
  if (response.url && new URL(response.url).origin !== new URL(call.url).origin) {
    discard(response);
    throw new NinepicError('bad-response', `${operation}: redirected to another origin`, {
      status,
      operation,
    });
  }
  if (!response.ok) {
    const wait = parseRetryAfter(response.headers.get('retry-after'), now);
    const details: ErrorDetails = {
      status,
      operation,
      fromUpstream: !response.headers.has('x-ninepic-error'),
    };
    if (wait !== undefined) details.retryAfter = wait / 1000;
    discard(response);
    throw new NinepicError(
      codeOf(response, call),
      `${operation}: ${status} from ${call.method} ${call.url}`,
      details,
    );
  }
  const text = await readText(response, operation);
  try {
    return await call.read(payloadOf(JSON.parse(text)));
  } catch (error) {
    if (isNinepicError(error) && error.code === 'offline') throw error;
    const why = error instanceof Error ? error.message : 'not JSON';
    throw new NinepicError('bad-response', `${operation}: ${why}`, { status, operation, cause: error });
  }
}

/** One attempt. A timer and the caller's signal share one controller, because `AbortSignal.any` is too new. */
async function attempt<T>(platform: HttpPlatform, call: Call<T>): Promise<T> {
  const controller = new AbortController();
  const abort = () => controller.abort(call.signal?.reason);
  call.signal?.throwIfAborted();
  call.signal?.addEventListener('abort', abort);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    controller.abort();
  }, call.timeout);
  try {
    const response = await platform.fetch(call.url, {
      method: call.method,
      signal: controller.signal,
      credentials: 'omit',
      referrerPolicy: 'strict-origin-when-cross-origin',
      // A 307 would carry the selfie to another host.
      redirect: call.method === 'POST' ? 'error' : 'follow',
      ...(call.personal ? { cache: 'no-store' } : {}),
      ...(call.headers ? { headers: call.headers } : {}),
      ...(call.body === undefined ? {} : { body: call.body }),
    });
    return await readAnswer(response, call, platform.now());
  } catch (error) {
    if (isNinepicError(error)) throw error;
    const { operation } = call;
    if (late)
      throw new NinepicError('timeout', `${operation}: no answer in ${call.timeout} ms`, { operation });
    // The caller's wish, whatever the platform made of it. An abort that nobody here asked for is a lost request.
    call.signal?.throwIfAborted();
    throw new NinepicError('offline', `${operation}: could not reach ${call.url}`, {
      operation,
      cause: error,
    });
  } finally {
    clearTimeout(timer);
    call.signal?.removeEventListener('abort', abort);
  }
}

/**
 * Sends a call until it is answered, refused for good, or the waiting is no longer worth it.
 *
 * @throws NinepicError whatever goes wrong
 * @throws DOMException `AbortError` when `call.signal` aborts; that is no failure
 */
export async function send<T>(platform: HttpPlatform, call: Call<T>): Promise<T> {
  const { operation } = call;
  // `onLine === true` is not trusted, `false` is: nothing is sent and nothing can be billed (R2.5.4).
  if (globalThis.navigator?.onLine === false)
    throw new NinepicError('offline', `${operation}: the device is offline`, { operation, unsent: true });
  let waited = 0;
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt(platform, call);
    } catch (error) {
      if (!isNinepicError(error)) throw error;
      const delay = call.once ? undefined : retryDelay(error, tries, call.paid ?? false, platform.random());
      if (delay !== undefined && waited + delay <= WAIT_BUDGET) {
        waited += delay;
        await platform.sleep(delay, call.signal);
        continue;
      }
      if (error.code !== 'offline') throw error;
      const code = await whyUnreachable(call.probe, platform.fetch);
      call.signal?.throwIfAborted();
      throw code === 'offline'
        ? error
        : new NinepicError(code, `${operation}: the page may not talk to ${call.url}`, { operation });
    }
  }
}
