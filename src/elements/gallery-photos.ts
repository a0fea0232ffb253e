/**
 * The photos of a gallery: the grid, its keyboard, the way by time, the viewer. Loaded beside the first photos, because a
 * gallery that shows none needs none of it.
 *
 * Whatever else is done with photos (ticking, saving) is attached here, and loads its own part at its first use.
 */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { NinepicError } from '../api/errors.js';
import { loadReading } from '../api/load-reading.js';
import { DownloadController } from '../controllers/download-controller.js';
import type { SavingHost } from '../controllers/download-controller.js';
import type { Anchor } from '../controllers/grid-anchor.js';
import { GridController } from '../controllers/grid-controller.js';
import type { GridHost } from '../controllers/grid-host.js';
import { PickingController } from '../controllers/picking-controller.js';
import type { PickingHost } from '../controllers/picking-controller.js';
import type { PlaceHost } from '../controllers/kept-place.js';
import type { PlaceMemory } from '../controllers/place-memory.js';
import { placeOf, RovingFocus } from '../controllers/roving-focus.js';
import { TimeController } from '../controllers/time-controller.js';
import type { TimeHost } from '../controllers/time-controller.js';
import { ViewerController } from '../controllers/viewer-controller.js';
import type { ViewerHost } from '../controllers/viewer-controller.js';
import { NinepicPhotoOpenEvent } from '../events.js';
import { pause } from '../state/pause.js';
import type { ResultSet } from '../state/search-state.js';
import { galleryPhotosStyles } from './gallery-photos.styles.js';
import { GridTiles } from './grid-tiles.js';
import type { Tag } from './tag.js';
import type { Fetched } from './tag-part.js';

/** The gallery that they are the photos of. */
export type GalleryTag = Tag &
  GridHost &
  PickingHost &
  PlaceHost &
  TimeHost &
  ViewerHost &
  SavingHost & {
    /** How many of all photos are shown before a button shows the rest; 0: no limit. */
    readonly preview: number;
    readonly noViewer: boolean;
    /** It is going to be drawn. */
    readonly isUpdatePending: boolean;
  };

export class GalleryPhotos implements Fetched {
  readonly styles = galleryPhotosStyles;
  readonly tiles: GridController;
  readonly roving: RovingFocus;
  readonly time: TimeController;
  readonly picking: PickingController;
  readonly downloads: DownloadController;
  private readonly tag: GalleryTag;
  private readonly memory: PlaceMemory;
  private readonly viewer: ViewerController;
  private readonly drawn: GridTiles;
  /** What she saw when the tag was taken out a moment ago. */
  private left: Anchor | undefined;
  /** The photo that was pressed for nothing, because what opens it was lost on its way. */
  private lost: { error: NinepicError; set: ResultSet; index: number } | null = null;
  /** What the first photo that could not be shown died of, where it is the page's policy. */
  private blocked: NinepicError | undefined;

  constructor(tag: GalleryTag, memory: PlaceMemory) {
    this.tag = tag;
    this.tiles = new GridController(tag, (isOther) => this.onMove(isOther));
    this.memory = memory;
    this.roving = new RovingFocus(tag, this.tiles);
    this.time = new TimeController(tag, this.tiles);
    this.picking = new PickingController(tag, this.tiles);
    this.downloads = new DownloadController(tag);
    this.viewer = new ViewerController(tag, this.downloads);
    this.drawn = new GridTiles(tag, this);
  }

  /** A page that moves the tag takes it out and puts it back in one go: then she sees what she saw. */
  hostDisconnected(): void {
    this.left = this.tiles.anchor;
    void pause().then(() => (this.left = undefined));
  }

  hostConnected(): void {
    const { left } = this;
    if (left) this.tiles.reveal(left.index, left.offset);
  }

  hostUpdate(): void {
    const { shownSet } = this.tag;
    this.time.update();
    this.memory.meet(shownSet);
    if (!shownSet) this.drawn.leave();
    this.tiles.use(shownSet?.photos ?? null, this.limit);
    this.memory.comeBack(this.tiles);
  }

  hostUpdated(): void {
    this.drawn.draw();
    this.time.drawBar();
    this.roving.restore();
  }

  /** @param isOther other photos are to be drawn, or the same at other places */
  private onMove(isOther: boolean): void {
    this.time.follow();
    // What is drawn as a whole draws them, too.
    if (!isOther || this.tag.isUpdatePending) return;
    this.drawn.draw(true);
    this.roving.restore();
  }

