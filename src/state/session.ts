/**
 * A session is "this proxy, this event, this visitor's current search". It alone talks to the client; elements ask it
 * and draw its frozen state. A plain class: no Lit, no elements.
 */
import { NinepicClient } from '../api/client.js';
import type { ClientOptions } from '../api/client.js';
import { NinepicError, isAbort, isNinepicError } from '../api/errors.js';
import { MAX_WINDOW_SECONDS, normalizeBib } from '../api/grammar.js';
import type { EventInfo, PhotoPage } from '../api/payloads.js';
import { Address } from './address.js';
import { Emitter } from './emitter.js';
import { featuresOf } from './features.js';
import type { Features } from './features.js';
import { PhotoList } from './photo-list.js';
import { failed, ready, sameQuery, searching } from './search-state.js';
import type { ClipState, Query, ResultSet, SearchBy, SearchState, Sets } from './search-state.js';

/** Photos asked for at once: the API's maximum, so that any place is one or two requests away. */
export const PAGE_SIZE = 100;

/** A snapshot; frozen, replaced as a whole. */
export interface SessionState {
  /** `null` while unknown; unknown counts as on. */
  readonly event: EventInfo | null;
  /** Why the event cannot be shown at all: the proxy does not know it. */
  readonly eventError: NinepicError | null;
  readonly search: SearchState;
  readonly clip: ClipState;
  /** Sets that are one press away, the shown one among them. */
  readonly sets: Sets;
  /** What galleries draw. Stays when a later search fails, so that nothing is lost. */
  readonly shown: ResultSet | null;
}

export interface SessionOptions extends Pick<ClientOptions, 'proxyUrl' | 'fetch' | 'platform'> {
  eventId: string | number;
  /** Separates two searches of one event on one page: `[A-Za-z0-9_-]{1,32}`. */
  group?: string;
}

const START = Object.freeze<SessionState>({
  event: null,
  eventError: null,
  search: { status: 'idle' },
  clip: { status: 'none' },
  sets: {},
  shown: null,
});

/** Settings that tags of one session share, besides those that choose it. */
export interface SharedSettings {
  readonly noHash: boolean;
  readonly hashKey: string | null;
  readonly acceptQuery: boolean;
  /** IANA zone; `null`: the visitor's own. */
  readonly timeZone: string | null;
}

let setCounter = 0;

/** See design.md 4.7. Made by {@link createSession}; elements on a page get theirs from the registry. */
export class Session {
  readonly eventId: string;
  readonly group: string | null;
  readonly client: NinepicClient;
  private current: SessionState = START;
  private readonly users = new Set<object>();
  private readonly changed = new Emitter<SessionState>();
  private readonly announced = new Set<string>();
  private readonly claimed = new WeakSet<NinepicError>();
  private details: Promise<void> | undefined;
  private flight: AbortController | undefined;
  private generation = 0;
  /** A read that was under way when the last tag left; taken up when one comes back. */
  private parked: Query | undefined;
  private settings: SharedSettings | undefined;
  private address: Address | undefined;
  private watching: AbortController | undefined;

  /** @throws NinepicError `config` for a proxy address that cannot be one */
  constructor(options: SessionOptions) {
    this.eventId = String(options.eventId);
    this.group = options.group ?? null;
    this.client = new NinepicClient(options);
  }

  get state(): SessionState {
    return this.current;
  }

  get features(): Features {
    return featuresOf(this.current.event);
  }

  /** What the tags of the page set for this session; `undefined` until the first tag is there. */
  get shared(): SharedSettings | undefined {
    return this.settings;
  }

  /**
   * Settles what the tags share, once, and brings back the search that the address names: by reading, never by a
   * search that could be billed.
   */
  configure(settings: SharedSettings): void {
    if (this.settings) return;
    this.settings = settings;
    const { eventId, group } = this;
    const { hashKey, noHash } = settings;
    this.address = new Address({ eventId, group, hashKey, enabled: !noHash });
    const query = (settings.acceptQuery ? this.address.takeQuery() : null) ?? this.address.read();
    this.watch();
    if (query && this.current.search.status === 'idle') void this.run(query, true);
    else this.changed.emit(this.current);
  }

