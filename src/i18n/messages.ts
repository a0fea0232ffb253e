/** Every text that a visitor can see, in English, and the ways to fill in numbers. */
import type { ErrorCode } from '../api/errors.js';

/** A text; one for each plural category of the language where a number decides (`Intl.PluralRules`). */
export type Message = string | ({ readonly other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);

export type MessageKey = keyof typeof english;

/** A full set of texts. `{name}` stands for a value. */
export type Messages = Readonly<Record<MessageKey, Message>>;

const errors = {
  'error.config': 'This part of the page is not set up yet.',
  'error.offline': 'Could not reach the photo service. Check your connection and try again.',
  'error.blocked': 'This page blocks the photo service. The organiser has to allow it.',
  'error.timeout': 'That took too long. Please try again.',
  'error.rate-limited': 'Too many requests just now. Please try again in a moment.',
  'error.feature-off': 'The organiser does not offer this for this event.',
  'error.forbidden': 'The photo service refused this request.',
  'error.not-found': 'This event has no photos here.',
  'error.request-unknown': 'This result is no longer there. You can search again.',
  'error.bad-input': 'Please check what you typed.',
  'error.bad-image': 'This picture cannot be used. Choose another one.',
  'error.too-large': 'That is too large.',
  'error.unconfirmed': 'We could not confirm your search. Try again: the same search is continued.',
  'error.clip-failed': 'Your video could not be made.',
  'error.upstream': 'The photo service has a problem. Please try again later.',
  'error.bad-response': 'The photo service gave an answer that we do not understand. Please try again.',
} as const satisfies Record<`error.${ErrorCode}`, string>;

export const english = {
  ...errors,
  retry: 'Try again',
  'retry.wait': { one: 'Try again in {count} minute.', other: 'Try again in {count} minutes.' },
  'bib.label': 'Race number (bib)',
  'bib.button': 'Find my photos',
  'bib.searching': 'Searching for {bib}…',
  'bib.invalid': 'A race number has letters and digits only, for example 1234 or A-567.',
  'bib.missing': 'Type your race number first.',
  'bib.found': { one: '{count} photo for {bib}.', other: '{count} photos for {bib}.' },
  'bib.none': 'No photos for {bib} yet.',
  'bib.off': 'Search by race number is not offered for this event.',
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
  'gallery.failed': 'Some photos could not be loaded.',
  'gallery.broken': 'Photo cannot be shown',
  'gallery.photo': 'Photo {index} of {total}',
  'gallery.photo.bib': 'Photo {index} of {total}, bib {bib}',
  'gallery.chip.all': 'All photos',
  'gallery.chip.bib': 'Bib {bib}',
  'gallery.chip.selfie': 'My selfie',
  'gallery.chip.time': 'Time',
  'event.off': 'Photos of this event are not open yet.',
  'viewer.close': 'Close',
  'viewer.next': 'Next photo',
  'viewer.previous': 'Previous photo',
  'viewer.counter': '{index} of {total}',
  'viewer.loading': 'Loading photo…',
  'viewer.failed': 'This photo could not be loaded.',
  'viewer.download': 'Download',
  'viewer.share': 'Share',
} as const satisfies Record<string, Message>;

const plurals = new Map<string, Intl.PluralRules>();
const numbers = new Map<string, Intl.NumberFormat>();

function cached<T>(map: Map<string, T>, lang: string, make: (lang: string) => T): T {
  let value = map.get(lang);
  if (!value) {
    try {
      value = make(lang);
    } catch {
      // A language that does not exist: the page's author mistyped it.
      value = make('en');
    }
    map.set(lang, value);
  }
  return value;
}

/** A number as the language writes it. */
export const formatNumber = (value: number, lang: string): string =>
  cached(numbers, lang, (tag) => new Intl.NumberFormat(tag)).format(value);

/** Fills a text; `count` chooses its plural form, and all numbers are written as the language does. */
export function format(
  message: Message,
  lang: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  let text: string;
  if (typeof message === 'string') text = message;
  else {
    const rules = cached(plurals, lang, (tag) => new Intl.PluralRules(tag));
    text = message[rules.select(Number(values['count'] ?? 0))] ?? message.other;
  }
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) return whole;
    return typeof value === 'number' ? formatNumber(value, lang) : value;
  });
}
