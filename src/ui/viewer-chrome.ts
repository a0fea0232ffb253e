/** What lies over the photo: counter, buttons, what a download has to say, and what is spoken. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { closeIcon, downloadIcon, nextIcon, previousIcon, shareIcon } from './icons.js';

/** Texts of the viewer, ready to show. An `index` counts from 0. */
export interface ViewerTexts {
  /** Name of the dialog. */
  readonly label: string;
  readonly close: string;
  readonly next: string;
  readonly previous: string;
  readonly download: string;
  readonly share: string;
  readonly failed: string;
  readonly loading: string;
  /** "12 of 3,000" */
  counter(index: number, total: number): string;
  /** Alternative text of a photo, which is also what is announced. */
  alt(index: number, total: number): string;
}

/** What the download of the photo on screen is up to; `{}` is the plain button. */
export interface DownloadState {
  /** Under way: the button is out of use. */
  readonly busy?: boolean;
  /** On the button instead of its icon, for example for the second tap that a phone asks for. */
  readonly label?: string | undefined;
  /** Said below the photo, and spoken. */
  readonly message?: string | undefined;
  /** A link to the file itself, part `original-link`. The address has been vetted. */
  readonly link?: { readonly href: string; readonly text: string; readonly onPress?: () => void } | undefined;
}

/** What the buttons ask for. */
export type ViewerAction = 'close' | 'next' | 'previous' | 'download' | 'share';

export interface ChromeState {
  readonly stage: HTMLElement;
  readonly texts: ViewerTexts;
  readonly index: number;
  readonly total: number;
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
  /** There is a photo that could be saved or shared. */
  readonly hasPhoto: boolean;
  readonly canDownload: boolean;
  readonly canShare: boolean;
  readonly download: DownloadState;
  readonly spoken: string;
  readonly act: (action: ViewerAction) => void;
}

interface ButtonOptions {
  readonly enabled?: boolean;
  readonly busy?: boolean;
  /** Instead of the action's own name. */
  readonly label?: string | undefined;
}

function button(
  { texts, act }: ChromeState,
  action: ViewerAction,
  icon: TemplateResult,
  { enabled = true, busy = false, label }: ButtonOptions = {},
): TemplateResult {
  const name = label ?? texts[action];
  // A button that cannot be used stays in the tab order, so that the focus is not lost at the last photo.
  return html`<button
    part="viewer-${action}"
    class="viewer-${action}"
    type="button"
    aria-label=${name}
    title=${name}
    aria-busy=${busy}
    aria-disabled=${busy || !enabled}
    @click=${() => act(action)}
  >
    ${label ?? icon}
  </button>`;
}

function downloadNote({ message, link }: DownloadState): TemplateResult | typeof nothing {
  if (!message && !link) return nothing;
  return html`<p class="viewer-note">
    ${message}
    ${
      link
        ? html`<a
            part="original-link"
            href=${link.href}
            target="_blank"
            rel="noopener noreferrer"
            referrerpolicy="no-referrer"
            @click=${link.onPress ?? nothing}
            >${link.text}</a
          >`
        : nothing
    }
  </p>`;
}

export function chrome(state: ChromeState): TemplateResult {
  const { texts, index, total, hasPhoto, download, canDownload, canShare } = state;
  const { busy = false, label } = download;
  return html`<div class="viewer-shade"></div>
    ${state.stage}
    <div class="viewer-ui">
      ${
        total > 1
          ? [
              button(state, 'previous', previousIcon, { enabled: state.hasPrevious }),
              button(state, 'next', nextIcon, { enabled: state.hasNext }),
            ]
          : nothing
      }
      <div class="viewer-bar">
        <p part="viewer-counter" class="viewer-counter"><bdi>${texts.counter(index, total)}</bdi></p>
        ${canShare ? button(state, 'share', shareIcon, { enabled: hasPhoto }) : nothing}
        ${canDownload ? button(state, 'download', downloadIcon, { enabled: hasPhoto, busy, label }) : nothing}
        ${button(state, 'close', closeIcon)}
      </div>
      ${downloadNote(download)}
    </div>
    <p class="viewer-spoken" role="status">${state.spoken}</p>`;
}
