/** The consent of a selfie search: given by an unticked box, recorded with its text, and taken back by the same box. */
import { html, nothing } from 'lit';
import type { ReactiveControllerHost, TemplateResult } from 'lit';
import { NinepicError } from '../api/errors.js';
import { isConsentVersion } from '../api/grammar.js';
import { safeHref } from '../api/safe-url.js';
import type { MessageKey } from '../i18n/messages.js';
import type { Consent } from '../state/selfie-search.js';
import { consentText, sha256, visibleText } from '../ui/consent.js';

export interface ConsentHost extends ReactiveControllerHost, HTMLElement {
  sentence(key: MessageKey, values?: Readonly<Record<string, string | number>>): string;
  readonly controller: string | null;
  readonly retention: string | null;
  readonly privacyHref: string | null;
  readonly contactHref: string | null;
  readonly consentVersion: string | null;
  readonly minAge: number;
  /** The visitor agreed to the text that she saw. */
  onConsent(consent: Consent): void;
  onWithdraw(): void;
}

export class SelfieConsent {
  private readonly host: ConsentHost;
  private record: Promise<Consent> | null = null;

  constructor(host: ConsentHost) {
    this.host = host;
  }

  /** The address of the privacy page, checked; without it nobody can consent (behaviour.md T1.20.1). */
  get privacyHref(): string | undefined {
    return safeHref(this.host.privacyHref, this.host.baseURI);
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
    this.host.requestUpdate();
  }

  private readonly onChange = (event: Event): void => {
    const { checked } = event.target as HTMLInputElement;
    if (checked) this.record = this.give();
    else this.host.onWithdraw();
    this.host.requestUpdate();
  };

  private async give(): Promise<Consent> {
    const { host } = this;
    const block = host.shadowRoot?.querySelector('[part="consent"]');
    const textHash = block ? await sha256(visibleText(block)) : '';
    const own = host.consentVersion && isConsentVersion(host.consentVersion) ? host.consentVersion : '';
    // Without https browsers offer no digest; the record says so, and the header has to hold something.
    const version = own || textHash.slice(0, 8) || 'unhashed';
    const consent = { version, textHash, at: new Date().toISOString() };
    host.onConsent(consent);
    return consent;
  }

  /** @param isLocked a search is under way under this consent */
  render(isLocked: boolean): TemplateResult {
    const { host, privacyHref } = this;
    return html`<div part="consent" class="consent">
      ${consentText({
        text: (key, values) => host.sentence(key, values),
        privacyHref,
        contactHref: safeHref(host.contactHref, host.baseURI, /^(?:https?|mailto):$/),
        controller: host.controller,
        retention: host.retention,
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
          >${host.sentence('consent.agree')}
          ${host.minAge > 0 ? host.sentence('consent.age', { age: host.minAge }) : nothing}</span
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
