/** Draws a screen of photos in portions: in one piece it would keep a slow phone from painting the first, and from answering. */
import type { PhotoList } from '../state/photo-list.js';
import type { VirtualLayout } from '../ui/virtual-layout.js';
import type { Tile } from './grid-host.js';
import type { GridView } from './grid-view.js';

/** So many photos that were not drawn before come at once: about two rows. */
const AT_ONCE = 12;

/**
 * @param tiles what is to be drawn, in order
 * @param seen the first place that is seen: photos from there on come first
 * @param drawn what is drawn, by id of the photo
 * @returns those of them to draw now; fewer than all where the rest is to follow
 */
export function portionOf(
  tiles: readonly Tile[],
  seen: number,
  drawn: ReadonlyMap<string, unknown>,
): readonly Tile[] {
  const late = tiles
    .filter(({ photo }) => !drawn.has(photo.id))
    .sort((one, other) => Number(one.index < seen) - Number(other.index < seen))
    .slice(AT_ONCE);
  return tiles.filter((tile) => !late.includes(tile));
}

/** A photo at its place in the box that is drawn; `undefined` while it is not known which one, or where. */
export function tileAt(
  index: number,
  list: PhotoList,
  layout: VirtualLayout,
  { shift, height }: GridView,
): Tile | undefined {
  const photo = list.at(index);
  const box = layout.boxOf(index);
  if (!photo || !box) return undefined;
  // Far away in a folded list there is no room for it: it waits above the box, or at its end.
  const y = Math.max(-box.height, Math.min(box.y - shift, height - box.height));
  return { index, photo, box: { ...box, y } };
}
