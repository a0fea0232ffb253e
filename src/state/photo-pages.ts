/**
 * What is known of a list whose pages arrive in any order (behaviour.md 2.7). Places are fixed by page and position, so a
 * page that arrives never moves a photo that is already shown; a photo that was seen before, or cannot be shown, leaves
 * a hole at its place.
 */
import type { Photo, PhotoPage } from '../api/payloads.js';

/** An endless list is believed for so many pages that bring nothing new (behaviour.md T1.16.4). */
const BARREN_PAGES = 2;
/** Pages of photos that may come to an event during a visit, as far as a total is believed. */
const MOST_DRIFT = 10;
/** How often a list that shrinks is read anew; a total that falls with every answer is no reason to read for ever. */
const REVISIONS = 3;

type Slot = Photo | null;

interface LoadedPage {
  readonly slots: Slot[];
  /** Slots that hold a photo. */
  live: number;
  /** Read before photos were deleted: shown until it has been read anew. */
  stale: boolean;
}

export class PhotoPages {
  /** Photos a page; the server's own number once it has answered (R2.7.6). */
  readonly pageSize: number;
  private readonly pages = new Map<number, LoadedPage>();
  private readonly places = new Map<string, number>();
  private size = 0;
  private news = 0;
  private barren = 0;
  private revisions = 0;
  /** Where the list ends at the latest, once a page was found empty; totals are not believed from then on. */
  private limit = Infinity;
  private open = false;

  /**
   * @param first page 1
   * @param asked the page size it was asked with
   */
  constructor(first: PhotoPage, asked: number) {
    const length = first.photos.length + first.dropped;
    // A server that caps its pages without a word shows its own size by a first page that is not the last.
    this.pageSize = first.pageSize ?? (first.hasNext && length > 0 ? Math.min(asked, length) : asked);
    this.fill(1, first);
    this.begin(first);
  }

  /** How many places there are. Places are known from page one; what stands there may still have to be loaded. */
  get length(): number {
    return this.size;
  }

  /** One past the places that are there for certain: of the page behind them the server said only that it comes. */
  get certain(): number {
    const start = Math.max(0, this.pageOf(this.size - 1) - 1) * this.pageSize;
    return this.open && this.isMissing(this.pageOf(start)) ? start : this.size;
  }

  /** How many photos came to the event after page one was read. */
  get newer(): number {
    return this.news;
  }

  /** Whether photos were deleted since page one was read. */
  get hasShrunk(): boolean {
    return this.revisions > 0;
  }

