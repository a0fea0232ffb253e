/** Consent, picture, camera, buttons, and what they come to. Loaded where a tag is on, so that other pages do not pay for it. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { isNinepicError } from '../api/errors.js';
import type { NinepicError } from '../api/errors.js';
import { safeHref } from '../api/safe-url.js';
import {
  NinepicClearEvent,
  NinepicConsentEvent,
  NinepicRequestEvent,
  NinepicSearchEvent,
} from '../events.js';
import { selfieSearch } from '../i18n/english/selfie-search.js';
import { learn } from '../i18n/texts.js';
import { resultsAddress } from '../state/address.js';
import type { FailedSearch, ResultSet } from '../state/search-state.js';
import type { Consent } from '../state/selfie-search.js';
import type { Session } from '../state/session.js';
import { politeStatus, trouble } from '../ui/status.js';
import { InnerGallery } from './inner-gallery.js';
import type { Tag } from './tag.js';
import type { Part } from './part-element.js';
import { SelfieConsent, missingPrivacy } from './selfie-consent.js';
import type { ConsentSettings } from './selfie-consent.js';
import { SelfieCamera } from './selfie-camera.js';
import { SelfiePicture } from './selfie-picture.js';
import { selfieFormStyles } from './selfie-form.styles.js';

learn(selfieSearch);

/** What is said where the same search cannot be continued, because its id was lost (behaviour.md R2.1.5). */
const OWN_TEXTS = { 'error.unconfirmed': 'selfie.unconfirmed' } as const;
const hasLostId = ({ cause }: NinepicError) => isNinepicError(cause) && cause.code === 'request-unknown';

/** The tag that it is the form of. */
export interface SelfieTag extends Tag, ConsentSettings {
  readonly noCamera: boolean;
  readonly label: string | null;
  readonly resultsHref: string | null;
}

export class SelfieForm implements Part {
  readonly tag: SelfieTag;
  readonly styles = selfieFormStyles;
  /** The form is shown although there is a result. */
  private anew = false;
  private readonly consent = new SelfieConsent(this);
  private readonly picture = new SelfiePicture(this);
  private readonly camera = new SelfieCamera(this, this.picture);
  private readonly inner: InnerGallery;
  /** What she agreed for, and took her picture for. */
  private session: Session | null = null;
  /** The result that this tag knows of. */
  private seen: ResultSet | undefined;
  /** A search was answered, and nobody was told yet. */
  private fresh: ResultSet | undefined;
  private hadFocus = false;
  /** A picture that was searched here has no answer yet. */
  private isSending = false;
  /** The server said when to come again, in more than a minute: no press is sent before (behaviour.md R2.2.1). */
  private pause: { readonly error: NinepicError; readonly until: number } | undefined;

  constructor(tag: SelfieTag) {
    this.tag = tag;
    this.inner = new InnerGallery(tag);
    tag.addController(this.camera);
  }

  private get isSearching(): boolean {
    const search = this.tag.state?.search;
    if (!search || search.status === 'idle') return false;
    const { by } = search.query;
    // What she searches for meanwhile ends nothing that is paid for.
    return by === 'selfie' ? search.status === 'searching' : this.isSending && /bib|time/.test(by);
  }

  /** Why the last selfie search failed, unless something else was searched since. */
  private get failedSearch(): NinepicError | undefined {
    const { search, missed } = this.tag.state ?? {};
    return search?.status === 'failed' && search.query.by === 'selfie' ? search.error : missed?.error;
  }

  private get isPaused(): boolean {
    const { pause } = this;
    return pause !== undefined && pause.error === this.failedSearch && Date.now() < pause.until;
  }

  get hasConsent(): boolean {
    return this.consent.isGiven;
  }

  get takesPictures(): boolean {
    return this.hasConsent && !this.isSearching;
  }

