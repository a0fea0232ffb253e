/**
 * The virtual gallery: of a list of any length only what is near the viewport is drawn, any place is reached at once,
 * and nothing that is seen moves when pages arrive.
 */
import type { ReactiveController } from 'lit';
import { pause } from '../state/pause.js';
import type { PhotoList } from '../state/photo-list.js';
import { drawnRange } from '../ui/drawn-range.js';
import type { Range } from '../ui/drawn-range.js';
import { VirtualLayout } from '../ui/virtual-layout.js';
import type { Steps } from '../ui/virtual-steps.js';
import { findAnchor } from './grid-anchor.js';
import type { Anchor } from './grid-anchor.js';
import type { GridHost, Tile } from './grid-host.js';
import { GridTarget } from './grid-target.js';
import { GridView } from './grid-view.js';
import { PageAsker, wantNear } from './page-asker.js';
import { ratiosOf } from './block-ratios.js';
import { portionOf, tileAt } from './tile-portions.js';

export class GridController implements ReactiveController {
  private readonly host: GridHost;
  private readonly onMove: (isOther: boolean) => void;
  private list: PhotoList | null = null;
  private listening: AbortController | undefined;
  private virtual: VirtualLayout | undefined;
  private readonly view: GridView;
  /** Places that are drawn. */
  shown: Range = [0, 0];
  /** What was taken off the places of the photos when they were drawn. */
  private shift = 0;
  private readonly asker = new PageAsker();
  /** What a list knows of this gallery. */
  private readonly eye = {};
  private limit = Infinity;
  private layout: GridHost['layout'] | undefined;
  /** Whether the tag scrolls by itself: the page gave it a height that is too small for all of it. */
  isBounded = false;
  private readonly target = new GridTarget();
  /** What the last resize held, until somebody scrolls: a phone that is turned there and back shows the same. */
  private held: Anchor | undefined;
  /** The slider, which lies over the upper edge of what is seen. */
  coveredBy: HTMLElement | null = null;
  /** What lies there, in pixels; read together with everything else: after a drawing it would make the browser lay out at once. */
  cover = 0;

  /** @param onMove told when the view moved, and whether other photos are to be drawn for it, or the same at other places */
  constructor(host: GridHost, onMove: (isOther: boolean) => void) {
    this.host = host;
    this.onMove = onMove;
    this.view = new GridView(host, (isScroll) => this.refresh(isScroll));
    host.addController(this);
  }

  hostConnected(): void {
    // Whoever goes elsewhere meanwhile is not pulled back when the page of her target comes.
    this.view.connect(this.target.drop);
    if (!this.list || this.listening?.signal.aborted === false) return;
    this.listen(this.list);
    this.onRead(this.list);
  }

  hostDisconnected(): void {
    this.view.disconnect();
    this.asker.stop();
    // A list lives as long as its session: it would keep every tag that ever showed it.
    this.listening?.abort();
    // Unless the tag is only being moved, nobody looks at its place any more.
    void pause().then(() => this.host.isConnected || this.list?.want(0, 0, false, this.eye));
  }

  hostUpdated(): void {
    const { grid, ruler } = this.host.frame;
    if (grid && this.list) this.view.resize(this.height);
    // Not within the update that drew it: what is measured here asks for the next one.
    if (this.view.observe(grid, ruler)) queueMicrotask(() => this.refresh());
  }

  /**
   * @param limit how many photos to show, rounded up to a full row; `Infinity` for all
   */
  use(list: PhotoList | null, limit: number): void {
    const { layout } = this.host;
    if (list === this.list && limit === this.limit && layout === this.layout) return;
    this.limit = limit;
    this.layout = layout;
    if (list !== this.list) {
      this.asker.stop();
      this.listening?.abort();
      this.list?.want(0, 0, false, this.eye);
      this.list = list;
      this.virtual = this.held = undefined;
      this.target.drop();
      this.shown = [0, 0];
      this.view.begin();
      if (list) {
        this.virtual = new VirtualLayout(list.pageSize, (block) => ratiosOf(list, block));
        this.listen(list);
      }
    }
    this.refresh();
  }

