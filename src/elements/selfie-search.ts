import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { NinepicError } from '../api/errors.js';
import { safeHref } from '../api/safe-url.js';
import {
  NinepicClearEvent,
  NinepicConsentEvent,
  NinepicRequestEvent,
  NinepicSearchEvent,
} from '../events.js';
import { selfieSearch } from '../i18n/english/selfie-search.js';
import type { MessageKey } from '../i18n/messages.js';
import { learn } from '../i18n/texts.js';
import { resultsAddress } from '../state/address.js';
import type { ResultSet } from '../state/search-state.js';
import type { Consent } from '../state/selfie-search.js';
import { politeStatus } from '../ui/status.js';
import { InnerGallery } from './inner-gallery.js';
import { NinepicElement } from './ninepic-element.js';
import { SelfieConsent, missingPrivacy } from './selfie-consent.js';
import { SelfieCamera } from './selfie-camera.js';
import { SelfiePicture } from './selfie-picture.js';
import { selfieSearchStyles } from './selfie-search.styles.js';

learn(selfieSearch);

/**
 * A selfie, and the photos with that face (9Pic FaceFind). Consent comes first; the picture is made small and clean on
 * the device; the search is asked for once and never paid for twice.
 *
 * @tag ninepic-selfie-search
 * @fires ninepic-consent - {NinepicConsentEvent} The visitor consented.
 * @fires ninepic-search - {NinepicSearchEvent} Before anything is sent. Cancelable: nothing is sent.
 * @fires ninepic-request - {NinepicRequestEvent} A search was made, and has this id.
 * @fires ninepic-clear - {NinepicClearEvent} The visitor cleared the search.
 * @slot consent - Replaces the text that the visitor agrees to.
 * @slot button-label - What the button says.
 * @csspart consent - The text and its box.
 * @csspart consent-checkbox - The box.
 * @csspart file - The file input.
 * @csspart camera - The button that opens the camera.
 * @csspart camera-select - The choice of cameras.
 * @csspart capture - The button that takes the picture.
 * @csspart retake - The button for another picture.
 * @csspart preview - The picture.
 * @csspart button - The button that searches.
 * @csspart clear - The button that clears the search.
 */
export class NinepicSelfieSearch extends NinepicElement {
  static override styles = [...[NinepicElement.styles].flat(), selfieSearchStyles];

  /** Address of the privacy page. Required: without it nobody can consent. */
  @property({ attribute: 'privacy-href' }) privacyHref: string | null = null;
  /** Who is responsible; default: the privacy page says it. */
  @property() controller: string | null = null;
  /** How long the selfie is kept; default: the privacy page says it. */
  @property() retention: string | null = null;
  /** Where to ask for deletion: a page or a mail address (`mailto:`). */
  @property({ attribute: 'contact-href' }) contactHref: string | null = null;
  /** Version of the consent text; default: the first 8 digits of its hash. */
  @property({ attribute: 'consent-version' }) consentVersion: string | null = null;
  /** Ask the visitor to state this age, or to be the parent. */
  @property({ type: Number, attribute: 'min-age' }) minAge = 0;
  /** Offer no live camera. */
  @property({ type: Boolean, attribute: 'no-camera' }) noCamera = false;
  /** What stands above the file input. */
  @property() label: string | null = null;
  /** The page with the gallery, if it is another one. */
  @property({ attribute: 'results-href' }) resultsHref: string | null = null;

  /** The form is shown although there is a result. */
  @state() private anew = false;

  private readonly consent = new SelfieConsent(this);
  private readonly picture = new SelfiePicture(this);
  private readonly camera = new SelfieCamera(this, this.picture);
  private readonly inner = new InnerGallery(this, this.store);
  /** The result that this tag knows of. */
  private seen: ResultSet | undefined;
  /** A search was answered, and nobody was told yet. */
  private fresh: ResultSet | undefined;
  private hadFocus = false;
  /** The server said when to come again, in more than a minute: no press is sent before (behaviour.md R2.2.1). */
  private pause: { readonly error: NinepicError; readonly until: number } | undefined;

