/** A search tag alone shows its results in a gallery of its own: a page can style every part of that one, too (design.md 4.2). */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

const read = (name: string) => readFile(new URL(`../../src/elements/${name}.ts`, import.meta.url), 'utf8');

/** Of the search tag, too, where they mean its own. */
const OWN = ['base', 'status'];

test('a search tag passes on every part of its gallery', async () => {
  const sources = (await Promise.all([read('ninepic-element'), read('gallery')])).join('\n');
  const documented = [...sources.matchAll(/@csspart ([\w-]+)/g)].map(([, name]) => name ?? '');
  const list = /const PARTS = \[([^;]*)\]\.join/.exec(await read('inner-gallery'))?.[1] ?? '';
  const passedOn = [...list.matchAll(/'([\w-]+)'/g)].map(([, name]) => name ?? '');
  assert.deepEqual(
    documented.filter((name) => !OWN.includes(name) && !passedOn.includes(name)),
    [],
  );
});
