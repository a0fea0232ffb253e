/** Registers `<ninepic-selfie-search>`. */
import { NinepicSelfieSearch } from '../elements/selfie-search.js';
import { safeDefine } from './safe-define.js';

safeDefine('ninepic-selfie-search', NinepicSelfieSearch);

declare global {
  interface HTMLElementTagNameMap {
    'ninepic-selfie-search': NinepicSelfieSearch;
  }
}

export { NinepicSelfieSearch };