  /** How many photos this list can show, as far as is known: holes are not counted. */
  get count(): number {
    let count = this.size;
    for (const [page, { live }] of this.pages) {
      const places = Math.min(this.pageSize, Math.max(0, this.size - (page - 1) * this.pageSize));
      count -= places - live;
    }
    return Math.max(0, count);
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

  /** Whether a page has to be read, for the first time or anew. */
  isMissing(page: number): boolean {
    return this.pages.get(page)?.stale ?? true;
  }

  /** Where a photo stands, if its page has been read. */
  indexOf(id: string): number {
    return this.places.get(id) ?? -1;
  }

  /** All photos that have been read so far, in order. */
  *loaded(): IterableIterator<Photo> {
    for (const page of [...this.pages.keys()].sort((a, b) => a - b))
      for (const slot of this.pages.get(page)?.slots ?? []) if (slot) yield slot;
  }

  /** The page of a place, from 1. */
  pageOf(index: number): number {
    return Math.floor(index / this.pageSize) + 1;
  }

  /** A page has arrived. */
  store(page: number, answer: PhotoPage): void {
    this.barren = this.fill(page, answer) > 0 ? 0 : this.barren + 1;
    this.measure(page, answer);
  }

  /** @returns how many photos of the page can be shown there */
  private fill(page: number, answer: PhotoPage): number {
    const start = (page - 1) * this.pageSize;
    this.forget(page);
    const slots = answer.photos.slice(0, this.pageSize).map((photo, position): Slot => {
      // Seen before: photos that arrive at the event shift later pages (R2.7.2).
      if (this.isTaken(photo.id)) return null;
      this.places.set(photo.id, start + position);
      return photo;
    });
    const live = slots.filter(Boolean).length;
    this.pages.set(page, { slots, live, stale: false });
    return live;
  }

  private slot(index: number): Slot | undefined {
    const page = this.pages.get(this.pageOf(index));
    // A page that came back shorter than it should have leaves holes at its end.
    return page && (page.slots[index % this.pageSize] ?? null);
  }

  /** Whether a photo stands elsewhere. A page that is out of date gives it up, because it will be read anew. */
  private isTaken(id: string): boolean {
    const place = this.places.get(id);
    if (place === undefined) return false;
    const page = this.pages.get(this.pageOf(place));
    if (!page?.stale) return true;
    page.slots[place % this.pageSize] = null;
    page.live -= 1;
    return false;
  }

  /** The length as page one tells it. */
  private begin({ photos, dropped, total, hasNext }: PhotoPage): void {
    const end = Math.min(this.pageSize, photos.length + dropped);
    this.open = total === null && hasNext;
    if (total === null) this.size = hasNext ? 2 * this.pageSize : end;
    // A first page with room left and nothing behind it is the whole list, whatever `total` claims.
    else this.size = !hasNext && end < this.pageSize ? end : Math.max(total, end);
  }

  /** Fits the length to what a page says; a total is never a loop bound and never hides a photo that is here. */
  private measure(page: number, answer: PhotoPage): void {
    const start = (page - 1) * this.pageSize;
    // Items that were dropped had a place, items past the page had none.
    const end = start + Math.min(this.pageSize, answer.photos.length + answer.dropped);
    const { hasNext } = answer;
    const total = this.limit === Infinity ? answer.total : null;
    const isBehind = total !== null && total > 0 && total <= start && this.revisions < REVISIONS;
    // Somebody jumped to where the list ended before photos were deleted: the total says where it ends now.
    if (end === start && !hasNext && isBehind) this.shrink(total, page);
    else if ((end === start && !hasNext) || this.isBarren(total)) this.cut(page);
    else if (total === null) {
      // One more page at a time, as long as the server says that there is one.
      this.open ||= hasNext;
      if (hasNext) this.size = Math.max(this.size, Math.min(this.limit, start + 2 * this.pageSize));
      else if (page >= this.lastLive()) this.size = end;
    } else {
      if (total < this.size) this.shrink(Math.max(total, end), page);
      this.news = Math.max(0, total - this.size);
    }
  }

  /** Whether a server repeats itself. Where the list grew, photos that were seen fill as many pages once more: that is drift. */
  private isBarren(total: number | null): boolean {
    const grown = Math.max(0, (total ?? 0) - this.size);
    return this.barren >= BARREN_PAGES + Math.min(MOST_DRIFT, Math.ceil(grown / this.pageSize));
  }

  /** The last page that holds a photo; 0 when none does. */
  private lastLive(): number {
    let last = 0;
    for (const [page, { live }] of this.pages) if (live > 0) last = Math.max(last, page);
    return last;
  }

  /**
   * Nothing is at this page: the list ends with the last page that holds a photo, or one page later if that is full.
   * Where photos are known behind it, it is a gap and no end.
   */
  private cut(page: number): void {
    const last = this.lastLive();
    if (last >= page) return;
    this.limit = Math.min(this.limit, (page - 1) * this.pageSize);
    const length = this.pages.get(last)?.slots.length ?? 0;
    const next = length === this.pageSize && !this.pages.has(last + 1) ? this.pageSize : 0;
    this.size = Math.min(this.limit, this.size, Math.max(0, last - 1) * this.pageSize + length + next);
  }

  /**
   * Photos were deleted, so everything behind them moved up: any other page may lack a photo that another one no longer
   * has, and is read anew when it is wanted (R2.7.2).
   */
  private shrink(total: number, page: number): void {
    this.size = total;
    this.revisions += 1;
    for (const [known, loaded] of [...this.pages])
      if ((known - 1) * this.pageSize >= total) this.forget(known);
      else if (known !== page && this.revisions <= REVISIONS) loaded.stale = true;
  }

  private forget(page: number): void {
    for (const slot of this.pages.get(page)?.slots ?? []) if (slot) this.places.delete(slot.id);
    this.pages.delete(page);
  }
}
