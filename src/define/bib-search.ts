/** Registers `<ninepic-bib-search>`. */
import { NinepicBibSearch } from '../elements/bib-search.js';
import { safeDefine } from './safe-define.js';

safeDefine('ninepic-bib-search', NinepicBibSearch);

declare global {
  interface HTMLElementTagNameMap {
    'ninepic-bib-search': NinepicBibSearch;
  }
}

export { NinepicBibSearch };
