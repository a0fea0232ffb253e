/** The end of CI's output: whoever sees no more than that knows which tests failed, and of what. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { TestSession } from '@web/test-runner-core';
import { judge } from '../engines/verdict.js';
import { root } from '../support/sources.js';

interface Result {
  readonly name: string;
  readonly ok: boolean;
  readonly output: string;
}
/** A tool without types. */
const path: string = '../../.ci/failures.mjs';
const { summary } = (await import(path)) as { summary: (results: readonly Result[]) => string[] };

const failed = (output: string, name = 'a step'): Result => ({ name, ok: false, output });

describe('tests in Node', () => {
  let folder: string;
  let lines: string[];
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'ninepic-failures-'));
    const files = {
      'a.test.mjs': `
        import assert from 'node:assert/strict';
        import { before, describe, test } from 'node:test';
        describe('a runner', () => {
          test('is fine', () => {});
          describe('on her way', () => test('falls', () => assert.equal('up', 'down')));
          test('waits', { timeout: 20 }, () => new Promise((resolve) => setTimeout(resolve, 2000)));
        });
        describe('a race', () => {
          before(() => { throw new Error('it rains'); });
          test('starts', () => {});
          test('ends', () => {});
        });`,
      'b.test.mjs': `throw new Error('no shoes');`,
      'c.test.mjs': `
        import { test } from 'node:test';
        test('leaves', () => void setTimeout(() => { throw new Error('too late'); }, 10));
        test('stays', () => new Promise((resolve) => setTimeout(resolve, 300)));`,
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const reporter = `--test-reporter=${join(root, '.ci/node-reporter.mjs')}`;
    // A test that starts tests would be taken for one of them.
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const { stdout } = spawnSync(process.execPath, ['--test', reporter, ...Object.keys(files)], {
      cwd: folder,
      encoding: 'utf8',
      env,
    });
    assert.match(stdout, /^\S+ fail \d+$/m, 'what the reporter itself says is there as well');
    lines = summary([failed(stdout, 'test:node')]);
  });
  after(() => rmSync(folder, { recursive: true }));

  test('are named with step, file, suites, and what they died of', () => {
    const names = lines.filter((line) => !line.startsWith(' '));
    assert.deepEqual(names, [
      'test:node: a.test.mjs: a runner > on her way > falls',
      'test:node: a.test.mjs: a runner > waits',
      'test:node: a.test.mjs: a race > starts',
      'test:node: a.test.mjs: a race',
      'test:node: b.test.mjs: (the file itself)',
      'test:node: c.test.mjs: (the file itself)',
    ]);
    for (const words of [/'up' !== 'down'/, /timed out after 20ms/, /it rains/, /no shoes/, /too late/])
      assert.ok(
        lines.some((line) => line.startsWith('    ') && words.test(line)),
        `${String(words)} in\n${lines.join('\n')}`,
      );
  });
});

describe('tests in browsers', () => {
  test('are named with engine and file, one that never came to its tests, too', () => {
    const session = (file: string, parts: object) => ({
      browser: { name: 'Firefox' },
      testFile: join(process.cwd(), file),
      passed: false,
      errors: [],
      ...parts,
    });
    const error = { message: 'expected 12 to be above 12', stack: '  at test/a.test.ts:147:64' };
    const suite = (name: string, suites: object[], tests: object[]) => ({ name, suites, tests });
    const sessions = [
      session('test/a.test.ts', {
        testResults: suite(
          '',
          [
            suite(
              'the gallery',
              [],
              [
                { name: 'shows', passed: true },
                { name: 'draws', passed: false, error },
              ],
            ),
          ],
          [],
        ),
      }),
      session('test/b.test.ts', { errors: [{ message: 'Unexpected token' }] }),
    ];
    const judged = judge(sessions as unknown as TestSession[]);
    assert.deepEqual([judged.passed, judged.failed], [1, 2]);
    assert.deepEqual(summary([failed(judged.lines.join('\n'), 'test:firefox')]), [
      'test:firefox: test/a.test.ts (firefox): the gallery > draws',
      '    expected 12 to be above 12',
      '      at test/a.test.ts:147:64',
      'test:firefox: test/b.test.ts (firefox): (the file itself)',
      '    Unexpected token',
    ]);
  });
});

describe('a step without tests, or one that was ended', () => {
  test('is named with its last lines, and the tests that it had seen fail', () => {
    const output = [
      '  ✖ a test that failed early (12ms)',
      ...Array.from({ length: 50 }, (_, index) => `line ${index}`),
      'test:node took more than 900 s and was ended.',
    ].join('\n');
    const lines = summary([failed(output, 'test:node'), { name: 'lint', ok: true, output: 'fine' }]);
    assert.equal(lines[0], 'test:node');
    assert.match(lines[1] ?? '', /a test that failed early/);
    assert.equal(lines.at(-1), '    test:node took more than 900 s and was ended.');
    assert.ok(lines.length <= 22);
  });
});

describe('many failures', () => {
  test('fit on a screen or two: all names before any error', () => {
    const one = (index: number) =>
      [
        `FAILED: a.test.ts: test ${index}`,
        ...Array.from({ length: 20 }, (_, line) => `    line ${line}`),
      ].join('\n');
    const of = (count: number) =>
      summary([failed(Array.from({ length: count }, (_, index) => one(index)).join('\n'))]);
    for (const count of [1, 7, 40, 149]) {
      const lines = of(count);
      assert.equal(lines.filter((line) => line.startsWith('a step: ')).length, count);
      assert.ok(lines.length <= 150, `${lines.length} lines of ${count}`);
    }
    assert.equal(of(7).length, 147);
    assert.equal(of(400).at(-1), 'and 250 more');
  });
});
