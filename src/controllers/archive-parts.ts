/**
 * Archives in the memory of this device: one, or numbered parts, each by a press of its own (behaviour.md 6.3). Loaded where
 * no archive can be streamed to disk.
 */
import type { Photo } from '../api/payloads.js';
import { downloadParts } from '../i18n/english/download-parts.js';
import { learn } from '../i18n/texts.js';
import type { TrayAction } from '../ui/download-tray.js';
import { isPhone, saveFile } from '../ui/save-file.js';
import type { Run } from './bulk-runs.js';
import type { BulkSaver, Way } from './bulk-saver.js';
import { NumberedParts } from './numbered-parts.js';
import { archiveName, sizeOf } from './save-words.js';
import { zip } from './to-disk.js';
import type { Limits } from './transfer.js';

learn(downloadParts);

/** One archive in memory. */
export const archiveLimits = (): Limits =>
  isPhone() ? { files: 20, bytes: 120e6 } : { files: 60, bytes: 400e6 };

/** An archive that the browser holds where it wants to. */
export async function toArchive(run: Run, name: string): Promise<void> {
  await zip(run, archiveLimits(), async (archive) => {
    const blob = await new Response(archive).blob();
    run.transfer.signal.throwIfAborted();
    saveFile(new File([blob], name, { type: 'application/zip' }));
  });
}

class ArchiveParts implements Way {
  private readonly saver: BulkSaver;
  private parts = NumberedParts.none;

  constructor(saver: BulkSaver) {
    this.saver = saver;
  }

  start(): void {
    const { port, left, runs, show } = this.saver;
    const { isKnown, mean } = runs.weights;
    const size = runs.weights.fitting(archiveLimits());
    if (left.length <= size) {
      this.save(left, `${archiveName(port)}.zip`);
      return;
    }
    this.parts = NumberedParts.of(left, size);
    show(() => ({
      text: port.say(isKnown ? 'download.plan.size' : 'download.plan', {
        count: left.length,
        size: sizeOf(port, mean * left.length),
      }),
      actions: this.actions(),
    }));
  }

  /** A button for each part that is still to be made. */
  actions(): TrayAction[] {
    const { port } = this.saver;
    return this.parts.open.map(({ number, of, photos }) => ({
      part: 'download-part',
      text: port.say('download.part', { part: number, parts: of, count: photos.length }),
      onPress: () => this.save(photos, `${archiveName(port)}-${number}-of-${of}.zip`),
    }));
  }

  after(photos: readonly Photo[], rest: readonly Photo[]): void {
    this.parts = this.parts.after(photos, rest);
  }

  private save(photos: readonly Photo[], name: string): void {
    void this.saver.run(photos, 'zip', (run) => toArchive(run, name));
  }
}

export const wayOf = (saver: BulkSaver): Way => new ArchiveParts(saver);
