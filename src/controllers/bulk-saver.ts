/**
 * Saves many photos by the best way that this device and this storage have (behaviour.md 6.3): an archive streamed to
 * disk, archives in numbered parts, batches into the photo library, or links one by one.
 */
import { isAbort } from '../api/errors.js';
import type { Photo } from '../api/payloads.js';
import type { DownloadDetail } from '../events.js';
import { previews } from '../state/photo-files.js';
import type { GoodFile, LinkSource, MissingFile } from '../state/photo-files.js';
import type { TrayAction, TrayView } from '../ui/download-tray.js';
import { inAppBrowser } from '../ui/in-app.js';
import { canPickFile, isPhone } from '../ui/save-file.js';
import type { DownloadPort, SaveKind } from './download-port.js';
import { LinkList } from './link-list.js';
import { NumberedParts } from './numbered-parts.js';
import { BATCH, archiveLimits, handOver, toArchive, toDisk, toLibrary } from './save-ways.js';
import type { Run } from './save-ways.js';
import { listMissing, progressOf, summaryOf } from './save-words.js';
import { Transfer, Weights } from './transfer.js';

export class BulkSaver {
  private readonly port: DownloadPort;
  private readonly show: (view: TrayView | null) => void;
  private readonly weights = new Weights();
  /** Whole files that did not fit into the run that fetched them. */
  private readonly carried = new Map<Photo, GoodFile>();
  private kind: SaveKind = 'original';
  private photos: readonly Photo[] = [];
  /** What has not had its turn. */
  private left: readonly Photo[] = [];
  private parts = NumberedParts.none;
  private saved = 0;
  private missing: readonly MissingFile[] = [];
  private transfer: Transfer | undefined;
  /** Ends the wish that is under way, where it is given up. */
  private giveUp: (() => void) | undefined;

  constructor(port: DownloadPort, show: (view: TrayView | null) => void) {
    this.port = port;
    this.show = show;
  }

  /** Something is on its way, and can be canceled. */
  get isRunning(): boolean {
    return this.transfer !== undefined;
  }

  /** To be called within the visitor's click. */
  start(photos: readonly Photo[], kind: SaveKind = this.port.kind): void {
    this.stop();
    this.photos = this.left = photos;
    this.kind = kind;
    this.saved = 0;
    this.missing = [];
    this.parts = NumberedParts.none;
    if (inAppBrowser() || this.port.doors.areShut) this.byLink();
    else if (canPickFile()) this.toDisk();
    else if (isPhone()) this.nextBatch();
    else this.inParts();
  }

  /** The visitor wants no more of it. */
  cancel(): void {
    const { transfer } = this;
    if (!transfer) return;
    this.halt();
    this.show({ text: this.port.say('download.stopped'), actions: this.again(transfer.photos) });
  }

  /** Ends everything. @param isGone nobody is there to be told */
  stop(isGone = false): void {
    if (isGone) this.giveUp = undefined;
    this.halt();
    this.carried.clear();
  }

  private halt(): void {
    this.transfer?.stop();
    this.transfer = undefined;
    this.giveUp?.();
  }

  /**
   * Does one piece of work from its announcement to its end.
   *
   * @param work has to reach what needs the click before it waits for anything
   * @param part its place in {@link parts}
   */
  private async run(
    photos: readonly Photo[],
    kind: DownloadDetail['kind'],
    work: (run: Run) => Promise<void>,
    part = -1,
  ): Promise<void> {
    const { port } = this;
    this.halt();
    if (!port.announce({ photos, kind })) {
      this.show(null);
      return;
    }
    const end = (saved: number, failed: readonly string[]): void => {
      this.giveUp = undefined;
      port.ended({ kind, saved, failed });
    };
    this.giveUp = () => end(0, photos.map(port.nameOf));
    const transfer: Transfer = new Transfer(photos, () => this.report(transfer));
    this.transfer = transfer;
    this.report(transfer);
    const files: Run['files'] = async (limits) => {
      const options = port.fetching(await this.source(photos), transfer.signal);
      return transfer.files(options, this.weights, limits, this.carried);
    };
    try {
      await work({ port, transfer, files });
      if (this.transfer === transfer) this.finish(transfer, end, part);
    } catch (error) {
      if (this.transfer !== transfer) return;
      this.halt();
      if (!isAbort(error)) console.warn('<ninepic-gallery>', error);
      this.show({ text: port.say('download.write'), isTrouble: true, actions: this.again(photos) });
    }
  }

