/** What PHP itself, and PHP_CodeSniffer, say of the sources. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { filesIn, root } from '../../support/sources.js';

test('every file is PHP', () => {
  for (const path of filesIn('src/proxy/wordpress', '.php'))
    assert.match(execFileSync('php', ['-l', root + path], { encoding: 'utf8' }), /^No syntax errors/);
});

test('PHP_CodeSniffer finds nothing', () => {
  const { stdout, status } = spawnSync('phpcs', [`--standard=${root}.ci/phpcs.xml`], { encoding: 'utf8' });
  assert.equal(status, 0, stdout);
});
