/** Line icons in the colour of the text. Inline, because a strict CSP blocks `data:` (behaviour.md T1.9.1). */
import { html } from 'lit';
import type { TemplateResult } from 'lit';

const icon = (path: string, width = 24): TemplateResult =>
  html`<svg
    viewBox=${`0 0 ${width} 24`}
    width=${width}
    height="24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <path d=${path}></path>
  </svg>`;

/**
 * An arrow that turns when the reading direction does. Both ways are drawn side by side in a box half as wide: what is too
 * long overflows at the end of its line, so the box shows the left half, and in right-to-left the right one. (`:dir()` is
 * younger than our baseline, and does not see `direction` in CSS.)
 */
const arrow = (path: string): TemplateResult => html`<span class="viewer-arrow">${icon(path, 48)}</span>`;

export const closeIcon = icon('M5 5l14 14M19 5L5 19');
export const downloadIcon = icon('M12 4v11M7 11l5 5 5-5M5 20h14');
export const shareIcon = icon('M12 15V4M8 8l4-4 4 4M7 11H5v9h14v-9h-2');
export const previousIcon = arrow('M15 5l-7 7 7 7M33 5l7 7-7 7');
export const nextIcon = arrow('M9 5l7 7-7 7M39 5l-7 7 7 7');
