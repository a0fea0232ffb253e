/** What the proxy says: one envelope, one set of headers (behaviour.md T1.4.4, T1.5, T1.7, T1.8.1, T1.17.2). */
import { NinepicError } from '../api/errors.js';
import type { Route } from '../api/routes.js';

/** An answer before the headers that every answer has. */
export interface Answer {
  readonly status: number;
  /** JSON text, a stream of a relayed file, or nothing. */
  readonly body: string | ReadableStream<Uint8Array> | null;
  /** Who may keep it; errors and everything of a person: nobody. */
  readonly cache: Route['cache'];
  /** The status that 9Pic gave, when this is its answer. */
  readonly upstream?: number;
  /** A 200 of 9Pic without a result: passed on as it is, and neither kept nor answered again. */
  readonly empty?: boolean;
  /** The code of our own refusal. */
  readonly code?: NinepicError['code'];
  readonly headers?: Readonly<Record<string, string>>;
}

/** What of an answer depends on who asked. */
export interface AnswerContext {
  /** The origin that may read the answer, when one was sent and is allowed. */
  readonly allowOrigin: string | undefined;
  /** Whether the proxy serves sites other than its own. */
  readonly crossOrigin: boolean;
}

/** For everything of a person, every error and every POST. */
export const NO_STORE = {
  'cache-control': 'private, no-store',
  'cdn-cache-control': 'no-store',
  'surrogate-control': 'no-store',
};
/** Who may keep a good answer. */
export const CACHE: Record<Route['cache'], Readonly<Record<string, string>>> = {
  shared: { 'cache-control': 'public, max-age=60, stale-while-revalidate=300' },
  private: {
    'cache-control': 'private, max-age=60',
    'cdn-cache-control': 'no-store',
    'surrogate-control': 'no-store',
  },
  none: NO_STORE,
};

/** What every answer has, errors and preflights included. */
export const ALWAYS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'referrer-policy': 'no-referrer',
  vary: 'Origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex',
} as const;
/** What another site's page may read. */
export const EXPOSED = 'Retry-After, X-NinePic-Error, X-NinePic-Upstream';

/** The three keys of 9Pic's own envelope (9pic-api.md 1.2), so that a client needs one parser. */
export function envelope(responseType: 'success' | 'error', message: string, data: unknown): string {
  return JSON.stringify({ responseType, message, data });
}

/** A refusal to be thrown anywhere below the handler. `message` is for developers and never holds what was sent. */
export function refusal(
  status: number,
  code: NinepicError['code'],
  message: string,
  retryAfter?: number,
): NinepicError {
  return new NinepicError(code, message, retryAfter === undefined ? { status } : { status, retryAfter });
}

/** A refusal as an answer of the proxy's own. */
export function refusalAnswer(error: NinepicError): Answer {
  return {
    status: error.status ?? 500,
    body: envelope('error', error.message, null),
    cache: 'none',
    code: error.code,
    ...(error.retryAfter === undefined
      ? {}
      : { headers: { 'retry-after': String(Math.max(1, Math.ceil(error.retryAfter))) } }),
  };
}

/** What the answers that were made here were made of. */
const texts = new WeakMap<Response, string>();

/**
 * The text of an answer that `toResponse` made. Node writes it as it is: to read a page of photos back out of the body's
 * stream takes about 40 µs of the processor's time.
 */
export const textOf = (response: Response): string | undefined => texts.get(response);

/** Adds the headers that every answer has, errors and preflights included. */
export function toResponse(answer: Answer, context: AnswerContext): Response {
  const headers = new Headers({
    ...ALWAYS,
    'cross-origin-resource-policy': context.crossOrigin ? 'cross-origin' : 'same-site',
    ...(answer.status >= 200 && answer.status < 300 ? CACHE[answer.cache] : NO_STORE),
  });
  if (answer.body !== null) headers.set('content-type', 'application/json; charset=utf-8');
  if (context.allowOrigin !== undefined) {
    headers.set('access-control-allow-origin', context.allowOrigin);
    headers.set('access-control-expose-headers', EXPOSED);
  }
  if (answer.code !== undefined) headers.set('x-ninepic-error', answer.code);
  if (answer.upstream !== undefined) headers.set('x-ninepic-upstream', String(answer.upstream));
  for (const [name, value] of Object.entries(answer.headers ?? {})) headers.set(name, value);
  const response = new Response(answer.body, { status: answer.status, headers });
  if (typeof answer.body === 'string') texts.set(response, answer.body);
  return response;
}
