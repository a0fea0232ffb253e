/**
 * Tells what pointers on an element mean: tap, double tap, pan, pinch, wheel. Pointer events with capture work inside a
 * shadow root, where libraries that listen on the document see retargeted events. Long press and right click are the
 * browser's, so that it can offer to save the picture.
 */
import { distance, middle, velocity } from './viewer-geometry.js';
import type { Point, Sample } from './viewer-geometry.js';

export interface GestureHandlers {
  /** A finger is down: what moves by itself has to stop. */
  press(): void;
  /** It is lifted, or was taken away, and nothing came of it but perhaps a tap. */
  rest(): void;
  /** @param moved since the pan began @param sideways the way it began */
  pan(moved: Point, sideways: boolean): void;
  /** @param speed pixels a millisecond; nothing when the pan was taken away by the browser */
  panEnd(speed: Point, sideways: boolean): void;
  /** @param ratio of the distance of the fingers now to that at the beginning @param from between them then @param to and now */
  pinch(ratio: number, from: Point, to: Point): void;
  pinchEnd(): void;
  tap(at: Point, mouse: boolean): void;
  doubleTap(at: Point): void;
  wheel(event: WheelEvent, at: Point): void;
}

/** A finger is never quite still. */
const STILL = 8;
/** Longer is a long press. */
const TAP_TIME = 400;
const DOUBLE_TAP_TIME = 300;
const DOUBLE_TAP_SPREAD = 40;

type Mode = 'none' | 'pressed' | 'pan' | 'pinch' | 'spent';

const NOWHERE: Point = { x: 0, y: 0 };
const minus = (a: Point, b: Point): Point => ({ x: a.x - b.x, y: a.y - b.y });

export class Gestures {
  private readonly stage: HTMLElement;
  private readonly handlers: GestureHandlers;
  /** It began on a button, which has a say as long as nothing moves. */
  private onButton = false;
  private readonly pointers = new Map<number, Point>();
  private mode: Mode = 'none';
  private start: Sample = { ...NOWHERE, time: 0 };
  private samples: Sample[] = [];
  private sideways = false;
  private pinchStart = { distance: 1, middle: NOWHERE };
  private lastTap: Sample | undefined;
  private tapTimer: ReturnType<typeof setTimeout> | undefined;

  /** @param frame holds the stage and the buttons over it: a finger that swipes begins on either */
  constructor(frame: HTMLElement, stage: HTMLElement, handlers: GestureHandlers, signal: AbortSignal) {
    this.stage = stage;
    this.handlers = handlers;
    frame.addEventListener('pointerdown', (event) => this.down(event), { signal });
    frame.addEventListener('pointermove', (event) => this.move(event), { signal });
    frame.addEventListener('pointerup', (event) => this.lift(event), { signal });
    frame.addEventListener('pointercancel', (event) => this.lift(event), { signal });
    stage.addEventListener('wheel', (event) => handlers.wheel(event, this.place(event)), {
      signal,
      passive: true,
    });
    signal.addEventListener('abort', () => clearTimeout(this.tapTimer));
  }

  /** Where an event is, from the centre of the stage. */
  private place(event: MouseEvent): Point {
    const box = this.stage.getBoundingClientRect();
    return {
      x: event.clientX - box.left - box.width / 2,
      y: event.clientY - box.top - box.height / 2,
    };
  }

  private down(event: PointerEvent): void {
    const control = (event.target as Element).closest('button, a');
    const isMouse = event.pointerType === 'mouse';
    if (event.button !== 0 || this.pointers.size === 2 || (control && isMouse)) return;
    this.onButton = control !== null;
    if (!control) this.capture(event);
    const at = this.place(event);
    this.pointers.set(event.pointerId, at);
    const [first, second] = [...this.pointers.values()];
    if (first && second) {
      if (this.mode === 'pan') this.handlers.panEnd(NOWHERE, this.sideways);
      this.mode = 'pinch';
      this.pinchStart = { distance: Math.max(1, distance(first, second)), middle: middle(first, second) };
    } else {
      this.mode = 'pressed';
      this.start = { ...at, time: event.timeStamp };
      this.samples = [this.start];
    }
    this.handlers.press();
  }

  private capture({ pointerId }: PointerEvent): void {
    try {
      this.stage.setPointerCapture(pointerId);
    } catch {
      // Lifted already.
    }
  }

  private move(event: PointerEvent): void {
    if (!this.pointers.has(event.pointerId)) return;
    const at = this.place(event);
    this.pointers.set(event.pointerId, at);
    const sample = { ...at, time: event.timeStamp };
    this.samples = [...this.samples.slice(-9), sample];
    if (this.mode === 'pinch') {
      const [first, second] = [...this.pointers.values()];
      if (!first || !second) return;
      const ratio = distance(first, second) / this.pinchStart.distance;
      this.handlers.pinch(ratio, this.pinchStart.middle, middle(first, second));
      return;
    }
    if (this.mode === 'pressed' && distance(at, this.start) > STILL) {
      const moved = minus(at, this.start);
      this.sideways = Math.abs(moved.x) > Math.abs(moved.y);
      // From here, so that the picture does not jump by what it took to be sure.
      this.start = sample;
      this.mode = 'pan';
      this.capture(event);
    }
    if (this.mode === 'pan') this.handlers.pan(minus(at, this.start), this.sideways);
  }

  /** A finger is up, or the browser took it away for something of its own. */
  private lift(event: PointerEvent): void {
    const at = this.pointers.get(event.pointerId);
    if (!at) return;
    this.pointers.delete(event.pointerId);
    const own = event.type === 'pointerup';
    if (this.mode === 'pan')
      this.handlers.panEnd(own ? velocity(this.samples, event.timeStamp) : NOWHERE, this.sideways);
    else if (this.mode === 'pinch') this.handlers.pinchEnd();
    else if (this.mode === 'pressed') {
      this.handlers.rest();
      if (own && !this.onButton) this.tapped(at, event);
    }
    // After a pinch the finger that stays has no say until it is lifted too.
    this.mode = this.pointers.size === 0 ? 'none' : 'spent';
  }

  private tapped(at: Point, event: PointerEvent): void {
    const time = event.timeStamp;
    if (time - this.start.time > TAP_TIME) return;
    clearTimeout(this.tapTimer);
    const last = this.lastTap;
    if (last && time - last.time < DOUBLE_TAP_TIME && distance(at, last) < DOUBLE_TAP_SPREAD) {
      this.lastTap = undefined;
      this.handlers.doubleTap(at);
      return;
    }
    this.lastTap = { ...at, time };
    const mouse = event.pointerType === 'mouse';
    // A finger's single tap has to wait: it may become a double one.
    if (mouse) this.handlers.tap(at, mouse);
    else this.tapTimer = setTimeout(() => this.handlers.tap(at, mouse), DOUBLE_TAP_TIME);
  }
}
