/** Which pages of a list are asked for, and when (behaviour.md 2.7). What is known so far stands in `photo-pages.ts`. */
import { NinepicError, isNinepicError } from '../api/errors.js';
import type { Photo, PhotoPage } from '../api/payloads.js';
import { Emitter } from './emitter.js';
import { PhotoPages } from './photo-pages.js';

/** Page requests that may be under way at once (design.md section 3, step 6). */
const IN_FLIGHT = 2;

/** Places that somebody waits for. */
interface Errand {
  readonly from: number;
  readonly to: number;
  readonly end: (isWhole: boolean) => void;
}

/** Places `[from, to)`. */
type Stretch = readonly [from: number, to: number];

export type LoadPage = (page: number, pageSize: number, signal: AbortSignal) => Promise<PhotoPage>;

const NOTHING: PhotoPage = { photos: [], dropped: 0, total: null, page: 0, pageSize: null, hasNext: false };

/** A list of known length whose pages load on demand, in any order. Its length is known before its photos are. */
export class PhotoList {
  private readonly load: LoadPage;
  private readonly changed = new Emitter<void>();
  private readonly pages: PhotoPages;
  private readonly flights = new Map<number, AbortController>();
  private readonly failures = new Map<number, NinepicError>();
  private readonly errands = new Set<Errand>();
  /** The places near each viewer: galleries that share a session, and a photo that is open. */
  private readonly wanted = new Map<object, Stretch>();
  private disposed = false;

  /**
   * @param first page 1, already here
   * @param asked the page size it was asked with
   */
  constructor(first: PhotoPage, asked: number, load: LoadPage) {
    this.load = load;
    this.pages = new PhotoPages(first, asked);
  }

  /** Photos a page; the server's own number once it has answered (R2.7.6). */
  get pageSize(): number {
    return this.pages.pageSize;
  }

  /** How many places there are. Places are known from page one; what stands there may still have to be loaded. */
  get length(): number {
    return this.pages.length;
  }

  /** One past the places that are there for certain; less than `length` where the list may grow when its end is read. */
  get certain(): number {
    return this.pages.certain;
  }

  /** Photos that came to the event after this list was begun; shown by starting it anew (R2.7.2). */
  get newer(): number {
    return this.pages.newer;
  }

  /** Photos were deleted since this list was begun: what the browser still has of it is out of date. */
  get hasShrunk(): boolean {
    return this.pages.hasShrunk;
  }

  /** How many photos this list can show, as far as is known: holes are not counted. */
  get count(): number {
    return this.pages.count;
  }

  /** A failure that keeps a page away. */
  get error(): NinepicError | undefined {
    return this.failures.values().next().value;
  }

  /** The photo at a place; `undefined` when it is not loaded, or there is none. */
  at(index: number): Photo | undefined {
    return this.pages.at(index);
  }

  /** Whether a place is known to hold nothing. */
  isGone(index: number): boolean {
    return this.pages.isGone(index);
  }

  /** Whether the page of this place has been read. */
  isLoaded(index: number): boolean {
    return this.pages.isLoaded(index);
  }

  /** Where a photo stands, if its page has been read. */
  indexOf(id: string): number {
    return this.pages.indexOf(id);
  }

  /** All photos that have been read so far, in order. */
  loaded(): IterableIterator<Photo> {
    return this.pages.loaded();
  }

  /**
   * Says which places are near the viewer. Their pages are loaded, at most two at a time and the middle first; requests
   * for places that were flown over are cancelled.
   *
   * @param isBelow the viewer is below the list: one that grows as it is read would be read to its end, and nobody see it
   * @param viewer who looks; what others look at is loaded as well
   */
  want(from: number, to: number, isBelow = false, viewer: object = this): void {
    // The newest comes last, and is served first.
    this.wanted.delete(viewer);
    const end = Math.min(isBelow ? this.certain : this.length, to);
    if (from < end) this.wanted.set(viewer, [Math.max(0, from), end]);
    this.cancelOthers();
    this.pump();
  }

