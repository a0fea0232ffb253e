/** Reads a file out of storage, as far as it comes. What it is, and whether it is whole, is for others to say. */

export interface ReadOptions {
  readonly signal: AbortSignal;
  /** Told how many bytes came; a negative number takes back those of an attempt that failed. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
  /** Told once it is known that this page may read the answer. */
  readonly onReadable?: (() => void) | undefined;
}

/** Bytes past which nothing is believed to be a photo: memory has an end, an answer need not have one. */
const LARGEST = 100e6;
/** Milliseconds without a byte after which a transfer is given up: no TypeError, so that nobody takes it for a closed door. */
const STALLED = 30_000;

/**
 * Without cookies, referrer or cache: a cached answer without CORS would be used for this one (behaviour.md 6.1).
 *
 * @param url as it was signed; nothing may be added to it
 * @returns the answer, and its bytes in the page's memory: an archive would have to read a Blob back
 * @throws TypeError where the network or the server's CORS rules keep the answer away
 */
export async function readBody(
  url: string,
  { signal, onBytes, onReadable }: ReadOptions,
): Promise<{ response: Response; bytes: Uint8Array<ArrayBuffer> }> {
  signal.throwIfAborted();
  const control = new AbortController();
  signal.addEventListener('abort', () => control.abort(signal.reason), { signal: control.signal });
  let watch: ReturnType<typeof setTimeout> | undefined;
  const alive = (): void => {
    clearTimeout(watch);
    watch = setTimeout(() => control.abort(new Error('stalled')), STALLED);
  };
  let length = 0;
  try {
    alive();
    const response = await fetch(url, {
      mode: 'cors',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: control.signal,
    });
    onReadable?.();
    // In most cases the length is known, and nothing has to be copied again. What is said of it may be a lie.
    const announced = Number(response.headers.get('content-length'));
    let bytes = new Uint8Array(announced > 0 && announced < LARGEST ? announced : 0);
    const reader = response.ok ? response.body?.getReader() : null;
    let value: Uint8Array | undefined;
    while ((value = (await reader?.read())?.value)) {
      alive();
      const sum = length + value.length;
      if (sum > LARGEST) throw new Error('too large');
      if (sum > bytes.length) {
        const larger = new Uint8Array(2 * sum);
        larger.set(bytes);
        bytes = larger;
      }
      bytes.set(value, length);
      length = sum;
      onBytes?.(value.length);
    }
    return { response, bytes: bytes.subarray(0, length) };
  } catch (error) {
    onBytes?.(-length);
    throw error;
  } finally {
    clearTimeout(watch);
    // Whatever is still on its way is of no use.
    control.abort();
  }
}
