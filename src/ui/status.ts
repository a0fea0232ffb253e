/** What a tag has to say: progress and results quietly, trouble at once. Both stand in the `status` part. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

/**
 * A polite live region. It is always there, because one that appears together with its text is not spoken.
 *
 * @param isSpoken false where another tag says the same: a result is spoken once (design.md section 3, step 5)
 * @param look its class: `sr-only` where the same stands right below, because a result is read once
 */
export const politeStatus = (content: unknown, isSpoken = true, look = 'message'): TemplateResult =>
  html`<div part="status" class=${look} role=${isSpoken ? 'status' : nothing}>${content}</div>`;

/**
 * A failure, with a button where trying again can help.
 *
 * @param label what the button says
 * @param onRetry absent: nothing can be done here
 */
export const trouble = (text: string, label?: string, onRetry?: (() => void) | false): TemplateResult =>
  html`<div part="status" class="message" role="alert">
    <span>${text}</span>
    ${onRetry ? html`<button part="retry" type="button" @click=${onRetry}>${label}</button>` : nothing}
  </div>`;
