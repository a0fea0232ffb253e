/** Texts of links to photos that a page may not read; they come with the code that lists them. */
import type { Texts } from '../messages.js';

export const downloadLinks = {
  'download.links': 'Save these photos one by one: open each, then press and hold it, or right-click it.',
  'download.links.in-app':
    '{app} cannot save photos. Open each and press and hold it, or open this page in your browser.',
  'download.link': 'Copy link to these photos',
  'download.link.done': 'Link copied.',
} as const satisfies Texts;
