/** Which hosts of pictures let this page read them: found out by the first picture of each, once a session (behaviour.md 6.2). */
import { fetchImage } from '../api/fetch-image.js';
import type { Picture } from '../api/fetch-image.js';
import type { ReadOptions } from '../api/read-body.js';

/** The host does not let this page read its pictures; a link to them still works. */
export class DoorClosed extends Error {}

/** Milliseconds until a host that does not answer is not there. */
const PATIENCE = 10_000;

export class MediaDoors {
  private readonly verdicts = new Map<string, boolean>();
  private readonly probes = new Map<string, Promise<void>>();

  /** Whether it is known that the host keeps its pictures to itself. */
  isClosed(url: string): boolean {
    return this.verdicts.get(new URL(url).origin) === false;
  }

  /** Whether no host that was tried lets this page in. */
  get areShut(): boolean {
    const verdicts = [...this.verdicts.values()];
    return verdicts.length > 0 && !verdicts.includes(true);
  }

  /**
   * @param isFresh whether the link was made just now: a link that is dead looks like a closed door, because storage
   *   refuses without CORS headers
   * @throws DoorClosed, and what {@link fetchImage} throws
   */
  async fetch(url: string, isFresh: boolean, options: ReadOptions): Promise<Picture> {
    const { origin } = new URL(url);
    // The first one finds out for all.
    while (!this.verdicts.has(origin) && this.probes.has(origin)) await this.probes.get(origin);
    if (this.isClosed(url)) throw new DoorClosed(origin);
    if (this.verdicts.has(origin)) return fetchImage(url, options);
    let tell = (): void => undefined;
    this.probes.set(origin, new Promise((resolve) => (tell = resolve)));
    const open = (): void => {
      this.verdicts.set(origin, true);
      tell();
    };
    try {
      return await fetchImage(url, { ...options, onReadable: open });
    } catch (error) {
      const isUnreadable = error instanceof TypeError && !this.verdicts.has(origin);
      if (!isUnreadable || !isFresh || !(await isReached(url, options.signal))) throw error;
      this.verdicts.set(origin, false);
      throw new DoorClosed(origin);
    } finally {
      this.probes.delete(origin);
      tell();
    }
  }
}

/** Whether anybody answers there in time, readable or not; the body is not waited for. */
async function isReached(url: string, signal: AbortSignal): Promise<boolean> {
  const control = new AbortController();
  const stop = (): void => control.abort();
  const timer = setTimeout(stop, PATIENCE);
  signal.addEventListener('abort', stop, { signal: control.signal });
  try {
    await fetch(url, {
      mode: 'no-cors',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: control.signal,
    });
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
    stop();
  }
}
