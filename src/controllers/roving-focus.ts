/**
 * The keyboard in the gallery: the grid is one tab stop, arrows go from photo to photo, Tab leaves (design.md 4.3). The
 * photo that has the focus is drawn wherever it stands, so that scrolling away does not lose it.
 */
import type { ReactiveControllerHost } from 'lit';
import { painted } from '../state/pause.js';
import type { StepKey, stepFrom as StepFrom } from '../ui/virtual-steps.js';
import type { GridController } from './grid-controller.js';
import { isRightToLeft } from './language-controller.js';
import { OnDemand } from './on-demand.js';

type Host = ReactiveControllerHost & HTMLElement;

/** The place of the photo whose tile, or the button on it, this is; `null` elsewhere. */
export function placeOf(target: EventTarget | null): number | null {
  const found = target instanceof Element ? target.closest<HTMLElement>('[data-index], [data-save]') : null;
  return found ? Number(found.dataset['index'] ?? found.dataset['save']) : null;
}

export class RovingFocus {
  private readonly host: Host;
  private readonly grid: GridController;
  /** Fetched with the first focus: most who look at photos touch them, or point at them. */
  private readonly ways = new OnDemand(async () => {
    const ways = await import('./focus-ways.js');
    ways.watch(this.host.shadowRoot);
    return ways;
  });
  private current = 0;
  /** The tile that has the focus, or whose button has it. */
  private held: number | null = null;
  /** A place that is to have the focus as soon as it is drawn. */
  private pending: number | null = null;

  constructor(host: Host, grid: GridController) {
    this.host = host;
    this.grid = grid;
  }

  /** The tile that Tab reaches: the one that had the focus, else the first that is drawn. */
  get active(): number {
    const [from, to] = this.grid.shown;
    return this.held !== null || (this.current >= from && this.current < to) ? this.current : from;
  }

  /** The tile that must be drawn, if any: until another one has the focus, keys are pressed on this one. */
  get pinned(): number | null {
    return this.held;
  }

  /** Brings a place into view and gives it the focus, at once or as soon as its page has come. */
  moveTo(index: number): void {
    this.pending = Math.max(0, Math.min(index, this.grid.end - 1));
    this.current = this.pending;
    this.grid.reveal(this.pending);
    this.host.requestUpdate();
  }

  /** After drawing. */
  restore(): void {
    if (this.pending === null) return;
    const focused = (this.host.getRootNode() as ShadowRoot).activeElement ?? document.activeElement;
    if (focused && focused !== this.host && focused !== document.body) {
      // Whoever went elsewhere meanwhile, to type a number, is not pulled back.
      this.pending = null;
      return;
    }
    const tile = this.host.shadowRoot?.querySelector<HTMLElement>(`[data-index="${this.pending}"]`);
    if (!tile) return;
    this.pending = null;
    // The grid has scrolled already; the browser's own way would put the tile into the middle.
    tile.focus({ preventScroll: true });
  }

  readonly onFocusin = (event: Event): void => {
    const index = placeOf(event.target);
    this.ways.warm();
    if (index === null || this.held === index) return;
    this.held = this.current = index;
    this.redraw();
  };

  readonly onFocusout = (event: FocusEvent): void => {
    // Between two tiles the focus stays inside.
    if (placeOf(event.relatedTarget) !== null) return;
    this.held = null;
    this.redraw();
  };

  readonly onKeydown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const key = this.keyOf(event.key);
    if (!key) return;
    event.preventDefault();
    event.stopPropagation();
    // Where they could not be fetched, the next key tries again.
    this.ways.use(
      ({ stepFrom }) => this.follow(key, stepFrom),
      () => undefined,
    );
  };

  private follow(key: StepKey, stepFrom: typeof StepFrom): void {
    const { steps } = this.grid;
    const next = steps ? stepFrom(this.current, key, steps) : this.current;
    if (next !== this.current) this.moveTo(next);
  }

  /** The focus moves while tiles are drawn, too: that drawing has to end first; and so has the press that moved it. */
  private redraw(): void {
    void painted().then(() => this.host.requestUpdate());
  }

  private keyOf(key: string): StepKey | undefined {
    const isRtl = isRightToLeft(this.host);
    if (key === 'ArrowRight') return isRtl ? 'previous' : 'next';
    if (key === 'ArrowLeft') return isRtl ? 'next' : 'previous';
    return Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
  }
}

const KEYS: Readonly<Record<string, StepKey>> = {
  ArrowDown: 'down',
  ArrowUp: 'up',
  Home: 'first',
  End: 'last',
  PageDown: 'page-down',
  PageUp: 'page-up',
};
