/** The consent of a selfie search: given by an unticked box, recorded with its text, and taken back by the same box. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { NinepicError } from '../api/errors.js';
import { isConsentVersion } from '../api/grammar.js';
import { safeHref } from '../api/safe-url.js';
import type { Consent } from '../state/selfie-search.js';
import { consentText, sha256, visibleText } from '../ui/consent.js';
import type { Tag } from './tag.js';

/** What the page's author says about the consent. */
export interface ConsentSettings {
  readonly controller: string | null;
  readonly retention: string | null;
  readonly privacyHref: string | null;
  readonly contactHref: string | null;
  readonly consentVersion: string | null;
  readonly minAge: number;
}

export interface ConsentForm {
  readonly tag: Tag & ConsentSettings;
  /** The visitor agreed to the text that she saw. */
  onConsent(consent: Consent): void;
  onWithdraw(): void;
}

export class SelfieConsent {
  private readonly form: ConsentForm;
  private record: Promise<Consent> | null = null;

  constructor(form: ConsentForm) {
    this.form = form;
  }

  /** The address of the privacy page, checked; without it nobody can consent (behaviour.md T1.20.1). */
  get privacyHref(): string | undefined {
    return safeHref(this.form.tag.privacyHref, this.form.tag.baseURI);
  }

  get isGiven(): boolean {
    return this.record !== null && this.privacyHref !== undefined;
  }

  /** What was agreed to; `null` while nothing was. */
  get given(): Promise<Consent | null> {
    return this.record ?? Promise.resolve(null);
  }

  withdraw(): void {
    this.record = null;
    this.form.tag.requestUpdate();
  }

  private readonly onChange = (event: Event): void => {
    const { checked } = event.target as HTMLInputElement;
    if (checked) this.record = this.give();
    else this.form.onWithdraw();
    this.form.tag.requestUpdate();
  };

  private async give(): Promise<Consent> {
    const { form } = this;
    const { tag } = form;
    const block = tag.shadowRoot?.querySelector('[part="consent"]');
    const textHash = block ? await sha256(visibleText(block)) : '';
    const own = tag.consentVersion && isConsentVersion(tag.consentVersion) ? tag.consentVersion : '';
    // Without https browsers offer no digest; the record says so, and the header has to hold something.
    const version = own || textHash.slice(0, 8) || 'unhashed';
    const consent = { version, textHash, at: new Date().toISOString() };
    form.onConsent(consent);
    return consent;
  }

  /** @param isLocked a search is under way under this consent */
  render(isLocked: boolean): TemplateResult {
    const { privacyHref } = this;
    const { tag } = this.form;
    return html`<div part="consent" class="consent">
      ${consentText({
        text: (key, values) => tag.text(key, values),
        privacyHref,
        contactHref: safeHref(tag.contactHref, tag.baseURI, /^(?:https?|mailto):$/),
        controller: tag.controller,
        retention: tag.retention,
      })}
      <label>
        <input
          part="consent-checkbox"
          type="checkbox"
          .checked=${this.isGiven}
          ?disabled=${isLocked || !privacyHref}
          @change=${this.onChange}
        />
        <span
          >${tag.text('consent.agree')}
          ${tag.minAge > 0 ? tag.text('consent.age', { age: tag.minAge }) : nothing}</span
        >
      </label>
    </div>`;
  }
}

/** Fails closed (behaviour.md T1.20.1). An organiser reads this. */
export const missingPrivacy = new NinepicError(
  'config',
  '<ninepic-selfie-search>: privacy-href is missing. Set it to the address of your privacy page.',
);
