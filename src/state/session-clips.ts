/** The clips of a session. What orders and watches them is loaded when there is a selfie search to make them from. */
import type { NinepicClient } from '../api/client.js';
import { isNinepicError } from '../api/errors.js';
import type { ClipFlow } from './clip-flow.js';
import { featuresOf } from './features.js';
import { Later } from './later.js';
import { PendingSearch } from './pending-search.js';
import type { ClipState } from './search-state.js';
import type { SessionState } from './session-state.js';

/** What is needed of the session. */
export interface ClipPort {
  state(): SessionState;
  set(clip: ClipState): void;
  /** Settles when it is known what the event offers. */
  known(): Promise<void> | undefined;
}

/** The id that clips can be made from: of the selfie search that was found, or that the address names. */
export function selfieIdOf({ sets, search }: SessionState): string | null {
  if (sets.selfie?.query.by === 'selfie') return sets.selfie.query.requestId;
  if (search.status !== 'failed' || search.query.by !== 'selfie') return null;
  // The photos could not be read, or are switched off; that says nothing about the clips.
  const { code, operation } = search.error;
  const isNamed = operation === 'faces' ? code !== 'request-unknown' : code === 'feature-off';
  return isNamed && search.query.requestId !== '' ? search.query.requestId : null;
}

export class SessionClips {
  private readonly pending: PendingSearch;
  private readonly port: ClipPort;
  private readonly flow: Later<ClipFlow>;
  private ordering: Promise<void> | undefined;
  private paused = false;
  private tried = false;

  constructor(client: NinepicClient, eventId: string, group: string | null, port: ClipPort) {
    this.pending = new PendingSearch(eventId, group, 'clip');
    this.port = port;
    this.flow = new Later(async () => {
      const { createClipFlow } = await import('./clip-flow.js');
      return createClipFlow(client, eventId, this.pending, port);
    });
  }

  /** From the click to the answer. */
  get isOrdering(): boolean {
    return this.ordering !== undefined;
  }

  /** Billable. Clicks while an order is under way join it; what 9Pic has already is looked at instead. */
  order(): Promise<void> {
    if (this.ordering) return this.ordering;
    const ordering = this.start().finally(() => {
      if (this.ordering === ordering) this.ordering = undefined;
    });
    this.ordering = ordering;
    return ordering;
  }

  /** Goes on looking at an order that 9Pic has, with a fresh budget; never orders. */
  retry(): void {
    this.flow.now?.retry();
  }

  /** Finds out, once, whether clips were ordered on an earlier visit; a 404 means that none were. */
  find(): void {
    const state = this.port.state();
    const requestId = selfieIdOf(state);
    if (this.paused || state.clip.status !== 'none' || requestId === null) return;
    if (this.flow.now) this.flow.now.find();
    else if (!this.tried) {
      this.tried = true;
      // Known before the code is here, so that no button flashes up where there are clips.
      if (state.sets.selfie?.restored !== false || this.pending.read() === requestId)
        this.port.set({ status: 'none', looking: true });
      void this.firstLook();
    }
  }

  private async firstLook(): Promise<void> {
    try {
      const flow = await this.flow.get();
      if (this.paused) flow.pause();
    } catch {
      // The click that orders loads it again, and says what is wrong.
    }
    const { clip } = this.port.state();
    if (clip.status === 'none' && clip.looking) this.port.set({ status: 'none' });
    this.find();
  }

  /** Another selfie was searched: clips of the one before are no longer shown. */
  adopt(requestId: string): void {
    const isOther = this.flow.now?.isAboutOther(requestId) === true;
    if (isOther) this.port.set(this.forget());
  }

  /** @returns what is left */
  forget(): ClipState {
    this.flow.now?.forget();
    this.ordering = undefined;
    this.pending.clear();
    return { status: featuresOf(this.port.state().event).clip ? 'none' : 'off' };
  }

  /** Nobody is there to be told: reads stop. An order that is under way is paid for and goes on. */
  pause(): void {
    this.paused = true;
    this.flow.now?.pause();
  }

  resume(): void {
    this.paused = false;
    this.tried = false;
    this.flow.now?.resume();
  }

  private async start(): Promise<void> {
    try {
      const flow = await this.flow.get();
      if (this.paused) flow.pause();
      await flow.order();
    } catch (error) {
      if (!isNinepicError(error)) throw error;
      this.port.set({ status: 'failed', error, ordered: false });
    }
  }
}
