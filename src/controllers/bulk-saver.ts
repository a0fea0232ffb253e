/**
 * Saves many photos by the best way that this device and this storage have (behaviour.md 6.3). Here is the archive that is
 * streamed to disk, and what all ways have in common; the others are parts of their own. Loaded when somebody comes near.
 */
import type { Photo } from '../api/payloads.js';
import { downloadMany } from '../i18n/english/download-many.js';
import { learn } from '../i18n/texts.js';
import type { MissingFile } from '../state/photo-files.js';
import type { PhotoList } from '../state/photo-list.js';
import { adopt } from '../ui/adopt.js';
import type { TrayAction, TrayView } from '../ui/download-tray.js';
import { inAppBrowser } from '../ui/in-app.js';
import { canPickFile } from '../ui/pick-file.js';
import { isPhone } from '../ui/save-file.js';
import { progressStyles, trayProgress } from '../ui/tray-progress.js';
import { BulkRuns } from './bulk-runs.js';
import type { Outcome, Work } from './bulk-runs.js';
import type { DownloadPort, SaveKind } from './download-port.js';
import { doorsOf } from './fetching.js';
import type { LinkList } from './link-list.js';
import { archiveName, listMissing, progressOf, summaryOf } from './save-words.js';
import { toDisk } from './to-disk.js';

learn(downloadMany);

/** A way that takes more than one press. */
export interface Way {
  start(): void;
  /** The buttons of what is still to be had. */
  actions(): TrayAction[];
  /** A run has ended. @param photos of that run @param rest what had no turn, or did not fit */
  after?(photos: readonly Photo[], rest: readonly Photo[]): void;
}

export class BulkSaver {
  readonly port: DownloadPort;
  readonly show: (view: (() => TrayView) | null) => void;
  readonly runs: BulkRuns;
  kind: SaveKind = 'original';
  photos: readonly Photo[] = [];
  /** What has not had its turn. */
  left: readonly Photo[] = [];
  private way: Way | undefined;
  private saved = 0;
  private missing: readonly MissingFile[] = [];
  /** Aborted when the visitor turns to something else. */
  private wish = new AbortController();

  constructor(port: DownloadPort, show: (view: (() => TrayView) | null) => void) {
    this.port = port;
    this.show = show;
    this.runs = new BulkRuns(port, (transfer) =>
      show(() => ({ ...progressOf(port, transfer), actions: [this.cancelling()] })),
    );
    adopt(port.host.shadowRoot, progressStyles);
  }

  /** Something is on its way, and can be canceled. */
  get isRunning(): boolean {
    return this.runs.current !== undefined;
  }

  /** All of the shown set, within the click; of one of more than a page the rest is read first. */
  all(): void {
    const list = this.port.host.shownSet?.photos;
    if (!list) return;
    const loaded = [...list.loaded()];
    if (loaded.length >= list.count) this.start(loaded);
    else void this.read(list);
  }

  /**
   * To be called within the visitor's click.
   *
   * @param isRest whether these failed before: what was saved and missing then counts on
   */
  start(photos: readonly Photo[], kind: SaveKind = this.port.kind(), isRest = false): void {
    // Pressed once more for what is on its way: what has come of it is not thrown away.
    const isSame =
      photos.length === this.photos.length && photos.every((photo, n) => photo === this.photos[n]);
    if (this.isRunning && isSame) return;
    this.stop();
    if (!photos[0]) return;
    this.photos = this.left = photos;
    this.kind = kind;
    if (!isRest) {
      this.saved = 0;
      this.missing = [];
    }
    if (inAppBrowser() || doorsOf(this.port).areShut) this.byLink();
    else if (canPickFile()) this.toDisk();
    else if (isPhone()) void this.go(() => import('./library-batches.js'));
    else void this.inArchives();
  }

  /** Ends everything. @param isGone nobody is there to be told */
  stop(isGone = false): void {
    this.wish.abort();
    this.wish = new AbortController();
    this.way = undefined;
    this.runs.stop(isGone);
  }

  /** Archives that this device holds in memory. */
  inArchives(): Promise<void> {
    return this.go(() => import('./archive-parts.js'));
  }

  private async read(list: PhotoList): Promise<void> {
    const { signal } = this.wish;
    this.show(() => ({ text: this.port.say('download.reading') }));
    // What cannot be read cannot be saved; what can be is saved all the same.
    await list.read(0, list.length, signal);
    if (signal.aborted) return;
    this.show(null);
    this.start([...list.loaded()]);
  }

  private async go(load: () => Promise<{ readonly wayOf: (saver: BulkSaver) => Way }>): Promise<void> {
    const { signal } = this.wish;
    try {
      const { wayOf } = await load();
      if (signal.aborted) return;
      this.way = wayOf(this);
      this.way.start();
    } catch {
      this.port.host.cannotLoad();
    }
  }

