/**
 * The photo viewer: one photo at a time over the whole window, in a native `<dialog>` inside the gallery's shadow root.
 * Loaded when the first photo is opened. It knows a list of photos, and nothing of sessions.
 */
import { render } from 'lit';
import { viewer } from '../i18n/english/viewer.js';
import { learn } from '../i18n/texts.js';
import { adopt } from './adopt.js';
import { chrome } from './viewer-chrome.js';
import type { DownloadState, ViewerAction, ViewerTexts } from './viewer-chrome.js';
import { ViewerEntry } from './viewer-history.js';
import { swallowKeyUp, viewerKey } from './viewer-keys.js';
import type { ViewerKey } from './viewer-keys.js';
import { flyIn, flyOut } from './viewer-motion.js';
import type { Flight } from './viewer-motion.js';
import type { Slide } from './viewer-slide.js';
import { Stage } from './viewer-stage.js';
import type { StageHost, Way } from './viewer-stage.js';
import { Strip } from './viewer-strip.js';
import { viewerStyles } from './viewer-styles.js';
import type { Viewer, ViewerOptions } from './viewer-options.js';
import { followVisualViewport, frameDialog, frameOf } from './viewer-window.js';

export type { DownloadState, ViewerTexts } from './viewer-chrome.js';
export type { Viewer, ViewerOptions } from './viewer-options.js';
export type { ViewerSource } from './viewer-strip.js';

learn(viewer);

const ZOOM_STEP = 1.5;
/** How far an arrow key moves a zoomed picture. */
const PAN_STEP = 80;
/** Someone who holds an arrow key down is told where she ends, not all she flew over. In milliseconds. */
const ANNOUNCE_AFTER = 120;

const idle = (): DownloadState => ({});

const nextFrame = (): Promise<unknown> | undefined =>
  document.hidden ? undefined : new Promise((resolve) => requestAnimationFrame(resolve));

class PhotoViewer implements Viewer, StageHost {
  index: number;
  private readonly options: ViewerOptions;
  private readonly dialog = document.createElement('dialog');
  private readonly strip: Strip;
  private readonly stage: Stage;
  private readonly open = new AbortController();
  private readonly entry: ViewerEntry | undefined;
  private download = idle;
  private spoken = '';
  private announcing: ReturnType<typeof setTimeout> | undefined;
  private closing = false;

  constructor(options: ViewerOptions) {
    this.options = options;
    this.index = options.index;
    const { dialog } = this;
    const { signal } = this.open;
    const { root, source, texts } = options;
    const tile = options.tileRect(this.index);
    this.strip = new Strip(source, texts, () => this.say(texts.failed));
    this.stage = new Stage(dialog, this.strip.slides, this, signal);

    frameDialog(dialog, root, texts.label);
    this.stage.focus(this.arrange());
    adopt(root, viewerStyles);
    root.prepend(dialog);
    dialog.showModal();
    this.stage.element.focus();
    this.stage.measure();
    flyIn(this.flight(tile));

    this.listen();
    followVisualViewport(dialog, signal);
    source.subscribe(() => this.refresh(), { signal });
    const retry = (): void => {
      this.strip.retry();
      this.refresh();
    };
    addEventListener('online', retry, { signal });
    if (options.history)
      this.entry = new ViewerEntry({
        onBack: () => this.close(),
        onForward: () => root.host.isConnected && options.onForward?.(this.index),
      });
    this.say(texts.alt(this.index, source.length));
  }

  close(): void {
    void this.leave();
  }

  setDownload(state: () => DownloadState, index = this.index): void {
    if (index !== this.index || this.closing) return;
    this.download = state;
    this.draw();
    const { message } = state();
    if (message) this.say(message);
  }

  retell(texts: ViewerTexts): void {
    if (this.closing) return;
    // The same object everywhere.
    Object.assign(this.options.texts, texts);
    frameDialog(this.dialog, this.options.root, texts.label);
    this.arrange();
  }

  canStep(way: Way): boolean {
    return this.neighbour(this.along(way)) !== undefined;
  }

  step(way: Way): void {
    this.go(this.neighbour(this.along(way)));
  }

  tapped(): void {
    this.dialog.classList.toggle('viewer-bare');
  }

  zoomed(zoomed: boolean): void {
    this.dialog.classList.toggle('viewer-zoomed', zoomed);
  }

  uncover(share: number): void {
    const [shade, ui] = this.around;
    shade?.style.setProperty('opacity', `${1 - share}`);
    ui?.style.setProperty('opacity', share > 0 ? '0' : '');
  }

