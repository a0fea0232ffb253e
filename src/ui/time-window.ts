/** The minutes that the shown photos are from. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

/**
 * @param text from when to when
 * @param wider what the button says that shows more; `null` where there is no more
 */
export const timeWindow = (text: string, wider: string | null, onWider: () => void): TemplateResult =>
  html`<span part="window">${text}</span>
    ${wider === null ? nothing : html`<button part="wider" type="button" @click=${onWider}>${wider}</button>`}`;
