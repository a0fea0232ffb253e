/** What `npm test` runs beside each other: nothing gets lost, and what fails is heard of. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';

interface Result {
  readonly name: string;
  readonly ok: boolean;
  readonly output: string;
}
interface Step {
  readonly name: string;
  readonly command: readonly string[];
  readonly needs?: readonly string[];
  readonly isLight?: boolean;
}
/** A tool without types. */
const path: string = '../../.ci/lanes.mjs';
const { runSteps } = (await import(path)) as {
  runSteps: (steps: Step[], options: object) => Promise<Result[]>;
};

const node = (name: string, code: string, needs: string[] = []): Step => ({
  name,
  needs,
  command: [process.execPath, '--eval', code],
});

/** @returns results by name, and what began and ended, in order */
async function walk(steps: Step[], limit = 60_000) {
  const log: string[] = [];
  const results = await runSteps(steps, {
    lanes: 2,
    limit,
    env: process.env,
    onStart: (name: string) => log.push(`${name} begins`),
    onEnd: ({ name, ok }: Result) => log.push(`${name} ${ok ? 'holds' : 'fails'}`),
  });
  return { log, of: (name: string) => results.find((result) => result.name === name) };
}

describe('steps beside each other', () => {
  test('wait for what they need, and begin in order', async () => {
    const { log } = await walk([node('build', ''), node('use', '', ['build']), node('lint', '')]);
    assert.deepEqual(log.slice(0, 2), ['build begins', 'lint begins']);
    assert.ok(log.indexOf('build holds') < log.indexOf('use begins'));
    assert.equal(log.length, 6);
  });

  test('go on beside full lanes, one at a time, where they wait more than they work', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ninepic-lanes-'));
    const sign = JSON.stringify(join(folder, 'five was here'));
    // Both lanes are taken until the last light one has run.
    const untilFive = (name: string) =>
      node(name, `const timer = setInterval(() => fs.existsSync(${sign}) && clearInterval(timer), 20)`);
    const light = (name: string, code: string) => ({ ...node(name, code), isLight: true });
    const { log } = await walk([
      untilFive('one'),
      untilFive('two'),
      node('three', ''),
      light('four', ''),
      light('five', `fs.writeFileSync(${sign}, '')`),
    ]);
    rmSync(folder, { recursive: true });
    assert.deepEqual(log.slice(0, 5), [
      'one begins',
      'two begins',
      'four begins',
      'four holds',
      'five begins',
    ]);
    const ends = ['one holds', 'two holds'].map((line) => log.indexOf(line));
    assert.ok(log.indexOf('three begins') > Math.min(...ends));
    assert.equal(log.length, 10);
  });

  test('keep what each of them said together, from both streams', async () => {
    const say = (word: string) =>
      `console.log('${word} 1'); console.error('${word} 2'); process.exitCode = 3;`;
    const { of } = await walk([node('one', say('one')), node('two', say('two'))]);
    const lines = (name: string) => of(name)?.output.trimEnd().split('\n').sort();
    assert.deepEqual(lines('one'), ['one 1', 'one 2']);
    assert.deepEqual(lines('two'), ['two 1', 'two 2']);
    assert.equal(of('one')?.ok, false);
  });

  test('do not run on what is broken, and say so; the others do', async () => {
    const { log, of } = await walk([
      node('build', 'process.exit(1)'),
      node('use', '', ['build']),
      node('use of use', '', ['use']),
      node('lint', ''),
    ]);
    assert.deepEqual(
      log.filter((line) => line.endsWith('fails')),
      ['build fails', 'use fails', 'use of use fails'],
    );
    assert.equal(of('use')?.output, 'Not run: build failed.\n');
    assert.equal(of('lint')?.ok, true);
  });

  test('fail when they hang, with all that they started', async () => {
    const child = `require('node:child_process').spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1e6)'], { stdio: 'inherit' })`;
    const { of } = await walk([node('hangs', `console.log('so far'); ${child}`)], 2000);
    assert.equal(of('hangs')?.ok, false);
    assert.match(of('hangs')?.output ?? '', /^so far\n\nhangs took more than 2 s and was ended\.\n$/);
  });

  test('fail when their program is not there', async () => {
    const { of } = await walk([{ name: 'gone', command: ['no-such-program'] }]);
    assert.equal(of('gone')?.ok, false);
    assert.match(of('gone')?.output ?? '', /ENOENT/);
  });
});
