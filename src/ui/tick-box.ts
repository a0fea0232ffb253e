/** The box to tick on a photo, and the bar that says what is ticked. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

/** No tab stop of its own: the grid is one (design.md 4.3), and Space on the photo does the same. */
export const tickBox = (label: string, isTicked: boolean): TemplateResult =>
  html`<input part="select" type="checkbox" tabindex="-1" aria-label=${label} .checked=${live(isTicked)} />`;

export interface PickingBar {
  /** How many photos are ticked; empty for none. */
  readonly count: string;
  /** What came of it, or keeps it waiting. */
  readonly note: string;
  /** The button that saves what is ticked. */
  readonly save: unknown;
  /** Where there is a search whose photos are not all ticked; the same button stops it while they are read. */
  readonly all: { readonly label: string; readonly isRunning: boolean; readonly onPress: () => void } | null;
  readonly clear: { readonly label: string; readonly onPress: () => void };
}

/** Its live region is always there, because one that appears together with its text is not spoken. */
export const pickingBar = ({ count, note, save, all, clear }: PickingBar): TemplateResult =>
  html`<div part="selection" class=${count || all ? 'picking-bar' : 'picking-bar sr-only'}>
    <span part="selection-count" role="status">${count}${note && count ? html`<br />` : nothing}${note}</span>
    ${
      count
        ? html`<button
            part="clear"
            class="picking-clear"
            type="button"
            aria-label=${clear.label}
            title=${clear.label}
            @click=${clear.onPress}
          >
            ×
          </button>`
        : nothing
    }
    ${save}
    ${
      all &&
      html`<button part=${all.isRunning ? 'select-stop' : 'select-all'} type="button" @click=${all.onPress}>
        ${all.label}
      </button>`
    }
    ${count ? html`<slot name="actions"></slot>` : nothing}
  </div>`;
