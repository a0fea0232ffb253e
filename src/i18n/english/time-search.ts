/** Texts of the search around a time of day; they come with `controllers/time-search.ts`. */
import type { Texts } from '../messages.js';

export const timeSearch = {
  'time.span': '{from} to {to}',
  'time.finish.missing': 'Type the time of day at which you finished, for example 08:42:10.',
  'time.finish.invalid': 'This is not a time of day. Write it like 08:42:10.',
  'time.wider': { one: '{count} minute before and after', other: '{count} minutes before and after' },
} as const satisfies Texts;
