/** Where the keyboard leads to in a virtual gallery. Arithmetic only. */
import type { VirtualLayout } from './virtual-layout.js';

/** What a key means, direction of writing already taken into account. */
export type StepKey = 'next' | 'previous' | 'down' | 'up' | 'first' | 'last' | 'page-down' | 'page-up';

export interface Steps {
  readonly list: { isGone(index: number): boolean; isLoaded(index: number): boolean };
  readonly layout: VirtualLayout;
  /** One past the last place that is shown. */
  readonly end: number;
  /** Height of what can be seen at once, in pixels. */
  readonly screen: number;
}

/** The place that a key leads to; the same place where it leads nowhere. */
export function stepFrom(index: number, key: StepKey, steps: Steps): number {
  switch (key) {
    case 'next':
      return beside(index, 1, steps);
    case 'previous':
      return beside(index, -1, steps);
    case 'down':
      return neighbour(index, 1, steps);
    case 'up':
      return neighbour(index, -1, steps);
    case 'first':
      return beside(-1, 1, steps);
    case 'last':
      return beside(steps.end, -1, steps);
    case 'page-down':
      return page(index, 1, steps);
    case 'page-up':
      return page(index, -1, steps);
  }
}

/** The next place that holds a photo. */
function beside(index: number, direction: 1 | -1, { list, end }: Steps): number {
  for (let at = index + direction; at >= 0 && at < end; at += direction) if (!list.isGone(at)) return at;
  return Math.max(0, Math.min(index, end - 1));
}

/** The place in the row above or below whose middle is nearest. */
function neighbour(index: number, direction: 1 | -1, { list, layout, end }: Steps): number {
  const start = layout.boxOf(index);
  if (!start) return index;
  const centre = start.x + start.width / 2;
  let best = index;
  let row: number | undefined;
  let distance = Infinity;
  for (let at = index + direction; at >= 0 && at < end; at += direction) {
    const box = layout.boxOf(at);
    if (!box) {
      if (list.isLoaded(at)) continue;
      // The row is not read yet: its nearest end is a place that can be gone to.
      return row === undefined ? at : best;
    }
    if (Math.abs(box.y - start.y) < 1) continue;
    row ??= box.y;
    if (Math.abs(box.y - row) >= 1) break;
    const off = Math.abs(box.x + box.width / 2 - centre);
    if (off >= distance) continue;
    distance = off;
    best = at;
  }
  return best;
}

/** About one screen further, with a little of the last one left. */
function page(index: number, direction: 1 | -1, { layout, end, screen }: Steps): number {
  const y = layout.yOf(index) + direction * screen * 0.9;
  return Math.max(0, Math.min(end - 1, layout.indexAt(Math.max(0, Math.min(y, layout.height - 1)))));
}
