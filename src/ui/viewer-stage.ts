/** The photos that can be moved: three places side by side, of which the middle one is seen, and what gestures do to them. */
import { Gestures } from './viewer-gestures.js';
import type { GestureHandlers } from './viewer-gestures.js';
import * as geometry from './viewer-geometry.js';
import { FITTED } from './viewer-geometry.js';
import type { Point, Size, View } from './viewer-geometry.js';
import { halt, moveTo } from './viewer-motion.js';
import type { Slide } from './viewer-slide.js';

/** A way on the screen: to what is left or right of the photo. */
export type Way = -1 | 1;

/** Whoever decides what the movements lead to. */
export interface StageHost {
  canStep(way: Way): boolean;
  step(way: Way): void;
  close(): void;
  /** A finger tapped the picture. */
  tapped(): void;
  /** @param share how much of the page behind is uncovered by a picture that is pulled down, 0 to 1 */
  uncover(share: number): void;
  zoomed(zoomed: boolean): void;
}

/** Between two photos; as in the style sheet. */
const GAP = 24;
const DOUBLE_TAP_SCALE = 2.5;
/** Times in milliseconds. */
const SETTLE = 260;
const INERTIA = 480;
/** How much smaller a picture gets that is pulled down by the whole height. */
const SHRINK = 0.4;

export class Stage implements GestureHandlers {
  readonly element = document.createElement('div');
  private readonly track = document.createElement('div');
  private readonly host: StageHost;
  private current: Slide;
  private size: Size = { width: 1, height: 1 };
  private view: View = FITTED;
  private begin: View = FITTED;
  private offset = 0;
  private beginOffset = 0;
  private pinched: Point = FITTED;

  /**
   * @param frame holds this and what lies over it
   * @param slides the places, of which `focus` chooses the middle one
   */
  constructor(
    frame: HTMLElement,
    slides: readonly [Slide, ...Slide[]],
    host: StageHost,
    signal: AbortSignal,
  ) {
    this.host = host;
    [this.current] = slides;
    this.element.className = 'viewer-stage';
    // Holds the focus when no button does, so that the keys arrive here wherever one clicks.
    this.element.tabIndex = -1;
    this.track.append(...slides.map(({ element }) => element));
    this.element.append(this.track);
    new Gestures(frame, this.element, this, signal);
    const observer = new ResizeObserver(() => this.measure());
    observer.observe(this.element);
    signal.addEventListener('abort', () => observer.disconnect());
  }

  private get isZoomed(): boolean {
    return this.view.scale > 1.001;
  }

  /** What is seen, and where the whole of it would be. */
  get shown(): { picture: HTMLElement; fitted: Size; stage: DOMRect } {
    const stage = this.element.getBoundingClientRect();
    return { picture: this.current.picture, fitted: geometry.fit(this.current.size, stage), stage };
  }

  /** Has to be called once the element is laid out. */
  measure(): void {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (!width || !height) return;
    this.size = { width, height };
    if (this.isZoomed) this.change(this.view, 0);
  }

  /** Another slide is in the middle; what was moved or zoomed goes back to its place. */
  focus(slide: Slide): void {
    this.set(FITTED);
    this.current = slide;
  }

  zoomBy(factor: number): void {
    this.zoomTo(this.view.scale * factor, FITTED);
  }

  fit(): void {
    this.change(FITTED);
  }

  /** Moves a zoomed picture. @returns false when it cannot go further that way */
  nudge(x: number, y: number): boolean {
    if (!this.isZoomed) return false;
    const before = this.view;
    this.change({ ...before, x: before.x - x, y: before.y - y });
    return geometry.distance(this.view, before) >= 1;
  }

  private bounded(scale: number): number {
    return Math.min(geometry.maxScale(this.current.size, this.size), Math.max(1, scale));
  }

  private set(view: View, duration = 0): void {
    const before = this.isZoomed;
    this.view = view;
    moveTo(this.current.picture, view, duration);
    if (this.isZoomed !== before) this.host.zoomed(!before);
  }

  /** Goes to the nearest view that is allowed. */
  private change(view: View, duration = SETTLE): void {
    this.set(geometry.settle(view, this.current.size, this.size), duration);
  }

