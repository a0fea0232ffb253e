/**
 * Ticking several photos: by their boxes, by a stretch (Shift, or going over the boxes), by keyboard, or a whole search.
 * Loaded where a gallery is `selectable`. Ticks are kept by photo id, whatever is drawn.
 */
import type { ReactiveController } from 'lit';
import { selection as texts } from '../i18n/english/selection.js';
import { learn } from '../i18n/texts.js';
import type { MessageKey } from '../i18n/messages.js';
import type { PhotoList } from '../state/photo-list.js';
import { Selection } from '../state/selection.js';
import type { Session } from '../state/session.js';
import { LONGEST, Stretch } from '../state/stretch.js';
import { adopt } from '../ui/adopt.js';
import { pickingStyles } from '../ui/picking-styles.js';
import { pickingBar, tickBox } from '../ui/tick-box.js';
import type { GridController } from './grid-controller.js';
import type { PickingHost } from './picking-controller.js';
import { PickingAll } from './picking-all.js';
import type { PickingNote } from './picking-all.js';
import { PickingDrag } from './picking-drag.js';
import { listenForKeys } from './picking-keys.js';

learn(texts);

export class Picking implements ReactiveController {
  readonly selection = new Selection();
  private readonly host: PickingHost;
  private readonly grid: GridController;
  private listening: AbortController | undefined;
  private drag: PickingDrag | undefined;
  /** The last stretch, to be reached further. */
  private stretch: Stretch | null = null;
  /** The list of that stretch. */
  private list: PhotoList | null = null;
  private readonly whole: PickingAll;
  private note: PickingNote | null = null;
  private hadSearch = false;
  /** What was ticked is of its photos. */
  private session: Session | null = null;

  constructor(host: PickingHost, grid: GridController) {
    this.host = host;
    this.grid = grid;
    adopt(host.shadowRoot, pickingStyles);
    this.selection.subscribe(() => host.requestUpdate());
    this.whole = new PickingAll(host, this.selection, (note) => this.show(note));
  }

  /** The bar stands above the tray of downloads. */
  hostUpdated(): void {
    const find = (selector: string) => this.host.shadowRoot?.querySelector<HTMLElement>(selector);
    const tray = find('.tray')?.getBoundingClientRect();
    const edge = (tray && find('.bounded')?.getBoundingClientRect().bottom) ?? innerHeight;
    const room = tray ? `${Math.max(0, edge - tray.top)}px` : '';
    find('.dock')?.style.setProperty('inset-block-end', room);
  }

  listen(): void {
    const root = this.host.shadowRoot;
    if (!root || this.listening) return;
    this.listening = new AbortController();
    this.host.addController(this);
    const options = { signal: this.listening.signal, capture: true };
    // Before the listeners of the gallery: what ticks does not open.
    root.addEventListener('click', (event) => this.onClick(event as MouseEvent), options);
    listenForKeys(
      root,
      {
        begin: (index) => this.begin(index),
        extend: (index) => this.extend(index),
        hasStretch: () => this.stretch !== null,
        all: () => this.pickAll(),
      },
      options,
    );
    this.drag = new PickingDrag(
      {
        root,
        // Beneath what is said of them, too.
        indexAt: (x, y) => indexOf(root.elementsFromPoint(x, y).find((found) => found.closest('.item'))),
        isPicking: () => this.selection.size > 0,
        begin: (index) => this.begin(index),
        scroll: (by) => this.grid.scroll(by),
        onMove: (stretch, index) => void this.reach(stretch, index),
      },
      this.listening.signal,
    );
  }

  stop(): void {
    this.listening?.abort();
    this.listening = undefined;
    this.host.removeController(this);
    this.drag?.stop();
    this.stopReading();
    this.note = null;
  }

  private stopReading(): void {
    this.stretch?.stop();
    this.whole.stop();
  }

  /** Before each drawing. */
  update(): void {
    const { host, selection } = this;
    const photos = host.shownSet?.photos ?? null;
    if (photos !== this.list) {
      this.stopReading();
      this.stretch = null;
      this.list = photos;
      this.note = null;
    }
    // A tag that is being moved has none for a moment.
    if (host.session) this.follow(host.session);
    const isPicking = selection.size > 0;
    host.frame.grid?.classList.toggle('picking', isPicking);
    this.holdToolbar(isPicking);
  }

  /** Who clears her search leaves nothing of it behind; nor is what she ticked of another race. */
  private follow(session: Session): void {
    const { bib, selfie, time } = session.state.sets;
    const hasSearch = Boolean(bib ?? selfie ?? time);
    const isOther = this.session !== null && session !== this.session;
    if (isOther || (this.hadSearch && !hasSearch)) this.selection.clear();
    this.hadSearch = hasSearch;
    this.session = session;
  }

