/** Saving and sharing photos of one gallery, and the tray that says how it goes. Loaded on demand. */
import { nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Photo } from '../api/payloads.js';
import { download } from '../i18n/english/download.js';
import { learn } from '../i18n/texts.js';
import { adopt } from '../ui/adopt.js';
import { downloadTray, trayStyles } from '../ui/download-tray.js';
import type { TrayView } from '../ui/download-tray.js';
import type { DownloadState } from '../ui/viewer-chrome.js';
import type { BulkSaver } from './bulk-saver.js';
import { portOf } from './download-port.js';
import type { DownloadHost, DownloadPort } from './download-port.js';
import { photoSaver } from './photo-saver.js';
import type { PhotoSaver } from './photo-saver.js';
import type { PhotoSharer } from './photo-sharer.js';
import { OnDemand } from './on-demand.js';
import { inTray, inViewer } from './save-states.js';

learn(download);

/** Milliseconds for which the tray says that a photo was saved. */
const LINGER = 4000;

/** Told what to show; asked again where the page turns to another language. */
export type TellViewer = (state: () => DownloadState) => void;

export interface Downloads {
  /** Loads what many photos need, or sharing, so that a press finds it here. */
  warm(part: 'bulk' | 'sharer'): void;
  /** These photos, or all of the shown set, within the click. */
  many(photos?: readonly Photo[]): void;
  /** One photo, from its tile, or from the viewer that is to be told. */
  one(photo: Photo, tell?: TellViewer): void;
  /** To be called within the tap. */
  share(photo: Photo, tell: TellViewer): void;
  /** The visitor turned to another photo, or closed the viewer. */
  leave(photo: Photo | undefined): void;
  /** Nobody is there any more. */
  stop(): void;
  render(): TemplateResult | typeof nothing;
  /** After drawing. */
  updated(): void;
}

/** What belongs to one session. */
interface Work {
  readonly port: DownloadPort;
  readonly saver: PhotoSaver;
  readonly bulk: OnDemand<BulkSaver>;
  readonly sharer: OnDemand<PhotoSharer>;
}

export function downloadsOf(host: DownloadHost): Downloads {
  let work: Work | undefined;
  let bulkView: (() => TrayView) | null = null;
  /** Id of the photo in the tray: it is saved from its tile, or waits for her since she left it in the viewer; empty: none. */
  let single = '';
  /** The photo in the viewer. */
  let viewing: { readonly id: string; readonly tell: TellViewer } | undefined;
  let isNew = true;
  let hadFocus = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const redraw = (): void => host.requestUpdate();
  const find = (selector: string) => host.shadowRoot?.querySelector<HTMLElement>(selector);
  const isFocused = (): boolean => !!find('.tray:focus-within');

  function stop(): void {
    clearTimeout(timer);
    work?.bulk.now?.stop(true);
    work?.saver.stop();
    work = viewing = undefined;
    single = '';
    bulkView = null;
  }

  function now(): Work | undefined {
    const { session } = host;
    if (work && work.port.session !== session) stop();
    if (!session || work) return work;
    const port = portOf(host, session);
    const saver = photoSaver(port, (id) => {
      const save = saver.jobs.get(id)?.save;
      if (save && viewing?.id === id) viewing.tell(() => inViewer(port, save));
      if (single === id) {
        clearTimeout(timer);
        if (!save) single = '';
        else if (save.at === 'saved') timer = setTimeout(close, LINGER);
      }
      redraw();
    });
    const show = (view: (() => TrayView) | null): void => {
      bulkView = view;
      redraw();
    };
    return (work = {
      port,
      saver,
      bulk: new OnDemand(async () => new (await import('./bulk-saver.js')).BulkSaver(port, show)),
      sharer: new OnDemand(async () => new (await import('./photo-sharer.js')).PhotoSharer(port)),
    });
  }

  /** At once where the part is here, because pickers and share sheets need the press itself; else when it is. */
  function use<T>(later: OnDemand<T> | undefined, act: (part: T) => void): void {
    const mine = work;
    later?.use(
      (part) => mine === work && act(part),
      () => host.cannotLoad(),
    );
  }

  function close(): void {
    const id = single;
    single = '';
    if (id) work?.saver.dismiss(id);
    else {
      work?.bulk.now?.stop();
      bulkView = null;
    }
    redraw();
  }

  adopt(host.shadowRoot, trayStyles);

  return {
    stop,
    warm: (part) => now()?.[part].warm(),
    many: (photos) => use(now()?.bulk, (bulk) => (photos ? bulk.start(photos) : bulk.all())),
    one(photo, tell) {
      const saver = now()?.saver;
      const { id } = photo;
      if (tell) viewing = { id, tell };
      // What waits for her in the tray comes back there after it.
      else single = id;
      saver?.press(photo);
    },
    share: (photo, tell) => use(now()?.sharer, (sharer) => void sharer.share(photo, tell)),
    leave(photo) {
      viewing = undefined;
      if (photo) work?.saver.dismiss(photo.id);
    },
    render() {
      // One after the other: each that she has not been told of yet.
      work?.saver.jobs.forEach(({ save: { at } }, id) => /open|failed/.test(at) && (single ||= id));
      const save = work?.saver.jobs.get(single)?.save;
      const view = save && work ? inTray(work.port, save) : bulkView?.();
      hadFocus = isFocused();
      isNew ||= !view;
      if (!view) return nothing;
      return downloadTray({
        view,
        label: host.sentence('gallery.download'),
        closeLabel: host.sentence('download.close'),
        isNew,
        onClose: !single && work?.bulk.now?.isRunning ? undefined : close,
      });
    },
    updated() {
      const tray = find('.tray');
      // Over everything, where the browser has such a layer; else over what the page lets it be over.
      if (tray?.isConnected && 'showPopover' in tray && !tray.matches(':popover-open')) tray.showPopover();
      if (hadFocus && !isFocused())
        ['.tray :is(a,button):not(.tray-close)', '.tray-close', '[part="download-all"]']
          .map(find)
          .find(Boolean)
          ?.focus();
      hadFocus = false;
      if (!tray || !isNew) return;
      isNew = false;
      setTimeout(redraw, 50);
    },
  };
}
