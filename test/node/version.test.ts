import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VERSION } from '../../src/api/version.js';
import { manifest } from '../support/sources.js';

test('the version that is sent with every search is the one that is published', () => {
  assert.equal(VERSION, manifest.version);
});
