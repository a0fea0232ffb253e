/** A phone's photo library, in batches that a share sheet takes (behaviour.md 6.3.3). Loaded where there is one. */
import { uniqueName } from '../api/unique-name.js';
import { downloadBatches } from '../i18n/english/download-batches.js';
import { learn } from '../i18n/texts.js';
import type { TrayAction } from '../ui/download-tray.js';
import { saveFile, savesBySharing } from '../ui/save-file.js';
import { share } from '../ui/share-sheet.js';
import type { Run } from './bulk-runs.js';
import type { BulkSaver, Way } from './bulk-saver.js';
import type { Limits } from './transfer.js';

learn(downloadBatches);

/** One sheet. */
const BATCH: Limits = { files: 10, bytes: 50e6 };

class LibraryBatches implements Way {
  private readonly saver: BulkSaver;

  constructor(saver: BulkSaver) {
    this.saver = saver;
  }

  private get size(): number {
    return Math.min(this.saver.left.length, this.saver.runs.weights.fitting(BATCH));
  }

  start(): void {
    const { saver } = this;
    void saver.run(saver.left.slice(0, this.size), saver.kind, async (run) => {
      const batch = await filesOf(run);
      if (batch.length === 0 || saver.runs.current !== run.transfer) return;
      await new Promise<void>((resolve) => this.offer(batch, resolve));
    });
  }

  actions(): TrayAction[] {
    const { port, left } = this.saver;
    if (left.length === 0) return [];
    return [
      {
        part: 'download-part',
        text: port.say('download.batch', { count: this.size }),
        isPrimary: true,
        onPress: () => this.start(),
      },
      this.zipping(),
    ];
  }

  /** The files wait for a tap of their own: a share sheet opens only right after one. */
  private offer(batch: File[], done: () => void): void {
    const { port, photos, show } = this.saver;
    const count = batch.length;
    /** Sheets that have not answered. */
    let open = 0;
    const onPress = async (): Promise<void> => {
      const isAgain = open > 0;
      open += 1;
      const shared = await share({ files: batch });
      open -= 1;
      // A sheet that is refused: the downloads folder is better than nothing.
      if (shared === 'refused') batch.forEach(saveFile);
      if (shared !== 'closed') done();
      // Safari opens no other sheet then until the page is loaded anew.
      else if (isAgain) draw(true);
    };
    const draw = (isStuck: boolean): void =>
      show(() => ({
        text: port.say(isStuck ? 'download.batch.stuck' : 'download.batch.ready', {
          count,
          total: photos.length,
        }),
        isTrouble: isStuck,
        actions: [
          {
            part: 'download-part share',
            text: port.say('download.batch.save', { count }),
            isPrimary: true,
            onPress: () => void onPress(),
          },
          ...(isStuck ? [this.zipping()] : []),
          this.saver.cancelling(),
        ],
      }));
    draw(false);
  }

  private zipping(): TrayAction {
    const { saver } = this;
    return {
      part: 'download-part',
      text: saver.port.say('download.zip'),
      onPress: () => void saver.inArchives(),
    };
  }
}

/** @returns files that wait for a tap; none where they were saved */
async function filesOf({ files }: Run): Promise<File[]> {
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

export const wayOf = (saver: BulkSaver): Way => new LibraryBatches(saver);
