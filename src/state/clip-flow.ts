/**
 * A session's clips: ordered once for a selfie search that was made before, then watched. What the visitor pays for is
 * the order; everything else here is free GETs.
 */
import type { NinepicClient } from '../api/client.js';
import { NinepicError, isAbort, isNinepicError } from '../api/errors.js';
import { isRequestId } from '../api/grammar.js';
import type { Clips } from '../api/payloads.js';
import { ClipOrder } from './clip-order.js';
import { ClipWatch, isFresh } from './clip-watch.js';
import { featuresOf } from './features.js';
import type { PendingSearch } from './pending-search.js';
import { selfieIdOf } from './session-clips.js';
import type { ClipPort } from './session-clips.js';

/** Words that mean a failure when no clip came with them; all others mean that nobody was found (9pic-api.md 10.2). */
const FAILURE = /^(?:fail|error)/i;

export class ClipFlow {
  private readonly client: NinepicClient;
  private readonly eventId: string;
  private readonly orders: ClipOrder;
  private readonly pending: PendingSearch;
  private readonly port: ClipPort;
  /** The selfie search that all of this is about. */
  private requestId: string | null = null;
  private looking: Promise<void> | undefined;
  /** When clips were ordered, in milliseconds since the epoch; `null` when nobody here knows. */
  private since: number | null = null;
  private watch: ClipWatch | undefined;
  private reading: AbortController | undefined;
  private paused = false;
  /** Counts what was forgotten: an answer from before is nobody's. */
  private epoch = 0;

  constructor(client: NinepicClient, eventId: string, pending: PendingSearch, port: ClipPort) {
    this.client = client;
    this.eventId = eventId;
    this.orders = new ClipOrder(client, eventId);
    this.pending = pending;
    this.port = port;
  }

  /** Goes on looking at an order that 9Pic has, with a fresh budget; never orders. */
  retry(): void {
    const { clip } = this.port.state();
    if (clip.status !== 'failed' || !clip.ordered || !this.watch) return;
    this.watch.renew();
    this.render();
    void this.poll();
  }

  /** Finds out, once, whether clips were ordered on an earlier visit; a 404 means that none were. */
  find(): void {
    const state = this.port.state();
    const requestId = selfieIdOf(state);
    if (requestId === null || requestId === this.requestId || state.clip.status !== 'none' || this.paused)
      return;
    this.requestId = requestId;
    const { entry } = this.pending;
    this.since = entry?.id === requestId ? entry.at : null;
    // Nobody can have ordered clips of a search that was only just made.
    if (this.since === null && state.sets.selfie?.restored === false) return;
    this.port.set({ status: 'none', looking: true });
    this.looking = this.look(requestId, this.since);
  }

  /** Whether what is shown belongs to another selfie search. */
  isAboutOther(requestId: string): boolean {
    if (this.requestId === requestId) return false;
    return this.requestId !== null || this.port.state().clip.status === 'failed';
  }

  /** What comes of anything under way is nobody's. */
  forget(): void {
    this.epoch += 1;
    this.stop();
    this.watch = undefined;
    this.requestId = null;
    this.since = null;
  }

  /** Nobody is there to be told: reads stop. An order that is under way is paid for and goes on. */
  pause(): void {
    this.paused = true;
    this.stop();
  }

  resume(): void {
    this.paused = false;
    void this.poll();
  }

  private stop(): void {
    this.reading?.abort();
    this.reading = undefined;
    this.looking = undefined;
  }

  /** Billable; what 9Pic has already is looked at instead. */
  async order(): Promise<void> {
    await this.looking;
    const state = this.port.state();
    const requestId = selfieIdOf(state);
    const { clip } = state;
    if (!featuresOf(state.event).clip) this.refuse('feature-off', 'switched off for this event.');
    else if (requestId === null) this.refuse('bad-input', 'a selfie search has to come first.');
    else if (clip.status === 'failed' && clip.ordered) this.retry();
    else if (clip.status === 'none' || clip.status === 'failed') {
      this.requestId = requestId;
      await this.send(requestId, clip.status === 'failed' && clip.error.code === 'unconfirmed');
    }
  }

