/** Asks for what is near the viewer, but not for places that are only flown over. */

import type { PhotoList } from '../state/photo-list.js';
import type { VirtualLayout } from '../ui/virtual-layout.js';
import type { Visible } from './scroll-place.js';

/** How long the view has to rest after a leap, in milliseconds; and two frames besides. */
const SETTLE = 10;

export class PageAsker {
  private settling: ReturnType<typeof setTimeout> | undefined;
  private isWaiting = false;
  /** Counts the wishes: only the newest one is asked for. */
  private wishes = 0;

  /**
   * @param flying the view leapt by more than a screen: wait and see whether it leaps on
   * @param want asks; called at once, later, or never if a newer wish comes first
   */
  ask(flying: boolean, want: () => void): void {
    // A page that arrives, or a height that is another one, is no sign that she has come to rest.
    if (!flying && this.isWaiting) return;
    this.stop();
    const { wishes } = this;
    if (!flying) {
      want();
      return;
    }
    this.isWaiting = true;
    const wantStill = () => {
      if (wishes !== this.wishes) return;
      this.isWaiting = false;
      want();
    };
    // Time alone is no measure where frames take longer than it.
    const rest = () => requestAnimationFrame(() => requestAnimationFrame(wantStill));
    this.settling = setTimeout(rest, SETTLE);
  }

  stop(): void {
    clearTimeout(this.settling);
    this.isWaiting = false;
    this.wishes += 1;
  }
}

/** Asks a list for what is seen, half a screen above it and one below, as far as it is shown. @param viewer who looks */
export function wantNear(
  list: PhotoList,
  layout: VirtualLayout,
  seen: Visible,
  end: number,
  viewer: object,
): void {
  const { top, bottom, height } = seen;
  const [from, to] = layout.range(top - height / 2, bottom + height);
  list.want(from, Math.min(to, end), top > layout.height, viewer);
}
