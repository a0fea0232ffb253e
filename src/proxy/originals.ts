/** Originals: the request is read with a bound, checked and built anew (9pic-api.md section 11). */
import { isRequestId, normalizeBib } from '../api/grammar.js';
import { type Answer, refusal } from './answer.js';
import { readRequestBytes } from './bytes.js';
import type { Call, Services } from './call.js';
import { isObject } from './event-details.js';
import { assertMediaType } from './guard.js';
import type { OriginalsBy, ProxyConfig } from './options.js';
import { passOn } from './pass-on.js';
import { withRelay } from './relay-links.js';
import type { Tickets } from './ticket.js';

/** Bytes of a request, image ids in one, and what an image id may look like. */
export const MAX_BODY = 4096;
export const MAX_IMAGES = 60;
export const IMAGE_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** What 9Pic calls the ways to name photos, and the option that allows each. */
export const METHODS: Readonly<Record<string, OriginalsBy>> = {
  bib: 'bib',
  selfie: 'selfie',
  image_id: 'image',
  image_ids: 'image',
};

/** A checked request; `bib` is set when it names photos by bib. */
export interface OriginalsRequest {
  readonly body: string;
  readonly bib: string | undefined;
}

const isImageId = (value: unknown): value is string => typeof value === 'string' && IMAGE_ID.test(value);

function readIdentifier(method: string, value: unknown): string | string[] | undefined {
  if (method === 'bib') return typeof value === 'string' ? normalizeBib(value) : undefined;
  if (method === 'selfie') return typeof value === 'string' && isRequestId(value) ? value : undefined;
  if (method === 'image_id') return isImageId(value) ? value : undefined;
  return Array.isArray(value) && value.length > 0 && value.length <= MAX_IMAGES && value.every(isImageId)
    ? value
    : undefined;
}

/** @throws NinepicError 400 or 413 for a body that is not as documented, 403 for a method that is switched off */
async function readOriginalsRequest(request: Request, config: ProxyConfig): Promise<OriginalsRequest> {
  const bytes = await readRequestBytes(request, MAX_BODY);
  if (bytes === undefined) throw refusal(413, 'too-large', 'The body is larger than 4 kB.');
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw refusal(400, 'bad-input', 'The body is not JSON.');
  }
  const method = isObject(json) && typeof json.method === 'string' ? json.method : '';
  if (!isObject(json) || !Object.hasOwn(METHODS, method))
    throw refusal(400, 'bad-input', `method must be one of ${Object.keys(METHODS).join(', ')}.`);
  if (!config.originalsBy.includes(METHODS[method] ?? 'image'))
    throw refusal(403, 'feature-off', 'Originals are not given out by this method.');
  const identifier = readIdentifier(method, json.identifier);
  if (identifier === undefined) throw refusal(400, 'bad-input', 'identifier is not valid.');
  return {
    body: JSON.stringify({ method, identifier }),
    bib: method === 'bib' && typeof identifier === 'string' ? identifier : undefined,
  };
}

/**
 * Links to originals. They are made at click time and hold for about an hour, so nobody may keep them.
 *
 * @param tickets of the relay; `undefined` where it is off
 */
export function createOriginals(
  { config, upstream, limits, hooks }: Services,
  tickets: Tickets | undefined,
): (call: Call) => Promise<Answer> {
  return async ({ name, params, query, request, address }) => {
    await limits.originals(address);
    assertMediaType(request, 'application/json');
    const { body, bib } = await readOriginalsRequest(request, config);
    if (bib !== undefined) {
      // Otherwise the originals would be a second, uncounted door to the bibs.
      await limits.bib(address, params.event_id ?? '', bib);
      await hooks.access(bib, request);
    }
    const answer = await upstream({ route: name, params, query, body });
    return passOn(answer, 'none', await withRelay(answer, params.event_id ?? '', config, tickets));
  };
}
