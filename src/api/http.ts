/**
 * One request: timeout, abort, retries. What is needed only when it has come back, well or badly, is loaded beside it:
 * see `reading.ts`.
 */
import { NinepicError, isNinepicError } from './errors.js';
import type { ErrorCode } from './errors.js';
import { loadReading } from './load-reading.js';
import type { Shapes } from './load-reading.js';

/** One call of the client. */
export interface Call<T> {
  /** The client method, for errors. */
  readonly operation: string;
  readonly url: string;
  readonly method: 'GET' | 'POST';
  /** Encoded once by the caller: a retry sends the same bytes. */
  readonly body?: BodyInit | undefined;
  readonly headers?: Record<string, string>;
  /** Milliseconds for one attempt, body included. */
  readonly timeout: number;
  /** Each sending may be billed: never repeated, except after a 429. */
  readonly paid?: boolean;
  /** Never repeated here: the caller has a rhythm of its own. */
  readonly once?: boolean | undefined;
  /** What holds somebody's search is `no-store`: never taken from or left in the browser's cache. */
  readonly cache: RequestCache;
  readonly signal?: AbortSignal | undefined;
  /** A free URL of the proxy, to tell a blocked proxy from no network. */
  readonly probe: string;
  /** What a 404 means for this call; default `not-found`. */
  readonly notFound?: ErrorCode | undefined;
  readonly read: (payload: unknown, shapes: Shapes) => T;
}

/** What the outside world gives; replaced in tests. */
export interface HttpPlatform {
  /** As the platform's. */
  readonly fetch: typeof globalThis.fetch;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason when it aborts. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
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
      cache: call.cache,
      headers: call.headers ?? {},
      body: call.body ?? null,
    });
    const { readAnswer } = await loadReading();
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
  const loading = loadReading();
  // What is paid for must not be lost because it cannot be read.
  if (call.paid) await loading;
  else loading.catch(() => undefined);
  let waited = 0;
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt(platform, call);
    } catch (error) {
      if (!isNinepicError(error)) throw error;
      const reading = await loadReading().catch(() => undefined);
      // Neither the proxy nor a file of ours can be reached: the network is gone, and a person decides.
      if (!reading) throw error;
      const { WAIT_BUDGET, retryDelay, whyUnreachable } = reading;
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
