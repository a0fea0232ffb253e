/**
 * A session is "this proxy, this event, this visitor's current search". It alone talks to the client; elements ask it
 * and draw its frozen state. A plain class: no Lit, no elements.
 */
import { isNinepicError } from '../api/errors.js';
import { MAX_WINDOW_SECONDS, isEpochSeconds, normalizeBib } from '../api/grammar.js';
import type { Photo } from '../api/payloads.js';
import { Address } from './address.js';
import { ClipHolder } from './clip-holder.js';
import { Later } from './later.js';
import { Members } from './members.js';
import { PendingSearch } from './pending-search.js';
import { offers } from './reads.js';
import type { SessionOptions } from './search-runner.js';
import { ready, sameQuery } from './search-state.js';
import type { Query, ResultSet, SearchBy, SearchState } from './search-state.js';
import type { SelfieFlow } from './selfie-flow.js';
import type { FoundOriginal, Originals } from './originals.js';
import type { Consent } from './selfie-search.js';
import type { SharedSettings } from './session-state.js';

export type { SessionOptions } from './search-runner.js';

/** A selfie search that did not come to have an id. */
const NO_SELFIE = { by: 'selfie', requestId: '' } as const;

/**
 * This proxy, this event, this visitor's current search. Follow it by {@link subscribe}; what comes of its searches, failures
 * among it, stands in {@link state} (design.md 4.7). Made by {@link createSession}; elements on a page get
 * theirs from the registry.
 */
export class Session extends ClipHolder {
  /** The tags that use it. @internal */
  readonly members = new Members(
    () => this.notify(),
    () => this.park(),
  );
  /** What finds links to originals, for those that save them. @internal */
  readonly links = new Later<Originals>(async () => (await import('./originals.js')).originalsOf(this));
  /** What the tags of the page set for this session; `undefined` until the first tag is there. @internal */
  shared: SharedSettings | undefined;
  private readonly selfies = new Later(() => this.loadSelfies());
  private readonly pending: PendingSearch;
  private watching: AbortController | undefined;

  /** @throws NinepicError `config` for a proxy address that cannot be one */
  constructor(options: SessionOptions) {
    super(options);
    this.pending = new PendingSearch(this.eventId, this.group);
  }

  /**
   * Settles what the tags share, once but for the time zone, which costs nothing and stands in no address. Brings back the
   * search that the address names, and the selfie that was not answered when the page was left: by reading, never by a
   * search that could be billed.
   *
   * @internal
   */
  configure(settings: SharedSettings): void {
    const before = this.shared;
    this.shared = { ...settings, ...before, timeZone: settings.timeZone };
    if (before) {
      if (before.timeZone !== settings.timeZone) this.notify();
      return;
    }
    const { eventId, group } = this;
    const { hashKey, noHash } = settings;
    this.address = new Address({ eventId, group, hashKey, enabled: !noHash });
    const query = (settings.acceptQuery ? this.address.takeQuery() : null) ?? this.address.read();
    this.watch();
    if (this.state.search.status !== 'idle') return;
    const lost = this.pending.read();
    if (lost !== null) void this.recover(lost, query);
    else if (query) void this.run(query, true);
    else this.notify();
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
    if (bib === undefined) this.refuse({ by: 'bib', bib: input }, 'bad-input', 'not a bib.');
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
      this.refuse(query, 'bad-input', 'to must follow from within seven days.');
    else await this.run(query);
  }

  /**
   * Billable: call it from a person's gesture. The same picture is one search, however often it is asked for; one whose
   * answer was lost goes on under the id that it had.
   *
   * @param picture JPEG, PNG or WebP, 1 KB to 10 MB, sent as it is: the tag makes it upright, small and free of metadata before
   */
  async searchSelfie(picture: Blob, consent: Consent): Promise<void> {
    if (this.selfies.now?.isFound(picture)) this.show('selfie');
    else if (!offers(this.features, 'selfie')) this.refuse(NO_SELFIE, 'feature-off');
    else if (this.selfies.now) await this.selfies.now.search(picture, consent);
    else {
      // Under way from this press on: another one, here or in another tag, must not begin a second search meanwhile.
      const turn = this.begin(NO_SELFIE);
      try {
        const flow = await this.selfies.get();
        // Cleared, or replaced by another search, before anything was sent: then nothing is.
        if (turn.isCurrent) await flow.search(picture, consent);
      } catch (error) {
        if (!isNinepicError(error)) throw error;
        turn.fail(error);
      }
    }
  }

  private async loadSelfies(): Promise<SelfieFlow> {
    // What is paid for must have a list to be put into.
    const [{ createSelfieFlow }] = await Promise.all([import('./selfie-flow.js'), this.lists.get()]);
    return createSelfieFlow(this, this.pending, (query) => this.begin(query));
  }