  sentence(key: MessageKey, values?: Readonly<Record<string, string | number>>): string {
    return this.text(key, values);
  }

  private get isOff(): boolean {
    return this.store.session?.features.selfie === false;
  }

  private get isSearching(): boolean {
    const search = this.state?.search;
    return search?.status === 'searching' && search.query.by === 'selfie';
  }

  /** The selfie search that failed, if it is the last thing that happened. */
  private get failedSearch(): NinepicError | undefined {
    const search = this.state?.search;
    return search?.status === 'failed' && search.query.by === 'selfie' ? search.error : undefined;
  }

  private get isPaused(): boolean {
    return (
      this.pause !== undefined && this.pause.error === this.failedSearch && Date.now() < this.pause.until
    );
  }

  get hasConsent(): boolean {
    return this.consent.isGiven;
  }

  get takesPictures(): boolean {
    return this.hasConsent && !this.isSearching;
  }

  protected override get failure(): NinepicError | null {
    return super.failure ?? (this.consent.privacyHref ? null : missingPrivacy);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    this.settle();
    const error = this.failedSearch;
    if (!error || error === this.pause?.error) return;
    const { retryAfter = 0 } = error;
    this.pause = retryAfter > 60 ? { error, until: Date.now() + retryAfter * 1000 } : undefined;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const set = this.state?.sets.selfie;
    this.setState('busy', this.isSearching || this.picture.isPreparing);
    this.setState('empty', set?.photos.count === 0);
    this.setState('failed', this.state?.search.status === 'failed' && this.store.isReporter);
    this.setState('off', this.isOff);
    // A tag that has just come back has its session only now.
    this.settle();
    const { fresh } = this;
    if (fresh?.query.by === 'selfie') this.onFound(fresh, fresh.query.requestId);
    this.fresh = undefined;
  }

  /** Once a search was answered nobody keeps its picture (behaviour.md T1.20.6), nor draws it once more. */
  private settle(): void {
    const set = this.state?.sets.selfie;
    if (set === this.seen) return;
    this.seen = set;
    if (!set || set.restored) return;
    this.fresh = set;
    this.hadFocus = this.shadowRoot?.activeElement?.matches('[part="button"]') ?? false;
    this.picture.forget();
    this.anew = false;
  }

  private onFound(set: ResultSet, requestId: string): void {
    // The button that was pressed went away with the form.
    if (this.hadFocus) void this.focusPart('retake');
    // Of several tags the one that was used tells it.
    const { session } = this.store;
    const actor = session?.members.actor;
    if (actor instanceof NinepicSelfieSearch && actor !== this && actor.isConnected) return;
    if (!session?.announce(`request ${set.id}`)) return;
    this.emit(new NinepicRequestEvent(this.scope, { requestId }));
    const page = safeHref(this.resultsHref, this.baseURI);
    const options = { ...this.scope, hashKey: this.hashKey };
    if (page) location.assign(resultsAddress(page, options, { by: 'selfie', requestId }));
  }

  private async focusPart(name: string): Promise<void> {
    await this.updateComplete;
    this.shadowRoot?.querySelector<HTMLElement>(`[part="${name}"]`)?.focus();
  }

  onConsent(consent: Consent): void {
    this.emit(new NinepicConsentEvent(this.scope, consent));
  }

  onWithdraw(): void {
    this.consent.withdraw();
    this.camera.close();
    this.picture.forget();
    this.store.session?.dropSelfie();
  }

  /** Another picture is another search: one that failed is not offered again. */
  onPicture(): void {
    this.camera.close();
    this.store.session?.dropSelfie();
  }

  onPictureRefused(error: NinepicError): boolean {
    this.store.act(() => undefined);
    return this.report(error);
  }

  private readonly onSearch = async (): Promise<void> => {
    const { blob } = this.picture;
    const consent = await this.consent.given;
    if (!blob || !consent || !this.takesPictures || this.isPaused) return;
    if (!this.emit(new NinepicSearchEvent(this.scope, { by: 'selfie' }))) return;
    await this.store.act((session) => session.searchSelfie(blob, consent));
  };

