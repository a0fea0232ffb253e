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
