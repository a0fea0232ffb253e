/** Registers `<ninepic-gallery>`. */
import { NinepicGallery } from '../elements/gallery.js';
import { safeDefine } from './safe-define.js';

safeDefine('ninepic-gallery', NinepicGallery);

declare global {
  interface HTMLElementTagNameMap {
    'ninepic-gallery': NinepicGallery;
  }
}

export { NinepicGallery };
