/** An archive out of whole files, streamed: what is written is not held. Loaded when photos are zipped. */
import { makeZip } from 'client-zip';
import type { Picture } from '../api/fetch-image.js';
import { uniqueName } from '../api/unique-name.js';

/** A whole file; its name is safe, and made unique here. */
export interface ZipEntry extends Picture {
  readonly name: string;
}

/** What lists the photos that are not in an archive. */
const LIST = '_failed.txt';

/**
 * Stored, not compressed: photos are compressed already. Whatever `files` throws breaks the stream.
 *
 * @param missing asked once all files are in: a text about those that are not, or `null`
 */
export function zipPhotos(
  files: AsyncIterable<ZipEntry>,
  missing: () => string | null,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const taken = new Set([LIST]);
  const lastModified = new Date();
  async function* entries() {
    for await (const { name, bytes } of files)
      yield { name: uniqueName(name, taken), input: bytes, lastModified };
    const text = missing();
    // With a byte order mark, so that every editor reads the names.
    if (text !== null) yield { name: LIST, input: `\uFEFF${text}`, lastModified };
  }
  return makeZip(entries()) as ReadableStream<Uint8Array<ArrayBuffer>>;
}
