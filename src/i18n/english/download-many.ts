/** Texts of saving many photos; they come with the code that does it. */
import type { Texts } from '../messages.js';

export const downloadMany = {
  'download.none.many': {
    one: 'There is no original of {count} photo here.',
    other: 'There are no originals of {count} photos here.',
  },
  'download.reading': 'Reading the list of photos…',
  'download.picking': 'Choose where to save the photos.',
  'download.saving': {
    one: 'Saving {count} photo: {percent} %',
    other: 'Saving {count} photos: {percent} %',
  },
  'download.progress': '{done} of {total} photos, {size}',
  'download.saved': { one: '{count} photo saved.', other: '{count} photos saved.' },
  'download.missing': {
    one: '{count} photo is missing: {names}',
    other: '{count} photos are missing: {names}',
  },
  'download.missing.more': '{names} and {rest} more',
  'download.missing.file': 'These photos are not in the archive:',
  'download.stopped': 'Stopped. Nothing of this was saved.',
  'download.write': 'The archive could not be written.',
  'download.previews': 'Save previews instead',
} as const satisfies Texts;
