/** Fingers on a viewer, as fast and as far as a test says, and where they leave the picture. */
import type { Scene } from './viewer-scene.js';

type Place = [x: number, y: number];

/** Fingers on the stage. Time is what the events say it is, so that speed does not hang on the machine. */
export class Hand {
  private readonly on: HTMLElement;
  private time = performance.now();

  /** @param on what the finger comes down on, which hears of it until it is lifted */
  constructor(scene: Scene, on = scene.stage) {
    this.on = on;
  }

  private send(type: string, [clientX, clientY]: Place, finger: number): void {
    const event = new PointerEvent(type, {
      pointerId: finger,
      pointerType: 'touch',
      isPrimary: finger === 1,
      clientX,
      clientY,
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    Object.defineProperty(event, 'timeStamp', { value: this.time });
    this.on.dispatchEvent(event);
  }

  down(at: Place, finger = 1): this {
    this.send('pointerdown', at, finger);
    return this;
  }

  /** @param duration milliseconds from one place to the next */
  move(places: Place[], duration = 16, finger = 1): this {
    for (const at of places) {
      this.time += duration;
      this.send('pointermove', at, finger);
    }
    return this;
  }

  up(at: Place, finger = 1): this {
    this.send('pointerup', at, finger);
    return this;
  }

  cancel(at: Place, finger = 1): this {
    this.send('pointercancel', at, finger);
    return this;
  }

  wait(duration: number): this {
    this.time += duration;
    return this;
  }

  tap(at: Place): this {
    return this.down(at).wait(40).up(at);
  }

  /** From one place to another in even steps. */
  drag(from: Place, to: Place, duration = 300): this {
    const steps = Array.from({ length: 10 }, (_, n): Place => {
      const part = (n + 1) / 10;
      return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part];
    });
    return this.down(from).move(steps, duration / 10);
  }

  swipe(from: Place, to: Place, duration = 300): this {
    return this.drag(from, to, duration).up(to);
  }
}

/** Where the picture is on the screen. */
export const box = (scene: Scene): DOMRect => scene.part('viewer-photo').getBoundingClientRect();
