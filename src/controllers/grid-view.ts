/**
 * The window through which a long list is seen: reads where it is, tells when it moves, and moves it. Everything it says
 * is in layout space (see `ui/scroll-space.ts`).
 */
import { ScrollSpace } from '../ui/scroll-space.js';
import { onScroll, scrollBy, scrollerOf, visiblePart } from './scroll-place.js';
import type { Visible } from './scroll-place.js';

/** So long after the last scroll the view counts as resting, in milliseconds. */
const REST = 250;

export class GridView {
  private readonly host: HTMLElement;
  private readonly onMove: () => void;
  private readonly space = new ScrollSpace();
  private connection: AbortController | undefined;
  private observer: ResizeObserver | undefined;
  private grid: HTMLElement | null = null;
  private scroller: Element | null | undefined;
  private frame = 0;
  private resting: ReturnType<typeof setTimeout> | undefined;
  private scrolledAt = 0;
  private isHeld = false;
  private drawn = '';
  /** What is seen. */
  seen: Visible = { top: 0, bottom: 0, height: 0 };
  /** Pixels that the last scroll went down; 0 before the first one. */
  travel = 0;
  /** Nobody has scrolled for a while. */
  isResting = true;

  /** @param onMove told once a frame at most */
  constructor(host: HTMLElement, onMove: () => void) {
    this.host = host;
    this.onMove = onMove;
  }

  /** @param onTouched the visitor scrolls, or uses the page otherwise */
  connect(onTouched: () => void): void {
    this.connection = new AbortController();
    const { signal } = this.connection;
    onScroll(this.host, () => this.onScroll(), signal);
    globalThis.addEventListener('resize', () => this.onResize(), { signal });
    const options = { capture: true, passive: true, signal };
    for (const type of ['wheel', 'touchmove', 'pointerdown', 'keydown'])
      globalThis.addEventListener(type, onTouched, options);
    // A scroll bar must not be moved under a finger.
    globalThis.addEventListener('touchstart', () => (this.isHeld = true), options);
    for (const type of ['touchend', 'touchcancel'])
      globalThis.addEventListener(type, (event) => this.onRelease(event as TouchEvent), options);
    this.observer = new ResizeObserver(() => this.onResize());
    if (this.grid) this.observer.observe(this.grid);
  }

  disconnect(): void {
    this.connection?.abort();
    this.observer?.disconnect();
    cancelAnimationFrame(this.frame);
    clearTimeout(this.resting);
    this.resting = undefined;
    this.isResting = true;
    this.frame = 0;
    this.isHeld = false;
    this.scroller = undefined;
  }

  /** The element that is as high as the list. @returns whether it is another one */
  observe(grid: HTMLElement | null): boolean {
    if (!grid || grid === this.grid) return false;
    if (this.grid) this.observer?.unobserve(this.grid);
    this.grid = grid;
    this.drawn = '';
    this.observer?.observe(grid);
    return true;
  }

  /** Another list: nobody has scrolled it. */
  begin(): void {
    this.travel = 0;
  }

  /** What is to be taken off a place of the layout to draw it. */
  get shift(): number {
    return this.space.shift;
  }

  /** Height of the box that is drawn. */
  get height(): number {
    return this.space.height;
  }

  /** What scrolls may be another box from now on. */
  reconsider(): void {
    this.scroller = undefined;
  }

  /** Looks where the window is. @returns how far it moved down since */
  read(): number {
    const { top, height } = this.seen;
    this.measure();
    const moved = this.seen.top - top;
    if (moved !== 0 && height > 0) this.travel = moved;
    return height > 0 ? moved : 0;
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
  }

  /** Scrolls on the visitor's behalf. */
  scroll(down: number): void {
    scrollBy(this.scroller ?? null, down);
  }

  /** Moves what is seen, because what is above it turned out higher or lower than estimated. */
  moveBy(down: number): void {
    const left = this.space.slide(down);
    if (left !== 0) scrollBy(this.scroller ?? null, left);
    this.measure();
  }

  /** Brings a place of the layout to the upper edge. */
  goTo(place: number): void {
    const { space } = this;
    if (!space.isFolded) {
      this.moveBy(place - this.seen.top);
      return;
    }
    scrollBy(this.scroller ?? null, space.scrollOf(place) - (this.seen.top - space.shift));
    const { top } = this.part();
    // The scroll that is reported for this is none of the visitor's.
    space.pin(top, place);
    this.measure();
  }

  /** Brings the scroll bar to where it belongs; nothing that is seen moves. */
  straighten(): void {
    const isFree = this.isResting && !this.isHeld;
    if (this.space.isAstray(this.seen.top - this.shift, isFree)) this.goTo(this.seen.top);
  }

  private part(): Visible {
    const { grid } = this;
    if (!grid) return this.seen;
    if (this.scroller === undefined) this.scroller = scrollerOf(grid);
    return visiblePart(grid, this.scroller);
  }

  private measure(): void {
    const { top, bottom, height } = this.part();
    this.space.follow(top);
    const { shift } = this.space;
    this.seen = { top: top + shift, bottom: bottom + shift, height };
  }

  private onScroll(): void {
    this.isResting = false;
    this.scrolledAt = performance.now();
    this.resting ??= setTimeout(() => this.rest(), REST);
    this.schedule();
  }

  private onRelease({ touches }: TouchEvent): void {
    this.isHeld = touches.length > 0;
    if (!this.isHeld) this.schedule();
  }

  /** One timer runs on while she scrolls: to set one anew with every frame costs more than to look at the clock. */
  private rest(): void {
    const left = this.scrolledAt + REST - performance.now();
    this.isResting = left <= 0;
    this.resting = this.isResting ? undefined : setTimeout(() => this.rest(), left);
    if (this.isResting) this.schedule();
  }

  private onResize(): void {
    this.reconsider();
    this.schedule();
  }

  /** One reading of the layout per frame, however many events there were. */
  private schedule(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.onMove();
    });
  }
}
