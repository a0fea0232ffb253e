/** A place of a long list that is to be seen as soon as it is known where it is. */
import type { VirtualLayout } from '../ui/virtual-layout.js';
import type { Anchor } from './grid-anchor.js';
import type { GridView } from './grid-view.js';

export class GridTarget {
  private index: number | null = null;
  /** So many pixels below the upper edge it is to stand; else wherever it is seen. */
  private below: number | undefined;

  /** @param below scroll until it stands so many pixels below the upper edge; else as little as needed to see it */
  set(index: number, below?: number): void {
    this.index = index;
    this.below = below;
  }

  /** Nothing is seen any more; where nothing else was wanted, what was seen is to be seen again. */
  keep(anchor: Anchor | undefined): void {
    if (this.index === null && anchor) this.set(anchor.index, anchor.offset);
  }

  /** The visitor goes elsewhere. */
  readonly drop = (): void => {
    this.index = null;
  };

  /**
   * Scrolls there, as far as it is known where that is.
   *
   * @param rowHeight of a row that is still to come
   * @param cover pixels at the upper edge that something lies over
   */
  aim(layout: VirtualLayout, view: GridView, rowHeight: number, cover: number): void {
    const { index, below } = this;
    if (index === null) return;
    // The browser may have scrolled when the list got its height.
    if (below !== undefined) view.read();
    const box = layout.boxOf(index);
    const y = layout.yOf(index);
    const end = y + (box?.height ?? rowHeight);
    const { top, bottom } = view.seen;
    const edge = below ?? cover;
    if (y < top + edge || below !== undefined) view.goTo(y - edge);
    else if (end > bottom) view.goTo(top + end - bottom);
    if (box) this.drop();
  }
}