  /** The page's own actions go from the toolbar to the bar: their room stays, or the first tick would move every photo. */
  private holdToolbar(isPicking: boolean): void {
    const toolbar = this.host.shadowRoot?.querySelector<HTMLElement>('.toolbar');
    if (!toolbar || isPicking === !!toolbar.style.minBlockSize) return;
    toolbar.style.minBlockSize = isPicking ? `${toolbar.offsetHeight}px` : '';
  }

  handle(index: number): unknown {
    const photo = this.list?.at(index);
    const label = this.host.sentence('selection.tick', { index: index + 1, total: this.list?.length ?? 0 });
    return tickBox(label, photo !== undefined && this.selection.has(photo.id));
  }

  renderBar(save: unknown): unknown {
    const { host, selection, note, list } = this;
    const { size } = selection;
    const isSearch = host.shownSet !== null && host.shownSet.query.by !== 'all';
    const count = list?.count ?? 0;
    const isRunning = this.whole.isRunning && note?.key === 'selection.progress';
    const isRest = isRunning || (isSearch && count > 1 && !this.hasAll());
    return pickingBar({
      count: size > 0 ? host.sentence('selection.count', { count: size }) : '',
      note: note ? host.sentence(note.key, note.values) : '',
      save,
      all: isRest
        ? {
            label: isRunning ? host.sentence('selection.stop') : host.sentence('selection.all', { count }),
            isRunning,
            onPress: () => void (isRunning ? this.stopAll() : this.pickAll()),
          }
        : null,
      clear: { label: host.sentence('selection.clear'), onPress: () => this.clear() },
    });
  }

  private hasAll(): boolean {
    const { list, selection } = this;
    if (!list || selection.size < list.count) return false;
    let loaded = 0;
    for (const { id } of list.loaded()) {
      if (!selection.has(id)) return false;
      loaded += 1;
    }
    return loaded >= list.count;
  }

  private clear(): void {
    this.stopReading();
    this.stretch = null;
    this.note = null;
    this.selection.clear();
    this.host.requestUpdate();
  }

  /** The whole search. @returns false where there is none */
  private pickAll(): boolean {
    const { list } = this;
    if (!list || this.host.shownSet?.query.by === 'all') return false;
    this.stretch?.stop();
    this.stretch = null;
    void this.whole.start(list);
    return true;
  }

  /** What is ticked by now stays. */
  private stopAll(): void {
    this.stopReading();
    this.show(null);
  }

  /** Ticks one photo, or takes its tick away; a stretch can go on from it. */
  private begin(index: number): Stretch | null {
    const photo = this.list?.at(index);
    if (!this.list || !photo) return null;
    this.stretch?.stop();
    this.stretch = new Stretch(this.list, this.selection, index, !this.selection.has(photo.id));
    void this.reach(this.stretch, index);
    return this.stretch;
  }

  private async reach(stretch: Stretch, index: number): Promise<void> {
    const say = (key: MessageKey | null): void => {
      // What is said of a whole search that is being read counts more.
      if (!this.whole.isRunning) this.show(key && { key, values: { count: LONGEST } });
    };
    say(stretch.isTooLong(index) ? 'selection.most' : null);
    // Said only where it takes a while: what is here is ticked before the next line.
    const slow = setTimeout(() => say('selection.reading'), 300);
    const isWhole = await stretch.to(index);
    clearTimeout(slow);
    if (!isWhole) say('selection.partial');
    else if (this.note?.key === 'selection.reading') say(null);
  }

  private show(note: PickingNote | null): void {
    this.note = note;
    this.host.requestUpdate();
  }

  private extend(index: number): void {
    if (this.stretch) void this.reach(this.stretch, index);
    else this.begin(index);
  }

  private onClick(event: MouseEvent): void {
    const index = indexOf(event.target);
    if (index === null) return;
    const isBox = event.target instanceof HTMLInputElement;
    const hasKey = event.shiftKey || event.ctrlKey || event.metaKey;
    if (this.drag?.swallow()) {
      event.stopPropagation();
      // The box would turn round once more.
      event.preventDefault();
      return;
    }
    if (!isBox && !hasKey) return;
    event.stopPropagation();
    if (event.shiftKey) this.extend(index);
    else this.begin(index);
    // The drawing decides what is ticked; a box that the browser turned round itself would be out of step.
    this.host.requestUpdate();
  }
}

/** The photo whose tile or box this is. */
function indexOf(target: unknown): number | null {
  const item = target instanceof Element ? target.closest('.item') : null;
  const tile = item?.querySelector<HTMLElement>('[data-index]');
  return tile ? Number(tile.dataset['index']) : null;
}
