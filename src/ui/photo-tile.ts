/** One photo in the gallery: its space is reserved, its thumbnail loads into it, its name says only what is known. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Photo } from '../api/payloads.js';
import type { Box } from './justified-rows.js';
import { place } from './place.js';
import { thumbnail } from './thumbnail.js';

export interface TileOptions {
  readonly index: number;
  readonly photo: Photo;
  readonly box: Box;
  /** Places in the list. */
  readonly total: number;
  readonly alt: string;
  /** The one tile that Tab reaches. */
  readonly isTabStop: boolean;
  /** On the first screen, and in sight. */
  readonly isUrgent: boolean;
  /** Its picture waits until the browser finds it near. Costs a second request inside the browser, and a watch until then. */
  readonly isLazy: boolean;
  /** What stands in place of a picture that cannot be shown. */
  readonly brokenText: string;
  readonly isBroken: boolean;
  /** The box to tick, where photos can be picked. */
  readonly handle: unknown;
  /** Name of the button that saves it; `null`: there is none just now. */
  readonly saveText: string | null;
}

const saveButton = ({ saveText, index, alt }: TileOptions): TemplateResult | typeof nothing =>
  saveText === null
    ? nothing
    : html`<button
        part="tile-download"
        type="button"
        tabindex="-1"
        data-save=${index}
        title=${saveText}
        aria-label="${saveText}: ${alt}"
      ></button>`;

/** The tile carries its index in `data-index`, for the listeners on the grid. */
export const photoTile = (tile: TileOptions): TemplateResult =>
  html`<div
    class="item"
    role="listitem"
    aria-setsize=${tile.total}
    aria-posinset=${tile.index + 1}
    ${place(tile.box)}
  >
    ${tile.handle}<button
      part="tile"
      type="button"
      data-index=${tile.index}
      tabindex=${tile.isTabStop ? 0 : -1}
    >
      ${
        tile.isBroken
          ? html`<span class="broken">${tile.brokenText}<span class="sr-only">: ${tile.alt}</span></span>`
          : html`<img
              part="photo"
              alt=${tile.alt}
              decoding="async"
              loading=${tile.isLazy ? 'lazy' : nothing}
              draggable="false"
              fetchpriority=${tile.isUrgent ? 'high' : nothing}
              referrerpolicy="strict-origin-when-cross-origin"
              ${thumbnail(tile.photo.thumbnail)}
            />`
      }
    </button>
    ${saveButton(tile)}
  </div>`;
