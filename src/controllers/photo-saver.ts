/** Saves one photo at a time, from its tile or from the viewer, by the way that this device and this storage have (behaviour.md 6.2). */
import { isAbort } from '../api/errors.js';
import type { OriginalLink, Photo } from '../api/payloads.js';
import { nameOf, fetchPhoto, isGood, previews } from '../state/photo-files.js';
import type { LinkSource } from '../state/photo-files.js';
import { inAppBrowser } from '../ui/in-app.js';
import { saveAttachment, saveFile, savesBySharing, share } from '../ui/save-file.js';
import type { DownloadPort, SaveKind } from './download-port.js';

/** What became of a photo that somebody wants. */
export type Save =
  | { readonly at: 'busy' | 'saved' | 'failed' }
  /** Waits for a tap of its own: a share sheet opens only right after one. */
  | { readonly at: 'ready'; readonly file: File }
  /** The visitor has to save it by hand. */
  | { readonly at: 'link'; readonly href: string; readonly kind: SaveKind; readonly app: string | null }
  /** There is no original; `find`: there may be one after a search. */
  | { readonly at: 'none'; readonly find: boolean };

/** A wish that was told to the page, and has not ended. */
interface Wish {
  readonly kind: SaveKind;
  readonly name: string;
  readonly control: AbortController;
}

export class PhotoSaver {
  private readonly port: DownloadPort;
  private readonly changed: (photo: Photo) => void;
  private readonly saves = new Map<string, Save>();
  private readonly wishes = new Map<string, Wish>();

  /** @param changed told when there is something else to say about a photo */
  constructor(port: DownloadPort, changed: (photo: Photo) => void) {
    this.port = port;
    this.changed = changed;
  }

  saveOf(photo: Photo): Save | undefined {
    return this.saves.get(photo.id);
  }

  /** The visitor pressed the photo's button: whatever comes next for it. */
  press(photo: Photo): void {
    const save = this.saves.get(photo.id);
    if (save?.at === 'busy') return;
    if (save?.at === 'ready') void this.hand(photo, save.file);
    else void this.save(photo, save?.at === 'none' ? 'preview' : this.port.kind);
  }

  /** The visitor went to the photo's own link. */
  followed(photo: Photo): void {
    this.end(photo, true);
  }

  /** The visitor turned away: what she did not take is not saved. */
  dismiss(photo: Photo): void {
    // What is on its way was wanted, and goes on.
    if (this.saves.get(photo.id)?.at === 'busy') return;
    this.end(photo, false);
    this.saves.delete(photo.id);
  }

  /** The visitor does not want it any more. */
  cancel(photo: Photo): void {
    this.wishes.get(photo.id)?.control.abort();
    this.end(photo, false);
    this.saves.delete(photo.id);
    this.changed(photo);
  }

  /** Nobody is there any more. */
  stop(): void {
    for (const { control } of this.wishes.values()) control.abort();
    this.saves.clear();
    this.wishes.clear();
  }

  private async save(photo: Photo, kind: SaveKind): Promise<void> {
    if (!this.port.announce({ photos: [photo], kind })) return;
    const control = new AbortController();
    const { signal } = control;
    this.wishes.set(photo.id, { kind, name: nameOf(photo), control });
    this.set(photo, { at: 'busy' });
    try {
      const save = await this.attempt(photo, kind, signal);
      signal.throwIfAborted();
      this.set(photo, save);
      if (save.at === 'saved' || save.at === 'failed') this.end(photo, save.at === 'saved');
    } catch (error) {
      if (isAbort(error) || signal.aborted) return;
      this.set(photo, { at: 'failed' });
      this.end(photo, false);
    }
  }

  private async attempt(photo: Photo, kind: SaveKind, signal: AbortSignal): Promise<Save> {
    const { port } = this;
    let source: LinkSource = previews;
    if (kind === 'original') {
      const ask = await port.ask([photo]);
      if (!ask.mayHave(photo)) return { at: 'none', find: true };
      source = ask;
      const relayed = await this.relay(photo, ask, signal);
      if (relayed) return relayed;
    }
    const link = await source.find(photo);
    if (!link) return { at: 'none', find: false };
    const app = inAppBrowser();
    if (app) return { at: 'link', href: link.url, kind, app };
    const file = await fetchPhoto(photo, port.fetching(source, signal));
    if (!isGood(file)) {
      if (file.missing === 'none') return { at: 'none', find: false };
      if (file.missing === 'closed') return { at: 'link', href: file.link?.url ?? link.url, kind, app };
      return { at: 'failed' };
    }
    const named = new File([file.blob], file.name, { type: file.blob.type });
    if (savesBySharing(named)) return { at: 'ready', file: named };
    saveFile(named);
    return { at: 'saved' };
  }

  /** @returns `undefined` where the proxy relays nothing, or cannot now */
  private async relay(photo: Photo, source: LinkSource, signal: AbortSignal): Promise<Save | undefined> {
    let link: OriginalLink | null = await source.find(photo);
    for (let attempt = 1; link?.relay; attempt += 1) {
      const href = new URL(link.relay, this.port.proxyUrl).href;
      const app = inAppBrowser();
      if (app) return { at: 'link', href, kind: 'original', app };
      const status = await statusOf(href, signal);
      // A page of another site may be forbidden to look; a tab of its own harms nobody.
      if (status === null) return { at: 'link', href, kind: 'original', app: null };
      if (status === 200) {
        saveAttachment(href);
        return { at: 'saved' };
      }
      if (attempt > 1 || (status !== 403 && status !== 410)) return undefined;
      link = await source.renew(photo, link);
    }
    return undefined;
  }

  private async hand(photo: Photo, file: File): Promise<void> {
    const shared = await share({ files: [file] });
    if (shared === 'closed') return;
    // A sheet that is refused: the downloads folder is better than nothing.
    if (shared === 'refused') saveFile(file);
    this.set(photo, { at: 'saved' });
    this.end(photo, true);
  }

  private end(photo: Photo, isSaved: boolean): void {
    const wish = this.wishes.get(photo.id);
    if (!wish) return;
    this.wishes.delete(photo.id);
    this.port.ended({ kind: wish.kind, saved: isSaved ? 1 : 0, failed: isSaved ? [] : [wish.name] });
  }

  private set(photo: Photo, save: Save): void {
    // One large file at a time waits for its tap.
    if (save.at === 'ready')
      for (const [id, other] of this.saves) if (other.at === 'ready') this.saves.delete(id);
    this.saves.set(photo.id, save);
    this.changed(photo);
  }
}

/**
 * Asks whether a relayed original can be had before the page is sent there: an error in its place would be shown instead
 * of the host's page. The body is not read.
 *
 * @returns `null` where this page may not know
 */
async function statusOf(href: string, signal: AbortSignal): Promise<number | null> {
  const control = new AbortController();
  const stop = (): void => control.abort();
  signal.addEventListener('abort', stop);
  try {
    const { status } = await fetch(href, {
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: control.signal,
    });
    return status;
  } catch {
    signal.throwIfAborted();
    return null;
  } finally {
    signal.removeEventListener('abort', stop);
    control.abort();
  }
}
