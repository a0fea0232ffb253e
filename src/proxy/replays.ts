/** Searches of this process: those that run, to be joined, and those that ended well, to be answered again. */
import type { RouteName } from '../api/routes.js';
import { type Answer, refusal } from './answer.js';

/** Characters of one body, and of all bodies together. */
const MAX_BODY = 1_000_000;
const MAX_KEPT = 64_000_000;

interface Entry {
  picture: string | undefined;
  readonly runs: Map<RouteName, Promise<Answer>>;
  until: number;
  size: number;
}

/** The same id with other bytes is a mistake of the sender, not a second search. */
export const anotherPicture = () => refusal(422, 'bad-input', 'This request id belongs to another picture.');

export interface Replays {
  /**
   * Joins the run of this id and route, or starts it.
   *
   * @throws NinepicError 422 when the id came with another picture
   */
  join(
    key: string,
    route: RouteName,
    picture: string | undefined,
    start: () => Promise<Answer>,
  ): Promise<Answer>;
}

/** @param seconds how long an answer is given again */
export function createReplays(now: () => number, seconds: number): Replays {
  const entries = new Map<string, Entry>();
  let size = 0;

  function forget(key: string): void {
    size -= entries.get(key)?.size ?? 0;
    entries.delete(key);
  }

  function makeRoom(): void {
    // A Map yields its keys in the order in which they were set: the oldest go first, what still runs stays.
    for (const [key, entry] of entries) {
      if (size <= MAX_KEPT && entry.until > now()) break;
      if (entry.size > 0) forget(key);
    }
  }

  function settle(key: string, entry: Entry, route: RouteName, answer: Answer | undefined): void {
    const length = typeof answer?.body === 'string' ? answer.body.length : 0;
    if (answer?.status === 200 && !answer.empty && length <= MAX_BODY) {
      entry.size += length;
      entry.until = now() + seconds * 1000;
      size += length;
      // To the end of the line, so that the line stays sorted by age.
      entries.delete(key);
      entries.set(key, entry);
      makeRoom();
    } else {
      entry.runs.delete(route);
      if (entry.runs.size === 0) forget(key);
    }
  }

  return {
    join(key, route, picture, start) {
      let entry = entries.get(key);
      if (entry !== undefined && entry.until <= now()) {
        forget(key);
        entry = undefined;
      }
      if (entry === undefined) {
        entry = { picture, runs: new Map(), until: Infinity, size: 0 };
        entries.set(key, entry);
      }
      if (picture !== undefined && entry.picture !== undefined && picture !== entry.picture)
        return Promise.reject(anotherPicture());
      entry.picture ??= picture;
      const known = entry.runs.get(route);
      if (known !== undefined) return known;
      const here = entry;
      const run = start();
      here.runs.set(route, run);
      run.then(
        (answer) => settle(key, here, route, answer),
        () => settle(key, here, route, undefined),
      );
      return run;
    },
  };
}
