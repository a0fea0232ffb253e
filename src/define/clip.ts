/** Registers `<ninepic-clip>`. */
import { NinepicClip } from '../elements/clip.js';
import { safeDefine } from './safe-define.js';

safeDefine('ninepic-clip', NinepicClip);

declare global {
  interface HTMLElementTagNameMap {
    'ninepic-clip': NinepicClip;
  }
}

export { NinepicClip };
