/** Fills texts: plural forms and numbers as the language has them. */
import type { Message } from './messages.js';

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

/**
 * Where thousands part in the English of most pages. The first `Intl` object of a page costs a slow phone more than a
 * tenth of a second, and a count stands above the first photo; so these do without.
 */
const THOUSANDS = /\B(?=(\d{3})+$)/g;
const LAKHS = /\B(?=(\d\d)*\d{3}$)/g;
const isPlain = (lang: string): boolean => /^en(-(us|gb|in))?$/i.test(lang);

/** A number as the language writes it. */
export function formatNumber(value: number, lang: string): string {
  if (isPlain(lang) && value >= 0 && value < 1e9 && Number.isInteger(value))
    return String(value).replace(/in$/i.test(lang) ? LAKHS : THOUSANDS, ',');
  return cached(numbers, lang, (tag) => new Intl.NumberFormat(tag)).format(value);
}

function pluralOf(count: number, lang: string): Intl.LDMLPluralRule {
  if (isPlain(lang)) return Math.abs(count) === 1 ? 'one' : 'other';
  return cached(plurals, lang, (tag) => new Intl.PluralRules(tag)).select(count);
}

/** Fills a text; `count` chooses its plural form, and all numbers are written as the language does. */
export function format(
  message: Message,
  lang: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const text =
    typeof message === 'string'
      ? message
      : (message[pluralOf(Number(values['count'] ?? 0), lang)] ?? message.other);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) return whole;
    return typeof value === 'number' ? formatNumber(value, lang) : value;
  });
}