  private listen(list: PhotoList): void {
    this.listening = new AbortController();
    list.subscribe(() => this.onRead(list), { signal: this.listening.signal });
  }

  /**
   * Photos to draw now, in order; the rest follows.
   *
   * @param pinned a place that is drawn wherever it stands: it has the focus
   * @param drawn what is drawn, by id of the photo
   */
  tiles(pinned: number | null, drawn: ReadonlyMap<string, unknown>): readonly Tile[] {
    const { list, virtual, view, shown } = this;
    if (!list || !virtual) return [];
    const [from, to] = shown;
    this.shift = view.shift;
    const tiles: Tile[] = [];
    const add = (index: number) => {
      const tile = tileAt(index, list, virtual, view);
      if (tile) tiles.push(tile);
    };
    // No number is neither before nor behind them.
    const apart = pinned ?? NaN;
    if (apart < from) add(apart);
    for (let index = from; index < to; index += 1) add(index);
    if (apart >= to) add(apart);
    this.host.frame.drawBlank(list, virtual, shown, view.shift);
    const now = portionOf(tiles, virtual.indexAt(view.seen.top), drawn);
    if (now.length < tiles.length) void pause().then(() => this.onMove(true));
    // Once they stand in the grid.
    else queueMicrotask(() => view.lookOut());
    return now;
  }

  /** Height of what is shown, in pixels. */
  get height(): number {
    const { virtual } = this;
    if (!virtual) return 0;
    const last = virtual.boxOf(this.end - 1);
    return last && this.end < (this.list?.length ?? 0) ? last.y + last.height : virtual.height;
  }

  /** One past the last place that is shown. */
  get end(): number {
    const length = this.list?.length ?? 0;
    if (this.limit >= length || !this.virtual) return length;
    const last = this.virtual.boxOf(this.limit - 1);
    return last ? this.virtual.indexAt(last.y, true) + 1 : Math.min(length, this.limit);
  }

  /** Whether any of the list can be seen. */
  get isInView(): boolean {
    return this.view.seen.bottom > 0 && this.view.seen.top < this.height;
  }

  /** Nobody has scrolled for a while. */
  get isResting(): boolean {
    return this.view.rest.isResting;
  }

  /** The photo at the upper edge of what is seen; `undefined` where there is none. */
  get anchor(): Anchor | undefined {
    return this.virtual && findAnchor(this.virtual, this.shown, this.view.seen);
  }

  /** What the way of a key through the list depends on. */
  get steps(): Steps | null {
    const { list, virtual, end } = this;
    return list && virtual ? { list, layout: virtual, end, screen: this.view.seen.height } : null;
  }

  /** The last place of the row at the upper edge of what is seen, or of the list. */
  get edge(): number {
    // A pixel, because a browser rounds where it scrolls to.
    return this.virtual?.indexAt(Math.max(0, this.view.seen.top + this.cover + 1), true) ?? 0;
  }

  /**
   * Scrolls as little as needed to see a place; where its page is still to come, again when it is there.
   *
   * @param below scroll until it stands so many pixels below the upper edge
   */
  reveal(index: number, below?: number): void {
    this.held = undefined;
    this.target.set(index, below);
    this.look();
    this.aim();
    this.refresh();
  }

  /** Scrolls by so many pixels, for somebody who drags. */
  scroll(down: number): void {
    this.view.scroll(down);
  }

  private aim(): void {
    const { target, virtual, view, host } = this;
    if (virtual && host.frame.grid)
      target.aim(virtual, view, view.metrics(host.layout).rowHeight, this.cover);
  }

  private onRead(list: PhotoList): void {
    // Photos that were deleted moved those behind them: their pages are read again.
    this.virtual?.prune((block) => list.isLoaded(block * list.pageSize));
    this.refresh();
    // Counts and failures are drawn, too.
    this.host.requestUpdate();
  }

