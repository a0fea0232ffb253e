/** What stays in sight at the lower edge of a gallery, however far down its list she is. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { ResultSet } from '../state/search-state.js';
import type { GalleryPhotos } from './gallery-photos.js';
import type { Tag } from './tag.js';

/**
 * That a page of the list failed, or that a press came to nothing, with the button that tries again, over the bar of what is
 * ticked. It stands behind the photos, so that none of them moves when it comes.
 */
export const galleryDock = (tag: Tag, set: ResultSet | null, photos?: GalleryPhotos): TemplateResult => {
  const error = set?.photos.error;
  return html`<div class="dock">
    ${error && tag.renderTrouble(error, () => set.photos.retry())} ${photos?.renderLost()}
    ${photos?.downloads.renderLost()} ${set && photos?.picking.renderBar(photos.downloads.renderPicked())}
  </div>`;
};
