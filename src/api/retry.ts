/** When a request is sent again, and after how long (behaviour.md R2.2). Arithmetic only. */
import type { NinepicError } from './errors.js';

/** Automatic waiting per call, in milliseconds; past it a person decides (R2.2.2). */
export const WAIT_BUDGET = 30_000;

const SHORTEST = 500;
/** Twenty-four days: what a server may ask for at most. A timer holds no longer wait, and would end it at once. */
const LONGEST = 24 * 24 * 3600 * 1000;

/**
 * The wait that a server asked for, read strictly: `Number('')` is 0 and `Date.parse('-5')` is a date, so a naive
 * reading loops hot (R2.2.1).
 *
 * @param value the `Retry-After` header: whole seconds, or an IMF-fixdate
 * @param now milliseconds since the epoch
 * @returns milliseconds, from 500 to twenty-four days; `undefined` for anything else
 */
export function parseRetryAfter(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  const text = value.trim();
  if (/^\d+$/.test(text)) return Math.min(LONGEST, Math.max(SHORTEST, Number(text) * 1000));
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.min(LONGEST, Math.max(SHORTEST, at - now));
}

/** How many more times a failure may be met by asking again. */
function retriesFor(error: NinepicError, paid: boolean): number {
  // A 429 was turned away before any work, so even a paid call may come back.
  if (error.status === 429) return paid ? 2 : 3;
  if (paid) return 0;
  if (error.status === 408 || error.status === 425) return 2;
  if (error.status !== undefined && error.status >= 500) return 3;
  if (error.code === 'bad-response') return 1;
  if (error.status === undefined && (error.code === 'offline' || error.code === 'timeout')) return 2;
  return 0;
}

/**
 * @param attempt how often the call has been sent, from 1
 * @param paid whether each new sending could be billed
 * @param random 0 to 1; jitter only ever adds to what the server asked for
 * @returns milliseconds to wait before the next attempt, or `undefined` to give up
 */
export function retryDelay(
  error: NinepicError,
  attempt: number,
  paid: boolean,
  random: number,
): number | undefined {
  if (attempt > retriesFor(error, paid)) return undefined;
  const base = (error.status === 429 ? 1000 : 500) * 2 ** (attempt - 1);
  if (error.retryAfter !== undefined) return error.retryAfter * 1000 * (1 + random * 0.2);
  // Full jitter for faults; a throttle keeps its floor.
  return error.status === 429 ? base * (1 + random * 0.5) : base * random;
}
