/**
 * Answers that hold nobody's search, asked for once for everybody who wants them at the same moment, and kept for as long
 * as the organiser says (behaviour.md T1.5). The key is made of checked pieces, never of the address as it came.
 */
import { buildPath } from '../api/routes.js';
import type { Answer } from './answer.js';
import type { Call } from './call.js';
import type { ProxyConfig } from './options.js';

/** Characters of all bodies together. */
const MAX_KEPT = 32_000_000;

interface Kept {
  readonly answer: Answer;
  readonly until: number;
  readonly size: number;
}

/** Reads through the memory of one proxy. */
export function createSharedReads({
  cacheSeconds,
  now,
}: ProxyConfig): (call: Call, read: () => Promise<Answer>) => Promise<Answer> {
  const running = new Map<string, Promise<Answer>>();
  const kept = new Map<string, Kept>();
  let size = 0;

  const forget = (key: string) => {
    size -= kept.get(key)?.size ?? 0;
    kept.delete(key);
  };

  function keep(key: string, answer: Answer): void {
    if (cacheSeconds === 0 || answer.cache !== 'shared' || typeof answer.body !== 'string') return;
    forget(key);
    kept.set(key, { answer, until: now() + cacheSeconds * 1000, size: answer.body.length });
    size += answer.body.length;
    // A Map yields its keys in the order in which they were set: the oldest go first.
    for (const oldest of kept.keys()) {
      if (size <= MAX_KEPT) break;
      forget(oldest);
    }
  }

  return (call, read) => {
    if (call.route.cache !== 'shared') return read();
    const key = `${buildPath(call.name, call.params)}?${new URLSearchParams(call.query).toString()}`;
    const known = kept.get(key);
    if (known && now() < known.until) return Promise.resolve(known.answer);
    const joined = running.get(key);
    if (joined) return joined;
    const reading = read()
      .then((answer) => {
        keep(key, answer);
        return answer;
      })
      .finally(() => running.delete(key));
    running.set(key, reading);
    // Others may be waiting for it, so it must not end with the visitor who asked first.
    call.context.waitUntil?.(reading.catch(() => undefined));
    return reading;
  };
}
