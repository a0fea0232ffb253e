/**
 * Asks for a selfie's photos once (behaviour.md R2.1). The id is minted here and sent with the picture, because an id
 * that the server made is lost with a lost answer, and every new id is a new bill. A lost answer is looked for by free
 * GETs before the same id is sent once more; after that a person decides.
 */
import type { NinepicClient } from '../api/client.js';
import { NinepicError, isAmbiguous, isNinepicError } from '../api/errors.js';
import { isRequestId } from '../api/grammar.js';
import type { FaceResult } from '../api/payloads.js';
import { PAGE_SIZE } from './reads.js';

/** What the visitor consented to; see the event `ninepic-consent`. */
export interface Consent {
  /** Which text it was; sent to the proxy with the picture. */
  readonly version: string;
  /** SHA-256 of the text that was visible, in hex. */
  readonly textHash: string;
  /** ISO 8601. */
  readonly at: string;
}

/** One visitor's wish to be found in one picture; however often it is sent, it is one search. */
export interface Intent {
  readonly id: string;
  readonly picture: Blob;
  readonly consent: Consent;
}

/** Milliseconds before each look for a lost answer: the server may still be at work. */
const CONFIRM_AFTER = [2000, 4000, 8000] as const;
/** The same after the picture was sent again: with those before it, four looks for one gesture (R2.2.2). */
const CONFIRM_AGAIN_AFTER = [8000] as const;
/** Milliseconds that one look waits at most because the server asks for it. */
const LONGEST_WAIT = 8000;
/** The same after a reload: the answer may have been lost some time ago, or the server may still be at work. */
const RECOVER_AFTER = [0, 8000] as const;
/** How often one gesture may send the picture. */
const MOST_POSTS = 2;

/** A UUID v4. `randomUUID` is missing on pages without TLS; `Math.random` would be guessable. */
export function mintRequestId(): string {
  const { crypto } = globalThis;
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** 9Pic itself, not our proxy, will not have the id that we made. */
const refusesMintedId = (error: NinepicError): boolean =>
  error.fromUpstream && (error.status === 400 || error.status === 404 || error.status === 422);

/**
 * What became of a search: `absent` when the server does not know its id, `lost` when that was not the server's id,
 * `unknown` when it could not be asked.
 */
type Found = FaceResult | 'absent' | 'lost' | 'unknown';

export class SelfieSearch {
  private readonly client: NinepicClient;
  private readonly eventId: string;
  /** False once the server has shown that ids are its own: then a lost answer cannot be asked for. */
  private minting = true;

  constructor(client: NinepicClient, eventId: string) {
    this.client = client;
    this.eventId = eventId;
  }

  /**
   * Billable.
   *
   * @param onConfirming told when an answer was lost and is looked for
   * @throws NinepicError `unconfirmed` when nobody can tell whether the search was made, with the cause
   *   `request-unknown` where trying again may be another search; else what the server said
   */
  async run(intent: Intent, onConfirming: () => void): Promise<FaceResult> {
    for (let posts = 1; ; posts += 1) {
      try {
        return await this.post(intent);
      } catch (error) {
        if (!isNinepicError(error) || !isAmbiguous(error)) throw error;
        onConfirming();
        const waits = posts < MOST_POSTS ? CONFIRM_AFTER : CONFIRM_AGAIN_AFTER;
        const found = this.minting ? await this.confirm(intent.id, waits) : 'lost';
        if (typeof found === 'object') return found;
        // Only an id that the server says it does not have may be sent again.
        if (found !== 'absent' || posts >= MOST_POSTS) throw unconfirmed(error, found === 'lost');
      }
    }
  }

  /**
   * Looks for the result of an id that was sent before the page was loaded anew; free.
   *
   * @returns the result; `unknown` when the server could not be asked, else why there is none
   */
  recover(id: string): Promise<Found> {
    return this.confirm(id, RECOVER_AFTER);
  }

  private async confirm(id: string, waits: readonly number[]): Promise<Found> {
    let last: 'absent' | 'unknown' = 'unknown';
    let least = 0;
    for (const wait of waits) {
      if (least > LONGEST_WAIT) break;
      await this.client.sleep(Math.max(wait, least));
      try {
        return await this.client.faces(this.eventId, id, { pageSize: PAGE_SIZE, once: true });
      } catch (error) {
        if (!isNinepicError(error)) throw error;
        const isUnknown = error.code === 'request-unknown';
        // Our proxy keeps our id from 9Pic, and has lost 9Pic's own: together with the answer, or because it was started anew.
        if (error.code === 'unconfirmed' || (isUnknown && !error.fromUpstream)) return 'lost';
        last = isUnknown ? 'absent' : 'unknown';
        least = (error.retryAfter ?? 0) * 1000;
      }
    }
    return last;
  }

  private async post(intent: Intent): Promise<FaceResult> {
    const start = {
      file: intent.picture,
      idempotencyKey: intent.id,
      consentVersion: intent.consent.version,
      pageSize: PAGE_SIZE,
    };
    if (!this.minting) return this.client.startFaces(this.eventId, start);
    try {
      const result = await this.client.startFaces(this.eventId, { ...start, requestId: intent.id });
      // The server's id wins. Another one than ours means that it makes its own.
      if (isRequestId(result.requestId) && result.requestId !== intent.id) this.minting = false;
      return result;
    } catch (error) {
      if (!isNinepicError(error) || !refusesMintedId(error)) throw error;
      // Before the answer that is to come: if it is lost, there is no id to ask for.
      this.minting = false;
    }
    try {
      // Refused before any work, so this is still the first search.
      return await this.client.startFaces(this.eventId, start);
    } catch (error) {
      // Nothing was searched this time either: it may have been the picture, not the id.
      this.minting = isNinepicError(error) && !isAmbiguous(error);
      throw error;
    }
  }
}

/** @param hasLostId the id was the server's: whoever tries again may search anew, and is told so */
const unconfirmed = (error: NinepicError, hasLostId: boolean): NinepicError =>
  new NinepicError('unconfirmed', `The answer to a selfie search was lost: ${error.message}`, {
    operation: 'startFaces',
    ...(error.status === undefined ? {} : { status: error.status }),
    cause: hasLostId
      ? new NinepicError('request-unknown', 'The id was the server’s, and was lost too.', { cause: error })
      : error,
  });
