/**
 * Runs commands beside each other, as many at once as there are lanes, each as soon as what it needs is done.
 *
 * What a command says is held back until it ends, so that nobody has to read two at once. One that takes too long is ended
 * with everything that it started, and counts as failed.
 */
import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { clearTimeout, setTimeout } from 'node:timers';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} command program and arguments
 * @property {boolean} [isLight] it waits more than it works: it may run beside full lanes, one such step at a time
 * @property {string[]} [needs] names of steps that have to be done before; where one failed, this one fails unrun
 *
 * @typedef {object} Result
 * @property {string} name
 * @property {boolean} ok
 * @property {string} output what it wrote, to either stream
 * @property {number} seconds
 */

const running = new Set();

/** A step is the leader of a group, so that browsers and servers go with it; they get a moment to end their own. */
function end(child) {
  const send = (signal) => {
    try {
      process.kill(-child.pid, signal);
    } catch {
      // It ended by itself.
    }
  };
  send('SIGTERM');
  setTimeout(send, 3000, 'SIGKILL').unref();
}

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    running.forEach(end);
    process.exit(1);
  });

/** @returns {Promise<Result>} */
function run({ name, command: [program, ...args] }, { env, limit }) {
  return new Promise((resolve) => {
    let output = '';
    const started = performance.now();
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env, detached: true });
    running.add(child);
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    const timer = setTimeout(() => {
      output += `\n${name} took more than ${limit / 1000} s and was ended.\n`;
      end(child);
    }, limit);
    const finish = (ok) => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ name, ok, output, seconds: Math.round((performance.now() - started) / 1000) });
    };
    child.on('error', (error) => {
      output += `${error.message}\n`;
      finish(false);
    });
    child.on('close', (code) => finish(code === 0));
  });
}

/**
 * @param {Step[]} steps the first that can start does
 * @param {{ lanes: number, limit: number, env: object, onStart(name: string): void, onEnd(result: Result): void }} options
 *   `limit`: milliseconds that a step may take
 * @returns {Promise<Result[]>} in the order in which they ended
 */
export async function runSteps(steps, options) {
  const waiting = [...steps];
  const results = [];
  const resultOf = (name) => results.find((result) => result.name === name);
  const add = (result) => {
    results.push(result);
    options.onEnd(result);
  };
  const active = new Set();
  const busy = { light: 0, heavy: 0 };
  while (waiting.length > 0 || active.size > 0) {
    for (const step of [...waiting]) {
      const needs = (step.needs ?? []).map(resultOf);
      const broken = needs.find((result) => result && !result.ok);
      const kind = step.isLight ? 'light' : 'heavy';
      const most = step.isLight ? 1 : options.lanes;
      const canStart = broken || (busy[kind] < most && needs.every(Boolean));
      if (!canStart) continue;
      waiting.splice(waiting.indexOf(step), 1);
      if (broken) {
        add({ name: step.name, ok: false, output: `Not run: ${broken.name} failed.\n`, seconds: 0 });
        continue;
      }
      options.onStart(step.name);
      busy[kind] += 1;
      const task = run(step, options).then((result) => {
        active.delete(task);
        busy[kind] -= 1;
        add(result);
      });
      active.add(task);
    }
    if (active.size > 0) await Promise.race(active);
    else if (waiting.length > 0) throw new Error(`Nothing does what ${waiting[0].name} needs.`);
  }
  return results;
}
