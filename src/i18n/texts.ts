/**
 * The texts that are at hand: English, as the tags and parts that were loaded brought it along, and what was loaded of other
 * languages. English is always there, so nothing waits for a language.
 */
import { common } from './english/common.js';
import { languages } from './languages.js';
import type { LanguageFile } from './languages.js';
import { load } from './load.js';
import type { Message, MessageKey, Messages } from './messages.js';

/** A file that could not be loaded is not asked for again before that, in ms; the network's return is sooner. */
const PAUSE = 30_000;

const english: Partial<Messages> = { ...common };
const translations = new Map<string, Partial<Messages>>();
/** From when on a file may be asked for, in ms since the epoch. */
const due = new Map<string, number>();

/** Adds the English texts of a tag, or of a part that is loaded on demand; each does this for itself. */
export function learn(texts: Partial<Messages>): void {
  Object.assign(english, texts);
}

/**
 * Loads what is missing of a language, each file once; nothing of a language that we do not have.
 *
 * @param files besides the first
 * @param onChange texts have come, or may be asked for again
 */
export function want(name: string, files: readonly LanguageFile[], onChange: () => void): void {
  const language = languages.find((known) => known === name);
  if (!language) return;
  for (const file of ['first', ...files] as const) {
    const key = name + file;
    if ((due.get(key) ?? 0) > Date.now()) continue;
    due.set(key, Infinity);
    load(language, file).then(
      ({ messages }) => {
        translations.set(name, { ...translations.get(name), ...messages });
        onChange();
      },
      () => {
        due.set(key, Date.now() + PAUSE);
        const onOnline = () => {
          due.delete(key);
          onChange();
        };
        addEventListener('online', onOnline, { once: true });
      },
    );
  }
}

/** @returns the text in a language; `undefined` where that is not at hand */
export const translationOf = (key: MessageKey, name: string): Message | undefined =>
  translations.get(name)?.[key];

/** @returns the English text; an empty one where the part that says it was never loaded */
export const textOf = (key: MessageKey): Message => english[key] ?? '';
