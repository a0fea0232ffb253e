/** An archive out of whole files; what is written is not held. Loaded when photos are zipped. */
import { crc32 } from '../api/crc32.js';
import { uniqueName } from '../api/safe-name.js';
import { ZipFile } from './zip-file.js';

export { crc32 };

/** A whole file; its name is safe, and made unique here. */
export interface ZipEntry {
  readonly name: string;
  readonly blob: Blob;
  /** CRC-32, where it was taken while the file came; else the file is read once more. */
  readonly sum?: number | undefined;
}

/** What lists the photos that are not in an archive. */
const LIST = '_failed.txt';

/**
 * Whatever `files` or `write` throws ends it: what was written is no archive then.
 *
 * @param missing asked once all files are in: a text about those that are not, or `null`
 * @param write takes the pieces in order, each when the last one is done
 */
export async function zipPhotos(
  files: AsyncIterable<ZipEntry>,
  missing: () => string | null,
  write: (piece: Blob) => unknown,
): Promise<void> {
  const taken = new Set([LIST]);
  const zip = new ZipFile();
  const add = async (name: string, blob: Blob, known?: number): Promise<void> => {
    const sum = known ?? crc32(new Uint8Array(await blob.arrayBuffer()));
    await write(new Blob([...zip.header(name, blob.size, sum), blob]));
  };
  for await (const { name, blob, sum } of files) await add(uniqueName(name, taken), blob, sum);
  const text = missing();
  // With a byte order mark, so that every editor reads the names.
  if (text !== null) await add(LIST, new Blob([`\uFEFF${text}`]));
  await write(new Blob(zip.end()));
}
