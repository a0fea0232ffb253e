/** Texts of saving and sharing photos; they come with the code that saves. */
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
  'download.none.many': {
    one: 'There is no original of {count} photo here.',
    other: 'There are no originals of {count} photos here.',
  },
  'download.failed': 'The photo could not be saved.',
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
  'download.cancel': 'Cancel',
  'download.close': 'Close',
  'share.copied': 'Link to this photo copied.',
  'share.again': 'The photo is ready. Press Share again.',
  'share.failed': 'This photo cannot be shared from here.',
} as const satisfies Texts;
