/** Texts of saving one photo that cannot just be fetched; they come with the code that finds another way. */
import type { Texts } from '../messages.js';

export const downloadOne = {
  'download.open': 'Open original',
  'download.open.preview': 'Open photo',
  'download.hint': 'Open the photo, then press and hold it, or right-click it, to save it.',
  'download.in-app':
    '{app} cannot save photos. Open this one and press and hold it, or open this page in your browser.',
  'download.none': 'There is no original of this photo.',
  'download.find': 'Find yourself by race number or selfie to get the original.',
  'download.preview': 'Save the preview',
} as const satisfies Texts;
