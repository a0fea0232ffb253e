/** Links to photos in the tray, which the visitor saves by hand. Loaded when a page may not read the files. */
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

/** One photo to be saved by its own link. The address has been vetted. */
export interface TrayLink {
  readonly href: string;
  readonly text: string;
  readonly isDone?: boolean;
  readonly onPress: () => void;
}

/** A photo that the tray is about. */
export const trayPicture = (src: string, name: string): TemplateResult =>
  html`<img height="64" src=${src} alt=${name} />`;

export const trayLinks = (links: readonly TrayLink[]): TemplateResult =>
  html`<ol class="tray-links">
    ${links.map(
      ({ href, text, isDone, onPress }) =>
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
        </li>`,
    )}
  </ol>`;

export const linkStyles = css`
  .tray-links {
    max-block-size: 40vh;
    margin: 8px 0 0;
    padding-inline-start: 2em;
    overflow: auto;
    overscroll-behavior: contain;
  }
  /* Padding instead of a height: a long name breaks, and its number stays beside its first line. */
  .tray-links li,
  .tray-links a {
    padding-block: 10px;
    overflow-wrap: anywhere;
  }
  .tray-links a {
    color: var(--_accent);
  }
  .tray-links li:only-child {
    margin-inline-start: -2em;
    list-style: none;
  }
`;
