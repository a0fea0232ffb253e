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

/** One photo to be saved by its own link. The address has been vetted. */
export interface TrayLink {
  readonly href: string;
  readonly text: string;
  readonly isDone: boolean;
  readonly onPress: () => void;
}

export interface TrayView {
  /** Spoken; while something runs it changes at each tenth only. */
  readonly text: string;
  /** Spoken at once. */
  readonly isTrouble?: boolean;
  /** Not spoken. */
  readonly detail?: string | undefined;
  /** 0 to 1. */
  readonly progress?: number;
  readonly links?: readonly TrayLink[];
  readonly actions: readonly TrayAction[];
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

const linkOf = ({ href, text, isDone, onPress }: TrayLink): TemplateResult =>
  html`<li>
    <a
      part="original-link"
      href=${href}
      target="_blank"
      rel="noopener noreferrer"
      referrerpolicy="no-referrer"
      @click=${onPress}
      @auxclick=${onPress}
      >${text}</a
    >
    <span class="tick">${isDone ? '✓' : nothing}</span>
  </li>`;

export function downloadTray({ view, label, closeLabel, isNew, onClose }: TrayOptions): TemplateResult {
  const { text, detail, progress, links, actions, isTrouble = false } = view;
  return html`<div part="downloads" class="tray" popover="manual" role="region" aria-label=${label}>
    <div class="tray-head">
      <p part="status" role=${isTrouble ? 'alert' : 'status'}>${isNew ? nothing : text}</p>
      ${
        onClose
          ? html`<button class="tray-close" type="button" aria-label=${closeLabel} @click=${onClose}>
              ${closeIcon}
            </button>`
          : nothing
      }
    </div>
    ${
      progress === undefined
        ? nothing
        : html`<progress part="progress" max="1" .value=${progress} aria-label=${label}></progress>`
    }
    ${detail ? html`<p class="hint">${detail}</p>` : nothing}
    ${
      links?.length
        ? html`<ol class="tray-links">
            ${links.map(linkOf)}
          </ol>`
        : nothing
    }
    ${
      actions.length > 0
        ? html`<div class="tray-actions">
            ${actions.map(
              ({ part, text: name, isPrimary, onPress }) =>
                html`<button
                  part=${part}
                  class=${isPrimary ? 'primary' : nothing}
                  type="button"
                  @click=${onPress}
                >
                  ${name}
                </button>`,
            )}
          </div>`
        : nothing
    }
  </div>`;
}

export const trayStyles = css`
  .tray {
    inset: auto 0 max(8px, env(safe-area-inset-bottom)) 0;
    margin: 0 auto;
    inline-size: min(32rem, 100% - 16px);
    max-block-size: 60vh;
    overflow: auto;
    overscroll-behavior: contain;
    padding: 12px 16px;
    border: 1px solid var(--_line);
    border-radius: max(var(--_radius), 8px);
    background: var(--_surface);
    color: var(--ninepic-color-text, FieldText);
    box-shadow: 0 4px 24px rgb(0 0 0 / 0.25);
  }
  @supports not selector(:popover-open) {
    .tray {
      position: sticky;
      z-index: 2;
    }
  }
  .tray-head {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 44px;
  }
  .tray [part='status'] {
    flex: 1;
    font-weight: 600;
  }
  .tray-close {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 44px;
    padding: 0;
    border-color: transparent;
  }
  .tray progress {
    display: block;
    inline-size: 100%;
    block-size: 8px;
    accent-color: var(--_accent);
  }
  .tray .hint {
    margin-block-start: 6px;
    font-variant-numeric: tabular-nums;
  }
  .tray-actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: 10px;
  }
  .tray-links {
    max-block-size: 40vh;
    margin: 8px 0 0;
    padding-inline-start: 2em;
    overflow: auto;
  }
  .tray-links li {
    padding-inline-start: 4px;
  }
  .tray-links a {
    display: inline-block;
    min-block-size: 44px;
    align-content: center;
    color: var(--_accent);
  }
`;
