/** Texts of the way by time into a gallery; they come with `controllers/time-panel.ts`. */
import type { Texts } from '../messages.js';

export const time = {
  'time.label': 'Photos by time',
  'time.zone': 'Race time: {zone}',
  'time.zone.own': 'Your local time: {zone}',
  'time.day': { one: '{day}, {count} photo', other: '{day}, {count} photos' },
  'time.hour': { one: '{from} to {to}, {count} photo', other: '{from} to {to}, {count} photos' },
  'time.untimed': { one: '{count} photo without a time', other: '{count} photos without a time' },
  'time.untimed.here': 'Photos without a time',
  'time.scrubber': 'Go to a time',
  'time.finish': 'Around my finish time',
  'time.finish.button': 'Show',
} as const satisfies Texts;
