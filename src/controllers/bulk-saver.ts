/**
 * Saves many photos by the best way that this device and this storage have (behaviour.md 6.3): an archive streamed to
 * disk, archives in numbered parts, batches into the photo library, or links one by one. Loaded when somebody comes near.
 */
import type { Photo } from '../api/payloads.js';
import { downloadMany } from '../i18n/english/download-many.js';
import { learn } from '../i18n/texts.js';
import { previews } from '../state/link-source.js';
import type { LinkSource } from '../state/link-source.js';
import type { MissingFile } from '../state/photo-files.js';
import type { PhotoList } from '../state/photo-list.js';
import type { TrayAction, TrayView } from '../ui/download-tray.js';
import { inAppBrowser } from '../ui/in-app.js';
import { canPickFile, isPhone } from '../ui/save-file.js';
import { BulkRuns } from './bulk-runs.js';
import type { Outcome, Work } from './bulk-runs.js';
import type { DownloadPort, SaveKind } from './download-port.js';
import { doorsOf } from './fetching.js';
import type { LinkList } from './link-list.js';
import { NumberedParts } from './numbered-parts.js';
import { BATCH, archiveLimits, handOver, toArchive, toDisk, toLibrary } from './save-ways.js';
import { archiveName, listMissing, progressOf, sizeOf, summaryOf } from './save-words.js';
import type { Transfer } from './transfer.js';

learn(downloadMany);

export class BulkSaver {
  private readonly port: DownloadPort;
  private readonly show: (view: TrayView | null) => void;
  private readonly runs: BulkRuns;
  private kind: SaveKind = 'original';
  private photos: readonly Photo[] = [];
  /** What has not had its turn. */
  private left: readonly Photo[] = [];
  private parts = NumberedParts.none;
  private saved = 0;
  private missing: readonly MissingFile[] = [];
  private reading: AbortController | undefined;

  constructor(port: DownloadPort, show: (view: TrayView | null) => void) {
    this.port = port;
    this.show = show;
    this.runs = new BulkRuns(port, (transfer) => this.report(transfer));
  }

  /** Something is on its way, and can be canceled. */
  get isRunning(): boolean {
    return this.runs.current !== undefined;
  }

  /** All of a list, within the click; of one of more than a page the rest is read first. */
  all(list: PhotoList): void {
    const loaded = [...list.loaded()];
    if (loaded.length >= list.count) this.start(loaded);
    else void this.read(list);
  }

  /** To be called within the visitor's click. */
  start(photos: readonly Photo[], kind: SaveKind = this.port.kind): void {
    this.stop();
    if (photos.length === 0) return;
    this.photos = this.left = photos;
    this.kind = kind;
    this.saved = 0;
    this.missing = [];
    this.parts = NumberedParts.none;
    if (inAppBrowser() || doorsOf(this.port).areShut) this.byLink();
    else if (canPickFile()) this.toDisk();
    else if (isPhone()) this.nextBatch();
    else this.inParts();
  }

  /** Ends everything. @param isGone nobody is there to be told */
  stop(isGone = false): void {
    this.reading?.abort();
    this.reading = undefined;
    this.runs.stop(isGone);
  }

  private async read(list: PhotoList): Promise<void> {
    if (this.reading) return;
    const reading = (this.reading = new AbortController());
    this.show({ text: this.port.say('download.reading'), actions: [] });
    // What cannot be read cannot be saved; what can be is saved all the same.
    await list.read(0, list.length, reading.signal);
    if (this.reading !== reading) return;
    this.show(null);
    this.start([...list.loaded()]);
  }

  /** @param part its place in {@link parts} */
  private async run(
    photos: readonly Photo[],
    kind: Work['kind'],
    act: Work['act'],
    part = -1,
  ): Promise<void> {
    const outcome = await this.runs.run({ photos, kind, act, source: () => this.source(photos) });
    if (outcome === 'denied') this.show(null);
    else if (outcome === 'failed')
      this.show({
        text: this.port.say('download.write'),
        isTrouble: true,
        actions: this.again(photos),
      });
    else if (outcome !== 'stopped') await this.finish(outcome, part);
  }

  private toDisk(): void {
    const { port, left: photos } = this;
    const name = `${archiveName(port)}.zip`;
    void this.run(photos, 'zip', async (run) => {
      this.show({ text: port.say('download.picking'), actions: [this.cancelling()] });
      const outcome = await toDisk(run, name);
      if (outcome === 'done' || this.runs.current !== run.transfer) return;
      if (outcome === 'declined') {
        this.stop();
        this.show(null);
        // Not allowed here, or the click is too long ago.
      } else if (this.partSize() >= photos.length) await toArchive(run, name);
      else {
        this.runs.halt();
        this.inParts();
      }
    });
  }

  /** Archives of a bounded size, each by a press of its own. */
  private inParts(): void {
    const { port, left } = this;
    const size = this.partSize();
    if (left.length <= size) {
      void this.run(left, 'zip', (run) => toArchive(run, `${archiveName(port)}.zip`));
      return;
    }
    this.parts = NumberedParts.of(left, size);
    const { isKnown, mean } = this.runs.weights;
    const values = { count: left.length, size: sizeOf(port, mean * left.length) };
    const key = isKnown ? 'download.plan.size' : 'download.plan';
    this.show({ text: port.say(key, values), actions: this.partActions() });
  }

