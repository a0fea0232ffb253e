/** The four budgets (behaviour.md T1.3). Each says no with 429 and the seconds to wait, before anything is sent. */
import { refusal } from './answer.js';
import type { Budget, ProxyConfig } from './options.js';
import type { ProxyStore, Taken } from './store.js';

const DAY_SECONDS = 86_400;

/** Counts one use each; rejects with 429 when the budget is used up, with 503 when what is billed cannot be counted. */
export interface Limits {
  /** A selfie or clip search of an address, refused ones included (T1.3.6). */
  billable(address: string): Promise<void>;
  /** A bib that an address asks for; the same one again is free. */
  bib(address: string, event: string, bib: string): Promise<void>;
  /** Links to originals for an address. */
  originals(address: string): Promise<void>;
  /** A file that an address fetches through the relay: as many as it may ask for links, and counted apart from them. */
  relay(address: string): Promise<void>;
  /** A search that is about to reach 9Pic: the only budget that bounds the bill. */
  eventDay(event: string): Promise<void>;
}

export function createLimits(config: ProxyConfig, store: ProxyStore): Limits {
  const { limits, log, now } = config;

  async function take(
    name: string,
    budget: Budget,
    bucket: string,
    onFailure: 'closed' | 'open',
    member?: string,
  ): Promise<void> {
    const [count, seconds] = budget === 0 ? [0, 0] : budget;
    if (count === 0) return;
    let taken: Taken;
    try {
      taken = await store.take(`${name}|${bucket}`, count, seconds, member);
    } catch {
      log({ level: 'error', message: 'the store of the budgets failed', budget: name });
      if (onFailure === 'open') return;
      throw refusal(503, 'rate-limited', 'Searches cannot be counted at the moment.', 30);
    }
    if (taken.ok) return;
    log({ level: 'warn', message: 'a budget is used up', budget: name });
    throw refusal(
      429,
      'rate-limited',
      'Too many requests. Retry-After says when to come back.',
      taken.retryAfter,
    );
  }

  return {
    billable: (address) => take('billable', limits.billablePerAddress, address, 'closed'),
    bib: (address, event, bib) =>
      take('bibs', limits.bibsPerAddress, address, 'open', `${event}/${bib.toLowerCase()}`),
    originals: (address) => take('originals', limits.originalsPerAddress, address, 'open'),
    relay: (address) => take('relay', limits.originalsPerAddress, address, 'open'),
    eventDay: (event) => {
      const today = Math.floor(now() / 1000);
      const left = DAY_SECONDS - (today % DAY_SECONDS);
      const day = Math.floor(today / DAY_SECONDS);
      return take('event-day', [limits.billablePerEventDay, left], `${event}|${day}`, 'closed');
    },
  };
}
