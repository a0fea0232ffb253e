/**
 * The window through which a long list is seen: reads where it is, tells when it moves, and moves it. Everything it says
 * is in layout space (see `ui/scroll-space.ts`).
 */
import { ScrollSpace } from '../ui/scroll-space.js';
import type { Metrics } from '../ui/virtual-layout.js';
import { Rest } from './rest.js';
import { onScroll, onTouched, scaleOf, scrollBy, scrollerOf, visiblePart } from './scroll-place.js';
import type { Visible } from './scroll-place.js';

/** So long after the last scroll the view counts as resting, in milliseconds. */
const REST = 250;

export class GridView {
  private readonly host: HTMLElement;
  private readonly onMove: (isScroll: boolean) => void;
  private readonly space = new ScrollSpace();
  private connection: AbortController | undefined;
  private observer: ResizeObserver | undefined;
  /** Tells where photos come or go without a scroll: a part of the page above them is folded, a sheet slides in. */
  private sight: IntersectionObserver | undefined;
  private edges: readonly unknown[] = [];
  private isWatched = false;
  private grid: HTMLElement | null = null;
  private ruler: HTMLElement | null = null;
  /** What scrolls it: the tag, a box of the page, or `null` for the page; `undefined` until it was looked for. */
  scroller: Element | null | undefined;
  private frame = 0;
  /** Whether somebody has scrolled a while ago. */
  readonly rest = new Rest(REST, () => this.schedule());
  private isHeld = false;
  private drawn = '';
  /** What is seen. */
  seen: Visible = { top: 0, bottom: 0, height: 0 };
  /** Where the list ends, as it is drawn. */
  end = 0;
  /** Pixels that the last scroll went down; 0 before the first one. */
  travel = 0;
  /** Kept until something may have another size: with every scroll they are asked for. */
  private sizes: Omit<Metrics, 'layout'> | undefined;

  /** @param onMove told once a frame, or little more where several boxes scroll; and whether it is no more than a scroll */
  constructor(host: HTMLElement, onMove: (isScroll: boolean) => void) {
    this.host = host;
    this.onMove = onMove;
  }

  /** @param onUse the visitor scrolls, or uses the page otherwise */
  connect(onUse: () => void): void {
    this.connection = new AbortController();
    const { signal } = this.connection;
    onScroll(this.host, () => this.onScroll(), signal);
    globalThis.addEventListener('resize', () => this.onResize(), { signal });
    const options = { capture: true, passive: true, signal };
    onTouched(onUse, signal);
    // A scroll bar must not be moved under a finger.
    globalThis.addEventListener('touchstart', () => (this.isHeld = true), options);
    for (const type of ['touchend', 'touchcancel'])
      globalThis.addEventListener(type, (event) => this.onRelease(event as TouchEvent), options);
    this.observer = new ResizeObserver(() => this.onResize());
    this.sight = new IntersectionObserver(() => this.onSight(), { threshold: [0, 0.5, 1] });
    this.watch();
  }

  disconnect(): void {
    this.connection?.abort();
    this.observer?.disconnect();
    this.lookAway();
    cancelAnimationFrame(this.frame);
    this.rest.stop();
    this.frame = 0;
    this.isHeld = false;
    this.scroller = undefined;
  }

  /**
   * @param grid the element that is as high as the list
   * @param ruler what else has a size that counts
   * @returns whether it is another grid
   */
  observe(grid: HTMLElement | null, ruler: HTMLElement | null): boolean {
    if (!grid || grid === this.grid) return false;
    this.grid = grid;
    this.ruler = ruler;
    this.drawn = '';
    this.watch();
    return true;
  }

  private watch(): void {
    // It tells of their sizes as they are now, too.
    this.observer?.disconnect();
    for (const watched of [this.grid, this.ruler]) if (watched) this.observer?.observe(watched);
  }

  /** Another list: nobody has scrolled it. */
  begin(): void {
    this.travel = 0;
  }

  /** What decides where photos stand. */
  metrics(layout: Metrics['layout']): Metrics {
    const width = this.grid?.clientWidth ?? 0;
    // The browser tells of a new width late in a frame: a scroll may come first.
    if (width !== this.sizes?.width) {
      const { ruler } = this;
      const size = ruler?.getBoundingClientRect();
      const scale = scaleOf(ruler, size?.height);
      this.sizes = { width, rowHeight: (size?.height || 200) / scale, gap: (size?.width ?? 4) / scale };
    }
    return { ...this.sizes, layout };
  }

  /** What is to be taken off a place of the layout to draw it. */
  get shift(): number {
    return this.space.shift;
  }

