/** Texts of the photo viewer; they come with `ui/viewer.ts`. */
import type { Texts } from '../messages.js';

export const viewer = {
  'viewer.close': 'Close',
  'viewer.next': 'Next photo',
  'viewer.previous': 'Previous photo',
  'viewer.counter': '{index} of {total}',
  'viewer.loading': 'Loading photo…',
  'viewer.failed': 'This photo could not be loaded.',
  'viewer.download': 'Download',
  'viewer.share': 'Share',
} as const satisfies Texts;
