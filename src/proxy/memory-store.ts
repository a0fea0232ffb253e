/** The store of one process: bounded, and emptied of what is over as it goes. */
import type { ProxyStore, Taken } from './store.js';

/** Enough for every visitor of a large race at once; beyond it the oldest are forgotten. */
const MAX_ENTRIES = 100_000;
/** Windows that are longer are few, and bound a bill: a crowd of addresses must not push them out. */
const LONG_SECONDS = 3600;
const SWEEP_MS = 60_000;

interface Window {
  readonly until: number;
  count: number;
  readonly members: Set<string>;
}

interface Value {
  readonly until: number;
  readonly value: string;
}

/** Keeps everything in memory; nothing survives a restart. */
export class MemoryStore implements ProxyStore {
  private readonly windows = new Map<string, Window>();
  private readonly long = new Map<string, Window>();
  private readonly values = new Map<string, Value>();
  private nextSweep = 0;
  private readonly now: () => number;

  /** @param now milliseconds since 1970 */
  constructor(now: () => number = Date.now) {
    this.now = now;
  }

  take(bucket: string, limit: number, seconds: number, member?: string): Promise<Taken> {
    const now = this.now();
    this.sweep(now);
    // A day's budget is asked for with what is left of the day, so it is looked for where it began.
    const windows = seconds > LONG_SECONDS || this.long.has(bucket) ? this.long : this.windows;
    let window = windows.get(bucket);
    // Set back, a clock would keep visitors out until it had come around again. A day's end is known to the second only.
    const isOver = window === undefined || window.until <= now || window.until > now + (seconds + 1) * 1000;
    if (window === undefined || isOver) {
      window = { until: now + seconds * 1000, count: 0, members: new Set() };
      windows.set(bucket, window);
      dropOldest(windows);
    }
    const retryAfter = Math.max(1, Math.ceil((window.until - now) / 1000));
    if (member !== undefined && window.members.has(member)) return Promise.resolve({ ok: true, retryAfter });
    if (window.count >= limit) return Promise.resolve({ ok: false, retryAfter });
    window.count += 1;
    if (member !== undefined) window.members.add(member);
    return Promise.resolve({ ok: true, retryAfter });
  }

  async claim(key: string, value: string, seconds: number): Promise<string | undefined> {
    const known = this.read(key);
    if (known === undefined) await this.put(key, value, seconds);
    return known;
  }

  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.read(key));
  }

  put(key: string, value: string, seconds: number): Promise<void> {
    const now = this.now();
    this.sweep(now);
    this.values.delete(key);
    this.values.set(key, { until: now + seconds * 1000, value });
    dropOldest(this.values);
    return Promise.resolve();
  }

  delete(key: string): Promise<void> {
    this.values.delete(key);
    return Promise.resolve();
  }

  private read(key: string): string | undefined {
    const known = this.values.get(key);
    return known !== undefined && known.until > this.now() ? known.value : undefined;
  }

  private sweep(now: number): void {
    if (now < this.nextSweep) return;
    this.nextSweep = now + SWEEP_MS;
    for (const map of [this.windows, this.long, this.values] as Map<string, { until: number }>[])
      for (const [key, { until }] of map) if (until <= now) map.delete(key);
  }
}

/** A Map yields its keys in the order in which they were set. */
function dropOldest(map: Map<string, unknown>): void {
  if (map.size <= MAX_ENTRIES) return;
  for (const key of map.keys()) {
    map.delete(key);
    break;
  }
}
