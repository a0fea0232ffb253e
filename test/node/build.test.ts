/** Two builds of one tree give the same bytes, so that anyone can check what was published (behaviour.md T1.11.5). */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { root } from '../support/sources.js';

const copy = mkdtempSync(join(tmpdir(), 'build-'));
after(() => rmSync(copy, { recursive: true, force: true }));

function hashes(folder: string): Record<string, string> {
  const names = (readdirSync(folder, { recursive: true }) as string[]).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(
    files.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ]),
  );
}

test('a second build, in another folder, gives the same bytes', () => {
  for (const path of [
    'src',
    'demo/fake',
    '.ci',
    'package.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'tsconfig.testing.json',
    'test/proxy/cases.json',
    'vite.config.ts',
  ])
    cpSync(join(root, path), join(copy, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: copy, stdio: ['ignore', 'ignore', 'pipe'] });
  const [first, second] = [hashes(join(root, 'dist')), hashes(join(copy, 'dist'))];
  const names = new Set([...Object.keys(first), ...Object.keys(second)]);
  assert.deepEqual(
    [...names].filter((name) => first[name] !== second[name]),
    [],
  );
});
