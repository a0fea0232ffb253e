/** Tells a wrong key from a feature that is off: 9Pic says 403 to both (behaviour.md T1.1.6). */
import { isNinepicError } from '../api/errors.js';
import type { ProxyConfig } from './options.js';
import { createUpstream } from './upstream.js';

function verdict(event: string, status: number): string {
  switch (status) {
    case 200:
      return `event ${event}: fine`;
    case 403:
      return `event ${event}: 9Pic says 403: the key is wrong or inactive, or the event is not this organisation's`;
    case 404:
      return `event ${event}: 9Pic does not know this event`;
    case 429:
      return `event ${event}: 9Pic says 429: too many calls, try again in a minute`;
    default:
      return `event ${event}: 9Pic answered ${status}`;
  }
}

/**
 * Pings every event once. Nothing is billed.
 *
 * @returns a line for each event, and whether all of them are fine
 */
export async function checkUpstream(config: ProxyConfig): Promise<{ lines: string[]; ok: boolean }> {
  const upstream = createUpstream({ ...config, log: () => undefined });
  const results = await Promise.all(
    [...config.events].map(async (event_id) => {
      try {
        const { status } = await upstream({ route: 'ping', params: { event_id } });
        return { line: verdict(event_id, status), ok: status === 200 };
      } catch (error) {
        const line = `event ${event_id}: ${isNinepicError(error) ? error.message : 'the check failed'}`;
        return { line, ok: false };
      }
    }),
  );
  return { lines: results.map(({ line }) => line), ok: results.every(({ ok }) => ok) };
}
