/** Reads a picture whole, or says that it is none: what is half here must never be saved as if it were all. */
import { readBody } from './read-body.js';
import type { ReadOptions } from './read-body.js';

/** A whole picture, of the type that its first bytes say. */
export interface Picture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
}

/** Smallest picture that is believed, in bytes: what is shorter is an error in disguise. */
const SMALLEST = 1024;

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

/**
 * @param url as it was signed; nothing may be added to it
 * @throws TypeError where the network or the server's CORS rules keep the answer away
 * @throws Error for an answer that is no whole picture
 */
export async function fetchImage(url: string, options: ReadOptions): Promise<Picture> {
  const { response, bytes } = await readBody(url, options);
  const { headers, status, ok } = response;
  const type = (headers.get('content-type') ?? '').replace(/;.*$/s, '').trim().toLowerCase();
  // A length is that of what was sent, so it says nothing about a body that was compressed on the way.
  const promised = headers.has('content-encoding') ? null : headers.get('content-length');
  const isWhole = promised === null || Number(promised) === bytes.length;
  const found = sniff(bytes);
  if (
    ok &&
    /^(?:image\/|application\/octet-stream$)/.test(type) &&
    isWhole &&
    bytes.length > SMALLEST &&
    found !== undefined
  )
    return { bytes, type: found || type };
  options.onBytes?.(-bytes.length);
  throw new Error(`Not a whole picture (${status}, ${type}, ${bytes.length} of ${promised} bytes).`);
}
