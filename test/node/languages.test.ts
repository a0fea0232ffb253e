/** The texts themselves: none missing, none left in English, all with the same places to fill in. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { errorCodes } from '../../src/api/errors.js';
import { bibSearch } from '../../src/i18n/english/bib-search.js';
import { clip } from '../../src/i18n/english/clip.js';
import { common } from '../../src/i18n/english/common.js';
import { gallery } from '../../src/i18n/english/gallery.js';
import { selfieSearch } from '../../src/i18n/english/selfie-search.js';
import { languages } from '../../src/i18n/languages.js';
import { load } from '../../src/i18n/load.js';
import { english } from '../../src/i18n/messages.js';
import type { Message, MessageKey, Messages } from '../../src/i18n/messages.js';

const root = new URL('../../', import.meta.url);
const keys = Object.keys(english) as MessageKey[];
const formsOf = (message: Message): string[] =>
  typeof message === 'string' ? [message] : Object.values(message);
const places = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\w+\}/g)].map(([place]) => place))].sort();

/** What is rightly written as in English. */
const ALIKE: Readonly<Record<string, readonly MessageKey[]>> = {
  fr: ['gallery.count.all', 'time.day'],
};

/** Who has to have the file: all, the selfie search, the clips; the rest is seen after an act. */
const fileOf = (key: MessageKey): string => {
  if (key in common || key in bibSearch || key in gallery) return 'first';
  if (key in selfieSearch) return 'selfie';
  if (/^(?:download|share)\./.test(key)) return 'download';
  return key in clip ? 'clip' : 'later';
};

const all = await Promise.all(languages.map(read));

async function read(language: (typeof languages)[number]) {
  const { messages } = (await import(`../../src/i18n/${language}.ts`)) as { messages: Partial<Messages> };
  return { language, messages };
}

for (const { language, messages } of all) {
  test(`${language} has every text, and no other`, () => {
    assert.deepEqual(Object.keys(messages).sort(), [...keys].sort());
    for (const key of keys)
      for (const form of formsOf(messages[key] ?? '')) assert.match(form, /\S/, `${key} is empty`);
  });

  test(`${language} says nothing in English`, () => {
    const left = keys.filter((key) =>
      formsOf(messages[key] ?? '').some((form) => formsOf(english[key]).includes(form)),
    );
    const figures = left.filter(
      (key) =>
        !/[a-z]/i.test(
          formsOf(english[key])
            .join()
            .replace(/\{\w+\}/g, ''),
        ),
    );
    assert.deepEqual(
      left.filter((key) => !figures.includes(key)),
      ALIKE[language] ?? [],
    );
  });

  test(`${language} fills in what English fills in`, () => {
    for (const key of keys) {
      const wanted = places(formsOf(english[key]).join());
      const message = messages[key] ?? '';
      const whole = typeof message === 'string' ? message : message.other;
      assert.deepEqual(places(whole), wanted, key);
      // One and two may be words.
      for (const form of formsOf(message))
        assert.deepEqual(places(`${form}{count}`), places(`${wanted.join()}{count}`), `${key}: ${form}`);
    }
  });

  test(`${language} has the plural forms that its grammar has, and no other`, () => {
    const categories: readonly string[] = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const key of keys) {
      const message = messages[key] ?? '';
      if (typeof message === 'string') continue;
      for (const form of Object.keys(message)) assert.ok(categories.includes(form), `${key} has no ${form}`);
    }
  });

  test(`${language} lies in the files that the tags ask for`, async () => {
    for (const file of ['first', 'selfie', 'clip', 'download', 'later'] as const) {
      const { messages: part } = await load(language, file);
      assert.deepEqual(Object.keys(part).sort(), keys.filter((key) => fileOf(key) === file).sort(), file);
    }
  });

  test(`${language} says of its legal texts that nobody has reviewed them`, () => {
    const source = readFileSync(new URL(`src/i18n/${language}/selfie.ts`, root), 'utf8');
    assert.match(source, /NOT REVIEWED/);
    assert.match(
      readFileSync(new URL('README.md', root), 'utf8'),
      new RegExp(`\\| \`${language}\` +\\|[^\\n]*not reviewed`),
    );
  });
}

test('a video is called by one word, in English and in every language', () => {
  const other = /clip|क्लिप|கிளிப்|مقطع|مقاطع/i;
  for (const { language, messages } of [...all, { language: 'en', messages: english as Partial<Messages> }])
    assert.deepEqual(
      keys.filter((key) => formsOf(messages[key] ?? '').some((form) => other.test(form))),
      [],
      language,
    );
});

test('every error code has a sentence, in English and in every language', () => {
  for (const code of errorCodes) {
    assert.ok(english[`error.${code}`], code);
    for (const { language, messages } of all) assert.ok(messages[`error.${code}`], `${language} ${code}`);
  }
});

test('Arabic counts in six ways', async () => {
  const { format } = await import('../../src/i18n/format.js');
  const { messages } = await read('ar');
  const count = (n: number) => format(messages['gallery.count.all'] ?? '', 'ar', { count: n });
  assert.deepEqual([0, 1, 2, 3, 11, 100, 1234].map(count), [
    '0 صورة',
    'صورة واحدة',
    'صورتان',
    '3 صور',
    '11 صورة',
    '100 صورة',
    '1,234 صورة',
  ]);
});

test('numbers are grouped and written as people there do', async () => {
  const { format } = await import('../../src/i18n/format.js');
  const say = async (language: (typeof languages)[number], tag: string) =>
    format((await read(language)).messages['gallery.count.all'] ?? '', tag, { count: 123456 });
  assert.equal(await say('hi', 'hi-IN'), '1,23,456 फ़ोटो');
  assert.equal(await say('mr', 'mr'), '१,२३,४५६ फोटो');
  assert.equal(await say('de', 'de-AT'), '123\u00a0456 Fotos');
  assert.equal(await say('pt', 'pt-BR'), '123.456 fotos');
});

test('counts in English, which are written without Intl, are as Intl writes them', async () => {
  const { format, formatNumber } = await import('../../src/i18n/format.js');
  const forms = { one: 'one', other: 'other' };
  const counts = [0, 1, 2, 11, 21, 999, 1000, 12345, 99999, 100000, 1234567, 123456789, 1e9, 1.5, -1, -1234];
  for (const tag of ['en', 'en-US', 'en-GB', 'en-IN', 'en-ZA'])
    for (const count of counts) {
      assert.equal(formatNumber(count, tag), new Intl.NumberFormat(tag).format(count), `${tag} ${count}`);
      assert.equal(format(forms, tag, { count }), new Intl.PluralRules(tag).select(count), `${tag} ${count}`);
    }
});
