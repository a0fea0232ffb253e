/** What must not move while a gallery is laid out anew. */
import type { VirtualLayout } from '../ui/virtual-layout.js';
import type { Visible } from './scroll-place.js';

export interface Anchor {
  readonly index: number;
  /** Pixels below the upper edge of what is seen. */
  readonly offset: number;
  /** The gallery's own upper edge is in view: then the page above it holds it. */
  readonly atTop: boolean;
}

/**
 * The first photo that is seen, and how far below the upper edge it stands.
 *
 * @param shown places that are drawn
 * @param guess take the place that should be there where no photo is seen yet
 */
export function findAnchor(
  layout: VirtualLayout,
  shown: readonly [from: number, to: number],
  seen: Visible,
  guess: boolean,
): Anchor | undefined {
  const at = (index: number, y: number): Anchor => ({ index, offset: y - seen.top, atTop: seen.top <= 0 });
  for (let index = shown[0]; index < shown[1]; index += 1) {
    const box = layout.boxOf(index);
    if (box && box.y + box.height > seen.top) return at(index, box.y);
  }
  if (!guess || layout.height === 0) return undefined;
  const index = layout.indexAt(Math.max(0, seen.top));
  return at(index, layout.yOf(index));
}
