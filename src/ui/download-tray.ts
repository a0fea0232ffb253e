/**
 * The tray at the lower edge of the window that says what a download is up to: beside the photos, over them, and under
 * the thumb.
 */
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { closeIcon } from './icons.js';

export interface TrayAction {
  /** Public names. */
  readonly part: string;
  readonly text: string;
  readonly isPrimary?: boolean;
  readonly onPress: () => void;
}

export interface TrayView {
  /** Spoken; while something runs it changes at each tenth only. */
  readonly text: string;
  /** Spoken at once. */
  readonly isTrouble?: boolean;
  /** Between the text and the buttons, not spoken: how far it is, or links. */
  readonly body?: TemplateResult | undefined;
  readonly actions?: readonly TrayAction[] | undefined;
}

export interface TrayOptions {
  readonly view: TrayView;
  /** Name of the tray. */
  readonly label: string;
  readonly closeLabel: string;
  /** The region that speaks has to be there before its text. */
  readonly isNew: boolean;
  /** Absent while something runs: then there is a button to cancel it. */
  readonly onClose?: (() => void) | undefined;
}

export const downloadTray = ({ view, label, closeLabel, isNew, onClose }: TrayOptions): TemplateResult =>
  html`<div part="downloads" class="tray" popover="manual" role="region" aria-label=${label}>
    <div class="tray-row">
      <p part="status" role=${view.isTrouble ? 'alert' : 'status'}>${isNew ? nothing : view.text}</p>
      ${
        onClose
          ? html`<button class="tray-close" type="button" aria-label=${closeLabel} @click=${onClose}>
              ${closeIcon}
            </button>`
          : nothing
      }
    </div>
    ${view.body}
    <div class="tray-row">
      ${view.actions?.map(
        ({ part, text, isPrimary, onPress }) =>
          html`<button part=${part} class=${isPrimary ? 'primary' : nothing} type="button" @click=${onPress}>
            ${text}
          </button>`,
      )}
    </div>
  </div>`;

export const trayStyles = css`
  .tray {
    position: fixed;
    z-index: 2;
    inset: auto 0 max(8px, env(safe-area-inset-bottom), var(--_below, 0px)) 0;
    margin: auto;
    inline-size: min(32rem, 100% - 16px);
    max-block-size: 60vh;
    overflow: auto;
    padding: 12px 16px;
    border: 1px solid var(--_line);
    border-radius: max(var(--_radius), 8px);
    background: var(--_surface);
    color: var(--ninepic-color-text, FieldText);
    box-shadow: 0 4px 24px rgb(0 0 0 / 0.25);
  }
  .tray-row {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: 8px;
  }
  .tray [part='status'] {
    flex: 1;
    padding: 10px 0;
    font-weight: 600;
  }
  .tray-close {
    inline-size: 44px;
    padding: 0;
    border-color: transparent;
  }
`;
