/** What a visitor agrees to before a face search: every sentence that behaviour.md T1.20.3 asks for. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { MessageKey } from '../i18n/messages.js';

export interface ConsentOptions {
  readonly text: (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;
  /** Checked addresses; without `privacyHref` there is nothing to agree to. */
  readonly privacyHref: string | undefined;
  readonly contactHref: string | undefined;
  readonly controller: string | null;
  readonly retention: string | null;
}

const link = (href: string | undefined, label: string): TemplateResult | typeof nothing =>
  href ? html`<a href=${href} target="_blank" rel="noopener noreferrer">${label}</a>` : nothing;

/** The text, which a page may replace by its own through the slot. */
export function consentText({ text, ...options }: ConsentOptions): TemplateResult {
  const { controller, retention, contactHref, privacyHref } = options;
  const processor = controller
    ? text('consent.processor', { controller })
    : text('consent.processor.unnamed');
  const kept = retention ? text('consent.retention', { retention }) : text('consent.retention.unnamed');
  return html`<slot name="consent">
    <p>${text('consent.purpose')} ${processor} ${kept}</p>
    <p>
      ${
        contactHref
          ? html`${text('consent.deletion')} ${link(contactHref, text('consent.contact'))}.`
          : text('consent.deletion.unnamed')
      }
      ${text('consent.link')}
    </p>
    <p>${text('consent.alternative')} ${link(privacyHref, text('consent.privacy'))}</p>
  </slot>`;
}

/** The text that is on screen, one line a sentence or not, for the hash of what was agreed to. */
export function visibleText(block: Element): string {
  const slot = block.querySelector('slot');
  const own = slot?.assignedNodes().map((node) => node.textContent ?? '') ?? [];
  const text =
    own.length > 0
      ? `${own.join(' ')} ${block.querySelector('label')?.textContent ?? ''}`
      : block.textContent;
  return (text ?? '').replace(/\s+/g, ' ').trim();
}

/** SHA-256 in hex; empty on a page without https, where browsers offer no digest. */
export async function sha256(text: string): Promise<string> {
  const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined;
  if (!subtle) return '';
  const digest = await subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
