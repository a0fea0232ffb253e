/** Every state that a visitor can see of every tag, and the way to it by what she does. */
import { bib } from './states/bib.js';
import { clip } from './states/clip.js';
import { gallery } from './states/gallery.js';
import { rightToLeft } from './states/right-to-left.js';
import { saving } from './states/saving.js';
import { selfie } from './states/selfie.js';
import type { State } from './states/state.js';

export const states: Readonly<Record<string, readonly State[]>> = {
  'bib search': bib,
  gallery,
  saving,
  'selfie search': selfie,
  clip,
  'from right to left': rightToLeft,
};
