import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { NinepicError } from '../api/errors.js';
import type { Photo } from '../api/payloads.js';
import { GridController } from '../controllers/grid-controller.js';
import { RovingFocus } from '../controllers/roving-focus.js';
import { TimeController } from '../controllers/time-controller.js';
import { ViewerController } from '../controllers/viewer-controller.js';
import {
  NinepicClearEvent,
  NinepicPhotoCloseEvent,
  NinepicPhotoOpenEvent,
  NinepicResultsEvent,
} from '../events.js';
import type { ResultsDetail } from '../events.js';
import { gallery } from '../i18n/english/gallery.js';
import type { MessageKey } from '../i18n/messages.js';
import { learn } from '../i18n/texts.js';
import type { ResultSet } from '../state/search-state.js';
import type { Session } from '../state/session.js';
import { photoTile } from '../ui/photo-tile.js';
import { GalleryToolbar } from './gallery-toolbar.js';
import { galleryStyles } from './gallery.styles.js';
import { NinepicElement } from './ninepic-element.js';

learn(gallery);

/**
 * The event's photos, or those that a search of the same session found: virtual, so that any place of a hundred thousand
 * photos is one scroll away.
 *
 * @tag ninepic-gallery
 * @fires ninepic-results - {NinepicResultsEvent} A different set of photos is on screen.
 * @fires ninepic-photo-open - {NinepicPhotoOpenEvent} Before the viewer opens. Cancelable: it does not.
 * @fires ninepic-photo-close - {NinepicPhotoCloseEvent} The viewer was closed.
 * @fires ninepic-clear - {NinepicClearEvent} The visitor cleared the search.
 * @slot empty - Shown in addition when a search found nothing.
 * @slot actions - Controls of your own, beside the count.
 * @csspart toolbar - Count, chips and actions.
 * @csspart count - How many photos are shown.
 * @csspart chip - Switches between the sets that were found.
 * @csspart grid - The list of photos.
 * @csspart tile - A photo's button.
 * @csspart photo - A photo's picture.
 * @csspart timeline - Days and hours as a chart.
 * @csspart day - A day's button.
 * @csspart hour - An hour's button.
 * @csspart untimed - The button to photos without a time.
 * @csspart finish - The field for a time of day.
 * @csspart finish-button - Shows the photos around it.
 * @csspart window - From when to when the photos are.
 * @csspart wider - The button that shows more minutes.
 * @csspart scrubber - The slider through a long list.
 * @csspart hour-label - When the photos that are seen were taken.
 * @csspart more - The button that shows all photos.
 * @csspart notice - That new photos came.
 * @csspart viewer - The dialog with one photo, large.
 * @csspart viewer-photo - The picture in it.
 * @csspart viewer-counter - Which photo of how many.
 * @csspart viewer-close - Closes it.
 * @csspart viewer-next - Goes on.
 * @csspart viewer-previous - Goes back.
 * @csspart share - Copies or shares the link to the shown search.
 * @csspart clear - Clears the search.
 * @cssprop [--ninepic-gap=4px] - Between photos.
 * @cssprop [--ninepic-row-height] - What rows should be near.
 */
export class NinepicGallery extends NinepicElement {
  static override styles = [...[NinepicElement.styles].flat(), galleryStyles];

  /** Show nothing until somebody searches. */
  @property({ type: Boolean, attribute: 'search-only' }) searchOnly = false;
  /** Justified rows, or equal tiles. */
  @property() layout: 'rows' | 'grid' = 'rows';
  /** How many of all photos before a button shows the rest; 0: no limit. */
  @property({ type: Number }) preview = 60;
  /** Photos do not open large. */
  @property({ type: Boolean, attribute: 'no-viewer', reflect: true }) noViewer = false;
  /** A time of day to show photos around, `08:42:10`, or ISO with its date; by the clock of the race. */
  @property() around: string | null = null;
  /** No days, hours and times. */
  @property({ type: Boolean, attribute: 'no-timeline', reflect: true }) noTimeline = false;

  protected override readonly feature = 'gallery';

  @query('[part="base"]') readonly base!: HTMLElement | null;
  @query('[part="grid"]') readonly grid!: HTMLElement | null;
  @query('.ruler') readonly ruler!: HTMLElement | null;

  private readonly tiles = new GridController(this);
  private readonly roving = new RovingFocus(this, this.tiles);
  private readonly time = new TimeController(this, this.tiles);
  private readonly viewer = new ViewerController(this);
  private readonly toolbar = new GalleryToolbar(this);
  private readonly broken = new Set<string>();
  /** The set whose rest was asked for. */
  private unfolded: string | null = null;

  /** What is drawn: nothing of an old search while a new one runs. */
  get shownSet(): ResultSet | null {
    const { state } = this;
    if (!state || state.search.status === 'searching') return null;
    if (this.searchOnly && state.shown?.query.by === 'all') return null;
    return state.shown;
  }

  override get failure(): NinepicError | null {
    return super.failure ?? this.shownSet?.photos.error ?? null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const { session } = this.store;
    const idle = session?.shared && session.state.search.status === 'idle';
    if (idle && !this.searchOnly && session.features.gallery) queueMicrotask(() => this.begin());
    this.time.update();
    this.tiles.use(this.shownSet?.photos ?? null, this.limit);
  }

  private begin(): void {
    const { session } = this.store;
    if (session?.state.search.status === 'idle' && !this.time.isHolding) session.showAll();
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const set = this.shownSet;
    const search = this.state?.search;
    this.setState('busy', search?.status === 'searching');
    this.setState('empty', set?.photos.count === 0);
    this.setState('failed', search?.status === 'failed');
    if (set) this.announce(set);
    this.roving.restore();
  }

