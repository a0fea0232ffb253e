/** A session's selfie searches: one picture is one search, across clicks, tags, failures and reloads. */
import type { NinepicClient } from '../api/client.js';
import { NinepicError, isNinepicError } from '../api/errors.js';
import type { PendingSearch } from './pending-search.js';
import type { Query, SearchBy } from './search-state.js';
import { SelfieSearch, mintRequestId } from './selfie-search.js';
import type { Consent, Intent } from './selfie-search.js';
import type { SessionState, Turn } from './session-state.js';

/** What is needed of the session. */
interface SelfiePort {
  readonly client: NinepicClient;
  readonly eventId: string;
  readonly state: SessionState;
  show(by: SearchBy): void;
}

export class SelfieFlow {
  private readonly port: SelfiePort;
  private readonly searches: SelfieSearch;
  private readonly pending: PendingSearch;
  private readonly begin: (query: Query) => Turn;
  /** The search that is under way or failed; with its picture, so that it can go on. */
  private intent: Intent | undefined;
  private running: Promise<void> | undefined;
  /** The id of a search from before a reload of which the server could not be asked. */
  private unasked: string | undefined;
  /** The id of each picture; held weakly, because nobody keeps a selfie longer than it is needed (T1.20.6). */
  private readonly ids = new WeakMap<Blob, string>();
  /** The id under which its photos were found: the server's wins. As weakly. */
  private readonly found = new WeakMap<Blob, string>();

  constructor(port: SelfiePort, pending: PendingSearch, begin: (query: Query) => Turn) {
    this.port = port;
    this.searches = new SelfieSearch(port.client, port.eventId);
    this.pending = pending;
    this.begin = begin;
  }

  get isRunning(): boolean {
    return this.running !== undefined;
  }

  /** Whether the photos of a picture are those that are kept. */
  isFound(picture: Blob): boolean {
    const query = this.port.state.sets.selfie?.query;
    return query?.by === 'selfie' && query.requestId === this.found.get(picture);
  }

  /** Billable. Clicks on the same picture join the search that is under way. */
  search(picture: Blob, consent: Consent): Promise<void> {
    if (this.intent?.picture === picture && this.running) return this.running;
    // The id that it had, cleared or not: what the server has done under it is not done again.
    const id = this.ids.get(picture) ?? mintRequestId();
    this.ids.set(picture, id);
    const intent: Intent = { id, picture, consent };
    this.intent = intent;
    const running = this.run(intent).finally(() => {
      if (this.running === running) this.running = undefined;
    });
    this.running = running;
    return running;
  }

  /** Goes on with a search that failed, under the id that it had. @returns false when it is none of this page's */
  retry(query: Query): boolean {
    const id = query.by === 'selfie' ? query.requestId : undefined;
    if (id !== undefined && id === this.unasked) {
      const turn = this.begin(query);
      turn.confirming();
      this.recover(id, turn, null, null).catch(() => turn.end());
      return true;
    }
    if (!this.intent || this.intent.id !== id) return false;
    void this.search(this.intent.picture, this.intent.consent);
    return true;
  }

  /**
   * Reads the result of a search that was sent before the page was loaded anew; never sends one.
   *
   * @param named what the address names
   * @param reading settles when that was read
   */
  async recover(id: string, turn: Turn, named: Query | null, reading: Promise<void> | null): Promise<void> {
    const { port } = this;
    if (named?.by === 'selfie' && named.requestId === id) {
      await reading;
      if (port.state.search.status === 'ready') this.settle(id);
      return;
    }
    const found = await this.searches.recover(id);
    this.unasked = found === 'unknown' ? id : undefined;
    if (found !== 'unknown') this.settle(id);
    // After it, because an older selfie that the address names has the same place.
    await reading;
    if (found === 'unknown')
      // It may be paid for, so it is not forgotten in silence: she would pay for another.
      turn.fail(
        new NinepicError(
          'unconfirmed',
          'startFaces: a search from before the reload could not be asked for',
          {
            operation: 'startFaces',
          },
        ),
      );
    // What she searched since is newer.
    else if (typeof found !== 'object' || port.state.sets.selfie?.restored === false) turn.end();
    else {
      turn.receive({ by: 'selfie', requestId: found.requestId }, found, true);
      const { search } = port.state;
      // She looks at what the address brought, and this is what she asked for last.
      if (named && search.status !== 'idle' && search.query === named) port.show('selfie');
    }
  }

  /** The visitor cleared her search. One that is under way is paid for and ends, but its answer is nobody's. */
  forget(): void {
    this.intent = this.unasked = undefined;
    this.pending.clear();
  }

  private async run(intent: Intent): Promise<void> {
    const turn = this.begin({ by: 'selfie', requestId: intent.id });
    this.pending.write(intent.id);
    try {
      const result = await this.searches.run(intent, () => turn.confirming());
      this.found.set(intent.picture, result.requestId);
      this.settle(intent.id);
      if (this.intent === intent) this.intent = undefined;
      turn.receive({ by: 'selfie', requestId: result.requestId }, result, false);
    } catch (error) {
      if (!isNinepicError(error)) throw error;
      // What was refused is over; what was lost may still be found after a reload, by its id.
      if (error.code !== 'unconfirmed') this.settle(intent.id);
      turn.fail(error);
    }
  }

  private settle(id: string): void {
    if (this.pending.read() === id) this.pending.clear();
  }
}

/** What a session loads with its first selfie search. */
export const createSelfieFlow = (
  port: SelfiePort,
  pending: PendingSearch,
  begin: (query: Query) => Turn,
): SelfieFlow => new SelfieFlow(port, pending, begin);