  async run(photos: readonly Photo[], kind: Work['kind'], act: Work['act']): Promise<void> {
    const outcome = await this.runs.run({
      photos,
      kind,
      act,
      source: () => this.port.source(this.kind, photos),
    });
    if (outcome === 'denied') this.show(null);
    else if (outcome === 'failed')
      this.show(() => ({
        text: this.port.say('download.write'),
        isTrouble: true,
        actions: this.again(photos),
      }));
    else if (outcome !== 'stopped') await this.finish(outcome);
  }

  private toDisk(): void {
    const { port, left: photos } = this;
    const name = `${archiveName(port)}.zip`;
    void this.run(photos, 'zip', async (run) => {
      this.show(() => ({ text: port.say('download.picking'), actions: [this.cancelling()] }));
      const outcome = await toDisk(run, name);
      if (outcome === 'done' || this.runs.current !== run.transfer) return;
      if (outcome === 'declined') {
        this.stop();
        this.show(null);
        return;
      }
      // Not allowed here, or the click is too long ago.
      const { archiveLimits, toArchive } = await import('./archive-parts.js');
      if (this.runs.weights.fitting(archiveLimits()) >= photos.length) await toArchive(run, name);
      else {
        this.runs.halt();
        await this.inArchives();
      }
    });
  }

  /** Links, where this page cannot read the files, or what it reads would be dropped. */
  private byLink(): void {
    const { port, left: photos } = this;
    void this.run(photos, this.kind, async ({ transfer }) => {
      const [source, { findLinks }] = await Promise.all([
        port.source(this.kind, photos),
        import('./link-list.js'),
      ]);
      await findLinks(transfer, source);
    });
  }

  /** A run has ended: says what came of it and what can be done about the rest. */
  private async finish({ transfer, rest, end }: Outcome): Promise<void> {
    const { port, runs } = this;
    const done = new Set(transfer.photos.filter((photo) => !rest.includes(photo)));
    this.left = this.left.filter((photo) => !done.has(photo));
    const saved = (this.saved += transfer.saved);
    const missing = (this.missing = [
      ...this.missing.filter(({ photo }) => !done.has(photo)),
      ...transfer.missing,
    ]);
    this.way?.after?.(transfer.photos, rest);
    const view = (): TrayView => ({
      text: summaryOf(port, saved, missing),
      body: trayProgress(saved ? listMissing(port, missing) : undefined),
      actions: this.whatNext(),
    });
    const closed = transfer.missing.filter((file) => file.missing === 'closed');
    if (!closed[0]) {
      end(new Set());
      this.show(view);
      return;
    }
    // What the visitor saves by its link is saved; which those are is known when she closes the list, or has ticked all.
    const photos = closed.map(({ photo }) => photo);
    const { signal } = this.wish;
    let list: LinkList | undefined;
    let isOver = false;
    const tell = (): void => {
      isOver = true;
      list?.stop();
      end(list?.ticked ?? new Set());
    };
    runs.onGiveUp = tell;
    try {
      const { LinkList: List } = await import('./link-list.js');
      const source = await port.source(this.kind, photos);
      if (isOver || signal.aborted) return;
      list = new List({ port, source, files: closed, view, draw: this.show, onAll: tell, signal });
      list.show();
    } catch {
      if (isOver || signal.aborted) return;
      tell();
      this.show(() => ({ ...view(), isTrouble: true, actions: this.again(photos) }));
    }
  }

  private whatNext(): TrayAction[] {
    const { port, missing, kind } = this;
    const actions = this.way?.actions() ?? [];
    if (actions[0]) return actions;
    const of = (why: MissingFile['missing']) =>
      missing.filter((file) => file.missing === why).map(({ photo }) => photo);
    const [failed, none] = [of('failed'), of('none')];
    const text = port.say('download.previews');
    return [
      ...(failed[0] ? [this.retrying(failed)] : []),
      ...(none[0] && kind === 'original'
        ? [{ part: 'download-previews', text, onPress: () => this.start(none, 'preview') }]
        : []),
    ];
  }

  /** What was stopped or failed, once more; a part and a batch have buttons of their own. */
  private again(photos: readonly Photo[]): TrayAction[] {
    const actions = this.way?.actions() ?? [];
    return actions[0] ? actions : [this.retrying(photos)];
  }

  private retrying(photos: readonly Photo[]): TrayAction {
    return {
      part: 'retry',
      text: this.port.say('retry'),
      onPress: () => this.start(photos, this.kind, true),
    };
  }

  cancelling(): TrayAction {
    const onPress = (): void => {
      const { photos } = this.runs.current ?? {};
      if (!photos) return;
      this.runs.halt();
      this.show(() => ({ text: this.port.say('download.stopped'), actions: this.again(photos) }));
    };
    return { part: 'cancel', text: this.port.say('download.cancel'), onPress };
  }
}
