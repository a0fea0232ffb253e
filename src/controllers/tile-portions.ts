/** Draws a screen of photos in portions: in one piece it would keep a slow phone from painting the first, and from answering. */
import type { Tile } from './grid-host.js';

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
