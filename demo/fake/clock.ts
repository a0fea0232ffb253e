/**
 * The fake's time: the real one plus what a test has added. Whoever waits here is released early by `advance`, so that a
 * test of an hour takes no hour.
 */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Moves time forward, and ends every wait whose time has come. */
  advance(ms: number): void;
  /** Resolves after so many milliseconds of this clock. */
  sleep(ms: number): Promise<void>;
}

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/**
 * A clock for {@link createFake}.
 *
 * @param start epoch milliseconds at which the clock starts; default: now
 */
export function createClock(start?: number): Clock {
  let offset = start === undefined ? 0 : start - Date.now();
  const sleepers = new Set<Sleeper>();
  const now = () => Date.now() + offset;
  return {
    now,
    advance(ms) {
      offset += ms;
      for (const sleeper of [...sleepers]) if (sleeper.due <= now()) sleeper.wake();
    },
    sleep(ms) {
      if (ms <= 0) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(() => sleeper.wake(), ms);
        const sleeper: Sleeper = {
          due: now() + ms,
          wake() {
            clearTimeout(timer);
            sleepers.delete(sleeper);
            resolve();
          },
        };
        sleepers.add(sleeper);
      });
    },
  };
}