  /** The photos were found: of the form there is left what begins another search. */
  get isSettled(): boolean {
    return this.tag.state?.sets.selfie !== undefined && !this.anew;
  }

  hostUpdate(): void {
    const { session } = this.tag.store;
    // The page turned to another race, maybe of another organiser: she is asked anew.
    if (session && this.session && session !== this.session) this.reset();
    this.session = session ?? this.session;
    this.settle();
    const error = this.failedSearch;
    if (!error || error === this.pause?.error) return;
    const { retryAfter = 0 } = error;
    this.pause = retryAfter > 60 ? { error, until: Date.now() + retryAfter * 1000 } : undefined;
  }

  hostUpdated(): void {
    const { tag } = this;
    tag.setState('busy', this.isSearching || this.picture.isPreparing);
    tag.setState('empty', tag.state?.sets.selfie?.photos.count === 0);
    tag.setState('failed', tag.store.failed !== null);
    if (!tag.failure && !this.consent.privacyHref) tag.report(missingPrivacy);
    if (this.fresh?.query.by === 'selfie') this.onFound(this.fresh, this.fresh.query.requestId);
    this.fresh = undefined;
  }

  /** Once a search was answered nobody keeps its picture (behaviour.md T1.20.6), nor draws it once more. */
  private settle(): void {
    const set = this.tag.state?.sets.selfie;
    if (set === this.seen) return;
    this.seen = set;
    if (!set || set.restored) return;
    this.fresh = set;
    this.hadFocus = this.tag.shadowRoot?.activeElement?.matches('[part="button"]') ?? false;
    this.picture.forget();
    this.anew = false;
  }

  private onFound(set: ResultSet, requestId: string): void {
    // The button that was pressed went away with the form.
    if (this.hadFocus) void this.focusPart('retake');
    const { tag } = this;
    // Of several tags the one that was used tells it.
    const { session } = tag.store;
    const actor = session?.members.actor;
    const isOther = actor instanceof Element && actor !== tag && actor.localName === tag.localName;
    if ((isOther && actor.isConnected) || !session?.announce(`request ${set.id}`)) return;
    tag.emit(new NinepicRequestEvent(tag.scope, { requestId }));
    const page = safeHref(tag.resultsHref, tag.baseURI);
    if (page) location.assign(resultsAddress(page, session, { by: 'selfie', requestId }));
  }

  private async focusPart(name: string): Promise<void> {
    await this.tag.updateComplete;
    this.tag.shadowRoot?.querySelector<HTMLElement>(`[part="${name}"]`)?.focus();
  }

  onConsent(consent: Consent): void {
    this.tag.emit(new NinepicConsentEvent(this.tag.scope, consent));
  }

  onWithdraw(): void {
    this.reset();
    this.tag.store.session?.dropSelfie();
  }

  private reset(): void {
    this.consent.withdraw();
    this.camera.close();
    this.picture.forget();
  }

  /** Another picture is another search: one that failed is not offered again. */
  onPicture(): void {
    this.camera.close();
    this.tag.store.session?.dropSelfie();
  }

  onPictureRefused(error: NinepicError): boolean {
    this.tag.store.act(() => undefined);
    return this.tag.report(error);
  }

  private readonly onSearch = async (): Promise<void> => {
    const { tag } = this;
    const { blob } = this.picture;
    const consent = await this.consent.given;
    if (!blob || !consent || !this.takesPictures || this.isPaused) return;
    if (tag.emit(new NinepicSearchEvent(tag.scope, { by: 'selfie' }))) await this.send(blob, consent);
  };

  private async send(blob: Blob, consent: Consent): Promise<void> {
    this.isSending = true;
    try {
      await this.tag.store.act((session) => session.searchSelfie(blob, consent));
    } finally {
      this.isSending = false;
      this.tag.requestUpdate();
    }
  }

