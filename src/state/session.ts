/**
 * A session is "this proxy, this event, this visitor's current search". It alone talks to the client; elements ask it
 * and draw its frozen state. A plain class: no Lit, no elements.
 */
import { NinepicClient } from '../api/client.js';
import type { ClientOptions } from '../api/client.js';
import { NinepicError, isAbort, isNinepicError } from '../api/errors.js';
import { MAX_WINDOW_SECONDS, isEpochSeconds, normalizeBib } from '../api/grammar.js';
import type { PhotoPage } from '../api/payloads.js';
import { Address } from './address.js';
import { ClipFlow } from './clip-flow.js';
import { featuresOf } from './features.js';
import type { Features } from './features.js';
import { Later } from './later.js';
import { Members } from './members.js';
import { PendingSearch } from './pending-search.js';
import { OPERATION, PAGE_SIZE, makeSet, offers, readPage } from './reads.js';
import { failed, ready, sameQuery, searching } from './search-state.js';
import type { Query, ResultSet, SearchBy } from './search-state.js';
import type { SelfieFlow } from './selfie-flow.js';
import type { Consent } from './selfie-search.js';
import { SessionStore } from './session-store.js';
import type { SessionState, SharedSettings, Turn } from './session-state.js';

export interface SessionOptions extends Pick<ClientOptions, 'proxyUrl' | 'fetch' | 'platform'> {
  eventId: string | number;
  /** Separates two searches of one event on one page: `[A-Za-z0-9_-]{1,32}`. */
  group?: string;
}

/** A selfie search that did not come to have an id. */
const NO_SELFIE = { by: 'selfie', requestId: '' } as const;

/** See design.md 4.7. Made by {@link createSession}; elements on a page get theirs from the registry. */
export class Session extends SessionStore {
  readonly eventId: string;
  readonly group: string | null;
  readonly client: NinepicClient;
  /** The tags that use it. */
  readonly members = new Members(
    () => this.notify(),
    () => this.park(),
  );
  readonly clips: ClipFlow;
  private readonly selfies = new Later(() => this.loadSelfies());
  private readonly pending: PendingSearch;
  private details: Promise<void> | undefined;
  private flight: AbortController | undefined;
  private generation = 0;
  /** Counts how often the visitor cleared the search: an answer from before is nobody's any more. */
  private epoch = 0;
  /** A read that was under way when the last tag left; taken up when one comes back. */
  private parked: Query | undefined;
  private settings: SharedSettings | undefined;
  private address: Address | undefined;
  private watching: AbortController | undefined;

  /** @throws NinepicError `config` for a proxy address that cannot be one */
  constructor(options: SessionOptions) {
    super();
    this.eventId = String(options.eventId);
    this.group = options.group ?? null;
    this.client = new NinepicClient(options);
    this.pending = new PendingSearch(this.eventId, this.group);
    this.clips = new ClipFlow(this.client, this.eventId, this.group, {
      state: () => this.state,
      set: (clip) => this.set({ clip }),
      known: () => this.details,
    });
  }

  get features(): Features {
    return featuresOf(this.state.event);
  }

  /** What the tags of the page set for this session; `undefined` until the first tag is there. */
  get shared(): SharedSettings | undefined {
    return this.settings;
  }

  /**
   * Settles what the tags share, once, and brings back the search that the address names, or that was not answered when
   * the page was left: by reading, never by a search that could be billed.
   */
  configure(settings: SharedSettings): void {
    if (this.settings) return;
    this.settings = settings;
    const { eventId, group } = this;
    const { hashKey, noHash } = settings;
    this.address = new Address({ eventId, group, hashKey, enabled: !noHash });
    const query = (settings.acceptQuery ? this.address.takeQuery() : null) ?? this.address.read();
    this.watch();
    if (this.state.search.status !== 'idle') return;
    const lost = this.pending.read();
    if (query) void this.run(query, true);
    else if (lost !== null) void this.recover(lost);
    else this.notify();
  }

  /** Settles when the event's details are here, or could not be had. */
  get known(): Promise<void> {
    return this.details ?? Promise.resolve();
  }

  /**
   * Tells `listener` now, and after every change. The first subscriber has event details fetched, once.
   */
  override subscribe(listener: (state: SessionState) => void, options: { signal?: AbortSignal } = {}): void {
    // A microtask later, so that a handed-on search has left the address before anything is sent (T1.6.6).
    this.details ??= Promise.resolve().then(() => this.loadDetails());
    super.subscribe(listener, options);
  }

  /** Shows the event's photos; those that were read before are shown again without a request. */
  showAll(): void {
    if (this.state.sets.all) this.show('all');
    else void this.run({ by: 'all' });
  }

