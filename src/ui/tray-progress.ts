/** How far many photos are, in the tray. Loaded with what saves many. */
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

/**
 * @param detail not spoken
 * @param progress 0 to 1
 * @param label of the bar
 */
export const trayProgress = (detail: string | undefined, progress?: number, label?: string): TemplateResult =>
  html`${
    progress === undefined
      ? nothing
      : html`<progress part="progress" max="1" .value=${progress} aria-label=${label}></progress>`
  }
  ${detail && html`<p class="hint">${detail}</p>`}`;

export const progressStyles = css`
  .tray progress {
    display: block;
    inline-size: 100%;
    block-size: 8px;
    accent-color: var(--_accent);
  }
  .tray .hint {
    margin-block: 6px 10px;
    font-variant-numeric: tabular-nums;
  }
`;
