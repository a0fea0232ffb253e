/**
 * The proxy's store on Durable Objects. Every budget and every request id is an object of its own: Cloudflare runs each in
 * one place at a time, so what it does is atomic, and none of them becomes a bottleneck for the others. An object deletes
 * itself when what it holds is over.
 */
import { DurableObject } from 'cloudflare:workers';
import type { ProxyStore, Taken } from 'ninepic-elements/proxy';

/** A budget's window, as it is stored. */
interface Window {
  readonly until: number;
  readonly count: number;
  /** What was counted, where the same thing again is free. */
  readonly members: readonly string[];
}

/** A value with its end, as it is stored. */
interface Value {
  readonly until: number;
  readonly value: string;
}

/** What one object can be asked; each call runs to its end before the next one begins. */
export class Ledger extends DurableObject {
  async take(limit: number, seconds: number, member?: string): Promise<Taken> {
    const now = Date.now();
    const known = await this.ctx.storage.get<Window>('window');
    const window =
      known && known.until > now ? known : { until: now + seconds * 1000, count: 0, members: [] };
    const retryAfter = Math.max(1, Math.ceil((window.until - now) / 1000));
    if (member !== undefined && window.members.includes(member)) return { ok: true, retryAfter };
    if (window.count >= limit) return { ok: false, retryAfter };
    const members = member === undefined ? window.members : [...window.members, member];
    await this.ctx.storage.put<Window>('window', { ...window, count: window.count + 1, members });
    await this.ctx.storage.setAlarm(window.until);
    return { ok: true, retryAfter };
  }

  async claim(value: string, seconds: number): Promise<string | undefined> {
    const known = await this.get();
    if (known === undefined) await this.put(value, seconds);
    return known;
  }

  async get(): Promise<string | undefined> {
    const known = await this.ctx.storage.get<Value>('value');
    return known && known.until > Date.now() ? known.value : undefined;
  }

  async put(value: string, seconds: number): Promise<void> {
    const until = Date.now() + seconds * 1000;
    await this.ctx.storage.put<Value>('value', { until, value });
    await this.ctx.storage.setAlarm(until);
  }

  async delete(): Promise<void> {
    await this.ctx.storage.deleteAll();
  }

  override async alarm(): Promise<void> {
    await this.ctx.storage.deleteAll();
  }
}

/** The binding of `wrangler.toml`. */
export interface LedgerNamespace {
  idFromName(name: string): object;
  get(id: object): Pick<Ledger, 'take' | 'claim' | 'get' | 'put' | 'delete'>;
}

/** Sends each key to the object that has its name. */
export class DurableStore implements ProxyStore {
  private readonly ledgers: LedgerNamespace;

  constructor(ledgers: LedgerNamespace) {
    this.ledgers = ledgers;
  }

  take(bucket: string, limit: number, seconds: number, member?: string): Promise<Taken> {
    return this.ledger(bucket).take(limit, seconds, member);
  }

  claim(key: string, value: string, seconds: number): Promise<string | undefined> {
    return this.ledger(key).claim(value, seconds);
  }

  get(key: string): Promise<string | undefined> {
    return this.ledger(key).get();
  }

  put(key: string, value: string, seconds: number): Promise<void> {
    return this.ledger(key).put(value, seconds);
  }

  delete(key: string): Promise<void> {
    return this.ledger(key).delete();
  }

  private ledger(name: string) {
    return this.ledgers.get(this.ledgers.idFromName(name));
  }
}
