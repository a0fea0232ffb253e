/** An answer of 9Pic as ours: its status and its envelope, and none of its headers but `Retry-After` (T1.1.7). */
import type { Route } from '../api/routes.js';
import { type Answer, envelope } from './answer.js';
import { isObject } from './event-details.js';
import type { UpstreamAnswer } from './upstream.js';

/** Whether a good status came with a result; some servers say no with 200 (9pic-api.md section 13). */
function hasResult(json: unknown): boolean {
  if (!isObject(json) || !('responseType' in json)) return isObject(json);
  return json.responseType !== 'error' && isObject(json.data);
}

/** @param body instead of the body as it came; not used for an error, which keeps its three keys only */
export function passOn(answer: UpstreamAnswer, cache: Route['cache'], body = answer.text): Answer {
  const { status, json, retryAfter } = answer;
  const message =
    typeof json === 'object' && json !== null && 'message' in json && typeof json.message === 'string'
      ? json.message
      : `9Pic answered ${status}.`;
  const empty = status === 200 && !hasResult(json);
  return {
    status,
    body: status === 200 ? body : envelope('error', message, null),
    cache: status === 200 && !empty ? cache : 'none',
    upstream: status,
    ...(empty ? { empty } : {}),
    ...(retryAfter === undefined ? {} : { headers: { 'retry-after': retryAfter } }),
  };
}
