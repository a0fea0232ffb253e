/** Draws a screen of photos in portions: in one piece it would keep a slow phone from painting the first, and from answering. */
import type { Tile } from './grid-host.js';

/** So many photos that were not drawn before come at once: about two rows. */
const AT_ONCE = 12;

export class TilePortions {
  private drawn: ReadonlySet<string> = new Set();

  /**
   * @param tiles what is to be drawn, in order
   * @param seen the first place that is seen: photos from there on come first
   * @returns those of them to draw now; fewer than all where the rest is to follow
   */
  take(tiles: readonly Tile[], seen: number): readonly Tile[] {
    const fresh = tiles.filter(({ photo }) => !this.drawn.has(photo.id));
    const below = fresh.filter(({ index }) => index >= seen);
    const above = fresh.filter(({ index }) => index < seen).reverse();
    const late = new Set([...below, ...above].slice(AT_ONCE));
    const now = late.size > 0 ? tiles.filter((tile) => !late.has(tile)) : tiles;
    this.drawn = new Set(now.map(({ photo }) => photo.id));
    return now;
  }
}
