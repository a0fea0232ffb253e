/** `/details`: what 9Pic knows of the event, with the proxy's own switches folded in (design.md section 5). */
import { envelope, refusal } from './answer.js';
import type { ProxyConfig } from './options.js';

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The payload of a body in either generation: enveloped, or flat (9pic-api.md section 13).
 *
 * @throws NinepicError 502 when there is none
 */
export function payload(json: unknown): JsonObject {
  const data = isObject(json) && 'responseType' in json ? json.data : json;
  if (!isObject(data)) throw refusal(502, 'bad-response', 'The answer of 9Pic has no data.');
  return data;
}

/** 9Pic's flags that each switch of ours turns off; the other switches have none. */
export const flagsOf = {
  bib: ['bib_search'],
  selfie: ['selfie_search'],
  clip: ['video_search', 'video_selfie_search'],
  timeline: ['timeline_search'],
} as const;

/** The flags of an event after the organiser's switches: what is off here is off for the widget. */
export function foldSwitches(details: JsonObject, config: ProxyConfig): JsonObject {
  const { routes, originalsBy, relaySecret, requireConsent } = config;
  const off = Object.entries(flagsOf).filter(([name]) => !routes[name as keyof typeof flagsOf]);
  return {
    ...details,
    ...Object.fromEntries(off.flatMap(([, flags]) => flags.map((flag) => [flag, false]))),
    proxy: {
      gallery: routes.gallery,
      originals: routes.originals,
      relay: routes.originals && relaySecret !== undefined,
      originalsBy,
      requireConsent,
    },
  };
}

/** The answer's body, always enveloped. */
export const detailsBody = (json: unknown, config: ProxyConfig): string =>
  envelope('success', 'Event details', foldSwitches(payload(json), config));
