/** Where budgets and idempotency records live. One process keeps them in memory; several need a store they share. */

/** What a budget says. */
export interface Taken {
  /** False: it is used up. */
  readonly ok: boolean;
  /** Seconds until the window is over; tells a refused visitor when to come back. */
  readonly retryAfter: number;
}

/**
 * The few operations that the proxy needs, each of them atomic. Keys and values are short text without anything of a
 * person but a bib or a request id (behaviour.md R2.1.6). A store that rejects closes what is billed and opens what is
 * not (T1.3.4).
 */
export interface ProxyStore {
  /**
   * Counts one use within a fixed window that begins with its first use.
   *
   * @param member counted once a window: the same bib again costs nothing
   */
  take(bucket: string, limit: number, seconds: number, member?: string): Promise<Taken>;
  /** Sets a value unless there is one. @returns the one that was there */
  claim(key: string, value: string, seconds: number): Promise<string | undefined>;
  /** @returns the value, unless it is over */
  get(key: string): Promise<string | undefined>;
  /** Sets a value, whatever was there. */
  put(key: string, value: string, seconds: number): Promise<void>;
  /** Forgets a value. */
  delete(key: string): Promise<void>;
}
