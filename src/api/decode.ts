/**
 * One reading of 9Pic's bodies. The documentation has enveloped and bare bodies, and older answers misspell three image
 * fields (9pic-api.md section 13; behaviour.md F7).
 */
import { NinepicError } from './errors.js';

type Json = Record<string, unknown>;

export const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The payload of a successful answer. An envelope is known by `responseType` and `data`, never by `message`: a bare
 * download body has a `message` of its own.
 *
 * @throws NinepicError `bad-response` when there is no payload, or the envelope says `error` in spite of its 2xx
 */
export function payloadOf(body: unknown): Json {
  if (!isRecord(body)) throw new NinepicError('bad-response', 'The answer is not a JSON object.');
  if (body['responseType'] === 'error')
    throw new NinepicError('bad-response', 'The answer says "error" with a 2xx status.');
  if (typeof body['responseType'] !== 'string' || !Object.hasOwn(body, 'data')) return body;
  if (!isRecord(body['data'])) throw new NinepicError('bad-response', 'The answer has no data.');
  return body['data'];
}

const SPELLINGS = [
  ['width', 'widht'],
  ['thumbnail_url', 'thumbanail_url'],
  ['original_url', 'orginal_url'],
] as const;

/** An image item with the names of today; where both spellings are there, the right one wins. */
export function respell(item: unknown): unknown {
  if (!isRecord(item)) return item;
  const result: Json = { ...item };
  for (const [right, wrong] of SPELLINGS) result[right] ??= item[wrong];
  return result;
}
