/** Where budgets and idempotency records live. One process keeps them in memory; several need a store they share. */

/** What a budget says. */
export interface Taken {
  readonly ok: boolean;
  /** Seconds until the window is over; tells a refused visitor when to come back. */
  readonly retryAfter: number;
}

/** The few operations that the proxy needs, each of them atomic. A store may reject; the caller decides what then. */
export interface ProxyStore {
  /**
   * Counts one use within a fixed window that begins with its first use.
   *
   * @param member counted once per window: the same bib again costs nothing
   */
  take(bucket: string, limit: number, seconds: number, member?: string): Promise<Taken>;
  /** Keeps a value for some seconds. */
  put(key: string, value: string, seconds: number): Promise<void>;
  get(key: string): Promise<string | undefined>;
}
