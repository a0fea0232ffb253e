/** A page with a viewer in it: a host with a shadow root, tiles, and a list of which parts may be missing. */
import { waitUntil } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { Photo } from '../../src/api/payloads.js';
import { openViewer } from '../../src/ui/viewer.js';
import type { Viewer, ViewerOptions } from '../../src/ui/viewer.js';
import { reducedMotion } from '../support/screen.js';

export interface SceneOptions extends Partial<ViewerOptions> {
  length?: number;
  gone?: number[];
  /** Places whose page has not arrived. */
  late?: number[];
  /** Places whose page could not be had. */
  failed?: number[];
  /** Places whose large picture cannot be had. */
  broken?: number[];
  dir?: 'ltr' | 'rtl';
}

async function picture(width: number, height: number, colour: string): Promise<string> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context) {
    context.fillStyle = colour;
    context.fillRect(0, 0, width, height);
  }
  return URL.createObjectURL(await canvas.convertToBlob({ type: 'image/jpeg' }));
}
const thumbnail = await picture(60, 40, 'seagreen');
const preview = await picture(1200, 800, 'steelblue');

let scene: Scene | undefined;

export class Scene {
  readonly host = document.createElement('div');
  readonly root = this.host.attachShadow({ mode: 'open' });
  readonly wanted: number[] = [];
  readonly changes: number[] = [];
  readonly closed: number[] = [];
  readonly forward: number[] = [];
  readonly downloads: string[] = [];
  readonly shares: string[] = [];
  /** What the live region has said. */
  readonly announced: string[] = [];
  length: number;
  readonly late: Set<number>;
  /** Large pictures that cannot be had, and places whose page could not. */
  readonly broken: Set<number>;
  readonly failed: Set<number>;
  /** How often failed pages were asked for again. */
  retries = 0;
  readonly gone: Set<number>;
  private readonly tiles: HTMLButtonElement[] = [];
  private readonly options: SceneOptions;
  private readonly listeners = new Set<() => void>();
  private viewer: Viewer | undefined;

  constructor(options: SceneOptions) {
    this.options = options;
    this.length = options.length ?? 12;
    this.late = new Set(options.late);
    this.gone = new Set(options.gone);
    this.broken = new Set(options.broken);
    this.failed = new Set(options.failed);
    this.host.dir = options.dir ?? 'ltr';
    for (let n = 0; n < 3; n += 1) {
      const tile = document.createElement('button');
      tile.textContent = `tile ${n}`;
      this.root.append(tile);
      this.tiles.push(tile);
    }
    document.body.append(this.host);
  }

  photo(index: number): Photo {
    const large = this.broken.has(index) ? `/no-such-picture-${index}.jpg` : `${preview}#${index}`;
    return { id: `p${index}`, thumbnail, preview: large, width: 1200, height: 800 };
  }

  tile(index: number): HTMLButtonElement | undefined {
    return this.tiles[index];
  }

  open(index = 0): Viewer {
    const { late, gone, failed } = this;
    const length = (): number => this.length;
    this.viewer = openViewer({
      root: this.root,
      index,
      source: {
        get length() {
          return length();
        },
        at: (at) => ([late, gone, failed].some((places) => places.has(at)) ? undefined : this.photo(at)),
        isGone: (at) => gone.has(at),
        hasFailed: (at) => failed.has(at),
        retry: () => void (this.retries += 1),
        want: (at) => this.wanted.push(at),
        subscribe: (listener, { signal }) => {
          this.listeners.add(listener);
          signal.addEventListener('abort', () => this.listeners.delete(listener));
        },
      },
      texts: {
        label: 'Race photos',
        close: 'Close',
        next: 'Next photo',
        previous: 'Previous photo',
        download: 'Download',
        share: 'Share',
        failed: 'This photo could not be loaded.',
        loading: 'Loading photo…',
        counter: (at, total) => `${at + 1} of ${total.toLocaleString('en')}`,
        alt: (at, total) => `Photo ${at + 1} of ${total}`,
      },
      history: true,
      canDownload: true,
      canShare: true,
      tileRect: (at) => this.tile(at)?.getBoundingClientRect(),
      onChange: (at) => this.changes.push(at),
      onClose: (at) => {
        this.closed.push(at);
        this.tile(at)?.focus({ preventScroll: true });
      },
      onForward: (at) => this.forward.push(at),
      onDownload: (photo) => this.downloads.push(photo.id),
      onShare: (photo) => this.shares.push(photo.id),
      ...this.options,
    });
    const status = this.dialog?.querySelector('[role=status]');
    if (status)
      new MutationObserver(() => this.announced.push(status.textContent ?? '')).observe(status, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    return this.viewer;
  }

  /** Pages that were late, or had failed, are here, or the list has changed otherwise. */
  arrive(...indexes: number[]): void {
    for (const index of indexes) for (const places of [this.late, this.failed]) places.delete(index);
    for (const listener of this.listeners) listener();
  }

  get dialog(): HTMLDialogElement | null {
    return this.root.querySelector('dialog');
  }

  part<T extends HTMLElement = HTMLElement>(name: string): T {
    const found = this.root.querySelectorAll<T>(`[part=${name}]`);
    if (found.length !== 1 || !found[0]) throw new Error(`${found.length} parts ${name}`);
    return found[0];
  }

  get counter(): string {
    return this.part('viewer-counter').textContent.trim();
  }

  get stage(): HTMLElement {
    const stage = this.root.querySelector<HTMLElement>('.viewer-stage');
    if (!stage) throw new Error('the viewer is closed');
    return stage;
  }

  /** How much larger than fitting the photo is shown, as it is on screen. */
  get zoom(): number {
    return this.part('viewer-photo').getBoundingClientRect().width / this.stage.clientWidth;
  }

  async opened(index = 0): Promise<this> {
    this.open(index);
    await this.loaded();
    return this;
  }

  /** The large picture is on screen. */
  async loaded(): Promise<void> {
    await waitUntil(() => {
      const large = this.part<HTMLImageElement>('viewer-photo');
      const isReady = large.closest('[data-state=ready]') !== null;
      return isReady && large.naturalWidth > 100 && getComputedStyle(large).opacity === '1';
    }, 'the large picture is shown');
  }

  async isClosed(): Promise<void> {
    await waitUntil(() => this.closed.length > 0 && !this.dialog, 'the viewer is closed');
  }

  async shows(counter: string): Promise<void> {
    await waitUntil(() => this.counter === counter, `the counter says ${counter}, not ${this.counter}`);
  }

  async end(): Promise<void> {
    if (this.dialog) {
      this.viewer?.close();
      await this.isClosed();
    }
    this.host.remove();
  }
}

/** A new page; the one before is taken down. */
export async function aScene(options: SceneOptions = {}): Promise<Scene> {
  await endScene();
  scene = new Scene(options);
  return scene;
}

async function endScene(): Promise<void> {
  await scene?.end();
  scene = undefined;
}

/** To be called in a suite: a window of this size where nothing moves by itself, and after each test no viewer. */
export function viewerPage(width = 900, height = 600): void {
  before(async () => {
    await setViewport({ width, height });
    await reducedMotion(true);
  });
  after(() => setViewport({ width: 900, height: 600 }));
  afterEach(endScene);
}

export const press = (key: string): Promise<void> => sendKeys({ press: key });