  /**
   * Looks where the viewer is, lays out what was read there, and asks for what was not.
   *
   * @param isScroll nothing else happened: most scrolls need no more than to know it, because enough is drawn
   */
  private refresh(isScroll = false): void {
    const { virtual, list, view } = this;
    if (!virtual || !list || !this.host.frame.grid?.isConnected) return;
    const metrics = view.metrics(this.host.layout);
    // Hidden, or squeezed to nothing: keep what was known until there is room again, and where that was.
    if (metrics.width < 1) {
      this.target.keep(findAnchor(virtual, this.shown, view.seen));
      return;
    }
    const before = view.seen;
    // A resize moves everything: what counts is what was seen before it.
    const resized = virtual.hasOther(metrics);
    const moved = isScroll ? Math.abs(view.read()) : 0;
    if (!resized && moved > 1) this.held = undefined;
    const isLeap = moved > view.seen.height;
    if (isScroll && !resized && !isLeap && this.wanted(virtual) === this.shown) {
      this.onMove(false);
      return;
    }
    const isBounded = view.isBounded(this.host.frame.base);
    if (isBounded !== this.isBounded) this.host.requestUpdate();
    this.isBounded = isBounded;
    this.look();
    const anchor = resized
      ? (this.held ??= findAnchor(virtual, this.shown, before, this.cover))
      : findAnchor(virtual, this.shown, view.seen);
    let changed = virtual.update(list.length, metrics);
    // Wherever the viewer is: the height of a preview is its own, and Tab finds a photo.
    changed = virtual.settleAt(0) || changed;
    if (this.limit < list.length) changed = virtual.settleAt(this.limit - 1) || changed;
    if (resized && anchor) {
      virtual.settleAt(anchor.index);
      this.hold(anchor, true);
    }
    const { top, bottom, height } = view.seen;
    changed = virtual.settle(top - height, bottom + height) || changed;
    if (changed) this.hold(anchor, resized || undefined);
    this.aim();
    view.straighten();
    // Its height, or where it ends, may be another.
    if (changed) this.host.requestUpdate();
    this.onMove(this.choose(virtual, list, changed || view.shift !== this.shift));
    this.asker.ask(isLeap, () => wantNear(list, virtual, view.seen, this.end, this.eye));
  }

  private look(): void {
    this.view.read();
    this.cover = this.host.frame.coverOf(this.coveredBy, this.view.scroller);
  }

  /** What is to be drawn for what is seen: what is drawn, where that is enough. */
  private wanted(virtual: VirtualLayout, drawn = this.shown): Range {
    const { view, isResting } = this;
    return drawnRange(virtual, { ...view.seen, travel: view.travel, isResting }, this.end, drawn);
  }

  /** Chooses what to draw. @returns whether it is something else */
  private choose(virtual: VirtualLayout, list: PhotoList, changed: boolean): boolean {
    let [from, to] = this.wanted(virtual, changed ? [0, 0] : this.shown);
    // Out of sight the row that is nearest stays, so that the gallery can be reached by keyboard.
    if (from >= to && list.length > 0) {
      const nearest = Math.min(this.end, list.certain) - 1;
      [from, to] = virtual.rowAt(this.view.seen.bottom < 0 ? 0 : virtual.yOf(nearest));
      to = Math.min(to, this.end);
    }
    if (!changed && from === this.shown[0] && to === this.shown[1]) return false;
    this.shown = [from, to];
    return true;
  }

  /** Keeps the anchor where it was on the screen when what is above it turned out higher or lower than estimated. */
  private hold(anchor: Anchor | undefined, isStill?: boolean): void {
    const { view, virtual, list } = this;
    const { top } = view.seen;
    // Held at its end, a list that grows as it is read would be read to its last page.
    const isGrowing = top <= view.end && list && list.certain < list.length;
    view.resize(this.height);
    let delta = isGrowing ? top - view.seen.top : 0;
    if (anchor && virtual) delta = virtual.yOf(anchor.index) - view.seen.top - anchor.offset;
    if (Math.abs(delta) > 0.4) view.moveBy(delta, isStill);
  }
}
