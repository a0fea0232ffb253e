/** The ways in which many photos leave the page; which one is taken, and what is said about it, is `bulk-saver.ts`. */
import { uniqueName } from '../api/safe-name.js';
import type { GoodFile } from '../state/photo-files.js';
import { isPhone, pickFile, saveFile, savesBySharing, share } from '../ui/save-file.js';
import type { FileTarget } from '../ui/save-file.js';
import type { DownloadPort } from './download-port.js';
import type { Limits, Transfer } from './transfer.js';

/** One archive in memory (behaviour.md 6.3). */
export const archiveLimits = (): Limits =>
  isPhone() ? { files: 20, bytes: 120e6 } : { files: 60, bytes: 400e6 };
/** One sheet into the photo library. */
export const BATCH: Limits = { files: 10, bytes: 50e6 };

const NO_LIMIT: Limits = { files: Infinity, bytes: Infinity };

/** A run under way. */
export interface Run {
  readonly port: DownloadPort;
  readonly transfer: Transfer;
  readonly files: (limits: Limits) => Promise<AsyncGenerator<GoodFile, void, undefined>>;
}

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
async function zip(
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

/** An archive that the browser holds where it wants to. */
export async function toArchive(run: Run, name: string): Promise<void> {
  await zip(run, archiveLimits(), async (archive) => {
    const blob = await new Response(archive).blob();
    run.transfer.signal.throwIfAborted();
    saveFile(new File([blob], name, { type: 'application/zip' }));
  });
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

/** Files for a phone's photo library. @returns those that wait for a tap of their own, if any */
export async function toLibrary({ files }: Run): Promise<File[]> {
  const taken = new Set<string>();
  const batch: File[] = [];
  for await (const { name, bytes, type } of await files(BATCH))
    batch.push(new File([bytes], uniqueName(name, taken), { type }));
  const [first] = batch;
  if (first && savesBySharing(first)) return batch;
  // Few enough that browsers let them pass.
  batch.forEach(saveFile);
  return [];
}

/** Within a tap. @returns false where the visitor closed the sheet, and may ask again */
export async function handOver(batch: File[]): Promise<boolean> {
  const shared = await share({ files: batch });
  if (shared === 'refused') batch.forEach(saveFile);
  return shared !== 'closed';
}
