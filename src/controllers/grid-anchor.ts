/** What must not move while a gallery is laid out anew. */
import type { VirtualLayout } from '../ui/virtual-layout.js';
import type { Visible } from './scroll-place.js';

export interface Anchor {
  readonly index: number;
  /** Pixels below the upper edge of what is seen. */
  readonly offset: number;
}

/**
 * The first photo that is seen, and how far below the upper edge it stands; none where the gallery's own upper edge is in
 * view, because then the page above it holds it.
 *
 * @param shown places that are drawn
 * @param cover for a resize: pixels at the upper edge that something lies over. Then it is the first photo of which half is
 *   seen below that, and the place that should be there where there is none
 */
export function findAnchor(
  layout: VirtualLayout,
  shown: readonly [from: number, to: number],
  { top }: Visible,
  cover?: number,
): Anchor | undefined {
  if (top <= 0) return undefined;
  const at = (index: number, y = layout.yOf(index)): Anchor => ({ index, offset: y - top });
  const [edge, part] = cover === undefined ? [top, 1] : [top + cover, 0.5];
  for (let index = shown[0]; index < shown[1]; index += 1) {
    const box = layout.boxOf(index);
    if (box && box.y + box.height * part > edge) return at(index, box.y);
  }
  return cover === undefined || layout.height === 0 ? undefined : at(layout.indexAt(top));
}
