/**
 * `npm test`: everything that has to hold, two steps beside each other, and a third that mostly waits. A step that fails does
 * not hide what the others say, and what failed is named once more at the end. The last line, `N passed, N failed`, sums up the
 * tests in the browsers and in Node; steps that are no test count as one failure each where they fail.
 */
import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import { ensureChromium } from './ensure-chromium.mjs';
import { summary } from './failures.mjs';
import { runSteps } from './lanes.mjs';

const nodeTest = [/^\S+ pass (\d+)$/m, /^\S+ fail (\d+)$/m];
const browserTest = [/^(\d+) passed, \d+ failed$/m, /^\d+ passed, (\d+) failed$/m];

/**
 * In the order in which they start: what others need, then the longest first, so that no lane stands idle at the end.
 * `closing` reads the closing line, of the browser tests' reporter or of node:test's `spec` reporter; `shard` is the part of the
 * files that a step runs, `files` those of the browser tests.
 *
 * `inCi` is what needs a WordPress or an engine of the distribution, another runtime or other people's frameworks: CI pays for
 * it, `npm ci && npm test` does not.
 */
const steps = [
  { name: 'build' },
  { name: 'lint' },
  { name: 'test:browser', needs: ['build'], closing: browserTest },
  { name: 'test:node', shard: '3/3', needs: ['build'], closing: nodeTest },
  { name: 'test:wordpress', inCi: true, isLight: true, needs: ['build'], closing: nodeTest },
  {
    // What draws, and the searches that cost most to break. The rest passes by hand and would take four minutes more: what is
    // logic alone (`api`, `state`), which Chromium and WebKit run, and what is left out of `elements` and `flows`.
    name: 'test:firefox',
    inCi: true,
    files:
      'test/{{define,ui}/*,elements/{clip,failed-page,focus-covered,gallery*,long-wait,looks,selection,settings*,shared-settings,tall-gallery,tiles,time},flows/{bib,clip-csp,consent,csp-pictures,selfie-access,selfie-looks,selfie-once,selfie-server-ids}}.test.ts',
    needs: ['build'],
    closing: browserTest,
  },
  {
    // What visitors do first on an iPhone, where every browser is this one. The rest passes there by hand and would take three
    // minutes more, with which all steps come too near to twenty: live pictures of a camera, drawn without a graphics card
    // (`ui/camera`, `csp-selfie`), `selecting-all`, `unknown-length`, and the rest of `flows`.
    name: 'test:webkit',
    inCi: true,
    files:
      'test/{{api,state,define}/*,ui/{camera-refused,drawn*,justified*,missing-names,scroll*,selfie*,viewer*,virtual*},elements/{clip,failed-page,focus-covered,gallery*,long-wait,looks,selection,settings*,shared-settings,tall-gallery,tiles,time},flows/{any-tag,bib,clip-csp,consent,csp-pictures,host-*,selfie-looks,selfie-server-ids,selfie-upload}}.test.ts',
    needs: ['build'],
    closing: browserTest,
  },
  { name: 'test:node', shard: '2/3', needs: ['build'], closing: nodeTest },
  { name: 'test:node', shard: '1/3', needs: ['build'], closing: nodeTest },
  { name: 'test:frameworks', inCi: true, needs: ['build'], closing: nodeTest },
  { name: 'test:workerd', inCi: true, isLight: true, needs: ['build'], closing: nodeTest },
  { name: 'sizes' },
  { name: 'test:downloads-firefox', inCi: true, isLight: true, closing: nodeTest },
  { name: 'types' },
];

const isCi = process.env.CI === 'true';
const chosen = steps.filter(({ inCi }) => isCi || !inCi);
const all = chosen.map(({ name, shard, files, inCi: _, ...step }) => ({
  ...step,
  name: shard ? `${name} ${shard}` : name,
  command: [
    ...(shard ? ['env', `SHARD=${shard}`] : []),
    'npm',
    'run',
    '--silent',
    name,
    ...(files ? ['--', '--files', files] : []),
  ],
}));
const env = { ...process.env, CHROMIUM: ensureChromium(), FORCE_COLOR: '0' };
const started = performance.now();
const results = await runSteps(all, {
  lanes: Math.min(2, availableParallelism()),
  limit: 900_000,
  env,
  onStart: (name) => console.log(`--- ${name}: begun`),
  onEnd: ({ name, ok, output, seconds }) =>
    console.log(`\n--- ${name}\n${output}--- ${name}: ${ok ? 'ok' : 'FAILED'} (${seconds} s)\n`),
});

const counts = results.map(({ name, ok, output }) => {
  const { closing = [] } = all.find((step) => step.name === name);
  const [passed = 0, failed = 0] = closing.map((line) => Number(line.exec(output)?.[1] ?? 0));
  return { passed, failed: failed || (ok ? 0 : 1) };
});
const total = (key) => counts.reduce((sum, count) => sum + count[key], 0);
const broken = results.filter(({ ok }) => !ok).map(({ name }) => name);
for (const line of summary(results)) console.log(line);
console.log(`All in ${Math.round((performance.now() - started) / 1000)} s`);
if (broken.length > 0) console.log(`Failed: ${broken.join(', ')}`);
console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
process.exitCode = broken.length > 0 ? 1 : 0;
