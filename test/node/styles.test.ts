/** Styles that nothing wears: bytes of every page for nobody. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesIn, textOf } from '../support/sources.js';

const texts = filesIn('src', '.ts').map((path) => ({ path, text: textOf(path) }));
const all = texts.map(({ text }) => text).join('\n');
const sheets = texts.flatMap(({ path, text }) =>
  [...text.matchAll(/css`([^`]*)`/g)].map(([whole, css = '']) => ({
    path,
    css: css.replaceAll(/\/\*[^]*?\*\//g, ''),
    // Everything but these very rules.
    elsewhere: all.replace(whole, ''),
  })),
);
const namesIn = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, name = '']) => name)),
];

test('every class and part that a rule is for stands in some template', () => {
  assert.ok(sheets.length > 10);
  const unworn = sheets.flatMap(({ path, css, elsewhere }) => {
    const selectors = [...css.matchAll(/([^{}]*)\{/g)].map(([, selector]) => selector).join('\n');
    return namesIn(selectors, /(?:\.|\[part~?=['"]?)([a-z][\w-]*)/g)
      .filter((name) => !new RegExp(`(?<![\\w.-])${name}(?![\\w-])`).test(elsewhere))
      .map((name) => `${path}: ${name}`);
  });
  assert.deepEqual(unworn, []);
});

test('every property and animation of our own is used', () => {
  const unused = [
    ...namesIn(all, /(--_[\w-]+)['"]?\s*[:,]/g).filter((name) => !new RegExp(`var\\(${name}\\b`).test(all)),
    ...namesIn(all, /@keyframes ([\w-]+)/g).filter(
      (name) => !new RegExp(`animation[^;]*\\b${name}\\b`).test(all),
    ),
  ];
  assert.deepEqual(unused, []);
});
