/** Texts of `<ninepic-gallery>` that its first screen may need. */
import type { Texts } from '../messages.js';

export const gallery = {
  'gallery.label': 'Race photos',
  'gallery.loading': 'Loading photos…',
  'gallery.count.all': { one: '{count} photo', other: '{count} photos' },
  'gallery.count.bib': { one: '{count} photo for {bib}', other: '{count} photos for {bib}' },
  'gallery.count.selfie': { one: '{count} photo for your selfie', other: '{count} photos for your selfie' },
  'gallery.count.time': { one: '{count} photo at this time', other: '{count} photos at this time' },
  'gallery.empty.all': 'There are no photos yet. Please come back later.',
  'gallery.empty.bib':
    'No photos for {bib}. Check the number, or look through all photos: a bib can be hidden or folded.',
  'gallery.empty.selfie':
    'No photos were found for this selfie. Try your race number, or look through all photos.',
  'gallery.empty.time': 'No photos at this time.',
  'gallery.off': 'The organiser shows photos of this event by search only.',
  'gallery.more': { one: 'Show {count} photo', other: 'Show all {count} photos' },
  'gallery.newer': { one: '{count} new photo', other: '{count} new photos' },
  'gallery.broken': 'Photo cannot be shown',
  'gallery.photo': 'Photo {index} of {total}',
  'gallery.photo.bib': 'Photo {index} of {total}, bib {bib}',
  'gallery.chip.all': 'All photos',
  'gallery.chip.bib': 'Bib {bib}',
  'gallery.chip.selfie': 'My selfie',
  'gallery.chip.time': 'Time',
  'gallery.chip.remove': 'Remove {name}',
  'gallery.download': 'Download',
  'gallery.download.some': { one: 'Download {count} photo', other: 'Download {count} photos' },
  'gallery.download.all': { one: 'Download {count} photo', other: 'Download all {count} photos' },
  'gallery.clear': 'Clear my search',
  'gallery.share': 'Copy link',
  'gallery.share.sheet': 'Share link',
  'gallery.share.meaning': 'Anyone with this link can see these photos.',
  'gallery.share.done': 'Link copied. Anyone with it can see these photos.',
  'gallery.share.failed': 'Copy the address of this page to share these photos.',
} as const satisfies Texts;
