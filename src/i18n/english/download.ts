/** Texts of saving one photo; they come with the code that saves. */
import type { Texts } from '../messages.js';

export const download = {
  'download.fetching': 'Getting the photo…',
  'download.saved.one': 'Photo saved.',
  'download.ready': 'The photo is ready.',
  'download.photos': 'Save to Photos',
  'download.failed': 'The photo could not be saved.',
  'download.cancel': 'Cancel',
  'download.close': 'Close',
} as const satisfies Texts;
