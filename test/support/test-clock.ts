/** A clock that moves only when a test says so. */
import { until } from './page.js';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

export class TestClock {
  /** Milliseconds since the epoch. */
  time = Date.UTC(2026, 0, 19, 6);
  private sleepers: Sleeper[] = [];

  readonly now = (): number => this.time;

  readonly sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason as Error);
        return;
      }
      const sleeper = { at: this.time + ms, wake: resolve };
      this.sleepers.push(sleeper);
      signal?.addEventListener('abort', () => {
        this.sleepers = this.sleepers.filter((other) => other !== sleeper);
        reject(signal.reason as Error);
      });
    });

  get isAwaited(): boolean {
    return this.sleepers.length > 0;
  }

  /** Waits until somebody sleeps, then moves to the moment when the first one wakes. */
  async next(): Promise<void> {
    await until('somebody to wait for the clock', () => this.isAwaited);
    const at = Math.min(...this.sleepers.map((sleeper) => sleeper.at));
    this.advance(Math.max(0, at - this.time));
  }

  /** Moves on and wakes whoever's time has come. */
  advance(ms: number): void {
    this.time += ms;
    const due = this.sleepers.filter(({ at }) => at <= this.time);
    this.sleepers = this.sleepers.filter(({ at }) => at > this.time);
    for (const { wake } of due) wake();
  }
}
