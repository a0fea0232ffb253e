/** Texts of ticking several photos; they come with `controllers/picking.ts`. */
import type { Texts } from '../messages.js';

export const selection = {
  'selection.tick': 'Select photo {index} of {total}',
  'selection.count': { one: '{count} photo selected', other: '{count} photos selected' },
  'selection.all': { one: 'Select {count} photo', other: 'Select all {count} photos' },
  'selection.clear': 'Clear selection',
  'selection.reading': 'Loading photos…',
  'selection.progress': 'Loading photos: {count} of {total}…',
  'selection.stop': 'Stop',
  'selection.many': 'These are more than {count} photos. Narrow the search first.',
  'selection.partial': 'Some photos could not be loaded, so they are not selected.',
  'selection.most': 'At most {count} photos at a time.',
} as const satisfies Texts;