  /** Height of the box that is drawn. */
  get height(): number {
    return this.space.height;
  }

  /** Whether the box around it all is too small for it, and scrolls by itself. */
  isBounded(box: HTMLElement | null): boolean {
    if (!box) return false;
    const isBounded = box.scrollHeight - box.clientHeight > 1;
    // What scrolls may be another box from now on.
    if (box.classList.contains('bounded') !== isBounded) this.scroller = undefined;
    box.classList.toggle('bounded', isBounded);
    return isBounded;
  }

  /** Looks where the window is. @returns how far it moved down since */
  read(): number {
    const { top, height } = this.seen;
    this.measure();
    const moved = height > 0 ? this.seen.top - top : 0;
    if (moved !== 0) this.travel = moved;
    return moved;
  }

  /** @param layout height of the list */
  resize(layout: number): void {
    const { grid, space } = this;
    const { shift } = space;
    space.resize(layout, this.seen.height);
    if (shift !== space.shift) this.measure();
    const height = `${space.height}px`;
    if (height === this.drawn || !grid) return;
    this.drawn = height;
    grid.style.setProperty('height', height);
    // A browser that holds what it finds below the list has scrolled by as much as the list grew.
    if (this.seen.bottom > this.end) this.measure();
    this.end = layout;
  }

  /** Scrolls on the visitor's behalf. @param down pixels of the list; what scrolls may count in others */
  scroll(down: number): void {
    const { scroller = null, grid } = this;
    scrollBy(scroller, (down * scaleOf(grid)) / scaleOf(scroller));
  }

  /**
   * Moves what is seen, because what is above it turned out higher or lower than estimated.
   *
   * @param isStill nobody is on the way through the list, whom a scroll of ours would stop
   */
  moveBy(down: number, isStill = this.isFree): void {
    const left = this.space.isFolded || !isStill ? this.space.slide(down) : down;
    if (left !== 0) this.scroll(left);
    this.measure();
  }

  /** Brings a place of the layout to the upper edge. */
  goTo(place: number): void {
    const { space } = this;
    const from = this.seen.top - space.shift;
    this.scroll((space.isFolded ? space.scrollOf(place) : place) - from);
    // The scroll that is reported for this is none of the visitor's.
    const top = this.part()?.top ?? 0;
    space.pin(top, space.isFolded ? place : top);
    this.measure();
  }

  /** Nobody is on the way through the list, nor holds it. */
  private get isFree(): boolean {
    return this.rest.isResting && !this.isHeld;
  }

  /** Brings the scroll bar to where it belongs; nothing that is seen moves. */
  straighten(): void {
    if (this.space.isAstray(this.seen.top - this.shift, this.isFree)) this.goTo(this.seen.top);
  }

  private part(): Visible | null {
    const { grid } = this;
    if (!grid) return null;
    if (this.scroller === undefined) this.scroller = scrollerOf(grid);
    return visiblePart(grid, this.scroller);
  }

  private measure(): void {
    const part = this.part();
    // The browser tells of the scroll that hiding it causes, and then of the size.
    if (!part) return;
    const { top, bottom, height } = part;
    this.space.follow(top);
    const { shift } = this;
    this.seen = { top: top + shift, bottom: bottom + shift, height };
  }

  private onScroll(): void {
    if (this.rest.isResting) this.lookAway();
    this.rest.stir();
    // At once: browsers tell of it once a frame, before they draw.
    this.onMove(true);
  }

  private onRelease({ touches }: TouchEvent): void {
    this.isHeld = touches.length > 0;
    if (!this.isHeld) this.schedule();
  }

  private onResize(): void {
    this.sizes = undefined;
    this.scroller = undefined;
    this.schedule();
  }

  /** One reading of the layout per frame, however many events there were. */
  private schedule(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.onMove(false);
      this.lookOut();
    });
  }

  /** Watches the list and the photos at both of its drawn ends; not while she scrolls, which tells by itself. */
  lookOut(): void {
    const { grid, sight, rest } = this;
    const edges = [grid, grid?.firstElementChild, grid?.lastElementChild];
    if (!sight || !rest.isResting || edges.every((edge, at) => edge === this.edges[at])) return;
    this.lookAway();
    this.edges = edges;
    this.isWatched = false;
    for (const edge of edges) if (edge) sight.observe(edge);
  }

  private lookAway(): void {
    this.sight?.disconnect();
    this.edges = [];
  }

  private onSight(): void {
    // What an observer tells first is how things are.
    if (this.isWatched) this.schedule();
    this.isWatched = true;
  }
}