  private partSize(): number {
    return this.runs.weights.fitting(archiveLimits());
  }

  private partActions(): TrayAction[] {
    return this.parts.actions(
      this.port,
      (photos, name, part) => void this.run(photos, 'zip', (run) => toArchive(run, name), part),
    );
  }

  /** A phone's photo library, in batches that a share sheet takes. */
  private nextBatch(): void {
    const photos = this.left.slice(0, this.runs.weights.fitting(BATCH));
    void this.run(photos, this.kind, async (run) => {
      const batch = await toLibrary(run);
      if (batch.length === 0 || this.runs.current !== run.transfer) return;
      await new Promise<void>((resolve) => this.offer(batch, resolve));
    });
  }

  private offer(batch: File[], done: () => void): void {
    const { port } = this;
    const count = batch.length;
    const onPress = async (): Promise<void> => {
      if (await handOver(batch)) done();
    };
    this.show({
      text: port.say('download.batch.ready', { count, total: this.photos.length }),
      actions: [
        {
          part: 'download-part share',
          text: port.say('download.batch.save', { count }),
          isPrimary: true,
          onPress: () => void onPress(),
        },
        this.cancelling(),
      ],
    });
  }

  /** Links, where this page cannot read the files, or what it reads would be dropped. */
  private byLink(): void {
    const { port, left: photos } = this;
    void this.run(photos, this.kind, async ({ transfer }) => {
      const source = await this.source(photos);
      for (const photo of photos) {
        const link = await source.find(photo);
        transfer.signal.throwIfAborted();
        transfer.missing.push({ photo, name: port.nameOf(photo), missing: link ? 'closed' : 'none', link });
      }
    });
  }

  /** A run has ended: says what came of it and what can be done about the rest. */
  private async finish({ transfer, rest, end }: Outcome, part: number): Promise<void> {
    const { port, runs } = this;
    const done = new Set(transfer.photos.filter((photo) => !rest.includes(photo)));
    this.saved += transfer.saved;
    this.left = this.left.filter((photo) => !done.has(photo));
    this.missing = [...this.missing.filter(({ photo }) => !done.has(photo)), ...transfer.missing];
    this.parts = this.parts.after(part, rest);
    const view: TrayView = {
      text: summaryOf(port, this.saved, this.missing),
      detail: this.saved > 0 ? listMissing(port, this.missing) : undefined,
      actions: this.whatNext(),
    };
    const closed = transfer.missing.filter((file) => file.missing === 'closed');
    if (closed.length === 0) {
      end(new Set());
      this.show(view);
      return;
    }
    // What the visitor saves by its link is saved; which those are is known when she closes the list, or has ticked all.
    let list: LinkList | undefined;
    let isOver = false;
    const tell = (): void => {
      isOver = true;
      list?.stop();
      end(list?.ticked ?? new Set());
    };
    runs.onGiveUp = tell;
    const photos = closed.map(({ photo }) => photo);
    try {
      const { LinkList: List } = await import('./link-list.js');
      const source = await this.source(photos);
      if (isOver) return;
      list = new List(port, source, closed, view, this.show);
      list.onAll = tell;
      list.show();
    } catch {
      if (isOver) return;
      tell();
      this.show({ ...view, isTrouble: true, actions: this.again(photos) });
    }
  }

  private whatNext(): TrayAction[] {
    const { port, left, missing } = this;
    const parts = this.partActions();
    if (parts.length > 0) return parts;
    if (left.length > 0) {
      const count = Math.min(left.length, this.runs.weights.fitting(BATCH));
      const batch = { part: 'download-part', text: port.say('download.batch', { count }) };
      const zip = { part: 'download-part', text: port.say('download.zip') };
      return [
        { ...batch, isPrimary: true, onPress: () => this.nextBatch() },
        { ...zip, onPress: () => this.inParts() },
      ];
    }
    const of = (why: MissingFile['missing']) =>
      missing.filter((file) => file.missing === why).map(({ photo }) => photo);
    const [failed, none] = [of('failed'), of('none')];
    const text = port.say('download.previews');
    return [
      ...(failed.length > 0 ? [this.retrying(failed)] : []),
      ...(none.length > 0 && this.kind === 'original'
        ? [{ part: 'download-previews', text, onPress: () => this.start(none, 'preview') }]
        : []),
    ];
  }

  /** What was stopped or failed, once more; a numbered part has its own button. */
  private again(photos: readonly Photo[]): TrayAction[] {
    const parts = this.partActions();
    return parts.length > 0 ? parts : [this.retrying(photos)];
  }

  private retrying(photos: readonly Photo[]): TrayAction {
    return { part: 'retry', text: this.port.say('retry'), onPress: () => this.start(photos, this.kind) };
  }

  private cancelling(): TrayAction {
    const onPress = (): void => {
      const { photos } = this.runs.current ?? {};
      if (!photos) return;
      this.runs.halt();
      this.show({ text: this.port.say('download.stopped'), actions: this.again(photos) });
    };
    return { part: 'cancel', text: this.port.say('download.cancel'), onPress };
  }

  private report(transfer: Transfer): void {
    this.show({ ...progressOf(this.port, transfer), actions: [this.cancelling()] });
  }

  private async source(photos: readonly Photo[]): Promise<LinkSource> {
    return this.kind === 'original' ? this.port.ask(photos) : previews;
  }
}