  /**
   * Free. A newer search replaces one that is still under way.
   *
   * @returns settles when there is a result or a failure; both stand in {@link state}
   */
  async searchBib(input: string): Promise<void> {
    const bib = normalizeBib(input);
    if (bib === undefined) this.refuse({ by: 'bib', bib: input }, 'bad-input', 'this is not a bib.');
    else await this.run({ by: 'bib', bib });
  }

  /**
   * Photos taken in `[from, to)`.
   *
   * @param from Unix epoch seconds
   * @param to Unix epoch seconds, later than `from` by at most seven days
   */
  async searchTime(from: number, to: number): Promise<void> {
    const query: Query = { by: 'time', from, to };
    // Milliseconds are the likely mistake, and too long to be seconds.
    const fits = [from, to].every((time) => isEpochSeconds(String(time)));
    if (!fits || from >= to || to - from > MAX_WINDOW_SECONDS)
      this.refuse(query, 'bad-input', 'the window must run forward and be at most seven days long.');
    else await this.run(query);
  }

  /**
   * Billable: call it from a person's gesture. The same picture is one search, however often it is asked for; one whose
   * answer was lost goes on under the id that it had.
   *
   * @param picture an upload as `ui/selfie-image.ts` makes it
   */
  async searchSelfie(picture: Blob, consent: Consent): Promise<void> {
    if (this.selfies.now?.wasSearched(picture)) this.show('selfie');
    else if (!offers(this.features, 'selfie')) this.refuse(NO_SELFIE, 'feature-off');
    else
      try {
        const flow = await this.selfies.get();
        await flow.search(picture, consent);
      } catch (error) {
        if (!isNinepicError(error)) throw error;
        this.begin(NO_SELFIE).fail(error);
      }
  }

  private async loadSelfies(): Promise<SelfieFlow> {
    const { createSelfieFlow } = await import('./selfie-flow.js');
    return createSelfieFlow(this.client, this.eventId, this.pending, (query) => this.begin(query));
  }

  /** A search was sent before the page was loaded anew: its result is read if it is there; none is ever sent. */
  private async recover(id: string): Promise<void> {
    const turn = this.begin({ by: 'selfie', requestId: id });
    turn.confirming();
    try {
      const flow = await this.selfies.get();
      await flow.recover(id, turn);
    } catch {
      turn.end();
    }
  }

  /** Billable: call it from a person's gesture. Orders clips once for the selfie that was searched; sends no picture. */
  orderClips(): Promise<void> {
    return this.clips.order();
  }

  /** Switches to a set that was found before; nothing is sent. */
  show(by: SearchBy): void {
    const set = this.state.sets[by];
    if (!set) return;
    this.stop();
    this.set({ search: ready(set), shown: set });
    if (by !== 'all') this.address?.write(set.query);
  }

  /** Address of the shown search, for sharing; `null` where there is none to share. */
  get link(): string | null {
    return this.linkTo(this.state.shown);
  }

  /** Address of this page with a search that was made on it. */
  linkTo(set: ResultSet | null | undefined): string | null {
    return (set && this.address?.linkTo(set.query)) ?? null;
  }

  /** Sends the last search again if it failed, and the pages that are missing. */
  retry(): void {
    const { search, shown } = this.state;
    if (search.status !== 'failed') shown?.photos.retry();
    else if (search.query.by !== 'selfie' || !this.selfies.now?.retry(search.query.requestId))
      void this.run(search.query);
  }

  /** Reads the shown set anew: new photos may have come to the event. Free. */
  refresh(): void {
    const { shown } = this.state;
    if (shown) void this.run(shown.query);
  }

  /** The visitor took back her picture: a search that failed with it is forgotten, and not offered again. */
  dropSelfie(): void {
    if (this.selfies.now?.isRunning) return;
    const { search } = this.state;
    this.selfies.now?.forget();
    this.pending.clear();
    if (search.status === 'failed' && search.query.by === 'selfie') this.rest();
  }

  /** Forgets what was searched; the event's photos stay. */
  clear(): void {
    this.stop();
    this.epoch += 1;
    this.selfies.now?.forget();
    this.pending.clear();
    const { all } = this.state.sets;
    for (const set of Object.values(this.state.sets)) if (set !== all) set.photos.dispose();
    this.set({
      search: all ? ready(all) : { status: 'idle' },
      sets: all ? { all } : {},
      shown: all ?? null,
      clip: this.clips.forget(),
    });
    this.address?.write(null);
  }

  /** A tag uses this session from now on. */
  join(member: object): void {
    this.members.join(member);
    const query = this.parked;
    this.parked = undefined;
    this.watch();
    this.clips.resume();
    if (query) void this.run(query);
  }

