/** How much of a long list is drawn around what is seen. Arithmetic only. */
import type { VirtualLayout } from './virtual-layout.js';

/** Share of a screen that is drawn beyond it while it moves: in the direction of travel, and behind. */
const AHEAD = 0.6;
const BEHIND = 0.25;
/** Until somebody scrolls, little is drawn beyond the first screen: those thumbnails would compete with it. */
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
 * @param drawn what is drawn. While it moves, that stays as long as it reaches far enough: a row that is left behind goes
 * together with the next one that comes, so that there is one drawing a row instead of two.
 */
export function drawnRange(layout: VirtualLayout, look: Look, end: number, drawn: Range = [0, 0]): Range {
  const { top, bottom, height, travel, isResting } = look;
  const clip = ([from, to]: Range): Range => [from, Math.min(to, end)];
  if (!isResting || travel === 0) {
    const [onward, back] = travel === 0 ? [FIRST, FIRST] : [AHEAD, BEHIND];
    const [above, below] = travel < 0 ? [onward, back] : [back, onward];
    const needed = clip(layout.range(top - above * height, bottom + below * height));
    const isEnough = travel !== 0 && drawn[0] <= needed[0] && drawn[1] >= needed[1];
    return isEnough && needed[0] < needed[1] ? drawn : needed;
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