  /**
   * Tells `listener` now, and after every change. The first subscriber has event details fetched, once.
   */
  subscribe(listener: (state: SessionState) => void, options: { signal?: AbortSignal } = {}): void {
    this.changed.on(listener, options.signal);
    // A microtask later, so that a handed-on search has left the address before anything is sent (T1.6.6).
    this.details ??= Promise.resolve().then(() => this.loadDetails());
    listener(this.current);
  }

  /** Shows the event's photos; those that were read before are shown again without a request. */
  showAll(): void {
    if (this.current.sets.all) this.show('all');
    else void this.run({ by: 'all' });
  }

  /**
   * Free. A newer search replaces one that is still under way.
   *
   * @returns settles when there is a result or a failure; both stand in {@link state}
   */
  async searchBib(input: string): Promise<void> {
    const bib = normalizeBib(input);
    if (bib === undefined) this.refuse({ by: 'bib', bib: input }, 'This is not a bib.', 'byBib');
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
    const fits = Number.isInteger(from) && Number.isInteger(to) && from >= 0;
    if (!fits || from >= to || to - from > MAX_WINDOW_SECONDS)
      this.refuse(query, 'The window must run forward and be at most seven days long.', 'timelinePhotos');
    else await this.run(query);
  }

  /** Switches to a set that was found before; nothing is sent. */
  show(by: SearchBy): void {
    const set = this.current.sets[by];
    if (!set) return;
    this.stop();
    this.set({ search: ready(set), shown: set });
    if (by !== 'all') this.address?.write(set.query);
  }

  /** Sends the last search again if it failed, and the pages that are missing. */
  retry(): void {
    const { search, shown } = this.current;
    if (search.status === 'failed') void this.run(search.query);
    else shown?.photos.retry();
  }

  /** Runs the shown search anew: new photos may have come to the event. Free for everything but a selfie. */
  refresh(): void {
    const { shown } = this.current;
    if (shown) void this.run(shown.query);
  }

  /** Forgets what was searched; the event's photos stay. */
  clear(): void {
    this.stop();
    const { all } = this.current.sets;
    for (const set of Object.values(this.current.sets)) if (set !== all) set.photos.dispose();
    this.set({
      search: all ? ready(all) : { status: 'idle' },
      sets: all ? { all } : {},
      shown: all ?? null,
      clip: { status: 'none' },
    });
    this.address?.write(null);
  }

  private watch(): void {
    if (this.watching || !this.address) return;
    this.watching = new AbortController();
    this.address.watch((query) => {
      const { search } = this.current;
      if (search.status === 'idle' || !sameQuery(search.query, query)) void this.run(query, true);
    }, this.watching.signal);
  }

  /** True the first time for each result set: however many galleries show it, one announces it. */
  announce(id: string): boolean {
    if (this.announced.has(id)) return false;
    this.announced.add(id);
    return true;
  }

  /** True the first time for each failure: one tag reports it. */
  claim(error: NinepicError): boolean {
    if (this.claimed.has(error)) return false;
    this.claimed.add(error);
    return true;
  }

  /** The tags that use this session now, in no particular order. */
  get members(): ReadonlySet<object> {
    return this.users;
  }

  /** The tag that a visitor used last: what comes of it is reported there. */
  actor: object | null = null;

  /** A tag uses this session from now on. */
  join(member: object): void {
    this.users.add(member);
    this.changed.emit(this.current);
    const query = this.parked;
    this.parked = undefined;
    this.watch();
    if (query) void this.run(query);
  }

  /**
   * A tag has left. When it was the last one and none is back a task later, reads stop; the data stays for the life of
   * the page, so that a tag that comes back finds the result (design.md section 3, step 12).
   */
  leave(member: object): void {
    this.users.delete(member);
    setTimeout(() => {
      if (this.users.size === 0) this.park();
      // Who is here decides who shows results and reports failures.
      else this.changed.emit(this.current);
    });
  }

