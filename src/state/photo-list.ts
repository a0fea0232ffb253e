/**
 * A list of known length whose pages load on demand, in any order (behaviour.md 2.7): what is asked for, and when. What
 * is known so far stands in `photo-pages.ts`.
 */
import { NinepicError, isNinepicError } from '../api/errors.js';
import type { Photo, PhotoPage } from '../api/payloads.js';
import { Emitter } from './emitter.js';
import { PhotoPages } from './photo-pages.js';

/** Page requests that may be under way at once (design.md section 3, step 6). */
const IN_FLIGHT = 2;

export type LoadPage = (page: number, pageSize: number, signal: AbortSignal) => Promise<PhotoPage>;

const NOTHING: PhotoPage = { photos: [], dropped: 0, total: null, page: 0, pageSize: null, hasNext: false };

export class PhotoList {
  private readonly load: LoadPage;
  private readonly changed = new Emitter<void>();
  private readonly pages: PhotoPages;
  private readonly flights = new Map<number, AbortController>();
  private readonly failures = new Map<number, NinepicError>();
  private wanted: readonly [from: number, to: number] = [0, 0];
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

  /** Photos that came to the event after this list was begun; shown by starting it anew (R2.7.2). */
  get newer(): number {
    return this.pages.newer;
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
   */
  want(from: number, to: number): void {
    this.wanted = [Math.max(0, from), Math.min(this.length, to)];
    const [first, last] = this.wantedPages();
    for (const [page, flight] of this.flights) if (page < first || page > last) flight.abort();
    this.pump();
  }

  /** Asks again for the pages that failed. */
  retry(): void {
    this.failures.clear();
    this.pump();
    this.changed.emit();
  }

  /** Stops what is under way; what is here stays, and `want` starts again. */
  pause(): void {
    this.wanted = [0, 0];
    for (const flight of this.flights.values()) flight.abort();
  }

  dispose(): void {
    this.disposed = true;
    this.pause();
  }

  /** @param listener told after every change of what this list knows */
  subscribe(listener: () => void, options: { signal: AbortSignal }): void {
    this.changed.on(listener, options.signal);
  }

  private wantedPages(): [number, number] {
    const from = this.wanted[0];
    // The list may have shrunk since.
    const to = Math.min(this.wanted[1], this.length);
    return to > from ? [this.pages.pageOf(from), this.pages.pageOf(to - 1)] : [1, 0];
  }

  private pump(): void {
    if (this.disposed) return;
    const [first, last] = this.wantedPages();
    const middle = (first + last) / 2;
    const missing: number[] = [];
    for (let page = first; page <= last; page += 1)
      if (this.pages.isMissing(page) && !this.flights.has(page) && !this.failures.has(page))
        missing.push(page);
    missing.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
    for (const page of missing) {
      if (this.flights.size >= IN_FLIGHT) return;
      void this.fetch(page);
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
