/** Reads one answer: status and headers, bounded body, and a value or a {@link NinepicError}. */
import { payloadOf } from './decode.js';
import { NinepicError, errorCodes } from './errors.js';
import type { ErrorCode, ErrorDetails } from './errors.js';
import type { Call } from './http.js';
import * as shapes from './payloads.js';
import { parseRetryAfter } from './retry.js';

/** Largest body that is read, in bytes (behaviour.md T1.16.1). */
export const MAX_BODY = 5 * 1024 * 1024;

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

/**
 * @param now milliseconds since the epoch
 * @throws NinepicError for a refusal, and for what is no answer of ours
 */
export async function readAnswer<T>(response: Response, call: Call<T>, now: number): Promise<T> {
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
    return call.read(payloadOf(JSON.parse(text)), shapes);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'not JSON';
    throw new NinepicError('bad-response', `${operation}: ${why}`, { status, operation, cause: error });
  }
}