  /**
   * Reads the photos at places that need not be near the viewer, behind those that are: to tick a range, or to save a
   * whole search.
   *
   * @returns false when some are missing: a page failed, the signal said so, or all reading was stopped
   */
  read(from: number, to: number, signal?: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      if (signal?.aborted || this.disposed) return resolve(false);
      const end = (isWhole: boolean) => {
        this.errands.delete(errand);
        resolve(isWhole);
      };
      const errand: Errand = { from: Math.max(0, from), to, end };
      this.errands.add(errand);
      signal?.addEventListener('abort', () => {
        end(false);
        this.cancelOthers();
      });
      this.pump();
    });
  }

  /** Asks again for the pages that failed. */
  retry(): void {
    this.failures.clear();
    this.pump();
    this.changed.emit();
  }

  /** Stops what is under way; what is here stays, and `want` and `read` start again. */
  pause(): void {
    this.wanted.clear();
    for (const errand of this.errands) errand.end(false);
    for (const flight of this.flights.values()) flight.abort();
  }

  /** Ends it for good. */
  dispose(): void {
    this.disposed = true;
    this.pause();
  }

  /**
   * Follows it.
   *
   * @param listener told after every change of what this list knows
   */
  subscribe(listener: () => void, options: { signal: AbortSignal }): void {
    this.changed.on(listener, options.signal);
  }

  /** The pages near each viewer; those of the newest one come first. */
  private wantedPages(): (readonly [first: number, last: number])[] {
    return [...this.wanted.values()].reverse().map((wanted) => this.pagesOf(...wanted));
  }

  private pagesOf(from: number, end: number): [first: number, last: number] {
    // The list may have shrunk since.
    const to = Math.min(end, this.length);
    return to > from ? [this.pages.pageOf(from), this.pages.pageOf(to - 1)] : [1, 0];
  }

  /** Requests for places that were flown over, and that nobody else waits for. */
  private cancelOthers(): void {
    const stretches = [
      ...this.wantedPages(),
      ...[...this.errands].map(({ from, to }) => this.pagesOf(from, to)),
    ];
    for (const [page, flight] of this.flights)
      if (!stretches.some(([first, last]) => page >= first && page <= last)) flight.abort();
  }

  private missing([first, last]: readonly [number, number]): number[] {
    const missing: number[] = [];
    for (let page = first; page <= last; page += 1)
      if (this.pages.isMissing(page) && !this.failures.has(page)) missing.push(page);
    return missing;
  }

  private pump(): void {
    if (this.disposed) return;
    const pages = this.wantedPages().flatMap((wanted) => {
      const middle = (wanted[0] + wanted[1]) / 2;
      return this.missing(wanted).sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
    });
    for (const errand of this.errands) {
      const stretch = this.pagesOf(errand.from, errand.to);
      const left = this.missing(stretch);
      pages.push(...left);
      if (left.length > 0) continue;
      const [first, last] = stretch;
      errand.end(![...this.failures.keys()].some((page) => page >= first && page <= last));
    }
    for (const page of pages) {
      if (this.flights.size >= IN_FLIGHT) return;
      if (!this.flights.has(page)) void this.fetch(page);
    }
  }

  private async fetch(page: number): Promise<void> {
    const flight = new AbortController();
    this.flights.set(page, flight);
    try {
      const answer = await this.load(page, this.pageSize, flight.signal);
      if (this.disposed || flight.signal.aborted) return;
      this.pages.store(page, answer);
    } catch (error) {
      if (this.disposed || flight.signal.aborted) return;
      // Past the end of a list that shrank (R2.7.5).
      if (isNinepicError(error) && PAST_THE_END.has(error.code)) this.pages.store(page, NOTHING);
      else this.failures.set(page, asFailure(error));
    } finally {
      this.flights.delete(page);
      this.pump();
    }
    this.changed.emit();
  }
}

/** A search that was there a moment ago is not gone, its list is over. */
const PAST_THE_END: ReadonlySet<string> = new Set(['not-found', 'request-unknown']);

/** Whatever a loader throws is a failure of its page, or the page would be asked for without end. */
function asFailure(error: unknown): NinepicError {
  if (isNinepicError(error)) return error;
  return new NinepicError('bad-response', `A page could not be read: ${String(error)}`, { cause: error });
}
