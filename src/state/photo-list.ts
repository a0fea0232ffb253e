/**
 * A list of known length whose pages load on demand, in any order (behaviour.md 2.7). Places are fixed by page and
 * position, so a page that arrives never moves a photo that is already shown; a photo that was seen before, or cannot be
 * shown, leaves a hole at its place.
 */
import { isAbort, isNinepicError } from '../api/errors.js';
import type { NinepicError } from '../api/errors.js';
import type { Photo, PhotoPage } from '../api/payloads.js';
import { Emitter } from './emitter.js';

/** Page requests that may be under way at once (design.md section 3, step 6). */
const IN_FLIGHT = 2;
/** An endless list is believed for so many pages that bring nothing new (behaviour.md T1.16.4). */
const BARREN_PAGES = 2;

export type LoadPage = (page: number, pageSize: number, signal: AbortSignal) => Promise<PhotoPage>;

type Slot = Photo | null;

export class PhotoList {
  /** Photos a page; the server's own number once it has answered (R2.7.6). */
  readonly pageSize: number;
  private readonly load: LoadPage;
  private readonly changed = new Emitter<void>();
  private readonly pages = new Map<number, readonly Slot[]>();
  private readonly places = new Map<string, number>();
  private readonly flights = new Map<number, AbortController>();
  private readonly failures = new Map<number, NinepicError>();
  private wanted: readonly [from: number, to: number] = [0, 0];
  private size: number;
  private news = 0;
  private holes = 0;
  private barren = 0;
  private disposed = false;

  /**
   * @param first page 1, already here
   * @param asked the page size it was asked with
   */
  constructor(first: PhotoPage, asked: number, load: LoadPage) {
    this.load = load;
    this.pageSize = first.pageSize ?? asked;
    this.size = first.total ?? first.photos.length;
    this.store(1, first);
  }

  /** How many places there are. Places are known from page one; what stands there may still have to be loaded. */
  get length(): number {
    return this.size;
  }

  /** Photos that came to the event after this list was begun; shown by starting it anew (R2.7.2). */
  get newer(): number {
    return this.news;
  }

  /** How many photos this list can show, as far as is known: holes are not counted. */
  get count(): number {
    return Math.max(0, this.size - this.holes);
  }

  /** The last failure that keeps a wanted page away. */
  get error(): NinepicError | undefined {
    return this.failures.values().next().value;
  }

  /** The photo at a place; `undefined` when it is not loaded, or there is none. */
  at(index: number): Photo | undefined {
    return this.slot(index) ?? undefined;
  }

  /** Whether a place is known to hold nothing. */
  isGone(index: number): boolean {
    return index < 0 || index >= this.size || this.slot(index) === null;
  }

  /** Whether the page of this place has been read. */
  isLoaded(index: number): boolean {
    return this.pages.has(this.pageOf(index));
  }

  /** Where a photo stands, if its page has been read. */
  indexOf(id: string): number {
    return this.places.get(id) ?? -1;
  }

  /** All photos that have been read so far, in order. */
  *loaded(): IterableIterator<Photo> {
    for (const page of [...this.pages.keys()].sort((a, b) => a - b))
      for (const slot of this.pages.get(page) ?? []) if (slot) yield slot;
  }

  /**
   * Says which places are near the viewer. Their pages are loaded, at most two at a time and the middle first; requests
   * for places that were flown over are cancelled.
   */
  want(from: number, to: number): void {
    this.wanted = [Math.max(0, from), Math.min(this.size, to)];
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

  private pageOf(index: number): number {
    return Math.floor(index / this.pageSize) + 1;
  }

  private slot(index: number): Slot | undefined {
    const slots = this.pages.get(this.pageOf(index));
    if (!slots) return undefined;
    // A page that came back shorter than it should have leaves holes at its end.
    return slots[index % this.pageSize] ?? null;
  }

  private wantedPages(): [number, number] {
    const [from, to] = this.wanted;
    return to > from ? [this.pageOf(from), this.pageOf(to - 1)] : [1, 0];
  }

  private pump(): void {
    if (this.disposed) return;
    const [first, last] = this.wantedPages();
    const middle = (first + last) / 2;
    const missing: number[] = [];
    for (let page = first; page <= last; page += 1)
      if (!this.pages.has(page) && !this.flights.has(page) && !this.failures.has(page)) missing.push(page);
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
      this.store(page, answer);
    } catch (error) {
      if (this.disposed || isAbort(error)) return;
      if (!isNinepicError(error)) throw error;
      // Past the end of a list that shrank (R2.7.5).
      if (error.code === 'not-found') this.cut(page);
      else this.failures.set(page, error);
    } finally {
      this.flights.delete(page);
      this.pump();
    }
    this.changed.emit();
  }

  private store(page: number, answer: PhotoPage): void {
    const start = (page - 1) * this.pageSize;
    const slots = answer.photos.slice(0, this.pageSize).map((photo, position): Slot => {
      const place = this.places.get(photo.id);
      // Seen before: photos that arrive at the event shift later pages (R2.7.2).
      if (place !== undefined && place !== start + position) return null;
      this.places.set(photo.id, start + position);
      return photo;
    });
    this.pages.set(page, slots);
    this.holes += this.spread(answer) - slots.filter(Boolean).length;
    this.barren = slots.some(Boolean) ? 0 : this.barren + 1;
    this.measure(page, answer);
  }

  /** Fits the length to what a page says; a total is never a loop bound and never hides a photo that is here. */
  private measure(page: number, answer: PhotoPage): void {
    const start = (page - 1) * this.pageSize;
    const end = start + this.spread(answer);
    const { total, hasNext } = answer;
    if (page > 1 && (end === start || this.barren >= BARREN_PAGES)) this.cut(page);
    else if (total === null) {
      // One more page at a time, as long as the server says that there is one.
      if (hasNext) this.size = Math.max(this.size, end + this.pageSize);
      else if (page >= this.lastPage()) this.size = end;
    } else if (page === 1) {
      // A first page with room left and nothing behind it is the whole list, whatever `total` claims.
      this.size = !hasNext && end < this.pageSize ? end : Math.max(total, end);
    } else {
      if (total < this.size) this.shrink(Math.max(total, end), page);
      this.news = Math.max(0, total - this.size);
    }
  }

  /** Places that an answer fills: items that were dropped had one, items past the page had none. */
  private spread(answer: PhotoPage): number {
    return Math.min(this.pageSize, answer.photos.length + answer.dropped);
  }

  private lastPage(): number {
    return Math.max(...this.pages.keys());
  }

  /** Nothing is at this page: the list ends with the last page that holds a photo, or one page later if that is full. */
  private cut(page: number): void {
    let last = 0;
    for (const [known, slots] of this.pages)
      if (known < page && slots.some(Boolean)) last = Math.max(last, known);
    const length = this.pages.get(last)?.length ?? 0;
    const next = length === this.pageSize && last + 1 < page ? this.pageSize : 0;
    this.size = Math.min(this.size, Math.max(0, last - 1) * this.pageSize + length + next);
  }

  /** Photos were deleted, so everything behind them moved up: what was read before this page may have lost some. */
  private shrink(total: number, page: number): void {
    this.size = total;
    for (const known of [...this.pages.keys()])
      if (known >= page - 1 && known !== page && known > 1) this.forget(known);
  }

  private forget(page: number): void {
    for (const slot of this.pages.get(page) ?? [])
      if (slot) this.places.delete(slot.id);
      else this.holes -= 1;
    this.pages.delete(page);
  }
}