  private slide(offset: number): void {
    this.offset = offset;
    moveTo(this.track, { x: offset, y: 0, scale: 1 });
  }

  private zoomTo(scale: number, at: Point): void {
    this.change(geometry.zoomAt(this.view, this.bounded(scale), at));
  }

  press(): void {
    this.begin = this.view = halt(this.current.picture);
    this.beginOffset = this.offset = halt(this.track).x;
    this.pinched = FITTED;
  }

  pan(moved: Point, sideways: boolean): void {
    const { begin, size } = this;
    if (this.isZoomed) {
      const limits = geometry.panLimits(geometry.fit(this.current.size, size), begin.scale, size);
      const x = geometry.stretch(begin.x + moved.x, limits.x, size.width);
      this.set({ ...begin, x, y: geometry.stretch(begin.y + moved.y, limits.y, size.height) });
    } else if (sideways) {
      const offset = this.beginOffset + moved.x;
      const open = offset === 0 || this.host.canStep(offset < 0 ? 1 : -1);
      this.slide(open ? offset : geometry.rubberBand(offset, size.width));
    } else {
      const fall = begin.y + moved.y;
      const down = Math.max(0, fall) / size.height;
      const y = fall > 0 ? fall : geometry.rubberBand(fall, size.height / 2);
      this.set({ scale: 1 - SHRINK * Math.min(1, down), x: begin.x + moved.x, y });
      this.host.uncover(Math.min(1, down * 1.5));
    }
  }

  panEnd(speed: Point, sideways: boolean): void {
    if (this.isZoomed) {
      const { x, y, scale } = this.view;
      this.change({ scale, x: geometry.glide(x, speed.x), y: geometry.glide(y, speed.y) }, INERTIA);
    } else if (sideways) {
      // The finger's own way: a quick second swipe begins while the first one still glides.
      const way = geometry.landing(this.offset - this.beginOffset, speed.x, this.size.width);
      if (way !== 0 && this.host.canStep(way)) {
        // The next photo is the middle one from now on; only what is seen still has a way to go.
        this.slide(this.offset + way * (this.size.width + GAP));
        this.host.step(way);
      }
      this.alignTrack();
    } else if (geometry.closes(this.view.y, speed.y, this.size.height)) {
      this.host.close();
    } else {
      this.rest(FITTED);
    }
  }

  private alignTrack(): void {
    this.offset = 0;
    moveTo(this.track, FITTED, SETTLE);
  }

  /** Nothing is held any more. */
  rest(view = this.view): void {
    if (this.offset !== 0) this.alignTrack();
    this.host.uncover(0);
    this.change(view);
  }

  pinch(ratio: number, from: Point, to: Point): void {
    const max = geometry.maxScale(this.current.size, this.size);
    const { begin } = this;
    const view = geometry.zoomAt(begin, geometry.stretchScale(begin.scale * ratio, max), from);
    this.pinched = to;
    this.set({ scale: view.scale, x: view.x + to.x - from.x, y: view.y + to.y - from.y });
  }

  pinchEnd(): void {
    this.rest(geometry.zoomAt(this.view, this.bounded(this.view.scale), this.pinched));
  }

  doubleTap(at: Point): void {
    this.zoomTo(this.isZoomed ? 1 : DOUBLE_TAP_SCALE, at);
  }

  wheel(event: WheelEvent, at: Point): void {
    if (!event.ctrlKey && Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      if (this.isZoomed) this.change({ ...this.view, x: this.view.x - event.deltaX }, 0);
      return;
    }
    this.view = halt(this.current.picture);
    const scale = this.bounded(this.view.scale * geometry.wheelFactor(event));
    this.change(geometry.zoomAt(this.view, scale, at), 0);
  }

  tap(at: Point, mouse: boolean): void {
    const { width, height } = geometry.fit(this.current.size, this.size);
    const beside = Math.abs(at.x) > width / 2 || Math.abs(at.y) > height / 2;
    if (!mouse) this.host.tapped();
    else if (beside && !this.isZoomed) this.host.close();
  }
}
