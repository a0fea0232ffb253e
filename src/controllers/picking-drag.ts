/** Ticking by going over the photos with a finger or a mouse, from one box on. */
import type { Stretch } from '../state/stretch.js';

/** So near to an edge of the window the list scrolls along, in pixels; and so far a frame at most. */
const EDGE = 72;
const FASTEST = 16;

export interface DragOptions {
  readonly root: ShadowRoot;
  /** The photo at a point of the window. */
  indexAt(x: number, y: number): number | null;
  /** Something is ticked: until then a finger scrolls, wherever it begins. */
  isPicking(): boolean;
  /** Begins a stretch at a photo. */
  begin(index: number): Stretch | null;
  /** Scrolls the list by so many pixels. */
  scroll(by: number): void;
  onMove(stretch: Stretch, index: number): void;
}

export class PickingDrag {
  private readonly options: DragOptions;
  private stretch: Stretch | null = null;
  private start: number | null = null;
  private last: number | null = null;
  private at = { x: 0, y: 0 };
  private frame = 0;
  /** The click that ends a drag is none. */
  private swallows = false;

  constructor(options: DragOptions, signal: AbortSignal) {
    this.options = options;
    const { root } = options;
    const on = <K extends keyof HTMLElementEventMap>(
      target: EventTarget,
      type: K,
      listener: (event: HTMLElementEventMap[K]) => void,
    ) => target.addEventListener(type, listener as EventListener, { signal, capture: true });
    on(root, 'pointerdown', (event) => this.onDown(event));
    // A press on a box would take the focus out of the grid.
    on(root, 'mousedown', (event) => isBox(event) && event.preventDefault());
    on(window as unknown as EventTarget, 'pointermove', (event) => this.onMove(event));
    for (const type of ['pointerup', 'pointercancel'] as const)
      on(window as unknown as EventTarget, type, () => this.stop());
  }

  /** @returns whether a click belongs to a drag that just ended */
  swallow(): boolean {
    const { swallows } = this;
    this.swallows = false;
    return swallows;
  }

  stop(): void {
    this.start = this.last = null;
    this.stretch = null;
    cancelAnimationFrame(this.frame);
    this.frame = 0;
  }

  private onDown(event: PointerEvent): void {
    this.swallows = false;
    if (event.button !== 0 || event.shiftKey || !event.isPrimary || !isBox(event)) return;
    if (event.pointerType === 'touch' && !this.options.isPicking()) return;
    // Touch holds the pointer on the box where it began; what it goes over is asked for by its place.
    this.start = this.options.indexAt(event.clientX, event.clientY);
  }

  private onMove(event: PointerEvent): void {
    if (this.start === null || !event.isPrimary) return;
    this.at = { x: event.clientX, y: event.clientY };
    this.reach();
    if (this.stretch) this.frame ||= requestAnimationFrame(() => this.tick());
  }

  private reach(): void {
    const { options, start } = this;
    const index = options.indexAt(this.at.x, this.at.y);
    if (index === null || start === null) return;
    if (!this.stretch) {
      if (index === start) return;
      this.stretch = options.begin(start);
      this.swallows = true;
    }
    if (!this.stretch || index === this.last) return;
    this.last = index;
    options.onMove(this.stretch, index);
  }

  private tick(): void {
    this.frame = 0;
    const { y } = this.at;
    const past = y < EDGE ? y - EDGE : Math.max(0, y - (innerHeight - EDGE));
    if (past === 0 || !this.stretch) return;
    this.options.scroll(Math.max(-1, Math.min(1, past / EDGE)) * FASTEST);
    this.reach();
    this.frame = requestAnimationFrame(() => this.tick());
  }
}

const isBox = (event: Event): boolean =>
  event.composedPath().some((node) => node instanceof HTMLElement && node.matches('[part="select"]'));
