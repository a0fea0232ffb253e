/** Texts of `<ninepic-bib-search>`. */
import type { Texts } from '../messages.js';

export const bibSearch = {
  'bib.label': 'Race number (bib)',
  'bib.button': 'Find my photos',
  'bib.searching': 'Searching for {bib}…',
  'bib.invalid': 'Type your race number like 1234 or A-567.',
  'bib.missing': 'Type your race number first.',
  'bib.found': { one: '{count} photo for {bib}.', other: '{count} photos for {bib}.' },
  'bib.none': 'No photos for {bib} yet.',
  'bib.off': 'Search by race number is not offered for this event.',
} as const satisfies Texts;
