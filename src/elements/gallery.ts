import { html } from 'lit';
import type { PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import type { NinepicError } from '../api/errors.js';
import type { Photo } from '../api/payloads.js';
import type { DownloadController } from '../controllers/download-controller.js';
import { GridFrame } from '../controllers/grid-frame.js';
import { tellsMissed } from '../controllers/missed-search.js';
import { PlaceMemory, recallPlaces } from '../controllers/place-memory.js';
import { NinepicClearEvent, NinepicPhotoCloseEvent, NinepicResultsEvent } from '../events.js';
import type { EventScope, ResultsDetail } from '../events.js';
import { gallery } from '../i18n/english/gallery.js';
import type { MessageKey } from '../i18n/messages.js';
import type { LanguageFile } from '../i18n/languages.js';
import { learn } from '../i18n/texts.js';
import { isOn } from '../state/page-config.js';
import type { ResultSet } from '../state/search-state.js';
import type { Selection } from '../state/selection.js';
import type { Session } from '../state/session.js';
import { galleryDock } from './gallery-dock.js';
import { GalleryToolbar } from './gallery-toolbar.js';
import { galleryStyles } from './gallery.styles.js';
import type { GalleryPhotos } from './gallery-photos.js';
import { NinepicElement } from './ninepic-element.js';
import { TagPart } from './tag-part.js';

learn(gallery);

/**
 * The event's photos, or those that a search of the same session found: virtual, so that any place of a hundred thousand
 * photos is one scroll away.
 *
 * @tag ninepic-gallery
 * @fires ninepic-search - {NinepicSearchEvent} Before photos around a time are searched. Cancelable: nothing is sent.
 * @fires ninepic-results - {NinepicResultsEvent} A different set of photos is on screen.
 * @fires ninepic-photo-open - {NinepicPhotoOpenEvent} Before the viewer opens. Cancelable: it does not.
 * @fires ninepic-photo-close - {NinepicPhotoCloseEvent} The viewer was closed.
 * @fires ninepic-download - {NinepicDownloadEvent} Before photos are saved or shared. Cancelable: the page does it in its own way.
 * @fires ninepic-downloaded - {NinepicDownloadedEvent} A download or share ended.
 * @fires ninepic-clear - {NinepicClearEvent} The visitor cleared the search.
 * @slot empty - Shown in addition when a search found nothing.
 * @slot actions - Controls of your own, beside the count; beside what is ticked while photos are.
 * @csspart toolbar - Count, chips and actions.
 * @csspart count - How many photos are shown.
 * @csspart chip - Switches between the sets that were found.
 * @csspart chip-remove - Takes a set away; on its chip.
 * @csspart grid - The list of photos.
 * @csspart tile - A photo's button.
 * @csspart photo - A photo's picture.
 * @csspart select - The box to tick on a photo.
 * @csspart selection - What is ticked, and what can be done with it.
 * @csspart selection-count - How many photos are ticked.
 * @csspart select-all - Ticks a whole search.
 * @csspart select-stop - Stops it, while its photos are read.
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
 * @csspart tile-download - The button on a photo that saves it; where there is a mouse, on the photo it points at.
 * @csspart download-all - The button that saves all photos of a search; what is ticked, once something is.
 * @csspart download-set - The button that saves all photos of a search, while some are ticked.
 * @csspart downloads - What says how saving goes.
 * @csspart download-part - Saves one of several archives or batches.
 * @csspart download-preview - Saves the preview where there is no original.
 * @csspart download-previews - Saves previews of those photos that have no original.
 * @csspart original-link - A link to a photo that this page cannot save by itself.
 * @csspart progress - How far saving is.
 * @csspart cancel - Stops it.
 * @csspart viewer-download - Saves the photo in the viewer.
 * @csspart viewer-share - Shares it.
 * @csspart share - Copies or shares the link to the shown search.
 * @csspart clear - Clears the search; in what is ticked, the ticks.
 * @cssprop [--ninepic-gap=4px] - Between photos.
 * @cssprop [--ninepic-row-height] - What rows should be near.
 */
export class NinepicGallery extends NinepicElement {
  static override styles = [...[NinepicElement.styles].flat(), galleryStyles];

  static override properties: PropertyDeclarations = {
    searchOnly: { type: Boolean, converter: isOn, attribute: 'search-only' },
    layout: {},
    // A form of a CMS leaves it empty that nobody filled in.
    preview: { type: Number, converter: (text) => Number(text || NaN) },
    noViewer: { type: Boolean, converter: isOn, attribute: 'no-viewer', reflect: true },
    around: {},
    download: {},
    noTimeline: { type: Boolean, converter: isOn, attribute: 'no-timeline', reflect: true },
    selectable: { type: Boolean, converter: isOn, reflect: true },
  };

  /** Show nothing until somebody searches. */
  searchOnly = false;
  /** Justified rows, or equal tiles. */
  layout: 'rows' | 'grid' = 'rows';
  /** How many of all photos before a button shows the rest; 0: no limit. */
  preview = 60;
  /** Photos do not open large. */
  noViewer = false;
  /** A time of day to show photos around, `08:42:10`, or ISO with its date; by the clock of the race. */
  around: string | null = null;
  /** What may be saved; previews carry the organiser's watermark, originals do not. */
  download: 'original' | 'preview' | 'none' = 'original';
  /** No days, hours and times. */
  noTimeline = false;
  /** Photos can be ticked. */
  selectable = false;

  protected override readonly feature = 'gallery';
  private readonly memory = new PlaceMemory(this);
  /** Loaded beside the first photos: a gallery that shows none needs none of it. */
  private readonly photos = new TagPart<GalleryPhotos>(this, async () => {
    const [{ GalleryPhotos }] = await Promise.all([import('./gallery-photos.js'), recallPlaces()]);
    return new GalleryPhotos(this, this.memory);
  });
  private readonly toolbar = new GalleryToolbar(this);
  /** The search of the last drawing. */
  private drawn: unknown;

  /** @internal */
  readonly frame = new GridFrame(this);
  /** @internal */
  readonly tellsMissed = (): boolean => tellsMissed(this, this.store.session);

  /** @internal */
  override get languageFiles(): readonly LanguageFile[] {
    return ['download', 'later'];
  }

  /** What is drawn: nothing of an old search while a new one runs, nor what came before it was known that the event is off. */
  get shownSet(): ResultSet | null {
    const { state } = this;
    if (!state || state.search.status === 'searching' || state.event?.enabled === false) return null;
    if (this.searchOnly && state.shown?.query.by === 'all') return null;
    return state.shown;
  }

  /** The photos that are ticked; `null` until they can be. Subscribe to it to follow them. */
  get selection(): Selection | null {
    return this.photos.now?.picking.selection ?? null;
  }

  get isPicking(): boolean {
    return (this.selection?.size ?? 0) > 0;
  }

  /** Not in `willUpdate`: a tag that joins a session with results finds it after that, and is not told of it again. */
  protected override update(changed: PropertyValues<this>): void {
    const { session } = this.store;
    const { shown, search } = session?.state ?? {};
    // A time that the page names is searched for, also where it shows nothing else.
    const idle = session?.shared && search?.status === 'idle' && (!this.searchOnly || this.around);
    if (idle) queueMicrotask(() => this.onSession(session));
    const isSearching = search?.status === 'searching';
    // What shows photos may have been lost on its way: each search asks for it once more.
    if (isSearching && search !== this.drawn && this.photos.error) void this.photos.fetch();
    this.drawn = search;
    if (shown || isSearching || (idle && !this.isOff)) this.photos.get();
    super.update(changed);
  }

  /** Whether a search for `around` is to come: all photos would only be in its way. */
  private get isHolding(): boolean {
    const { now, error } = this.photos;
    return now ? now.time.isHolding : !error && !!this.around;
  }

  /** The event's photos, where nobody searched for others. @internal */
  onSession(session: Session): void {
    const isIdle = session.state.search.status === 'idle' && session === this.store.session;
    if (isIdle && !this.searchOnly && session.features.gallery && !this.isHolding) session.showAll();
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const set = this.shownSet;
    const search = this.state?.search;
    this.setState('busy', search?.status === 'searching');
    this.setState('empty', set?.photos.count === 0);
    const { error, now } = this.photos;
    this.setState('failed', search?.status === 'failed' || error !== null);
    if (set && now) this.announce(set);
    if (error) this.report(error, true);
    const lost = set?.photos.error;
    // Pages of the list are asked for by who scrolls, wherever the search was made that brought the list.
    const actor = this.store.session?.members.actor as Element | null | undefined;
    if (lost) this.report(lost, actor?.localName !== this.localName || this.store.isReporter);
  }

  protected override get isOff(): boolean {
    return super.isOff && !this.shownSet && !(this.searchOnly && this.state?.event?.enabled);
  }

  protected override renderFallback(): TemplateResult {
    const fallback = super.renderFallback();
    // A server has no root, and cannot know how high a page is.
    const hasRoom = this.shadowRoot && !this.searchOnly;
    return hasRoom ? html`<div class="busy first">${fallback}</div>` : fallback;
  }

  private announce(set: ResultSet): void {
    if (!this.store.session?.announce(set.id)) return;
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
    this.photos.now?.tiles.reveal(index);
  }

  async showPlace(index: number, withFocus: boolean): Promise<void> {
    await this.photos.now?.showPlace(index, withFocus);
  }

  tell(error: NinepicError): boolean {
    return this.report(error);
  }

  cannotLoad(): void {
    this.downloads?.fail();
  }

  get isReporter(): boolean {
    return this.store.isReporter;
  }

  focusPhoto(index: number): void {
    this.photos.now?.roving.moveTo(index);
  }

  onViewerClose(photo: Photo | undefined, index: number, scope: EventScope): void {
    if (photo) this.emit(new NinepicPhotoCloseEvent(scope, { photo, index }));
  }

  /** What saves photos, where there are any. */
  get downloads(): DownloadController | undefined {
    return this.photos.now?.downloads;
  }

  /** What a photo shows, as far as anybody knows. */
  altOf(index: number): string {
    const set = this.shownSet;
    const values = { index: index + 1, total: set?.photos.length ?? 0 };
    return set?.query.by === 'bib'
      ? this.text('gallery.photo.bib', { ...values, bib: set.query.bib })
      : this.text('gallery.photo', values);
  }

  protected override renderContent(): TemplateResult {
    const set = this.shownSet;
    const { error, now: photos } = this.photos;
    return html`<div part="base">
      <slot name="heading"></slot>
      ${this.toolbar.render(set)} ${error && this.renderTrouble(error, () => void this.photos.fetch())}
      ${photos?.renderBlocked()} ${photos?.time.render()}
      ${set && photos ? photos.render(set) : this.renderBusy()} ${galleryDock(this, set, photos)}
      <div class="ruler"></div>
      ${photos?.downloads.render()}
    </div>`;
  }

  private renderBusy(): TemplateResult {
    const { state } = this;
    const busy =
      !this.photos.error &&
      (this.shownSet ||
        state?.search.status === 'searching' ||
        (!this.searchOnly && state?.search.status === 'idle'));
    // A first screen of photos will stand here: what follows is not pushed away by it.
    const isFirst = !this.searchOnly && (!state?.shown || !this.photos.now);
    return html`<div class=${isFirst ? 'busy first' : 'busy'} ?hidden=${!busy}></div>`;
  }
}