  /** So that a page's footer stays in reach: a search, or a gallery with a height of its own, shows in full. */
  private get limit(): number {
    const set = this.tag.shownSet;
    // Null where the attribute was taken out, and not a number where it held none.
    const preview = (this.tag.preview as number | null) ?? NaN;
    if (set?.query.by !== 'all' || set.id === this.memory.unfolded || preview <= 0 || this.tiles.isBounded)
      return Infinity;
    return preview > 0 ? preview : 60;
  }

  async showPlace(index: number, withFocus: boolean): Promise<void> {
    await this.unfold();
    if (withFocus) this.roving.moveTo(index);
    this.tiles.reveal(index, this.tiles.cover);
  }

  /** The whole list, and the height to scroll through it. */
  private async unfold(): Promise<void> {
    this.memory.unfolded = this.tag.shownSet?.id;
    this.tag.requestUpdate();
    await this.tag.updateComplete;
  }

  private readonly onClick = (event: Event): void => {
    const index = placeOf(event.target) ?? NaN;
    const set = this.tag.shownSet;
    const photo = set?.photos.at(index);
    if (!set || !photo) return;
    if ((event.target as HTMLElement).dataset['save']) {
      this.downloads.use((downloads) => downloads.one(photo));
      return;
    }
    if (this.tag.noViewer || !this.tag.emit(new NinepicPhotoOpenEvent(this.tag.scope, { photo, index })))
      return;
    void this.open(set, index);
  };

  private async open(set: ResultSet, index: number): Promise<void> {
    const before = this.lost;
    this.lost = null;
    try {
      await this.viewer.open(set, index);
    } catch (cause) {
      const error = new NinepicError('offline', 'The viewer could not be loaded.', { unsent: true, cause });
      this.tag.report(error, true);
      this.lost = { error, set, index };
    }
    if (before !== this.lost) this.tag.requestUpdate();
  }

  /** Why photos are not to be seen, where it is the page's policy. */
  renderBlocked(): TemplateResult | null {
    return this.blocked ? this.tag.renderTrouble(this.blocked) : null;
  }

  /** Says that a photo could not be opened, with a button that tries again. */
  renderLost(): TemplateResult | null {
    const { lost } = this;
    return lost && this.tag.renderTrouble(lost.error, () => void this.open(lost.set, lost.index));
  }

  private readonly onPointer = (event: PointerEvent): void => {
    if (event.type !== 'pointerleave' && !this.tag.noViewer) this.viewer.warm();
    this.drawn.point(event);
  };

  /** A picture that cannot be loaded; that does not bubble, so it is caught on its way down. */
  private readonly onError = {
    capture: true,
    handleEvent: (event: Event): void => {
      const photo = this.tag.shownSet?.photos.at(placeOf(event.target) ?? NaN);
      if (!photo) return;
      const { broken } = this.drawn;
      if (!broken.size) void this.explain(photo.thumbnail);
      broken.add(photo.id);
      this.drawn.draw();
    },
  };

  private async explain(url: string): Promise<void> {
    const error = await (await loadReading()).whyBroken(url);
    if (!error || !this.tag.report(error, true)) return;
    this.blocked = error;
    this.tag.requestUpdate();
  }

  private readonly onUnfold = async (): Promise<void> => {
    const first = this.tiles.end;
    await this.unfold();
    // The button goes away under the finger: the first photo that it brought takes the focus.
    this.roving.moveTo(first);
    this.memory.keep();
  };

  render(set: ResultSet): TemplateResult {
    return html`<div
        part="grid"
        role="list"
        aria-label=${this.tag.text('gallery.label')}
        @click=${this.onClick}
        @error=${this.onError}
        @pointerover=${this.onPointer}
        @pointerdown=${this.onPointer}
        @pointerleave=${this.onPointer}
        @keydown=${this.roving.onKeydown}
        @focusin=${this.roving.onFocusin}
        @focusout=${this.roving.onFocusout}
      ></div>
      ${
        set.photos.length > this.tiles.end
          ? html`<div class="more">
              <button part="more" type="button" @click=${this.onUnfold}>
                ${this.tag.text('gallery.more', { count: set.photos.count })}
              </button>
            </div>`
          : nothing
      }`;
  }
}
