/**
 * The virtual gallery: of a list of any length only what is near the viewport is drawn, any place is reached at once,
 * and nothing that is seen moves when pages arrive.
 */
import type { ReactiveController } from 'lit';
import { pause } from '../state/pause.js';
import type { PhotoList } from '../state/photo-list.js';
import { drawnRange } from '../ui/drawn-range.js';
import { VirtualLayout } from '../ui/virtual-layout.js';
import type { Metrics } from '../ui/virtual-layout.js';
import { stepFrom } from '../ui/virtual-steps.js';
import type { StepKey } from '../ui/virtual-steps.js';
import { findAnchor } from './grid-anchor.js';
import type { Anchor } from './grid-anchor.js';
import type { GridHost, Tile } from './grid-host.js';
import { GridView } from './grid-view.js';
import { PageAsker } from './page-asker.js';
import { ratiosOf } from './block-ratios.js';
import { TilePortions } from './tile-portions.js';

export type { GridHost, Tile } from './grid-host.js';

export class GridController implements ReactiveController {
  private readonly host: GridHost;
  private list: PhotoList | null = null;
  private listening: AbortController | undefined;
  private virtual: VirtualLayout | undefined;
  private readonly view: GridView;
  private shown: readonly [number, number] = [0, 0];
  /** What was taken off the places of the photos when they were drawn. */
  private shift = 0;
  private readonly asker = new PageAsker();
  private readonly portions = new TilePortions();
  private limit = Infinity;
  /** Whether the tag scrolls by itself. */
  isBounded = false;
  /** A place that is to be seen as soon as it is known where it is. */
  private target: number | null = null;
  /** Whether that place is to stand at the upper edge. */
  private atEdge = false;
  /** Lies over the upper edge of what is seen. */
  coveredBy: HTMLElement | null = null;

  constructor(host: GridHost) {
    this.host = host;
    this.view = new GridView(host, () => this.refresh());
    host.addController(this);
  }

  hostConnected(): void {
    // Whoever goes elsewhere meanwhile is not pulled back when the page of her target comes.
    this.view.connect(() => (this.target = null));
    if (!this.list || this.listening?.signal.aborted === false) return;
    this.listen(this.list);
    this.onRead(this.list);
  }

  hostDisconnected(): void {
    this.view.disconnect();
    this.asker.stop();
    // A list lives as long as its session: it would keep every tag that ever showed it.
    this.listening?.abort();
  }

  hostUpdated(): void {
    const { grid } = this.host;
    if (grid && this.list) this.view.resize(this.height);
    // Not within the update that drew it: what is measured here asks for the next one.
    if (this.view.observe(grid)) queueMicrotask(() => this.refresh());
  }