  /** A tag has left. With the last one reads stop; the data stays for the life of the page (design.md section 3). */
  leave(member: object): void {
    this.members.leave(member);
  }

  /** Ends everything but a paid request that is under way. */
  dispose(): void {
    this.park();
    for (const set of Object.values(this.state.sets)) set.photos.dispose();
  }

  private park(): void {
    const { search } = this.state;
    const isRead = search.status === 'searching' && !this.selfies.now?.isRunning;
    if (isRead) {
      this.stop();
      this.parked = search.query;
    }
    this.watching?.abort();
    this.watching = undefined;
    this.clips.pause();
    for (const set of Object.values(this.state.sets)) set.photos.pause();
  }

  private watch(): void {
    if (this.watching || !this.address) return;
    this.watching = new AbortController();
    this.address.watch((query) => {
      const { search } = this.state;
      if (search.status === 'idle' || !sameQuery(search.query, query)) void this.run(query, true);
    }, this.watching.signal);
  }

  private stop(): void {
    this.generation += 1;
    this.flight?.abort();
    this.flight = undefined;
    // What was searched since is what the visitor wants.
    this.parked = undefined;
  }

  private refuse(
    query: Query,
    code: 'bad-input' | 'feature-off',
    why = 'it is switched off for this event.',
  ): void {
    const operation = query.by === 'selfie' ? 'startFaces' : OPERATION[query.by];
    this.begin(query).fail(new NinepicError(code, `${operation}: ${why}`, { operation }));
  }

  private async run(query: Query, restored = false): Promise<void> {
    if (!offers(this.features, query.by)) {
      this.refuse(query, 'feature-off');
      return;
    }
    const turn = this.begin(query);
    const { signal } = (this.flight = new AbortController());
    const options = { page: 1, pageSize: PAGE_SIZE, signal };
    try {
      const first = await readPage(this.client, this.eventId, query, options);
      // The last search submitted wins, even where an abort came too late (R2.3.1).
      if (turn.isCurrent) turn.receive(query, first, restored);
    } catch (error) {
      if (isAbort(error) || !turn.isCurrent) return;
      if (!isNinepicError(error)) throw error;
      if (error.code === 'request-unknown') this.address?.write(null);
      turn.fail(error);
    }
  }

  /** Begins a search: it replaces an older one that is still under way, unless that is paid for. */
  private begin(query: Query): Turn {
    this.stop();
    const { generation, epoch } = this;
    const isCurrent = () => generation === this.generation;
    this.set({ search: searching(query) });
    return {
      get isCurrent() {
        return isCurrent();
      },
      confirming: () => isCurrent() && this.set({ search: searching(query, true) }),
      // What was paid for is kept where the visitor has moved on; not where she wiped it away.
      receive: (found, first, restored) =>
        epoch === this.epoch && this.receive(found, first, restored, isCurrent()),
      fail: (error) => isCurrent() && this.set({ search: failed(query, error) }),
      end: () => isCurrent() && this.rest(),
    };
  }

  /** Back to what was shown before a search that brought nothing. */
  private rest(): void {
    const { shown } = this.state;
    this.set({ search: shown ? ready(shown) : { status: 'idle' } });
  }

  /** @param isShown false for a result that came when the visitor was elsewhere: it waits behind its chip */
  private receive(query: Query, first: PhotoPage, restored: boolean, isShown: boolean): void {
    if (query.by === 'selfie') this.clips.adopt(query.requestId);
    this.state.sets[query.by]?.photos.dispose();
    const set = makeSet(this.client, this.eventId, query, first, restored);
    const sets = { ...this.state.sets, [query.by]: set };
    this.set(isShown ? { search: ready(set), shown: set, sets } : { sets });
    // Only now, when there is something to come back to (T1.6.4).
    if (isShown && query.by !== 'all') this.address?.write(query);
  }

  private async loadDetails(): Promise<void> {
    try {
      this.set({ event: await this.client.eventDetails(this.eventId), eventError: null });
      if (!this.features.clip) this.set({ clip: this.clips.forget() });
    } catch (error) {
      // Unknown counts as on; only an event that the proxy does not serve is the end of the matter.
      if (isNinepicError(error) && (error.code === 'not-found' || error.code === 'config'))
        this.set({ eventError: error });
    }
  }
}

/**
 * A session of your own, for frameworks and tests: `element.session = createSession({ proxyUrl, eventId })`.
 *
 * @throws NinepicError `config` for a proxy address that cannot be one
 */
export const createSession = (options: SessionOptions): Session => new Session(options);
