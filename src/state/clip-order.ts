/**
 * Orders clips once (behaviour.md R2.1): no picture, only the id of a selfie search that was made before. A lost answer
 * is looked for by free GETs before the same id is sent once more; after that a person decides.
 */
import type { NinepicClient } from '../api/client.js';
import { NinepicError, isAmbiguous, isNinepicError } from '../api/errors.js';
import type { Clips } from '../api/payloads.js';
import { pollStamp } from './clip-watch.js';

/** What the server knows of an order; `absent` when it has none, `unknown` when it could not be asked. */
export type Found = Clips | 'absent' | 'unknown';

/** Milliseconds before each look for a lost answer: the server may still be at work. */
const CONFIRM_AFTER = [2000, 4000, 8000] as const;
/** The same after the order was sent again: with those before it, four looks for one gesture (R2.2.2). */
const CONFIRM_AGAIN_AFTER = [8000] as const;
/** The same for an order of an earlier visit. */
const FIND_AFTER = [0, 2000, 4000] as const;
/** How often one gesture may send the order. */
const MOST_POSTS = 2;

export class ClipOrder {
  private readonly client: NinepicClient;
  private readonly eventId: string;

  constructor(client: NinepicClient, eventId: string) {
    this.client = client;
    this.eventId = eventId;
  }

  /**
   * Billable.
   *
   * @param onConfirming told when an answer was lost and is looked for
   * @throws NinepicError `unconfirmed` when nobody can tell whether the order was taken; else what the server said
   */
  async run(requestId: string, onConfirming: () => void): Promise<Clips> {
    for (let posts = 1; ; posts += 1) {
      try {
        return await this.client.startClips(this.eventId, requestId);
      } catch (error) {
        if (!isNinepicError(error) || !isAmbiguous(error)) throw error;
        onConfirming();
        const waits = posts < MOST_POSTS ? CONFIRM_AFTER : CONFIRM_AGAIN_AFTER;
        const found = await this.ask(requestId, waits, { isFinal: false });
        if (typeof found === 'object') return found;
        if (found === 'unknown' || posts >= MOST_POSTS) throw unconfirmed(error);
      }
    }
  }

  /** Looks for an order of an earlier visit; free. */
  find(requestId: string, signal: AbortSignal): Promise<Found> {
    return this.ask(requestId, FIND_AFTER, { isFinal: true, signal });
  }

  /** Looks once for an order of which nobody knows whether it was taken; free. */
  peek(requestId: string): Promise<Found> {
    return this.ask(requestId, [0], { isFinal: true });
  }

  /** @param options `isFinal`: a 404 is believed at once; after an order the server may need a moment */
  private async ask(
    requestId: string,
    waits: readonly number[],
    { isFinal, signal }: { isFinal: boolean; signal?: AbortSignal },
  ): Promise<Found> {
    const { now, sleep } = this.client.platform;
    let last: 'absent' | 'unknown' = 'unknown';
    for (const wait of waits) {
      await sleep(wait, signal);
      try {
        return await this.client.clips(this.eventId, requestId, pollStamp(now()), signal);
      } catch (error) {
        if (!isNinepicError(error)) throw error;
        last = error.code === 'request-unknown' ? 'absent' : 'unknown';
        if (isFinal && last === 'absent') break;
      }
    }
    return last;
  }
}

const unconfirmed = (cause: NinepicError): NinepicError =>
  new NinepicError('unconfirmed', `The answer to an order of clips was lost: ${cause.message}`, {
    operation: 'startClips',
    ...(cause.status === undefined ? {} : { status: cause.status }),
    cause,
  });
