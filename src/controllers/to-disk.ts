/** An archive that is streamed to a place of the visitor's choice, and how archives are made. */
import type { GoodFile } from '../state/photo-files.js';
import { pickFile } from '../ui/pick-file.js';
import type { FileTarget } from '../ui/pick-file.js';
import type { Run } from './bulk-runs.js';
import type { Limits } from './transfer.js';

const NO_LIMIT: Limits = { files: Infinity, bytes: Infinity };

async function* from(
  first: GoodFile,
  others: AsyncGenerator<GoodFile, void, undefined>,
): AsyncGenerator<GoodFile, void, undefined> {
  yield first;
  yield* others;
}

/**
 * Nothing is written where there is not one photo. What is missing is listed in the archive.
 *
 * @returns whether there is an archive
 */
export async function zip(
  { port, transfer, files }: Run,
  limits: Limits,
  write: (archive: ReadableStream<Uint8Array<ArrayBuffer>>) => Promise<void>,
): Promise<boolean> {
  const { zipPhotos } = await import('../ui/zip-photos.js');
  const good = await files(limits);
  const first = await good.next();
  if (first.done) return false;
  const list = (): string | null => {
    const names = transfer.missing.map(({ name }) => name);
    return names.length > 0 ? [port.say('download.missing.file'), '', ...names, ''].join('\n') : null;
  };
  await write(zipPhotos(from(first.value, good), list));
  transfer.signal.throwIfAborted();
  return true;
}

/**
 * An archive of any size, streamed to a place of the visitor's choice; to be called within the click.
 *
 * @returns `declined` where the visitor wants none; `refused` where the browser allows none
 */
export async function toDisk(run: Run, name: string): Promise<'done' | 'declined' | 'refused'> {
  const { signal } = run.transfer;
  let target: FileTarget | null;
  try {
    target = await pickFile(name);
  } catch {
    return 'refused';
  }
  if (!target) return 'declined';
  let isWhole = false;
  try {
    signal.throwIfAborted();
    // A failure, or a cancel, throws away what was written.
    isWhole = await zip(run, NO_LIMIT, async (archive) =>
      archive.pipeTo(await target.createWritable(), { signal }),
    );
  } finally {
    // The picker leaves an empty file behind.
    if (!isWhole) await target.remove?.().catch(() => undefined);
  }
  return 'done';
}
