/**
 * The photos in the grid, drawn by themselves: a scroll brings photos and changes nothing else of a gallery, so the rest of
 * it is not looked through with every row.
 */
import type { DownloadController } from '../controllers/download-controller.js';
import type { GridController } from '../controllers/grid-controller.js';
import type { PickingController } from '../controllers/picking-controller.js';
import { placeOf } from '../controllers/roving-focus.js';
import type { RovingFocus } from '../controllers/roving-focus.js';
import { PhotoTile } from '../ui/photo-tile.js';
import type { TileWords } from '../ui/photo-tile.js';
import type { GalleryTag } from './gallery-photos.js';

/** What has a say in how a tile looks. */
export interface TileParts {
  readonly tiles: GridController;
  readonly roving: RovingFocus;
  readonly picking: PickingController;
  readonly downloads: DownloadController;
}

/** Milliseconds after which a mouse rests: what it only passes by, or presses, need not be drawn again first. */
const REST = 60;

export class GridTiles {
  /** Photos whose picture cannot be shown, by id. */
  readonly broken = new Set<string>();
  private readonly tag: GalleryTag;
  private readonly parts: TileParts;
  private readonly mouse = globalThis.matchMedia('(hover: hover)');
  /** The place that a mouse rests on. */
  private hovered: number | null = null;
  private resting: ReturnType<typeof setTimeout> | undefined;
  private grid: HTMLElement | null = null;
  private words: TileWords | undefined;
  /** In the grid, by the id of their photo: what has the focus, or is being pressed, stays what it is. */
  private readonly drawn = new Map<string, PhotoTile>();

  constructor(tag: GalleryTag, parts: TileParts) {
    this.tag = tag;
    this.parts = parts;
  }

  /** They are about to be taken off the page: pictures that nobody sees are asked for no longer. */
  leave(): void {
    for (const tile of this.drawn.values()) tile.leave();
  }

  /**
   * Where there is a mouse, the button that saves a photo is drawn on the one that it is on, or that has the focus: on every
   * photo it would be a quarter of what is drawn. A finger on such a device opens photos, and saves them there.
   */
  point(event: PointerEvent): void {
    clearTimeout(this.resting);
    if (event.pointerType === 'touch' || event.type === 'pointerdown') return;
    // Of the grid itself, which is what is left, there is none.
    const index = placeOf(event.target);
    this.resting = setTimeout(() => {
      if (index === this.hovered) return;
      this.hovered = index;
      if (this.parts.downloads.isOn) this.draw();
    }, REST);
  }

  /**
   * Draws them into the grid, where there is one.
   *
   * @param isScrolled only other photos are to be seen: those that stay are as they were
   */
  draw(isScrolled = false): void {
    const { tag, hovered, drawn } = this;
    const { frame, shownSet } = tag;
    const { grid } = frame;
    if (!grid || !shownSet) return;
    if (grid !== this.grid) drawn.clear();
    this.grid = grid;
    const { tiles, roving, picking, downloads } = this.parts;
    const { length: total } = shownSet.photos;
    const { active, pinned } = roving;
    const { isInView } = tiles;
    const words = (isScrolled && this.words) || this.say();
    this.words = words;
    const wanted = tiles.tiles(pinned, drawn);
    this.keep(new Set(wanted.map(({ photo }) => photo.id)));
    let next = grid.firstElementChild;
    for (const { index, photo, box } of wanted) {
      let tile = drawn.get(photo.id);
      if (!tile) drawn.set(photo.id, (tile = new PhotoTile()));
      const isTabStop = index === active;
      if (!isScrolled || !tile.isAt(box, isTabStop))
        tile.update({
          index,
          photo,
          box,
          total,
          words,
          isTabStop,
          isInView,
          isBroken: this.broken.has(photo.id),
          isSaved: downloads.isOn && (!this.mouse.matches || index === hovered || index === pinned),
          handle: picking.handle(index),
        });
      if (tile.element === next) next = next.nextElementSibling;
      else grid.insertBefore(tile.element, next);
    }
  }

  /** First what goes: then what stays is in order, and need not be moved, which would take its focus. */
  private keep(ids: ReadonlySet<string>): void {
    for (const [id, tile] of this.drawn) {
      if (ids.has(id)) continue;
      tile.leave();
      tile.element.remove();
      this.drawn.delete(id);
    }
  }

  private say(): TileWords {
    const { tag } = this;
    const [save, broken] = [tag.text('gallery.download'), tag.text('gallery.broken')];
    // What is said of one photo tells whether all others are to be spoken of in another way.
    const key = [tag.altOf(0), save, broken].join();
    return { key, save, broken, altOf: (index) => tag.altOf(index) };
  }
}