  /** The same picture goes on under the id that it had; what has none here is read again. */
  private async retry(): Promise<void> {
    const { blob } = this.picture;
    const consent = await this.consent.given;
    if (!blob || !consent) this.store.session?.retry();
    else await this.store.act((session) => session.searchSelfie(blob, consent));
  }

  private readonly onAnew = (): void => {
    this.anew = true;
    void this.focusPart(this.consent.isGiven ? 'file' : 'consent-checkbox');
  };

  private readonly onClear = (): void => {
    this.onWithdraw();
    this.anew = false;
    this.store.session?.clear();
    this.emit(new NinepicClearEvent(this.scope));
    void this.focusPart('consent-checkbox');
  };

  protected override renderContent(): TemplateResult {
    if (this.isOff)
      return this.renderDeadEnd(this.text(this.state?.event?.enabled ? 'selfie.off' : 'event.off'));
    const found = this.state?.sets.selfie && !this.anew;
    // One place for all that is said: a live region that is drawn anew is not spoken.
    return html`<div part="base" @paste=${this.picture.onPaste}>
      <slot name="heading"></slot>
      ${this.consent.privacyHref ? nothing : html`<div part="status" class="message" role="alert">${missingPrivacy.message}</div>`}
      ${found ? nothing : this.renderForm()} ${this.renderStatus()}
      ${found ? this.renderFound() : this.renderButtons()} ${this.inner.render()}
    </div>`;
  }

  private renderForm(): TemplateResult {
    return html`
      ${this.consent.render(this.isSearching)} ${this.camera.render()}
      ${this.picture.render(this.camera.isOpen, this.noCamera ? nothing : this.camera.renderButton(!this.takesPictures))}
    `;
  }

  private renderButtons(): TemplateResult {
    return html`<div class="row" ?hidden=${this.camera.isOpen}>
      <button
        part="button"
        class="primary"
        type="button"
        ?disabled=${!this.hasConsent || !this.picture.blob}
        aria-disabled=${this.isSearching || this.isPaused ? 'true' : nothing}
        @click=${this.onSearch}
      >
        <slot name="button-label">${this.text('selfie.button')}</slot>
      </button>
      ${
        this.picture.blob
          ? html`<button
              part="retake"
              type="button"
              ?disabled=${this.isSearching}
              @click=${this.picture.retake}
            >
              ${this.text('selfie.retake')}
            </button>`
          : nothing
      }
    </div>`;
  }

  private renderFound(): TemplateResult {
    return html`
      <p class="hint">${this.text('selfie.again')}</p>
      <div class="row">
        <button type="button" part="retake" @click=${this.onAnew}>${this.text('selfie.again.button')}</button>
        <button part="clear" type="button" @click=${this.onClear}>${this.text('selfie.clear')}</button>
      </div>
    `;
  }

  private renderStatus(): TemplateResult {
    const search = this.state?.search;
    const alert = (text: string) => html`<div part="status" class="message" role="alert">${text}</div>`;
    if (this.picture.problem) return alert(this.text(this.picture.problem));
    if (this.camera.reason) return alert(this.text(`camera.${this.camera.reason}`));
    const failed = this.store.isReporter ? this.failedSearch : undefined;
    const message = failed && this.renderTrouble(failed, () => void this.retry());
    if (message) return message;
    if (this.picture.isPreparing) return politeStatus(this.text('selfie.preparing'));
    if (this.isSearching && search?.status === 'searching')
      return politeStatus(this.text(search.confirming ? 'selfie.confirming' : 'selfie.searching'));
    if (this.picture.blob) return politeStatus(this.text('selfie.ready'));
    const set = this.state?.sets.selfie;
    if (!set || this.anew) return politeStatus(nothing);
    const { count } = set.photos;
    return politeStatus(this.text(count === 0 ? 'selfie.none' : 'selfie.found', { count }));
  }
}