  /**
   * @param limit how many photos to show, rounded up to a full row; `Infinity` for all
   */
  use(list: PhotoList | null, limit: number): void {
    if (list === this.list && limit === this.limit) return;
    this.limit = limit;
    if (list !== this.list) {
      this.listening?.abort();
      this.list = list;
      this.virtual = undefined;
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

  /** Photos to draw now, in order; the rest follows. `pinned` is drawn wherever it stands: it has the focus. */
  tiles(pinned: number | null = null): readonly Tile[] {
    const [from, to] = this.shown;
    const tiles: Tile[] = [];
    const { shift, height } = this.view;
    this.shift = shift;
    const add = (index: number) => {
      const photo = this.list?.at(index);
      const box = this.virtual?.boxOf(index);
      if (!photo || !box) return;
      // Far away in a folded list there is no room for it: it waits above the box, or at its end.
      const y = Math.max(-box.height, Math.min(box.y - shift, height - box.height));
      tiles.push({ index, photo, box: { ...box, y } });
    };
    if (pinned !== null && pinned < from) add(pinned);
    for (let index = from; index < to; index += 1) add(index);
    if (pinned !== null && pinned >= to) add(pinned);
    const now = this.portions.take(tiles, this.virtual?.indexAt(this.view.seen.top) ?? 0);
    if (now.length < tiles.length) void pause().then(() => this.host.requestUpdate());
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

  /** The first place that is drawn. */
  get from(): number {
    return this.shown[0];
  }

  /** Whether any of the list can be seen. */
  get isInView(): boolean {
    const { top, bottom } = this.view.seen;
    return bottom > 0 && top < this.height;
  }

  /** One past the last place that is drawn. */
  get to(): number {
    return this.shown[1];
  }

  /** Where an arrow key leads to. */
  step(index: number, key: StepKey): number {
    const { list, virtual, end } = this;
    if (!list || !virtual) return index;
    return stepFrom(index, key, { list, layout: virtual, end, screen: this.view.seen.height });
  }

  /** Read when it is asked for: after a drawing it would make the browser lay out at once. */
  private get cover(): number {
    return this.coveredBy?.offsetHeight ?? 0;
  }

  /** The last place of the row at the upper edge of what is seen, or of the list. */
  get edge(): number {
    const { top } = this.view.seen;
    // A pixel, because a browser rounds where it scrolls to.
    return this.virtual?.indexAt(Math.max(0, top + this.cover + 1), true) ?? 0;
  }

  /**
   * Scrolls as little as needed to see a place; where its page is still to come, again when it is there.
   *
   * @param atEdge scroll until it stands at the upper edge
   */
  reveal(index: number, atEdge = false): void {
    this.target = index;
    this.atEdge = atEdge;
    this.view.read();
    this.aim();
    this.refresh();
  }

  /** Scrolls by so many pixels, for somebody who drags. */
  scroll(down: number): void {
    this.view.scroll(down);
  }

  private aim(): void {
    const { target, virtual, view } = this;
    if (target === null || !virtual || !this.host.grid) return;
    const box = virtual.boxOf(target);
    const y = virtual.yOf(target);
    const height = box?.height ?? this.metrics().rowHeight;
    const { top, bottom } = view.seen;
    if (y < top + this.cover || this.atEdge) view.goTo(y - this.cover);
    else if (y + height > bottom) view.goTo(top + y + height - bottom);
    if (box) this.target = null;
  }

  private onRead(list: PhotoList): void {
    // Photos that were deleted moved those behind them: their pages are read again.
    this.virtual?.prune((block) => list.isLoaded(block * list.pageSize));
    this.refresh();
    // Counts and failures are drawn, too.
    this.host.requestUpdate();
  }

  private metrics(): Metrics {
    const { grid, ruler, layout } = this.host;
    const size = ruler?.getBoundingClientRect();
    return { layout, width: grid?.clientWidth ?? 0, rowHeight: size?.height || 200, gap: size?.width ?? 4 };
  }

  /** Looks where the viewer is, lays out what was read there, and asks for what was not. */
  private refresh(): void {
    const { virtual, list, view } = this;
    const { grid } = this.host;
    if (!virtual || !list || !grid?.isConnected) return;
    const metrics = this.metrics();
    // Hidden, or squeezed to nothing: keep what was known until there is room again.
    if (metrics.width < 1) return;
    this.bound();
    const before = view.seen;
    const moved = view.read();
    // A resize moves everything: what counts is what was seen before it.
    const resized = virtual.hasOther(metrics);
    const anchor = findAnchor(virtual, this.shown, resized ? before : view.seen, resized);
    let changed = virtual.update(list.length, metrics);
    // Wherever the viewer is: the height of a preview is its own, and Tab finds a photo.
    changed = virtual.settleAt(0) || changed;
    if (this.limit < list.length) changed = virtual.settleAt(this.limit - 1) || changed;
    if (resized && anchor) {
      virtual.settleAt(anchor.index);
      this.hold(anchor);
    }
    changed = this.settle() || changed;
    if (changed) this.hold(anchor);
    this.aim();
    view.straighten();
    this.draw(changed || view.shift !== this.shift);
    this.ask(Math.abs(moved) > view.seen.height);
  }

  private draw(changed: boolean): void {
    const { virtual, list, view } = this;
    if (!virtual || !list) return;
    const { travel, isResting } = view;
    const drawn = changed ? undefined : this.shown;
    let [from, to] = drawnRange(virtual, { ...view.seen, travel, isResting }, this.end, drawn);
    // Out of sight the row that is nearest stays, so that the gallery can be reached by keyboard.
    if (from >= to && list.length > 0) {
      const [first, last] = virtual.rowAt(view.seen.bottom < 0 ? 0 : this.height - 1);
      [from, to] = [first, Math.min(last, this.end)];
    }
    if (!changed && from === this.shown[0] && to === this.shown[1]) return;
    this.shown = [from, to];
    this.host.requestUpdate();
  }

  /** Where the page gave the tag a height that is too small for all of it, the tag scrolls by itself. */
  private bound(): void {
    const { base } = this.host;
    if (!base) return;
    const isBounded = base.scrollHeight - base.clientHeight > 1;
    if (isBounded === this.isBounded) return;
    this.isBounded = isBounded;
    base.classList.toggle('bounded', isBounded);
    this.view.reconsider();
    this.host.requestUpdate();
  }

  private settle(): boolean {
    const { top, bottom, height } = this.view.seen;
    return this.virtual?.settle(top - height, bottom + height) ?? false;
  }

  /** Keeps the anchor where it was on the screen when what is above it turned out higher or lower than estimated. */
  private hold(anchor: Anchor | undefined): void {
    const { view } = this;
    if (!this.virtual) return;
    view.resize(this.height);
    // At its very top the gallery is held by the page above it, not by its first photo.
    if (!anchor || anchor.atTop) return;
    const delta = this.virtual.yOf(anchor.index) - view.seen.top - anchor.offset;
    if (Math.abs(delta) >= 0.5) view.moveBy(delta);
  }

  private ask(flying: boolean): void {
    this.asker.ask(flying, () => {
      const { top, bottom, height } = this.view.seen;
      const [from, to] = this.virtual?.range(top - height / 2, bottom + height) ?? [0, 0];
      this.list?.want(from, Math.min(to, this.end));
    });
  }
}
