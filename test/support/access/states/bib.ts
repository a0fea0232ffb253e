/** Every state of the bib search. */
import { BIB, GALLERY, part, says, searchBib } from '../visitor.js';
import { RESULTS, fail, hang, off, photosOf, type State } from './state.js';

export const bib: State[] = [
  { name: 'at the start', markup: BIB, reach: (page) => part(page, 'bib-search', 'input').waitFor() },
  {
    name: 'number refused',
    markup: BIB,
    reach: async (page) => {
      await searchBib(page, '..');
      await part(page, 'bib-search', 'status').filter({ hasText: /\w/ }).waitFor();
    },
  },
  {
    name: 'searching',
    markup: BIB + RESULTS,
    reach: async (page, site) => {
      hang(site, 'byBib');
      await searchBib(page, '1234');
      await says(page, 'bib-search', 'Searching');
    },
  },
  { name: 'with photos of its own', markup: BIB, reach: (page) => photosOf(page) },
  {
    name: 'nothing found',
    markup: BIB + GALLERY,
    reach: async (page) => {
      await searchBib(page, '99999');
      await says(page, 'gallery', /no photos/i);
    },
  },
  {
    name: 'failed',
    markup: BIB,
    reach: async (page, site) => {
      fail(site, 'byBib');
      await searchBib(page, '1234');
      await part(page, 'bib-search', 'retry').waitFor();
    },
  },
  { name: 'off', markup: off('bib-search'), reach: (page) => says(page, 'bib-search', /not/) },
];
