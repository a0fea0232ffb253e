/** An answer of 9Pic as ours: its status and its envelope, and none of its headers but `Retry-After` (T1.1.7). */
import type { Route } from '../api/routes.js';
import { type Answer, envelope } from './answer.js';
import type { UpstreamAnswer } from './upstream.js';

/** @param body instead of the body as it came; not used for an error, which keeps its three keys only */
export function passOn(answer: UpstreamAnswer, cache: Route['cache'], body = answer.text): Answer {
  const { status, json, retryAfter } = answer;
  const message =
    typeof json === 'object' && json !== null && 'message' in json && typeof json.message === 'string'
      ? json.message
      : `9Pic answered ${status}.`;
  return {
    status,
    body: status === 200 ? body : envelope('error', message, null),
    cache: status === 200 ? cache : 'none',
    upstream: status,
    ...(retryAfter === undefined ? {} : { headers: { 'retry-after': retryAfter } }),
  };
}
