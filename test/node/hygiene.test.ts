/** Habits that nobody should have to watch for. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesIn, textOf } from '../support/sources.js';

test('no test is skipped, run alone or tried again', () => {
  const banned =
    /\b(?:it|test|describe|suite)\.(?:skip|only|todo)\b|\bx(?:it|describe)\(|this\.(?:skip|retries)\(|\{ *(?:skip|only|todo):/;
  const tests = filesIn('test', '.test.ts').filter((path) => !path.endsWith('hygiene.test.ts'));
  assert.deepEqual(
    tests.filter((path) => banned.test(textOf(path))),
    [],
  );
});

test('the lock file names no registry', () => {
  assert.doesNotMatch(textOf('package-lock.json'), /"resolved":|https?:\/\/[^"]*registry/);
});