  /** @param isDoubtful the order may be there from the time before */
  private async send(requestId: string, isDoubtful: boolean): Promise<void> {
    const { epoch } = this;
    const since = (this.since = this.client.platform.now());
    const tell = (phase: 'ordering' | 'confirming') => {
      if (epoch === this.epoch) this.port.set({ status: 'rendering', requestId, phase, since });
    };
    this.pending.write(requestId);
    tell(isDoubtful ? 'confirming' : 'ordering');
    try {
      const known = isDoubtful ? await this.orders.peek(requestId) : 'absent';
      const answer =
        typeof known === 'object' ? known : await this.orders.run(requestId, () => tell('confirming'));
      if (epoch === this.epoch) this.receive(requestId, answer);
    } catch (error) {
      if (!isNinepicError(error)) throw error;
      if (epoch !== this.epoch) return;
      if (error.code !== 'unconfirmed') this.pending.clear();
      this.port.set({ status: 'failed', error, ordered: false });
    }
  }

  private async look(requestId: string, orderedAt: number | null): Promise<void> {
    const { epoch } = this;
    const reading = (this.reading = new AbortController());
    try {
      await this.port.known();
      if (epoch !== this.epoch) return;
      const found = await this.orders.find(requestId, reading.signal);
      if (epoch !== this.epoch) return;
      this.stop();
      if (typeof found === 'object') {
        this.receive(requestId, found);
        return;
      }
      const mayBe = found === 'unknown' ? orderedAt !== null : isFresh(orderedAt, this.client.platform.now());
      if (mayBe) this.follow(requestId);
      else this.port.set({ status: 'none' });
    } catch (error) {
      if (!isAbort(error)) throw error;
      if (epoch !== this.epoch) return;
      // Whoever comes back asks again.
      this.requestId = null;
      this.port.set({ status: 'none' });
    }
  }

  private receive(requestId: string, answer: Clips): void {
    const { status, clips } = answer;
    const id = answer.requestId ?? '';
    if (status === 'processing') {
      this.follow(isRequestId(id) ? id : requestId);
      return;
    }
    this.watch = undefined;
    this.pending.clear();
    if (clips.length > 0 || !FAILURE.test(status))
      this.port.set({ status: 'ready', requestId, clips: Object.freeze([...clips]) });
    else {
      const error = new NinepicError('clip-failed', 'clips: the server says that it failed', {
        operation: 'clips',
      });
      this.port.set({ status: 'failed', error, ordered: false });
    }
  }

  /** @param requestId the id under which the server has the order */
  private follow(requestId: string): void {
    this.watch = new ClipWatch(this.client, this.eventId, requestId, this.since);
    this.render();
    void this.poll();
  }

  private render(): void {
    const { requestId, since } = this;
    if (requestId !== null) this.port.set({ status: 'rendering', requestId, phase: 'rendering', since });
  }

  private async poll(): Promise<void> {
    const { watch, epoch, requestId } = this;
    const isOver = this.port.state().clip.status !== 'rendering';
    if (!watch || this.reading || this.paused || requestId === null || isOver) return;
    const reading = (this.reading = new AbortController());
    try {
      const answer = await watch.run(reading.signal);
      if (epoch === this.epoch) this.receive(requestId, answer);
    } catch (error) {
      if (isAbort(error)) return;
      if (!isNinepicError(error)) throw error;
      if (epoch !== this.epoch) return;
      this.port.set({ status: 'failed', error, ordered: error.code !== 'clip-failed' });
    } finally {
      if (this.reading === reading) this.reading = undefined;
    }
  }

  private refuse(code: 'feature-off' | 'bad-input', why: string): void {
    const error = new NinepicError(code, `startClips: ${why}`, { operation: 'startClips' });
    this.port.set({ status: 'failed', error, ordered: false });
  }
}

/** What a session loads with its first clips. */
export const createClipFlow = (
  client: NinepicClient,
  eventId: string,
  pending: PendingSearch,
  port: ClipPort,
): ClipFlow => new ClipFlow(client, eventId, pending, port);
