/**
 * The keyboard in the gallery: the grid is one tab stop, arrows go from photo to photo, Tab leaves (design.md 4.3). The
 * photo that has the focus is drawn wherever it stands, so that scrolling away does not lose it.
 */
import type { ReactiveControllerHost } from 'lit';
import type { StepKey } from '../ui/virtual-steps.js';
import type { GridController } from './grid-controller.js';

type Host = ReactiveControllerHost & HTMLElement;

export class RovingFocus {
  private readonly host: Host;
  private readonly grid: GridController;
  private current = 0;
  private inside = false;
  /** A place that is to have the focus as soon as it is drawn. */
  private pending: number | null = null;

  constructor(host: Host, grid: GridController) {
    this.host = host;
    this.grid = grid;
  }

  /** The tile that Tab reaches: the one that had the focus, else the first that is drawn. */
  get active(): number {
    const { from, to } = this.grid;
    return this.inside || (this.current >= from && this.current < to) ? this.current : from;
  }

  /** The tile that must be drawn, if any. */
  get pinned(): number | null {
    return this.inside ? this.current : null;
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
    const tile = this.host.shadowRoot?.querySelector<HTMLElement>(`[data-index="${this.pending}"]`);
    if (!tile) return;
    this.pending = null;
    // The grid has scrolled already; the browser's own way would put the tile into the middle.
    tile.focus({ preventScroll: true });
  }

  readonly onFocusin = (event: Event): void => {
    const tile = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
    if (!tile) return;
    this.inside = true;
    this.current = Number(tile.dataset['index']);
    this.host.requestUpdate();
  };

  readonly onFocusout = (event: FocusEvent): void => {
    // Between two tiles the focus stays inside.
    const next = event.relatedTarget;
    if (next instanceof Element && next.closest('[data-index]')) return;
    this.inside = false;
    this.host.requestUpdate();
  };

  readonly onKeydown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const key = this.keyOf(event.key);
    if (!key) return;
    event.preventDefault();
    event.stopPropagation();
    const next = this.grid.step(this.current, key);
    if (next !== this.current) this.moveTo(next);
  };

  private keyOf(key: string): StepKey | undefined {
    const isRtl = getComputedStyle(this.host).direction === 'rtl';
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
