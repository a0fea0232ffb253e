/** Saving and sharing photos of one gallery, and the tray that says how it goes. Loaded on demand. */
import { nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Photo } from '../api/payloads.js';
import { download } from '../i18n/english/download.js';
import { learn } from '../i18n/texts.js';
import { OnDemand } from './on-demand.js';
import { adopt } from '../ui/adopt.js';
import { downloadTray, trayStyles } from '../ui/download-tray.js';
import type { TrayView } from '../ui/download-tray.js';
import type { DownloadState } from '../ui/viewer-chrome.js';
import type { BulkSaver } from './bulk-saver.js';
import { DownloadPort } from './download-port.js';
import type { DownloadHost } from './download-port.js';
import { PhotoSaver } from './photo-saver.js';
import type { PhotoSharer } from './photo-sharer.js';
import { inTray, inViewer } from './save-states.js';

learn(download);

/** Milliseconds for which the tray says that a photo was saved. */
const LINGER = 4000;

/** What belongs to one session. */
interface Work {
  readonly port: DownloadPort;
  readonly saver: PhotoSaver;
  readonly bulk: OnDemand<BulkSaver>;
  readonly sharer: OnDemand<PhotoSharer>;
}

export class Downloads {
  private readonly host: DownloadHost;
  private work: Work | undefined;
  private bulkView: TrayView | null = null;
  /** The photo that is saved from its tile. */
  private single: Photo | undefined;
  private readonly viewers = new Map<string, (state: DownloadState) => void>();
  private isNew = true;
  private hadFocus = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: DownloadHost) {
    this.host = host;
    adopt(host.shadowRoot, trayStyles);
  }

  /** Loads what many photos need, or sharing, so that a press finds it here. */
  warm(part: 'bulk' | 'sharer'): void {
    this.now()?.[part].warm();
  }

  /** All photos of the shown set, within the click. */
  all(): void {
    const list = this.host.shownSet?.photos;
    if (list)
      this.use(
        ({ bulk }) => bulk,
        (bulk) => bulk.all(list),
      );
  }

  /** These photos, within the click. */
  some(photos: readonly Photo[]): void {
    this.use(
      ({ bulk }) => bulk,
      (bulk) => bulk.start(photos),
    );
  }

  /** One photo from its tile. */
  one(photo: Photo): void {
    const { saver } = this.now() ?? {};
    if (this.single && this.single.id !== photo.id) saver?.dismiss(this.single);
    this.single = photo;
    saver?.press(photo);
    this.redraw();
  }

  /** One photo from the viewer. */
  save(photo: Photo, tell: (state: DownloadState) => void): void {
    this.viewers.set(photo.id, tell);
    this.now()?.saver.press(photo);
  }

  /** To be called within the tap. */
  share(photo: Photo, tell: (state: DownloadState) => void): void {
    this.use(
      ({ sharer }) => sharer,
      (sharer) => void sharer.share(photo, (key) => tell(key ? { message: this.host.sentence(key) } : {})),
    );
  }

  /** The visitor turned to another photo, or closed the viewer. */
  leave(photo: Photo | undefined): void {
    if (!photo) return;
    this.viewers.delete(photo.id);
    this.work?.saver.dismiss(photo);
  }

  /** Nobody is there any more. */
  stop(): void {
    clearTimeout(this.timer);
    this.work?.bulk.now?.stop(true);
    this.work?.saver.stop();
    this.work = undefined;
    this.bulkView = null;
    this.single = undefined;
    this.viewers.clear();
  }

  render(): TemplateResult | typeof nothing {
    const view = this.view;
    this.hadFocus = this.tray?.contains(this.host.shadowRoot?.activeElement ?? null) ?? false;
    if (!view) {
      this.isNew = true;
      return nothing;
    }
    const isRunning = !this.single && this.work?.bulk.now?.isRunning === true;
    return downloadTray({
      view,
      label: this.host.sentence('gallery.download'),
      closeLabel: this.host.sentence('download.close'),
      isNew: this.isNew,
      onClose: isRunning ? undefined : this.onClose,
    });
  }

  /** After drawing. */
  updated(): void {
    const { tray } = this;
    if (!tray) {
      if (this.hadFocus) this.host.shadowRoot?.querySelector<HTMLElement>('[part="download-all"]')?.focus();
      this.hadFocus = false;
      return;
    }
    // Over everything, where the browser has such a layer; else at the lower edge of the gallery.
    if ('showPopover' in tray && !tray.matches(':popover-open')) tray.showPopover();
    if (this.hadFocus && !tray.contains(this.host.shadowRoot?.activeElement ?? null))
      tray.querySelector<HTMLElement>('.tray-actions button, a, button')?.focus();
    if (!this.isNew) return;
    this.isNew = false;
    setTimeout(() => this.redraw(), 50);
  }

  private get tray(): HTMLElement | null {
    return this.host.shadowRoot?.querySelector<HTMLElement>('.tray') ?? null;
  }

  private get view(): TrayView | null {
    const { single, work } = this;
    const save = single && work?.saver.saveOf(single);
    if (!single || !save || !work) return this.bulkView;
    const { saver } = work;
    return inTray(work.port, save, {
      press: () => saver.press(single),
      followed: () => saver.followed(single),
      cancel: () => saver.cancel(single),
    });
  }

  private readonly onClose = (): void => {
    const { single, work } = this;
    if (single) {
      this.single = undefined;
      work?.saver.dismiss(single);
    } else {
      work?.bulk.now?.stop();
      this.bulkView = null;
    }
    this.redraw();
  };

  private redraw(): void {
    this.host.requestUpdate();
  }

  private use<T>(part: (work: Work) => OnDemand<T>, act: (part: T) => void): void {
    const work = this.now();
    if (work)
      part(work).use(
        (loaded) => this.work === work && act(loaded),
        () => this.host.cannotLoad(),
      );
  }

  private now(): Work | undefined {
    const { session } = this.host;
    if (!session) return undefined;
    if (this.work && this.work.port.session !== session) this.stop();
    if (!this.work) {
      const port = new DownloadPort(this.host, session);
      const show = (view: TrayView | null): void => {
        this.bulkView = view;
        this.redraw();
      };
      this.work = {
        port,
        saver: new PhotoSaver(port, (photo) => this.onSave(photo)),
        bulk: new OnDemand(async () => new (await import('./bulk-saver.js')).BulkSaver(port, show)),
        sharer: new OnDemand(async () => new (await import('./photo-sharer.js')).PhotoSharer(port)),
      };
    }
    return this.work;
  }

  private onSave(photo: Photo): void {
    const { work, single } = this;
    const save = work?.saver.saveOf(photo);
    if (!work || !save) return;
    const { port, saver } = work;
    this.viewers.get(photo.id)?.(inViewer(port, save, () => saver.followed(photo)));
    if (photo.id !== single?.id) return;
    clearTimeout(this.timer);
    if (save.at === 'saved') this.timer = setTimeout(this.onClose, LINGER);
    this.redraw();
  }
}
