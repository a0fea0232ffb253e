/** The half of a session that runs searches, one after the other, and keeps what they brought. */
import { NinepicClient } from '../api/client.js';
import type { ClientOptions } from '../api/client.js';
import { NinepicError, isAbort, isNinepicError } from '../api/errors.js';
import type { PhotoPage } from '../api/payloads.js';
import type { Address } from './address.js';
import { featuresOf } from './features.js';
import type { Features } from './features.js';
import { Later } from './later.js';
import { OPERATION, PAGE_SIZE, offers, readPage } from './reads.js';
import { failed, ready, sameQuery, searching } from './search-state.js';
import type { Query } from './search-state.js';
import { SessionStore } from './session-store.js';
import type { SessionState, Turn } from './session-state.js';

/** Which photos a session is about. */
export interface SessionOptions extends Pick<ClientOptions, 'proxyUrl' | 'fetch' | 'platform'> {
  /** Number of the event in 9Pic. */
  eventId: string | number;
  /** Separates two searches of one event on one page: `[A-Za-z0-9_-]{1,32}`. */
  group?: string;
}

export abstract class SearchRunner extends SessionStore {
  readonly eventId: string;
  readonly group: string | null;
  readonly client: NinepicClient;
  /** Counts how often the visitor cleared the search: an answer from before is nobody's any more. */
  protected epoch = 0;
  /** Whether the read that was begun last brings back a search; it stays one when it is parked or tried again. */
  protected restoring = false;
  /** A read that was under way when the last tag left; taken up when one comes back. */
  protected parked: Query | undefined;
  protected address: Address | undefined;
  /** What makes a list of an answer. */
  protected readonly lists = new Later(() => import('./result-sets.js'));
  private details: Promise<void> | undefined;
  private detailsFlight = new AbortController();
  private flight: AbortController | undefined;
  private generation = 0;

  /** @throws NinepicError `config` for a proxy address that cannot be one */
  constructor(options: SessionOptions) {
    super();
    this.eventId = String(options.eventId);
    this.group = options.group ?? null;
    this.client = new NinepicClient(options);
  }

  /** What the event offers; unknown counts as on. */
  get features(): Features {
    return featuresOf(this.state.event);
  }

  /** Settles when the event's details are here, or could not be had. */
  get known(): Promise<void> {
    return this.details ?? Promise.resolve();
  }

  /** Tells `listener` now, and after every change. The first subscriber has event details fetched, once. */
  override subscribe(listener: (state: SessionState) => void, options: { signal?: AbortSignal } = {}): void {
    this.readDetails();
    super.subscribe(listener, options);
  }

  /** A new selfie id, for what else lives by it. */
  protected abstract onReceived(query: Query): void;
  protected abstract onDetails(): void;

  /** Ends the reads that are under way; a paid request is none of them. */
  protected stop(): void {
    this.generation += 1;
    this.flight?.abort();
    this.flight = undefined;
    // What was searched since is what the visitor wants.
    this.parked = undefined;
  }

  /** The last tag has left: event details that are still to come are asked for by the next one. */
  protected stopDetails(): void {
    this.detailsFlight.abort();
  }

  protected refuse(query: Query, code: 'bad-input' | 'feature-off', why = 'off for this event.'): void {
    const operation = query.by === 'selfie' ? 'startFaces' : OPERATION[query.by];
    this.begin(query).fail(new NinepicError(code, `${operation}: ${why}`, { operation }));
  }

  /** Reads what a query finds; always free. */
  protected async run(query: Query, restored = false): Promise<void> {
    if (!offers(this.features, query.by)) {
      this.refuse(query, 'feature-off');
      return;
    }
    const turn = this.begin(query);
    this.restoring = restored;
    const { signal } = (this.flight = new AbortController());
    const options = { page: 1, pageSize: PAGE_SIZE, signal };
    try {
      const reading = readPage(this.client, this.eventId, query, options);
      const [first] = await Promise.all([reading, this.lists.get()]);
      // The last search submitted wins, even where an abort came too late (R2.3.1).
      if (turn.isCurrent) turn.receive(query, first, restored);
    } catch (error) {
      if (isAbort(error) || !turn.isCurrent) return;
      if (!isNinepicError(error)) throw error;
      if (error.code === 'request-unknown') {
        const named = this.address?.read();
        // It was handed on in the query, and what the address names besides may be paid for, and alive.
        if (named && !sameQuery(named, query)) return await this.run(named, true);
        this.address?.write(null);
      }
      // It was sent before the event's details could say that there is none of it.
      if (error.code === 'forbidden') await this.known;
      if (!turn.isCurrent) return;
      if (offers(this.features, query.by)) turn.fail(error);
      else this.refuse(query, 'feature-off');
    }
  }

  /** Begins a search: it replaces an older one that is still under way, unless that is paid for. */
  protected begin(query: Query): Turn {
    this.stop();
    const { generation, epoch } = this;
    const isCurrent = () => generation === this.generation;
    this.set({ search: searching(query), missed: null });
    return {
      get isCurrent() {
        return isCurrent();
      },
      confirming: () => isCurrent() && this.set({ search: searching(query, true) }),
      // What was paid for is kept where the visitor has moved on; not where she wiped it away.
      receive: (found, first, restored) =>
        epoch === this.epoch && this.receive(found, first, restored, isCurrent()),
      // Where the visitor has moved on, it is told beside what she looks at.
      fail: (error) =>
        epoch === this.epoch && this.set({ [isCurrent() ? 'search' : 'missed']: failed(query, error) }),
      end: () => isCurrent() && this.rest(),
    };
  }

  /** Back to what was shown before a search that brought nothing. */
  protected rest(): void {
    const { shown } = this.state;
    this.set({ search: shown ? ready(shown) : { status: 'idle' } });
  }

  /** @param isShown false for a result that came when the visitor was elsewhere: it waits behind its chip */
  private receive(query: Query, first: PhotoPage, restored: boolean, isShown: boolean): void {
    const { lists, state } = this;
    const set = lists.now?.makeSet(this.client, this.eventId, query, first, restored);
    if (!set) return;
    this.onReceived(query);
    const change = lists.now?.withSet(state, set, isShown) ?? {};
    this.set(change);
    // Only now, when there is something to come back to (T1.6.4).
    if (change.shown && query.by !== 'all') this.address?.write(query);
  }

  private readDetails(): void {
    if (this.detailsFlight.signal.aborted && !this.state.event) {
      this.detailsFlight = new AbortController();
      this.details = undefined;
    }
    // A microtask later, so that a handed-on search has left the address before anything is sent (T1.6.6).
    this.details ??= Promise.resolve().then(() => this.loadDetails());
  }

  private async loadDetails(): Promise<void> {
    try {
      const event = await this.client.eventDetails(this.eventId, this.detailsFlight.signal);
      this.set({ event, eventError: null });
      this.onDetails();
    } catch (error) {
      // Unknown counts as on; only an event that the proxy does not serve is the end of the matter.
      if (isNinepicError(error) && (error.code === 'not-found' || error.code === 'config'))
        this.set({ eventError: error });
    }
  }
}
