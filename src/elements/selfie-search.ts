import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { NinepicError, isNinepicError } from '../api/errors.js';
import { isConsentVersion } from '../api/grammar.js';
import { safeHref } from '../api/safe-url.js';
import {
  NinepicClearEvent,
  NinepicConsentEvent,
  NinepicRequestEvent,
  NinepicSearchEvent,
} from '../events.js';
import type { MessageKey } from '../i18n/messages.js';
import { resultsAddress } from '../state/address.js';
import type { Consent } from '../state/selfie-search.js';
import { consentText, sha256, visibleText } from '../ui/consent.js';
import type { SelfieReason } from '../ui/selfie-reasons.js';
import { politeStatus } from '../ui/status.js';
import { InnerGallery } from './inner-gallery.js';
import { NinepicElement } from './ninepic-element.js';
import { SelfieCamera } from './selfie-camera.js';
import { selfieSearchStyles } from './selfie-search.styles.js';

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

  @query('[part="consent"]') private readonly consentBlock!: HTMLElement;
  @query('input[type="file"]') private readonly fileInput!: HTMLInputElement | null;
  @query('canvas') private readonly canvas!: HTMLCanvasElement | null;
  @state() private consent: Promise<Consent> | null = null;
  @state() private picture: Blob | null = null;
  @state() private preparing = false;
  @state() private over = false;
  /** What is wrong with the picture that was picked. */
  @state() private problem: MessageKey | null = null;
  /** Search again: the form is shown although there is a result. */
  @state() private anew = false;

  private readonly camera = new SelfieCamera(this);
  private readonly inner = new InnerGallery(this, this.store);
  /** Counts the pictures that were picked: a slow one does not replace a later one. */
  private picks = 0;

  sentence(key: MessageKey): string {
    return this.text(key);
  }

  /** Checked; `undefined` when the tag may not work. */
  private get privacy(): string | undefined {
    return safeHref(this.privacyHref, this.baseURI);
  }

  private get isOff(): boolean {
    return this.store.session?.features.selfie === false;
  }

  private get isSearching(): boolean {
    const search = this.state?.search;
    return search?.status === 'searching' && search.query.by === 'selfie';
  }

  protected override get failure(): NinepicError | null {
    return super.failure ?? (this.privacy ? null : missingPrivacy);
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const set = this.state?.sets.selfie;
    this.setState('busy', this.isSearching || this.preparing);
    this.setState('empty', set?.photos.count === 0);
    this.setState('failed', this.state?.search.status === 'failed' && this.store.isReporter);
    this.setState('off', this.isOff);
    if (set?.query.by === 'selfie' && !set.restored && this.store.session?.announce(`request ${set.id}`))
      this.onFound(set.query.requestId);
  }

  /** A search was answered: nobody keeps the picture longer than that (behaviour.md T1.20.6). */
  private onFound(requestId: string): void {
    this.forgetPicture();
    this.anew = false;
    this.emit(new NinepicRequestEvent(this.scope, { requestId }));
    const page = safeHref(this.resultsHref, this.baseURI);
    const query = { by: 'selfie', requestId } as const;
    if (page) location.assign(resultsAddress(page, { ...this.scope, hashKey: this.hashKey }, query));
  }

  private forgetPicture(): void {
    this.picks += 1;
    this.picture = null;
    this.preparing = false;
    this.problem = null;
    if (this.fileInput) this.fileInput.value = '';
  }

  private readonly onConsent = (event: Event): void => {
    const { checked } = event.target as HTMLInputElement;
    this.camera.close();
    this.consent = checked ? this.recordConsent() : null;
    if (!checked) this.forgetPicture();
  };

  private async recordConsent(): Promise<Consent> {
    const textHash = await sha256(visibleText(this.consentBlock));
    const version = this.consentVersion && isConsentVersion(this.consentVersion) ? this.consentVersion : '';
    const consent = {
      version: version || textHash.slice(0, 8) || 'unhashed',
      textHash,
      at: new Date().toISOString(),
    };
    this.emit(new NinepicConsentEvent(this.scope, consent));
    return consent;
  }

  private readonly onFile = (event: Event): void => {
    const [file] = (event.target as HTMLInputElement).files ?? [];
    if (file) void this.pick(file);
  };

  private readonly onDrag = (event: DragEvent): void => {
    if (!this.consent || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.over = event.type === 'dragover';
    const [file] = event.type === 'drop' ? event.dataTransfer.files : [];
    if (file) void this.pick(file);
  };

  private readonly onPaste = (event: ClipboardEvent): void => {
    const [file] = this.consent ? (event.clipboardData?.files ?? []) : [];
    if (!file) return;
    event.preventDefault();
    void this.pick(file);
  };

  private async pick(file: Blob): Promise<void> {
    this.forgetPicture();
    const { picks } = this;
    this.preparing = true;
    try {
      const { prepareSelfie } = await import('../ui/selfie-image.js');
      const picture = await prepareSelfie(file);
      if (picks === this.picks) this.onCapture(picture);
    } catch (error) {
      if (picks === this.picks) this.onCaptureFailed(error);
    }
  }

  onCapture(picture: Blob): void {
    this.preparing = false;
    this.problem = null;
    this.picture = picture;
    void this.updateComplete.then(() => this.drawPicture(picture));
  }

  private async drawPicture(picture: Blob): Promise<void> {
    const { drawPreview } = await import('../ui/selfie-preview.js');
    if (this.canvas && this.picture === picture) await drawPreview(this.canvas, picture);
    this.shadowRoot?.querySelector<HTMLElement>('[part="button"]')?.focus();
  }

  onCaptureFailed(error: unknown): void {
    this.forgetPicture();
    if (!isNinepicError(error)) throw error;
    const { code, message } = error;
    const reason = (error.cause as { selfie?: SelfieReason } | undefined)?.selfie ?? 'cannot-decode';
    this.store.act(() => undefined);
    const told = this.report(new NinepicError(code, message, { operation: 'startFaces', cause: error }));
    this.problem = told ? `picture.${reason}` : null;
  }

  private readonly onSearch = async (): Promise<void> => {
    const { picture } = this;
    const consent = await this.consent;
    if (!picture || !consent || this.isSearching || !this.privacy) return;
    if (!this.emit(new NinepicSearchEvent(this.scope, { by: 'selfie' }))) return;
    await this.store.act((session) => session.searchSelfie(picture, consent));
  };

  private readonly onRetake = (): void => {
    this.forgetPicture();
    void this.updateComplete.then(() => this.fileInput?.focus());
  };

  private readonly onClear = (): void => {
    this.forgetPicture();
    this.anew = false;
    this.store.session?.clear();
    this.emit(new NinepicClearEvent(this.scope));
  };

  protected override renderContent(): TemplateResult {
    if (this.isOff)
      return this.renderDeadEnd(this.text(this.state?.event?.enabled ? 'selfie.off' : 'event.off'));
    const found = this.state?.sets.selfie && !this.anew;
    return html`<div part="base" @paste=${this.onPaste}>
      <slot name="heading"></slot>
      ${this.privacy ? nothing : html`<div part="status" class="message" role="alert">${missingPrivacy.message}</div>`}
      ${found ? nothing : this.renderForm()} ${this.renderStatus()} ${found ? this.renderFound() : nothing}
      ${this.inner.render()}
    </div>`;
  }

  private renderForm(): TemplateResult {
    const isLocked = !this.consent || !this.privacy;
    return html`
      <div part="consent" class="consent">
        ${consentText({
          text: (key, values) => this.text(key, values),
          privacyHref: this.privacy,
          contactHref: safeHref(this.contactHref, this.baseURI, /^(?:https?|mailto):$/),
          controller: this.controller,
          retention: this.retention,
        })}
        <label>
          <input
            part="consent-checkbox"
            type="checkbox"
            .checked=${this.consent !== null}
            ?disabled=${!this.privacy || this.isSearching}
            @change=${this.onConsent}
          />
          <span
            >${this.text('consent.agree')}
            ${this.minAge > 0 ? this.text('consent.age', { age: this.minAge }) : nothing}</span
          >
        </label>
      </div>
      ${this.camera.render()} ${this.picture ? this.renderPicture() : this.renderPick(isLocked)}
      <div class="row">
        <button
          part="button"
          class="primary"
          type="button"
          ?disabled=${isLocked || !this.picture}
          aria-disabled=${this.isSearching ? 'true' : nothing}
          @click=${this.onSearch}
        >
          <slot name="button-label">${this.text('selfie.button')}</slot>
        </button>
        ${
          this.picture
            ? html`<button part="retake" type="button" ?disabled=${this.isSearching} @click=${this.onRetake}>
                ${this.text('selfie.retake')}
              </button>`
            : nothing
        }
      </div>
    `;
  }

  private renderPick(isLocked: boolean): TemplateResult {
    // Where there is no live camera, the input is told to open the system's own.
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    const capture = !devices?.getUserMedia && matchMedia('(pointer: coarse)').matches ? 'user' : nothing;
    return html`<div
      class=${this.over ? 'pick over' : 'pick'}
      ?hidden=${this.camera.isOpen}
      @dragover=${this.onDrag}
      @dragleave=${this.onDrag}
      @drop=${this.onDrag}
    >
      <label for="file">${this.label ?? this.text('selfie.file')}</label>
      <input
        part="file"
        id="file"
        type="file"
        accept="image/*,.heic,.heif"
        capture=${capture}
        ?disabled=${isLocked}
        @change=${this.onFile}
      />
      <div class="row">
        ${
          this.noCamera
            ? nothing
            : html`<button part="camera" type="button" ?disabled=${isLocked} @click=${this.camera.open}>
                ${this.text('selfie.camera')}
              </button>`
        }
        <span class="hint">${isLocked ? this.text('selfie.consent.first') : this.text('selfie.drop')}</span>
      </div>
    </div>`;
  }

  private renderPicture(): TemplateResult {
    return html`<canvas part="preview" role="img" aria-label=${this.text('selfie.preview')}></canvas>`;
  }

  private renderFound(): TemplateResult {
    return html`
      <p class="hint">${this.text('selfie.again')}</p>
      <div class="row">
        <button type="button" part="retake" @click=${() => (this.anew = true)}>
          ${this.text('selfie.again.button')}
        </button>
        <button part="clear" type="button" @click=${this.onClear}>${this.text('selfie.clear')}</button>
      </div>
    `;
  }

  private renderStatus(): TemplateResult {
    const search = this.state?.search;
    const alert = (text: string) => html`<div part="status" class="message" role="alert">${text}</div>`;
    if (this.problem) return alert(this.text(this.problem));
    if (this.camera.reason) return alert(this.text(`camera.${this.camera.reason}`));
    if (search?.status === 'failed' && search.query.by === 'selfie' && this.store.isReporter) {
      const message = this.renderTrouble(search.error, () => this.store.session?.retry());
      if (message) return message;
    }
    if (this.preparing) return politeStatus(this.text('selfie.preparing'));
    if (this.isSearching && search?.status === 'searching')
      return politeStatus(this.text(search.confirming ? 'selfie.confirming' : 'selfie.searching'));
    if (this.picture) return politeStatus(this.text('selfie.ready'));
    const set = this.state?.sets.selfie;
    if (!set || this.anew) return politeStatus(nothing);
    const { count } = set.photos;
    return politeStatus(this.text(count === 0 ? 'selfie.none' : 'selfie.found', { count }));
  }
}

/** Fails closed (behaviour.md T1.20.1). An organiser reads this. */
const missingPrivacy = new NinepicError(
  'config',
  '<ninepic-selfie-search>: privacy-href is missing. Set it to the address of your privacy page.',
);
