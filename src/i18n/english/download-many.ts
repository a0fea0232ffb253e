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
  'download.plan': { one: '{count} photo.', other: '{count} photos.' },
  'download.plan.size': { one: '{count} photo, about {size}.', other: '{count} photos, about {size}.' },
  'download.part': {
    one: 'Part {part} of {parts}: {count} photo',
    other: 'Part {part} of {parts}: {count} photos',
  },
  'download.batch': { one: 'Get the next photo', other: 'Get the next {count} photos' },
  'download.batch.ready': {
    one: '{count} of {total} photos is ready.',
    other: '{count} of {total} photos are ready.',
  },
  'download.batch.save': { one: 'Save {count} photo', other: 'Save {count} photos' },
  'download.zip': 'As an archive (zip)',
  'download.previews': 'Save previews instead',
  'download.links': 'Save these photos one by one: open each, then press and hold it, or right-click it.',
  'download.links.in-app':
    '{app} cannot save photos. Open each and press and hold it, or open this page in your browser.',
  'download.link': 'Copy link to these photos',
  'download.link.done': 'Link copied.',
} as const satisfies Texts;
