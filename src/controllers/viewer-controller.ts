/** Opens the viewer over a gallery, loads it on first use, and brings the gallery to where the visitor ended. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Photo } from '../api/payloads.js';
import type { EventScope } from '../events.js';
import type { MessageKey } from '../i18n/messages.js';
import { painted } from '../state/pause.js';
import type { ResultSet } from '../state/search-state.js';
import type { Session } from '../state/session.js';
import type { DownloadState, Viewer, ViewerTexts } from '../ui/viewer.js';
import type { DownloadController } from './download-controller.js';
import { OnDemand } from './on-demand.js';
import { onScroll } from './scroll-place.js';

/** Whoever has scrolled by more than this since she pressed a photo looks at something else, in CSS pixels. */
const SCROLLED_ON = 80;

export interface ViewerHost extends ReactiveControllerHost, HTMLElement {
  readonly noHash: boolean;
  readonly session: Session | null;
  readonly scope: EventScope;
  /** What is on the page. */
  readonly shownSet: ResultSet | null;
  altOf(index: number): string;
  sentence(key: MessageKey, values?: Readonly<Record<string, string | number>>): string;
  /** Brings a photo into view. */
  revealPhoto(index: number): void;
  /** Brings a photo into view and gives it the focus. */
  focusPhoto(index: number): void;
  /** @param scope of the race that the photo is of, which may be another by now */
  onViewerClose(photo: Photo | undefined, index: number, scope: EventScope): void;
}

/** In the language of the moment. */
const textsOf = (host: ViewerHost): ViewerTexts => ({
  label: host.sentence('gallery.label'),
  close: host.sentence('viewer.close'),
  next: host.sentence('viewer.next'),
  previous: host.sentence('viewer.previous'),
  loading: host.sentence('viewer.loading'),
  failed: host.sentence('viewer.failed'),
  download: host.sentence('viewer.download'),
  share: host.sentence('viewer.share'),
  counter: (at, total) => host.sentence('viewer.counter', { index: at + 1, total }),
  alt: (at) => host.altOf(at),
});

export class ViewerController implements ReactiveController {
  private readonly host: ViewerHost;
  private readonly downloads: DownloadController;
  private viewer: Viewer | undefined;
  /** The photo that was pressed while the viewer is still on its way: aborted once it is here, or not wanted any more. */
  private coming: AbortController | undefined;
  /** What the photo in the viewer is of. */
  private session: Session | null = null;
  private readonly code = new OnDemand(() => import('../ui/viewer.js'));

  constructor(host: ViewerHost, downloads: DownloadController) {
    this.host = host;
    this.downloads = downloads;
    host.addController(this);
  }

  /** The page may turn to another race or language while the viewer is open, and the texts of a language may come late. */
  hostUpdated(): void {
    if (this.session !== this.host.session) this.close();
    // Each time: texts come in several files, in any order, and the frame of a language after them.
    else this.viewer?.retell(textsOf(this.host));
  }

  hostDisconnected(): void {
    this.close();
  }

  /** Somebody points at a photo: the viewer is here by the time it is pressed. */
  readonly warm = (): void => this.code.warm();

  /** One viewer at a time, for the photo that was pressed last; for none where she has turned to something else meanwhile. */
  async open(set: ResultSet, index: number): Promise<void> {
    const { host } = this;
    const root = host.shadowRoot;
    if (this.viewer || !root) return;
    const { session, scope } = host;
    this.session = session;
    const tileAt = (at: number) => root.querySelector(`[data-index="${at}"]`);
    const signal = this.expect(tileAt(index));
    try {
      const list = set.photos;
      const { downloads } = this;
      const canSave = downloads.isOn;
      // Of another search or race, its places are not those on the page; nor has it any while the page hides the gallery.
      const isShown = (): boolean =>
        host.shownSet?.photos === list && !!root.querySelector<HTMLElement>('[part="grid"]')?.offsetWidth;
      const tell = (at: number) => (state: () => DownloadState) => this.viewer?.setDownload(state, at);
      let seen = list.at(index);
      /** What the list knows of who looks. */
      const eye = {};
      // The picture is on its way while the viewer is still being fetched.
      new Image().src = list.at(index)?.preview ?? '';
      const [{ openViewer }] = await Promise.all([this.code.get(), painted()]);
      if (signal.aborted || session !== host.session) return;
      if (canSave) downloads.warm('sharer');
      // A page may close a dialog of its own that the gallery is in: nobody would see the viewer then, nor get out of it.
      const sight = new ResizeObserver(([seen]) => seen?.contentRect.width === 0 && this.close());
      this.viewer = openViewer({
        root,
        index,
        source: {
          get length() {
            return list.length;
          },
          at: (at) => list.at(at),
          isGone: (at) => list.isGone(at),
          hasFailed: (at) => list.error !== undefined && !list.isLoaded(at),
          retry: () => list.retry(),
          want: (at) => list.want(Math.max(0, at - 2), at + 3, false, eye),
          subscribe: (listener, options) => list.subscribe(listener, options),
        },
        texts: textsOf(host),
        // Said by the gallery, or for all tags of the search.
        history: !host.noHash && !session?.shared?.noHash,
        canDownload: canSave,
        canShare: canSave,
        tileRect: (at) => (isShown() ? tileAt(at)?.getBoundingClientRect() : undefined),
        reveal: (at) => isShown() && host.revealPhoto(at),
        onForward: (at) => isShown() && void this.open(set, at),
        onChange: (at) => {
          downloads.leave(seen);
          seen = list.at(at);
        },
        onClose: (at) => {
          sight.disconnect();
          this.viewer = undefined;
          list.want(0, 0, false, eye);
          downloads.leave(seen);
          if (isShown()) host.focusPhoto(at);
          host.onViewerClose(list.at(at), at, scope);
        },
        onDownload: (photo, at) => downloads.use((saving) => saving.one(photo, tell(at)), tell(at)),
        onShare: (photo, at) => downloads.use((saving) => saving.share(photo, tell(at)), tell(at)),
      });
      const dialog = root.querySelector('.viewer');
      if (dialog) sight.observe(dialog);
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      if (!signal.aborted) this.coming?.abort();
    }
  }

  /** Shows on the tile that its photo is on its way. @returns aborted once she turns to something else */
  private expect(tile: Element | null): AbortSignal {
    const topOf = () => tile?.getBoundingClientRect().top ?? 0;
    this.coming?.abort();
    const coming = (this.coming = new AbortController());
    const { signal } = coming;
    const top = topOf();
    const drop = (): void => coming.abort();
    onScroll(this.host, () => Math.abs(topOf() - top) > SCROLLED_ON && drop(), signal);
    for (const type of ['click', 'focusin'])
      globalThis.addEventListener(type, drop, { capture: true, signal });
    tile?.setAttribute('aria-busy', 'true');
    signal.addEventListener('abort', () => tile?.removeAttribute('aria-busy'));
    return signal;
  }

  close(): void {
    this.coming?.abort();
    this.viewer?.close();
  }
}
