/** Reads a picture whole, or says that it is none: what is half here must never be saved as if it were all. */

/** An answer that is no whole picture: an error, a text, too short, cut off. The server can be read, though. */
export class NoImage extends Error {
  /** HTTP status of the answer. */
  readonly status: number;

  constructor(status: number, why: string) {
    super(`Not a whole picture (${status}): ${why}.`);
    this.status = status;
  }
}

/** A whole picture, of the type that its first bytes say. In the page's memory: an archive would have to read a Blob back. */
export interface Picture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
}

export interface ImageOptions {
  readonly signal: AbortSignal;
  /** Told how many bytes came; a negative number takes back those of an attempt that failed. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
  /** Told once it is known that this page may read the answer. */
  readonly onReadable?: (() => void) | undefined;
}

/** Smallest picture that is believed, in bytes: what is shorter is an error in disguise. */
const SMALLEST = 1024;
/** Milliseconds without a byte after which a transfer is given up. */
const STALLED = 30_000;

/**
 * What a file is by its first bytes.
 *
 * @returns `undefined` for what is no picture that a race's photo could be
 */
function sniff(head: Uint8Array): string | undefined {
  const text = String.fromCharCode(...head.subarray(0, 12));
  if (text.startsWith('\xFF\xD8\xFF')) return 'image/jpeg';
  if (text.startsWith('\x89PNG')) return 'image/png';
  if (/^RIFF.{4}WEBP/s.test(text)) return 'image/webp';
  return /^\s*[<{]/.test(text) ? undefined : '';
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

/**
 * Without cookies, referrer or cache: a cached answer without CORS would be used for this one (behaviour.md 6.1).
 *
 * @param url as it was signed; nothing may be added to it
 * @throws TypeError where the network or the server's CORS rules keep the answer away
 * @throws NoImage for an answer that is no whole picture
 */
export async function fetchImage(url: string, options: ImageOptions): Promise<Picture> {
  const { signal, onBytes, onReadable } = options;
  signal.throwIfAborted();
  const control = new AbortController();
  const stop = (): void => control.abort(signal.reason);
  signal.addEventListener('abort', stop);
  let watch: ReturnType<typeof setTimeout> | undefined;
  const alive = (): void => {
    clearTimeout(watch);
    watch = setTimeout(() => control.abort(new TypeError('The transfer stalled.')), STALLED);
  };
  let received = 0;
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
    const { status, headers } = response;
    const type = (headers.get('content-type') ?? '').replace(/;.*$/s, '').trim().toLowerCase();
    if (!response.ok || !response.body) throw new NoImage(status, 'refused');
    if (!/^(?:image\/|application\/octet-stream$)/.test(type)) throw new NoImage(status, type);
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      alive();
      chunks.push(value);
      received += value.byteLength;
      onBytes?.(value.byteLength);
    }
    // A length is that of what was sent, so it says nothing about a body that was compressed on the way.
    const promised = headers.has('content-encoding') ? null : headers.get('content-length');
    if (promised !== null && Number(promised) !== received)
      throw new NoImage(status, `${received} bytes of ${promised}`);
    if (received <= SMALLEST) throw new NoImage(status, `${received} bytes`);
    const found = sniff(chunks[0] ?? new Uint8Array());
    if (found === undefined) throw new NoImage(status, 'text');
    return { bytes: joined(chunks, received), type: found || type };
  } catch (error) {
    if (received > 0) onBytes?.(-received);
    throw error;
  } finally {
    clearTimeout(watch);
    signal.removeEventListener('abort', stop);
    // Whatever is still on its way is of no use.
    control.abort();
  }
}
