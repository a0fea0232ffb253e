/**
 * Brings a visitor who comes back to the place that she left. What keeps it stands in `kept-place.ts`; it is here before
 * the first photos are drawn, if there may be a place to come back to.
 */
import type { ReactiveController } from 'lit';
import type { ResultSet } from '../state/search-state.js';
import { recall } from '../state/tab-memory.js';
import type { Anchor } from './grid-anchor.js';
import type { GridController } from './grid-controller.js';
import type { Place, PlaceHost } from './kept-place.js';
import { OnDemand } from './on-demand.js';
import { Rest } from './rest.js';
import { onScroll, onTouched } from './scroll-place.js';

/** What the tab remembers them by. */
export const PLACES = 'places';

/** So long after the last scroll, or press in the list, she rests, in milliseconds. */
const REST = 300;

const code = new OnDemand(() => import('./kept-place.js'));

/** Never rejects: without it there is the list from its beginning. */
export const recallPlaces = async (): Promise<void> => {
  if (recall(PLACES) !== null) await code.get().catch(() => undefined);
};

export class PlaceMemory implements ReactiveController {
  /** The set whose rest was asked for. */
  unfolded: string | undefined;
  private readonly tag: PlaceHost;
  /** The set that was shown last; none yet since the tag came onto the page. */
  private last: ResultSet | null = null;
  private place: Place | undefined;
  /** Of the history, since the tag came onto the page. */
  private readonly entries = new Set<string | undefined>();
  private tiles: GridController | undefined;
  private listening: AbortController | undefined;
  /** She has scrolled since the tag came onto the page, or used the page otherwise. */
  private isTouched = false;
  private readonly rest = new Rest(REST, () => this.keep(this.tiles?.anchor));

  constructor(tag: PlaceHost) {
    this.tag = tag;
    tag.addController(this);
  }

  hostConnected(): void {
    this.last = null;
    this.entries.clear();
    this.isTouched = false;
    this.listening = new AbortController();
    const { signal } = this.listening;
    onScroll(this.tag, () => this.rest.stir(), signal);
    onTouched((event) => {
      this.isTouched = true;
      // Who opens a photo may swipe far from there, and never scroll.
      if (event.composedPath().includes(this.tag)) this.rest.stir();
    }, signal);
  }

  hostDisconnected(): void {
    this.listening?.abort();
    code.now?.leavePlace(this.tag, this.entries);
    this.rest.stop();
  }

  /** A set is to be shown: where it was unfolded, it is again. */
  meet(set: ResultSet | null): void {
    const { last } = this;
    if (!set || set === last) return;
    this.last = set;
    this.entries.add(code.now?.entryKey());
    if (!last) {
      this.place = code.now?.findPlace(this.tag, set);
      if (this.place?.isUnfolded) this.unfolded = set.id;
    } else if (code.now) this.keep();
  }

  /** The list is laid out: it is scrolled, unless the visitor does so herself. */
  comeBack(tiles: GridController): void {
    const anchor = this.place?.anchor;
    this.place = undefined;
    this.tiles = tiles;
    if (anchor && !this.isTouched) tiles.reveal(anchor.index, anchor.offset);
  }

  /** @param anchor where she rests; none: above the photos or below, or in a search that has just begun */
  keep(anchor?: Anchor): void {
    const { last } = this;
    if (!last) return;
    const place = { isUnfolded: last.id === this.unfolded, anchor };
    code.use(
      ({ keepPlace, entryKey }) => {
        this.entries.add(entryKey());
        keepPlace(this.tag, last, place);
      },
      () => undefined,
    );
  }
}
