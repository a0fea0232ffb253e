/** An archive out of whole files, streamed: what is written is not held. Loaded when photos are zipped. */
import { makeZip } from 'client-zip';
import type { Picture } from '../api/fetch-image.js';
import { uniqueName } from '../api/unique-name.js';

/** A whole file; its name is safe, and made unique here. */
export interface ZipEntry extends Picture {
  readonly name: string;
}

type Bytes = Uint8Array<ArrayBuffer>;

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
): ReadableStream<Bytes> {
  const taken = new Set([LIST]);
  const lastModified = new Date();
  async function* entries() {
    for await (const { name, bytes } of files)
      yield { name: uniqueName(name, taken), input: bytes, lastModified };
    const text = missing();
    // With a byte order mark, so that every editor reads the names.
    if (text !== null) yield { name: LIST, input: `\uFEFF${text}`, lastModified };
  }
  const pieces = makeZip(entries()) as ReadableStream<Bytes>;
  return pieces.pipeThrough(joined());
}

/** Bytes that are worth a piece of their own. */
const LARGE = 65_536;

/**
 * What stands between two photos, in one piece instead of four: a disk is another process, and each piece that is written
 * waits for its answer.
 */
function joined(): TransformStream<Bytes, Bytes> {
  let small: Bytes[] = [];
  let size = 0;
  const handOn = async (out: TransformStreamDefaultController<Bytes>): Promise<void> => {
    if (size > 0) out.enqueue(new Uint8Array(await new Blob(small).arrayBuffer()));
    small = [];
    size = 0;
  };
  return new TransformStream({
    async transform(piece, out) {
      if (piece.length < LARGE) {
        small.push(piece);
        size += piece.length;
      }
      if (piece.length >= LARGE || size >= LARGE) await handOn(out);
      if (piece.length >= LARGE) out.enqueue(piece);
    },
    flush: handOn,
  });
}
