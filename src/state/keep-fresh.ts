/** Links that are on screen, renewed before they die. */

/** Milliseconds after which they are: a link dies after an hour, a ticket after 50 minutes. */
const FRESH = 40 * 60_000;

/**
 * @param renew asked each 40 minutes; whatever it throws, the next round tries again
 * @param sleep the platform's
 * @param signal ends it
 */
export async function keepFresh(
  renew: () => Promise<unknown>,
  sleep: (ms: number, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted)
    try {
      await sleep(FRESH, signal);
      await renew();
    } catch {
      // Where nobody looks at them any more, that was the last round.
    }
}
