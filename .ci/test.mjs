/**
 * `npm test`: everything that has to hold, one step after the other. A step that fails does not hide what the others say.
 * The last line, `N passed, N failed`, sums up the tests in the browser and in Node; steps that are no test count as one
 * failure each where they fail.
 */
import { spawn } from 'node:child_process';
import { ensureChromium } from './ensure-chromium.mjs';

/**
 * What needs a WordPress of the distribution, or another runtime: CI pays for it, `npm ci && npm test` does not.
 * `test:frameworks` and `test:engines` are run by hand: with them CI would take more than its twenty minutes.
 */
const forCi = ['test:workerd', 'test:wordpress'];
const inCi = process.env.CI === 'true' ? forCi : [];
const steps = ['lint', 'types', 'build', 'test:browser', 'test:node', ...inCi, 'sizes'];

const nodeTest = [/^\S+ pass (\d+)$/m, /^\S+ fail (\d+)$/m];
const browserTest = [/^(\d+) passed, \d+ failed$/m, /^\d+ passed, (\d+) failed$/m];
/** Closing lines: of the browser tests' reporter, and of node:test's `spec` reporter. */
const closing = {
  'test:browser': browserTest,
  'test:node': nodeTest,
  'test:workerd': nodeTest,
  'test:wordpress': nodeTest,
};

function run(step) {
  return new Promise((resolve) => {
    let output = '';
    const started = Date.now();
    console.log(`\n--- ${step}`);
    const child = spawn('npm', ['run', '--silent', step], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, CHROMIUM: chromium, FORCE_COLOR: '0' },
    });
    child.stdout.on('data', (bytes) => {
      output += bytes;
      process.stdout.write(bytes);
    });
    child.on('close', (code) => {
      const seconds = Math.round((Date.now() - started) / 1000);
      console.log(`--- ${step}: ${code === 0 ? 'ok' : 'FAILED'} (${seconds} s)`);
      const [passed, failed] = (closing[step] ?? []).map((line) => Number(line.exec(output)?.[1] ?? 0));
      resolve({ step, ok: code === 0, passed: passed ?? 0, failed: failed || (code === 0 ? 0 : 1) });
    });
  });
}

const chromium = ensureChromium();
const results = [];
for (const step of steps) results.push(await run(step));

const broken = results.filter(({ ok }) => !ok).map(({ step }) => step);
if (broken.length > 0) console.log(`\nFailed: ${broken.join(', ')}`);
const total = (name) => results.reduce((sum, result) => sum + result[name], 0);
console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
process.exitCode = broken.length > 0 ? 1 : 0;
