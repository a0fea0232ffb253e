/**
 * The gallery beside a floor page, in Chromium with a CPU four times slower: `npx tsx test/bench/gallery.ts`, after a
 * build. `--quick` measures once, at 1,000 and 100,000 photos; `--only=load,jump` does those flows alone. Figures go to `.cache/bench/gallery.json`, a table to the
 * console; a figure that misses its target of performance.md is marked. Wall times swing on a busy machine: look at
 * ratios within one run, and at what is counted.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { measure } from './gallery/measure.js';
import type { Task } from './gallery/measure.js';
import { startRace } from './gallery/race.js';
import { table } from './gallery/report.js';
import type { Row } from './gallery/report.js';

const OUT = new URL('../../.cache/bench/', import.meta.url);
const isQuick = process.argv.includes('--quick');
const sizes = isQuick ? [1000, 100_000] : [1000, 10_000, 100_000];
const rounds = isQuick ? 1 : 3;
const only = process.argv
  .find((one) => one.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',');

const finder: string = '../../.ci/find-chromium.mjs';
const { findChromium } = (await import(finder)) as { findChromium: () => string };
const race = await startRace(fileURLToPath(new URL('../../dist', import.meta.url)));
const tasks: Task[] = [{ page: 'floor', photos: 1000, flow: 'load' }];
for (const photos of sizes)
  for (const flow of ['load', 'jump', 'viewer', 'scroll', 'cost'] as const)
    // Scrolling a thousand photos is the same in any longer list.
    if (photos === 1000 || (flow !== 'scroll' && flow !== 'cost')) tasks.push({ page: 'ours', photos, flow });

const wanted = tasks.filter(({ flow }) => !only || only.includes(flow));

const rows: Row[] = [];
try {
  for (let round = 0; round < rounds; round += 1)
    for (const task of wanted) {
      rows.push({ ...task, figures: await measure(task, race, findChromium()) });
      console.error(`${round + 1}/${rounds} ${task.page} ${task.photos} ${task.flow}`);
    }
} finally {
  race.close();
}
await mkdir(OUT, { recursive: true });
await writeFile(
  new URL('gallery.json', OUT),
  JSON.stringify({ at: new Date().toISOString(), rows }, null, 1),
);
console.log(table(rows));
