/** Texts of batches for a phone's photo library; they come with the code that hands them over. */
import type { Texts } from '../messages.js';

export const downloadBatches = {
  'download.batch': { one: 'Get the next photo', other: 'Get the next {count} photos' },
  'download.batch.ready': {
    one: '{count} of {total} photos is ready.',
    other: '{count} of {total} photos are ready.',
  },
  'download.batch.stuck':
    'The share sheet does not answer. Close it if it is open; else get an archive, or load this page again.',
  'download.batch.save': { one: 'Save {count} photo', other: 'Save {count} photos' },
  'download.zip': 'As an archive (zip)',
} as const satisfies Texts;
