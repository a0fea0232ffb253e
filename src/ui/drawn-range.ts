/** How much of a long list is drawn around what is seen. Arithmetic only. */
import type { VirtualLayout } from './virtual-layout.js';

/** Share of a screen that is drawn beyond it while it moves: in the direction of travel, and behind. */
const AHEAD = 0.6;
const BEHIND = 0.25;
/**
 * So much more of the next screen, once anything is to be drawn: two rows at once cost a sixth less of a scroll than one after
 * the other, because a browser looks through what is drawn each time.
 */
const MORE = 0.3;
/**
 * Until somebody scrolls, and after a leap until it rests, little is drawn beyond the screen: those thumbnails would compete with
 * what is waited for.
 */
const FIRST = 0.1;
/** Share of the spare photos that lie ahead once the screen rests. */
const ONWARD = 0.65;

export interface Look {
  /** What is seen, in pixels from the top of the list, and the height of the window it is seen through. */
  readonly top: number;
  readonly bottom: number;
  readonly height: number;
  /** Pixels that the last scroll went down; 0 before anybody scrolled. */
  readonly travel: number;
  /** It moves no more: then as many photos are drawn everywhere, which is what a screen can show at most. */
  readonly isResting: boolean;
}

/** Places of a list: `[from, to)`. */
export type Range = readonly [from: number, to: number];

/**
 * The places to draw, `[from, to)`.
 *
 * @param end one past the last place that may be drawn
 * @param drawn what is drawn. While it moves, that stays as long as it reaches far enough: what is left behind goes
 * together with the next rows that come.
 */
export function drawnRange(layout: VirtualLayout, look: Look, end: number, drawn: Range = [0, 0]): Range {
  const { top, bottom, height, travel, isResting } = look;
  const clip = ([from, to]: Range): Range => [from, Math.min(to, end)];
  if (!isResting || travel === 0) {
    const around = (onward: number, back: number): Range => {
      const [above, below] = travel < 0 ? [onward, back] : [back, onward];
      return clip(layout.range(top - above * height, bottom + below * height));
    };
    // Nothing of what was drawn before a leap is of use after it.
    if (travel === 0 || Math.abs(travel) > height) return around(FIRST, FIRST);
    const [from, to] = around(AHEAD, BEHIND);
    const isEnough = from < to && drawn[0] <= from && drawn[1] >= to;
    return isEnough ? drawn : around(AHEAD + MORE, BEHIND);
  }
  let [from, to] = clip(layout.range(top, bottom));
  if (from >= to) return [from, to];
  const spare = Math.max(0, layout.capacity(height) - (to - from));
  const ahead = Math.round(spare * (travel > 0 ? ONWARD : 1 - ONWARD));
  const down = Math.min(end - to, Math.max(ahead, spare - from));
  from = Math.max(0, from - (spare - down));
  to += down;
  return [from, to];
}
