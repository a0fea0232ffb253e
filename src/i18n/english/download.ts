/** Texts of saving one photo; they come with the code that saves. */
import type { Texts } from '../messages.js';

export const download = {
  'download.fetching': 'Getting the photo…',
  'download.saved.one': 'Photo saved.',
  'download.ready': 'The photo is ready.',
  'download.photos': 'Save to Photos',
  'download.open': 'Open original',
  'download.open.preview': 'Open photo',
  'download.hint': 'Open the photo, then press and hold it, or right-click it, to save it.',
  'download.in-app':
    '{app} cannot save photos. Open this one and press and hold it, or open this page in your browser.',
  'download.none': 'There is no original of this photo.',
  'download.find': 'Find yourself by race number or selfie to get the original.',
  'download.preview': 'Save the preview',
  'download.failed': 'The photo could not be saved.',
  'download.cancel': 'Cancel',
  'download.close': 'Close',
} as const satisfies Texts;