  private park(): void {
    const { search } = this.current;
    if (search.status === 'searching') this.parked = search.query;
    this.stop();
    this.watching?.abort();
    this.watching = undefined;
    for (const set of Object.values(this.current.sets)) set.photos.pause();
  }

  /** Ends everything but a paid request that is under way. */
  dispose(): void {
    this.stop();
    this.watching?.abort();
    for (const set of Object.values(this.current.sets)) set.photos.dispose();
  }

  private stop(): void {
    this.generation += 1;
    this.flight?.abort();
    this.flight = undefined;
  }

  private refuse(query: Query, why: string, operation: string): void {
    this.stop();
    this.set({ search: failed(query, new NinepicError('bad-input', why, { operation })) });
  }

  private async run(query: Query, restored = false): Promise<void> {
    this.stop();
    if (!this.isOn(query.by)) {
      const why = `${query.by} is switched off for event ${this.eventId}.`;
      this.set({
        search: failed(query, new NinepicError('feature-off', why, { operation: OPERATION[query.by] })),
      });
      return;
    }
    const { generation } = this;
    const flight = (this.flight = new AbortController());
    this.set({ search: searching(query) });
    try {
      const first = await this.read(query, 1, PAGE_SIZE, flight.signal);
      // The last search submitted wins, even where an abort came too late (R2.3.1).
      if (generation === this.generation) this.receive(query, first, restored);
    } catch (error) {
      if (generation !== this.generation || isAbort(error)) return;
      if (!isNinepicError(error)) throw error;
      if (error.code === 'request-unknown') this.address?.write(null);
      this.set({ search: failed(query, error) });
    }
  }

  private receive(query: Query, first: PhotoPage, restored: boolean): void {
    this.current.sets[query.by]?.photos.dispose();
    const photos = new PhotoList(first, PAGE_SIZE, (page, size, signal) =>
      this.read(query, page, size, signal),
    );
    setCounter += 1;
    const set: ResultSet = Object.freeze({ id: `${query.by}-${setCounter}`, query, photos, restored });
    this.set({ search: ready(set), shown: set, sets: { ...this.current.sets, [query.by]: set } });
    // Only now, when there is something to come back to (T1.6.4).
    if (query.by === 'bib' || query.by === 'selfie') this.address?.write(query);
  }

  private read(query: Query, page: number, pageSize: number, signal: AbortSignal): Promise<PhotoPage> {
    const options = { page, pageSize, signal };
    switch (query.by) {
      case 'all':
        return this.client.photos(this.eventId, options);
      case 'bib':
        return this.client.byBib(this.eventId, query.bib, options);
      case 'selfie':
        return this.client.faces(this.eventId, query.requestId, options);
      case 'time':
        return this.client.timelinePhotos(this.eventId, query, options);
    }
  }

  private isOn(by: SearchBy): boolean {
    const { gallery, bib, selfie, timeline } = this.features;
    return { all: gallery, bib, selfie, time: timeline }[by];
  }

  private async loadDetails(): Promise<void> {
    try {
      const event = await this.client.eventDetails(this.eventId);
      this.set({ event, eventError: null });
    } catch (error) {
      // Unknown counts as on; only an event that the proxy does not serve is the end of the matter.
      if (isNinepicError(error) && (error.code === 'not-found' || error.code === 'config'))
        this.set({ eventError: error });
    }
  }

  private set(change: Partial<SessionState>): void {
    this.current = Object.freeze({ ...this.current, ...change });
    this.changed.emit(this.current);
  }
}

const OPERATION = { all: 'photos', bib: 'byBib', selfie: 'faces', time: 'timelinePhotos' } as const;

/**
 * A session of your own, for frameworks and tests: `element.session = createSession({ proxyUrl, eventId })`.
 *
 * @throws NinepicError `config` for a proxy address that cannot be one
 */
export const createSession = (options: SessionOptions): Session => new Session(options);