  /** The same picture goes on under the id that it had; what has none here is read again. */
  private async retry(search: FailedSearch): Promise<void> {
    // The button that was pressed goes, this one stays until there are photos.
    void this.focusPart('button');
    const { blob } = this.picture;
    const consent = await this.consent.given;
    if (!blob || !consent) this.tag.store.session?.retry(search);
    else await this.send(blob, consent);
  }

  private readonly onAnew = (): void => {
    this.anew = true;
    this.tag.requestUpdate();
    void this.focusPart(this.consent.isGiven ? 'file' : 'consent-checkbox');
  };

  private readonly onClear = (): void => {
    const { tag } = this;
    this.onWithdraw();
    this.anew = false;
    tag.store.session?.clear();
    tag.emit(new NinepicClearEvent(tag.scope));
    void this.focusPart('consent-checkbox');
  };

  render(): TemplateResult {
    const found = this.isSettled;
    // One place for all that is said: a live region that is drawn anew is not spoken.
    return html`<div class="form" @paste=${this.picture.onPaste}>
      ${this.consent.privacyHref ? nothing : trouble(missingPrivacy.message)}
      ${found ? nothing : this.renderForm()} ${this.renderStatus()}
      ${found ? this.renderFound() : this.renderButtons()} ${this.inner.render()}
    </div>`;
  }

  private renderForm(): TemplateResult {
    return html`
      ${this.consent.render(this.isSearching)} ${this.camera.render()}
      ${this.picture.render(this.camera.isOpen, this.tag.noCamera ? nothing : this.camera.renderButton(!this.takesPictures))}
    `;
  }

  private renderButtons(): TemplateResult {
    const { tag } = this;
    return html`<div class="row" ?hidden=${this.camera.isOpen}>
      <button
        part="button"
        class="primary"
        type="button"
        ?disabled=${!this.hasConsent || !this.picture.blob}
        aria-disabled=${this.isSearching || this.isPaused ? 'true' : nothing}
        @click=${this.onSearch}
      >
        <slot name="button-label">${tag.text('selfie.button')}</slot>
      </button>
      ${
        this.picture.blob
          ? html`<button
              part="retake"
              type="button"
              ?disabled=${this.isSearching}
              @click=${this.picture.retake}
            >
              ${tag.text('selfie.retake')}
            </button>`
          : nothing
      }
    </div>`;
  }

  private renderFound(): TemplateResult {
    const { tag } = this;
    return html`
      <p class="hint">${tag.text('selfie.again')}</p>
      <div class="row">
        <button type="button" part="retake" @click=${this.onAnew}>${tag.text('selfie.again.button')}</button>
        <button part="clear" type="button" @click=${this.onClear}>${tag.text('selfie.clear')}</button>
      </div>
    `;
  }

  private renderStatus(): TemplateResult {
    const { tag, picture, camera } = this;
    const wrong = picture.problem ?? (camera.reason && (`camera.${camera.reason}` as const));
    if (wrong) return trouble(tag.text(wrong), tag.text('retry'), picture.again);
    const { failed } = tag.store;
    if (failed?.query.by === 'selfie') {
      const own = hasLostId(failed.error) ? OWN_TEXTS : {};
      const message = tag.renderTrouble(failed.error, () => void this.retry(failed), own);
      if (message) return message;
    }
    if (picture.isPreparing) return politeStatus(tag.text('selfie.preparing'));
    const isLost = tag.state?.search.status === 'searching' && tag.state.search.confirming;
    if (this.isSearching) return politeStatus(tag.text(isLost ? 'selfie.confirming' : 'selfie.searching'));
    if (picture.blob) return politeStatus(tag.text('selfie.ready'));
    const set = tag.state?.sets.selfie;
    if (!set || this.anew) return politeStatus(nothing);
    const { count } = set.photos;
    const look = tag.state?.shown === set ? this.inner.look : undefined;
    return politeStatus(tag.text(count === 0 ? 'selfie.none' : 'selfie.found', { count }), true, look);
  }
}