  protected override get isOff(): boolean {
    return super.isOff && !this.shownSet && !this.searchOnly;
  }

  /** So that a page's footer stays in reach: a search, or a gallery with a height of its own, shows in full. */
  private get limit(): number {
    const set = this.shownSet;
    if (!set || set.query.by !== 'all' || set.id === this.unfolded || this.preview <= 0) return Infinity;
    if (this.tiles.isBounded) return Infinity;
    return this.preview;
  }

  private announce(set: ResultSet): void {
    const { session } = this.store;
    if (!session?.announce(set.id)) return;
    const detail: ResultsDetail = { ...set.query, total: set.photos.count, restored: set.restored };
    this.emit(new NinepicResultsEvent(this.scope, detail));
  }

  sentence(key: MessageKey, values?: Readonly<Record<string, string | number>>): string {
    return this.text(key, values);
  }

  act(verb: (session: Session) => void): void {
    this.store.act(verb);
  }

  onClear(): void {
    this.act((session) => session.clear());
    this.emit(new NinepicClearEvent(this.scope));
  }

  revealPhoto(index: number): void {
    this.tiles.reveal(index);
  }

  async showPlace(index: number, withFocus: boolean): Promise<void> {
    this.unfolded = this.shownSet?.id ?? null;
    this.requestUpdate();
    // Until then there is no height to scroll through.
    await this.updateComplete;
    if (withFocus) this.roving.moveTo(index);
    this.tiles.reveal(index, true);
  }

  tell(error: NinepicError): boolean {
    return this.report(error);
  }

  get isReporter(): boolean {
    return this.store.isReporter;
  }

  trouble(error: NinepicError): TemplateResult | null {
    return this.renderTrouble(error, () => this.store.session?.retry());
  }

  focusPhoto(index: number): void {
    this.roving.moveTo(index);
  }

  onViewerClose(photo: Photo | undefined, index: number): void {
    if (photo) this.emit(new NinepicPhotoCloseEvent(this.scope, { photo, index }));
  }

  /** What a photo shows, as far as anybody knows. */
  altOf(index: number): string {
    const set = this.shownSet;
    const values = { index: index + 1, total: set?.photos.length ?? 0 };
    return set?.query.by === 'bib'
      ? this.text('gallery.photo.bib', { ...values, bib: set.query.bib })
      : this.text('gallery.photo', values);
  }

  private readonly onClick = (event: Event): void => {
    const index = this.indexOf(event);
    const set = this.shownSet;
    const photo = index === null ? undefined : set?.photos.at(index);
    if (index === null || !set || !photo) return;
    if (this.noViewer || !this.emit(new NinepicPhotoOpenEvent(this.scope, { photo, index }))) return;
    void this.viewer.open(set, index);
  };

  private indexOf(event: Event): number | null {
    const tile = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
    return tile ? Number(tile.dataset['index']) : null;
  }

  private readonly onError = (event: Event): void => {
    const index = this.indexOf(event);
    const photo = index === null ? undefined : this.shownSet?.photos.at(index);
    if (!photo) return;
    this.broken.add(photo.id);
    this.requestUpdate();
  };

  private readonly onUnfold = (): void => {
    this.unfolded = this.shownSet?.id ?? null;
    // The button goes away under the finger: the first photo that it brought takes the focus.
    this.roving.moveTo(this.tiles.end);
    this.requestUpdate();
  };

  protected override renderContent(): TemplateResult {
    const set = this.shownSet;
    return html`<div part="base">
      <slot name="heading"></slot>
      ${this.toolbar.render(set)} ${this.time.render()} ${set ? this.renderGrid(set) : this.renderBusy()}
      ${set && set.photos.length > this.tiles.end ? this.renderMore(set) : nothing}
      <div class="ruler"></div>
    </div>`;
  }

  private renderBusy(): TemplateResult {
    const busy =
      this.state?.search.status === 'searching' || (!this.searchOnly && this.state?.search.status === 'idle');
    // A first screen of photos will stand here: what follows is not pushed away by it.
    const isFirst = !this.searchOnly && !this.state?.shown;
    return html`<div class=${isFirst ? 'busy first' : 'busy'} ?hidden=${!busy}></div>`;
  }

  private renderGrid(set: ResultSet): TemplateResult {
    const { length } = set.photos;
    const { active } = this.roving;
    return html`<div
      part="grid"
      role="list"
      aria-label=${this.text('gallery.label')}
      @click=${this.onClick}
      @keydown=${this.roving.onKeydown}
      @focusin=${this.roving.onFocusin}
      @focusout=${this.roving.onFocusout}
    >
      ${repeat(
        this.tiles.tiles(this.roving.pinned),
        ({ photo }) => photo.id,
        ({ index, photo, box }) =>
          photoTile({
            index,
            photo,
            box,
            total: length,
            alt: this.altOf(index),
            isTabStop: index === active,
            isUrgent: index < 12 && this.tiles.isInView,
            brokenText: this.text('gallery.broken'),
            isBroken: this.broken.has(photo.id),
            onError: this.onError,
          }),
      )}
    </div>`;
  }

  private renderMore(set: ResultSet): TemplateResult {
    return html`<div class="more">
      <button part="more" type="button" @click=${this.onUnfold}>
        ${this.text('gallery.more', { count: set.photos.count })}
      </button>
    </div>`;
  }
}
