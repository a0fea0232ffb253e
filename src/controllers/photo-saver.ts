/** Saves one photo at a time, from its tile or from the viewer, by the way that this device and this storage have (behaviour.md 6.2). */
import { isAbort } from '../api/errors.js';
import type { OriginalLink, Photo } from '../api/payloads.js';
import { keepFresh, nameOf, previews } from '../state/link-source.js';
import type { LinkSource } from '../state/link-source.js';
import { inAppBrowser } from '../ui/in-app.js';
import { saveFile, savesBySharing, share } from '../ui/save-file.js';
import type { DownloadPort, SaveKind } from './download-port.js';

/** What became of a photo that somebody wants. */
export type Save =
  | { readonly at: 'busy' | 'saved' | 'failed' }
  /** Waits for a tap of its own: a share sheet opens only right after one. */
  | { readonly at: 'ready'; readonly file: File }
  /** The visitor has to save it by hand. */
  | {
      readonly at: 'link';
      readonly link: OriginalLink;
      readonly kind: SaveKind;
      readonly app: string | null;
      /** By the proxy, where it relays. */
      readonly relayed: boolean;
    }
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
  private readonly life = new AbortController();

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
    this.life.abort();
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
      const ask = kind === 'original' ? await this.port.ask([photo]) : null;
      const save: Save =
        ask?.mayHave(photo) === false
          ? { at: 'none', find: true }
          : await this.attempt(photo, kind, ask ?? previews, signal);
      signal.throwIfAborted();
      this.set(photo, save);
      void this.keep(photo, save, ask ?? previews);
      if (save.at === 'saved' || save.at === 'failed') this.end(photo, save.at === 'saved');
    } catch (error) {
      if (isAbort(error) || signal.aborted) return;
      this.set(photo, { at: 'failed' });
      this.end(photo, false);
    }
  }

  private async attempt(
    photo: Photo,
    kind: SaveKind,
    source: LinkSource,
    signal: AbortSignal,
  ): Promise<Save> {
    const { port } = this;
    const link = await source.find(photo);
    if (!link) return { at: 'none', find: false };
    const app = inAppBrowser();
    if (app) return { at: 'link', link, kind, app, relayed: true };
    if (link.relay) {
      const { relay } = await import('./photo-relay.js');
      const relayed = await relay(port, photo, source, link, signal);
      // A page of another site may be forbidden to look; a tab of its own harms nobody.
      if (relayed === 'saved') return { at: 'saved' };
      if (relayed) return { at: 'link', link: relayed, kind, app, relayed: true };
    }
    const { fetchPhoto, fetching, isGood } = await import('./fetching.js');
    const file = await fetchPhoto(photo, fetching(port, source, signal));
    if (!isGood(file)) {
      if (file.missing === 'none') return { at: 'none', find: false };
      if (file.missing === 'closed')
        return { at: 'link', link: file.link ?? link, kind, app, relayed: false };
      return { at: 'failed' };
    }
    const named = new File([file.bytes], file.name, { type: file.type });
    if (savesBySharing(named)) return { at: 'ready', file: named };
    saveFile(named);
    return { at: 'saved' };
  }

  /** A link that is on screen is renewed before it dies. */
  private async keep(photo: Photo, save: Save, source: LinkSource): Promise<void> {
    if (save.at !== 'link') return;
    let shown = save;
    const isShown = (): boolean => this.saves.get(photo.id) === shown;
    await keepFresh(
      async () => {
        const link = isShown() && (await source.renew(photo, shown.link));
        if (!isShown()) return false;
        if (link) this.set(photo, (shown = { ...shown, link }));
        return true;
      },
      this.port.sleep,
      this.life.signal,
    );
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
