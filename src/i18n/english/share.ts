/** Texts of sharing one photo; they come with the code that shares. */
import type { Texts } from '../messages.js';

export const share = {
  'share.copied': 'Link to this photo copied.',
  'share.again': 'The photo is ready. Press Share again.',
  'share.failed': 'This photo cannot be shared from here.',
} as const satisfies Texts;