  private toDisk(): void {
    const { port, left: photos } = this;
    void this.run(photos, 'zip', async (run) => {
      this.show({ text: port.say('download.picking'), actions: [this.cancelling()] });
      const outcome = await toDisk(run, `${port.archiveName}.zip`);
      if (outcome === 'done' || this.transfer !== run.transfer) return;
      if (outcome === 'declined') {
        this.stop();
        this.show(null);
        // Not allowed here, or the click is too long ago.
      } else if (this.partSize() >= photos.length) await toArchive(run, `${port.archiveName}.zip`);
      else {
        this.halt();
        this.inParts();
      }
    });
  }

  /** Archives of a bounded size, each by a press of its own. */
  private inParts(): void {
    const { port, left } = this;
    const size = this.partSize();
    if (left.length <= size) {
      void this.run(left, 'zip', (run) => toArchive(run, `${port.archiveName}.zip`));
      return;
    }
    this.parts = NumberedParts.of(left, size);
    const key = this.weights.isKnown ? 'download.plan.size' : 'download.plan';
    const values = { count: left.length, size: port.size(this.weights.mean * left.length) };
    this.show({ text: port.say(key, values), actions: this.partActions() });
  }

  private partSize(): number {
    return this.weights.fitting(archiveLimits());
  }

  private partActions(): TrayAction[] {
    return this.parts.actions(
      this.port,
      (photos, name, part) => void this.run(photos, 'zip', (run) => toArchive(run, name), part),
    );
  }

  /** A phone's photo library, in batches that a share sheet takes. */
  private nextBatch(): void {
    const photos = this.left.slice(0, this.weights.fitting(BATCH));
    void this.run(photos, this.kind, async (run) => {
      const batch = await toLibrary(run);
      if (batch.length === 0 || this.transfer !== run.transfer) return;
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
  private finish(
    transfer: Transfer,
    end: (saved: number, failed: readonly string[]) => void,
    part: number,
  ): void {
    const { port } = this;
    const { missing, left } = transfer;
    this.transfer = undefined;
    this.saved += transfer.saved;
    this.carried.clear();
    for (const file of left) this.carried.set(file.photo, file);
    const rest = [...left.map(({ photo }) => photo), ...transfer.rest];
    const done = new Set(transfer.photos.filter((photo) => !rest.includes(photo)));
    this.left = this.left.filter((photo) => !done.has(photo));
    this.missing = [...this.missing.filter(({ photo }) => !done.has(photo)), ...missing];
    this.parts = this.parts.after(part, rest);
    const failed = [...missing.map(({ name }) => name), ...rest.map(port.nameOf)];
    const view: TrayView = {
      text: summaryOf(port, this.saved, this.missing),
      detail: this.saved > 0 ? listMissing(port, this.missing) : undefined,
      actions: this.whatNext(),
    };
    const closed = missing.filter((file) => file.missing === 'closed');
    if (closed.length === 0) {
      end(transfer.saved, failed);
      this.show(view);
      return;
    }
    // What the visitor saves by its link is saved; which those are is known when she closes the list, or has ticked all.
    const list = new LinkList(port, closed, view, this.show);
    this.giveUp = () => {
      list.stop();
      end(
        transfer.saved + list.ticked.size,
        failed.filter((name) => !list.ticked.has(name)),
      );
    };
    list.onAll = () => this.giveUp?.();
    list.show();
  }

  private whatNext(): TrayAction[] {
    const { port, left, missing } = this;
    const of = (why: MissingFile['missing']) =>
      missing.filter((file) => file.missing === why).map(({ photo }) => photo);
    const parts = this.partActions();
    if (parts.length > 0) return parts;
    if (left.length > 0) {
      const count = Math.min(left.length, this.weights.fitting(BATCH));
      const batch = { part: 'download-part', text: port.say('download.batch', { count }) };
      const zip = { part: 'download-part', text: port.say('download.zip') };
      return [
        { ...batch, isPrimary: true, onPress: () => this.nextBatch() },
        { ...zip, onPress: () => this.inParts() },
      ];
    }
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
    return { part: 'cancel', text: this.port.say('download.cancel'), onPress: () => this.cancel() };
  }

  private report(transfer: Transfer): void {
    if (this.transfer !== transfer) return;
    this.show({ ...progressOf(this.port, transfer), actions: [this.cancelling()] });
  }

  private async source(photos: readonly Photo[]): Promise<LinkSource> {
    return this.kind === 'original' ? this.port.ask(photos) : previews;
  }
}
