/** A session's snapshot, who hears of it, and what was told already. */
import type { NinepicError } from '../api/errors.js';
import { Emitter } from './emitter.js';
import { START } from './session-state.js';
import type { SessionState } from './session-state.js';

export abstract class SessionStore {
  private current: SessionState = START;
  private readonly changed = new Emitter<SessionState>();
  private readonly announced = new Set<string>();
  private readonly claimed = new WeakSet<NinepicError>();

  /** What is going on; frozen. */
  get state(): SessionState {
    return this.current;
  }

  /** Tells `listener` now, and after every change. */
  subscribe(listener: (state: SessionState) => void, options: { signal?: AbortSignal } = {}): void {
    this.changed.on(listener, options.signal);
    listener(this.current);
  }

  /** True the first time for each result set: however many galleries show it, one announces it. */
  announce(id: string): boolean {
    if (this.announced.has(id)) return false;
    this.announced.add(id);
    return true;
  }

  /** True the first time for each failure: one tag reports it. */
  claim(error: NinepicError): boolean {
    if (this.claimed.has(error)) return false;
    this.claimed.add(error);
    return true;
  }

  protected set(change: Partial<SessionState>): void {
    this.current = Object.freeze({ ...this.current, ...change });
    for (const part of [this.current.search, this.current.sets, this.current.clip]) Object.freeze(part);
    this.notify();
  }

  /** Something changed that the snapshot does not hold, such as who uses the session. */
  protected notify(): void {
    this.changed.emit(this.current);
  }
}
