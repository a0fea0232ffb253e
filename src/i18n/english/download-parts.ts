/** Texts of archives in memory; they come with the code that makes them. */
import type { Texts } from '../messages.js';

export const downloadParts = {
  'download.plan': { one: '{count} photo.', other: '{count} photos.' },
  'download.plan.size': { one: '{count} photo, about {size}.', other: '{count} photos, about {size}.' },
  'download.part': {
    one: 'Part {part} of {parts}: {count} photo',
    other: 'Part {part} of {parts}: {count} photos',
  },
} as const satisfies Texts;
