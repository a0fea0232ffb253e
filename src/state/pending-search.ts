/**
 * The id of what was sent and is not yet answered, kept over a reload of the page: a selfie search, or an order of clips.
 * The id only: never a picture (behaviour.md R2.1, T1.13.5).
 */
import { recall, remember } from './tab-memory.js';

/** An answer that has not come by then will not: 9Pic's servers and ours give up much earlier. */
const LONGEST = 30 * 60_000;

export class PendingSearch {
  private readonly key: string;

  constructor(eventId: string, group: string | null, kind: 'pending' | 'clip' = 'pending') {
    this.key = `${kind}:${eventId}${group ? `-${group}` : ''}`;
  }

  /** The id, if one is waiting. */
  read(): string | null {
    return this.entry?.id ?? null;
  }

  /** With the time at which it was sent, in milliseconds since the epoch. */
  get entry(): { id: string; at: number } | null {
    try {
      const { id, at } = JSON.parse(recall(this.key) ?? '{}') as { id?: unknown; at?: unknown };
      return typeof id === 'string' && typeof at === 'number' && Date.now() - at < LONGEST
        ? { id, at }
        : null;
    } catch {
      return null;
    }
  }

  write(id: string): void {
    remember(this.key, JSON.stringify({ id, at: Date.now() }));
  }

  clear(): void {
    remember(this.key, null);
  }
}
