/**
 * Ticks all photos of a list, whatever has to be read for it: step by step, so that what is here is ticked wherever it ends.
 */
import { sleep } from '../api/sleep.js';
import type { PhotoList } from './photo-list.js';
import type { Selection } from './selection.js';

/** Photos that are ticked so at most: 200 pages, twenty seconds of reading. */
export const MOST = 20_000;

/** Photos a step, and the shortest time for one in milliseconds: ten pages a second are no burden on the API's rate limit. */
const STEP = 1000;
const PACE = 1000;

export interface TickAllOptions {
  readonly signal: AbortSignal;
  /** Told after each step how many places are done. */
  readonly onStep: (done: number) => void;
}

/**
 * The first page that fails ends it; what was read by then is ticked. Called again, it goes on with what is missing.
 *
 * @returns false when some could not be read; true when all are ticked, or the signal said so
 */
export async function tickAll(
  list: PhotoList,
  selection: Selection,
  options: TickAllOptions,
): Promise<boolean> {
  const { signal, onStep } = options;
  const reading = new AbortController();
  signal.addEventListener('abort', () => reading.abort());
  const seen = new Set<string>();
  /** Once each: a tick that she takes away meanwhile stays away. */
  const tick = (from: number, to: number): void => {
    const photos = [];
    for (let at = from; at < to; at += 1) {
      const photo = list.at(at);
      if (photo && !seen.has(photo.id)) photos.push(photo);
    }
    for (const { id } of photos) seen.add(id);
    selection.set(photos, true);
  };
  const step = async (from: number, to: number): Promise<boolean> => {
    const isWhole = await list.read(from, to, reading.signal);
    if (!signal.aborted) tick(from, to);
    return isWhole;
  };
  if (list.error) list.retry();
  list.subscribe(() => list.error && reading.abort(), { signal: reading.signal });
  try {
    for (let from = 0; from < Math.min(MOST, list.length); from += STEP) {
      const begun = performance.now();
      const isHere = !isMissing(list, from, from + STEP);
      if (!(await step(from, from + STEP))) return signal.aborted;
      onStep(Math.min(from + STEP, list.length));
      const left = begun + PACE - performance.now();
      if (!isHere && from + STEP < list.length && left > 0) await sleep(left, signal).catch(() => undefined);
    }
    // Photos that were deleted meanwhile moved up those behind them, past what was ticked.
    return (await step(0, Math.min(MOST, list.length))) || signal.aborted;
  } finally {
    reading.abort();
  }
}

function isMissing(list: PhotoList, from: number, to: number): boolean {
  for (let at = from; at < Math.min(to, list.length); at += list.pageSize)
    if (!list.isLoaded(at)) return true;
  return false;
}
