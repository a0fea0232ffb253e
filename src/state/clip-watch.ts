/**
 * Looks at a clip that was ordered until it is made (behaviour.md R2.6): from three seconds on, ever more seldom, with a
 * finite budget. It rests while the tab is hidden or the device is offline, and looks once on return.
 */
import type { NinepicClient } from '../api/client.js';
import { NinepicError, isNinepicError } from '../api/errors.js';
import type { Clips } from '../api/payloads.js';

/** Milliseconds between two polls: at first and at least, and at most unless the server asks for more. */
const SHORTEST = 3000;
const LONGEST = 30_000;
const GROWTH = 1.6;
/** Share of the gap by which it varies either way, so that a field of runners does not ask in step. */
const JITTER = 0.15;
const MOST_POLLS = 60;
/** Milliseconds in which the tab was seen. */
const MOST_TIME = 15 * 60_000;
/** What one wait counts at most: a device that slept for hours has not used the budget up. */
const LONGEST_ROUND = 60_000;
const MOST_ERRORS = 5;
/** For how long an order may be unknown to the server that took it, in milliseconds. */
const GRACE = 30_000;

let lastStamp = 0;

/** A number that no poll had before, on this page or before a reload of it. */
export function pollStamp(now: number): number {
  lastStamp = Math.max(lastStamp + 1, Math.trunc(now));
  return lastStamp;
}

/** Whether a 404 may still mean "not yet". */
export const isFresh = (orderedAt: number | null, now: number): boolean =>
  orderedAt !== null && now - orderedAt < GRACE;

/** The tab is seen, and the device does not say that it is offline. */
const isAwake = (): boolean =>
  globalThis.document?.visibilityState !== 'hidden' && globalThis.navigator?.onLine !== false;

export class ClipWatch {
  private readonly client: NinepicClient;
  private readonly eventId: string;
  private readonly requestId: string;
  private readonly orderedAt: number | null;
  private gap = SHORTEST;
  /** What the server asked for, if that is more than the gap. */
  private floor = SHORTEST;
  private last: number;
  private polls = 0;
  private spent = 0;
  private errors = 0;

  /** @param orderedAt milliseconds since the epoch; `null` when nobody here knows */
  constructor(client: NinepicClient, eventId: string, requestId: string, orderedAt: number | null) {
    this.client = client;
    this.eventId = eventId;
    this.requestId = requestId;
    this.orderedAt = orderedAt;
    this.last = client.platform.now();
  }

  /** A person wants to go on waiting. */
  renew(): void {
    Object.assign(this, { gap: SHORTEST, polls: 0, spent: 0, errors: 0 });
  }

  /**
   * Aborted and run again, it goes on where it was.
   *
   * @returns the first answer that is anything but `processing`
   * @throws NinepicError `timeout` when the budget is used up, `clip-failed` when the server no longer knows the order,
   *   else what was said five times in a row, or what cannot be helped by asking again
   */
  async run(signal: AbortSignal): Promise<Clips> {
    const { now } = this.client.platform;
    for (;;) {
      if (this.polls >= MOST_POLLS || this.spent >= MOST_TIME)
        throw new NinepicError('timeout', `clips: still processing after ${this.polls} polls`, {
          operation: 'clips',
        });
      await this.due(signal);
      this.polls += 1;
      try {
        const stamp = pollStamp(now());
        const answer = await this.client.clips(this.eventId, this.requestId, stamp, signal);
        if (answer.status !== 'processing') return answer;
        this.errors = 0;
        this.floor = SHORTEST;
      } catch (error) {
        this.endure(error);
      }
      this.last = now();
      this.gap = Math.min(LONGEST, this.gap * GROWTH);
    }
  }

  /** @throws whatever polling on cannot mend */
  private endure(error: unknown): void {
    // An abort passes here too.
    if (!isNinepicError(error)) throw error;
    if (error.code === 'request-unknown') {
      if (isFresh(this.orderedAt, this.client.platform.now())) return;
      const { status = 404 } = error;
      throw new NinepicError('clip-failed', 'clips: the order is unknown', { operation: 'clips', status });
    }
    if (!error.retryable) throw error;
    this.floor = Math.max(SHORTEST, (error.retryAfter ?? 0) * 1000);
    if (error.unsent) return;
    this.errors += 1;
    if (this.errors < MOST_ERRORS) return;
    throw error;
  }

  /** Resolves when it is time for the next poll. */
  private async due(signal: AbortSignal): Promise<void> {
    const swing = 1 + (this.client.platform.random() * 2 - 1) * JITTER;
    const gap = Math.min(LONGEST, Math.max(SHORTEST, this.gap * swing));
    let at = this.last + Math.max(gap, this.floor);
    // Whoever comes back is told at once; polls that were missed are not made up for.
    while (!(await this.rest(at, signal))) at = this.last + this.floor;
  }

  /** @returns false when the tab fell asleep or came back before the time */
  private async rest(at: number, signal: AbortSignal): Promise<boolean> {
    signal.throwIfAborted();
    const { now, sleep } = this.client.platform;
    const asleep = !isAwake();
    const begun = now();
    const nap = new AbortController();
    const end = () => nap.abort();
    const change = () => {
      if (isAwake() === asleep) end();
    };
    const options = { signal: nap.signal };
    const changed = new Promise<void>((resolve) => nap.signal.addEventListener('abort', () => resolve()));
    signal.addEventListener('abort', end, options);
    globalThis.document?.addEventListener('visibilitychange', change, options);
    for (const name of ['online', 'offline', 'pageshow'])
      globalThis.addEventListener?.(name, change, options);
    try {
      if (asleep) await changed;
      else await sleep(Math.max(0, at - begun), nap.signal);
      return !asleep && !nap.signal.aborted;
    } catch {
      return false;
    } finally {
      end();
      if (!asleep) this.spent += Math.min(LONGEST_ROUND, now() - begun);
      signal.throwIfAborted();
    }
  }
}