  private listen(): void {
    const { dialog } = this;
    const { signal } = this.open;
    const key = (event: KeyboardEvent): void => {
      const meaning = viewerKey(event);
      if (!meaning) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.type === 'keydown') this.press(meaning);
    };
    dialog.addEventListener('keydown', key, { signal });
    dialog.addEventListener('keyup', key, { signal });
    // Android's Back, and other ways to dismiss.
    const cancel = (event: Event): void => {
      event.preventDefault();
      this.close();
    };
    dialog.addEventListener('cancel', cancel, { signal });
    // A browser may close a dialog without asking.
    dialog.addEventListener('close', () => this.close(), { signal });
    // The page behind must not scroll, nor be zoomed by a trackpad.
    const hold = (event: Event): void => {
      event.preventDefault();
      event.stopPropagation();
    };
    dialog.addEventListener('wheel', hold, { signal, passive: false });
  }

  /** A way on the screen as a way in the list, or back; read when needed, because a page may turn its direction. */
  private along(way: Way): Way {
    return getComputedStyle(frameOf(this.options.root)).direction === 'rtl' ? (-way as Way) : way;
  }

  private neighbour(direction: Way): number | undefined {
    return this.strip.neighbour(this.index, direction);
  }

  private go(index: number | undefined): void {
    if (index === undefined || index === this.index || this.closing) return;
    const { options } = this;
    this.index = index;
    this.download = idle;
    this.strip.retry();
    this.stage.focus(this.arrange());
    this.say(options.texts.alt(index, options.source.length));
    options.onChange(index);
  }

  /** The list has changed: a page is here, or it has another length. */
  private refresh(): void {
    const { length } = this.options.source;
    if (this.closing) return;
    if (length === 0) this.close();
    else if (this.index >= length) this.go(this.strip.neighbour(length, -1) ?? 0);
    else this.arrange();
  }

  private arrange(): Slide {
    const slide = this.strip.show(this.index, this.along(1));
    // Where she is when the page is loaded again: `kept-place.ts` reads it.
    this.dialog.dataset['at'] = `${this.index}`;
    this.draw();
    return slide;
  }

  private draw(): void {
    const { source, texts, canDownload, canShare } = this.options;
    const state = {
      stage: this.stage.element,
      texts,
      index: this.index,
      total: source.length,
      hasPrevious: this.neighbour(-1) !== undefined,
      hasNext: this.neighbour(1) !== undefined,
      hasPhoto: source.at(this.index) !== undefined,
      canDownload,
      canShare,
      download: this.download(),
      spoken: this.spoken,
      act: (action: ViewerAction) => this.act(action),
    };
    render(chrome(state), this.dialog);
  }

  private act(action: ViewerAction): void {
    const { options, index } = this;
    const photo = options.source.at(index);
    if (action === 'close') this.close();
    else if (action === 'next') this.go(this.neighbour(1));
    else if (action === 'previous') this.go(this.neighbour(-1));
    else if (!photo) return;
    else if (action === 'share') options.onShare(photo, index);
    else if (!this.download().busy) options.onDownload(photo, index);
  }

  private say(text: string): void {
    clearTimeout(this.announcing);
    this.announcing = setTimeout(() => {
      if (this.closing) return;
      this.spoken = text;
      this.draw();
    }, ANNOUNCE_AFTER);
  }

  private press(key: ViewerKey): void {
    const { stage } = this;
    if (key === 'left' || key === 'right') {
      const way = key === 'left' ? -1 : 1;
      if (!stage.nudge(way * PAN_STEP, 0)) this.step(way);
    } else if (key === 'up') stage.nudge(0, -PAN_STEP);
    else if (key === 'down') stage.nudge(0, PAN_STEP);
    else if (key === 'first') this.go(this.strip.neighbour(-1, 1));
    else if (key === 'last') this.go(this.strip.neighbour(this.options.source.length, -1));
    else if (key === 'zoom-in') stage.zoomBy(ZOOM_STEP);
    else if (key === 'zoom-out') stage.zoomBy(1 / ZOOM_STEP);
    else if (key === 'fit') stage.fit();
    else if (key === 'close') {
      swallowKeyUp('Escape');
      this.close();
    }
  }

  /** What fades while the picture flies. */
  private get around(): HTMLElement[] {
    return [...this.dialog.querySelectorAll<HTMLElement>('.viewer-shade, .viewer-ui')];
  }

  private flight(tile: DOMRect | undefined): Flight {
    return { ...this.stage.shown, tile, around: this.around };
  }

  private async leave(): Promise<void> {
    if (this.closing) return;
    this.closing = true;
    clearTimeout(this.announcing);
    const { dialog, index, options } = this;
    await this.entry?.leave();
    if (dialog.open && dialog.isConnected) {
      // Going back, the browser puts the page's scroll position back as it was; the tile is looked for after that.
      await nextFrame();
      options.reveal?.(index);
      await flyOut(this.flight(options.tileRect(index)));
    }
    this.open.abort();
    dialog.close();
    // In the page still: see `photo-tile.ts`.
    this.strip.clear();
    dialog.remove();
    options.onClose(index);
  }
}

/** Opens the viewer. @throws when the root is not in a document */
export function openViewer(options: ViewerOptions): Viewer {
  return new PhotoViewer(options);
}