  /** A search was sent before the page was loaded anew: its result is read if it is there; none is ever sent. */
  private async recover(id: string, named: Query | null): Promise<void> {
    const turn = this.begin({ by: 'selfie', requestId: id });
    turn.confirming();
    // What the address names is on screen meanwhile.
    const reading = named && this.run(named, true);
    try {
      const flow = await this.selfies.get();
      await flow.recover(id, turn, named, reading);
    } catch {
      turn.end();
    }
  }

  /**
   * Links to the originals of photos that are in the bib or selfie set, or of any where the proxy's `originalsBy` has
   * `image`; one request for 60 of them, when the next link is taken. Photos without an original are left out.
   *
   * @throws NinepicError while it is iterated, when links could not be had
   */
  async *originals(photos: readonly Photo[]): AsyncGenerator<FoundOriginal, void, undefined> {
    yield* (await this.links.get()).links(photos);
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

  /** Sends the last search again if it failed, or `missed` of {@link state}, and the pages that are missing. */
  retry(search: SearchState = this.state.search): void {
    if (search.status !== 'failed') this.state.shown?.photos.retry();
    // What was never sent has no id to be read by: only its picture, which its tag has, can bring it.
    else if (search.query !== NO_SELFIE && !this.selfies.now?.retry(search.query))
      void this.run(search.query, this.restoring);
  }

  /** Reads the shown set anew: new photos may have come to the event. Free. */
  refresh(): void {
    const { shown } = this.state;
    this.client.isFresh = true;
    if (shown) void this.run(shown.query);
  }

  /** The visitor took back her picture: a search that failed with it is forgotten, and not offered again. */
  dropSelfie(): void {
    if (this.selfies.now?.isRunning) return;
    const { search } = this.state;
    this.selfies.now?.forget();
    this.pending.clear();
    this.set({ missed: null });
    if (search.status === 'failed' && search.query.by === 'selfie') this.rest();
  }

  /**
   * Forgets what was searched; the event's photos stay.
   *
   * @param by this kind of search only; another that is under way goes on, and waits behind its chip
   */
  clear(by?: SearchBy): void {
    this.stop();
    if (!by) {
      this.epoch += 1;
      this.selfies.now?.forget();
      this.pending.clear();
    }
    const [change, query = null] = this.lists.now?.without(this.state, by) ?? [
      { search: { status: 'idle' } },
    ];
    this.set(change.sets?.selfie ? change : { ...change, clip: this.forgetClips() });
    this.address?.write(query);
  }

  /** A tag uses this session from now on. @internal */
  join(member: object): void {
    this.members.join(member);
    const query = this.parked;
    this.parked = undefined;
    this.watch();
    this.clips?.resume();
    if (query) void this.run(query, this.restoring);
  }

  /** A tag has left. With the last one reads stop; the data stays for the life of the page (design.md section 3). @internal */
  leave(member: object): void {
    this.members.leave(member);
  }

  /** Ends everything but a paid request that is under way. */
  dispose(): void {
    this.park();
    for (const set of Object.values(this.state.sets)) set.photos.dispose();
  }

  protected override onReceived(query: Query): void {
    if (query.by === 'selfie') this.clips?.adopt(query.requestId);
  }

  protected override onDetails(): void {
    if (!this.features.clip) this.set({ clip: this.forgetClips() });
  }

  private park(): void {
    const { search } = this.state;
    const isRead =
      search.status === 'searching' && search.query !== NO_SELFIE && !this.selfies.now?.isRunning;
    if (isRead) {
      this.stop();
      this.parked = search.query;
    }
    this.watching?.abort();
    this.watching = undefined;
    this.stopDetails();
    this.clips?.pause();
    for (const set of Object.values(this.state.sets)) set.photos.pause();
  }

  private watch(): void {
    if (this.watching || !this.address) return;
    this.watching = new AbortController();
    const { signal } = this.watching;
    // Back in the net, or back from the browser's cache: reads that died are sent once more, nothing else (R2.5).
    globalThis.addEventListener('online', () => this.revive(), { signal });
    globalThis.addEventListener('pageshow', (event) => event.persisted && this.revive(), { signal });
    this.address.watch((query) => {
      const { search } = this.state;
      if (search.status === 'idle' || !sameQuery(search.query, query)) void this.run(query, true);
    }, signal);
  }

  private revive(): void {
    const { search, shown } = this.state;
    const error = search.status === 'failed' ? search.error : shown?.photos.error;
    const isRead =
      error?.operation !== 'startFaces' && (error?.code === 'offline' || error?.code === 'timeout');
    if (isRead) this.retry();
  }
}

/**
 * A session of your own, for frameworks and tests: `element.session = createSession({ proxyUrl, eventId })`.
 *
 * @throws NinepicError `config` for a proxy address that cannot be one
 */
export const createSession = (options: SessionOptions): Session => new Session(options);
