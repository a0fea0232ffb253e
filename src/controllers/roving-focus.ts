/**
 * The keyboard in the gallery: the grid is one tab stop, arrows go from photo to photo, Tab leaves (design.md 4.3). The
 * photo that has the focus is drawn wherever it stands, so that scrolling away does not lose it.
 */
import type { ReactiveControllerHost } from 'lit';
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
    const next = this.destination(event.key);
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (next !== this.current) this.moveTo(next);
  };

  private destination(key: string): number | null {
    const { current, grid } = this;
    const forward = getComputedStyle(this.host).direction === 'rtl' ? -1 : 1;
    switch (key) {
      case 'ArrowRight':
        return grid.beside(current, forward);
      case 'ArrowLeft':
        return grid.beside(current, forward === 1 ? -1 : 1);
      case 'ArrowDown':
        return grid.neighbour(current, 1);
      case 'ArrowUp':
        return grid.neighbour(current, -1);
      case 'Home':
        return 0;
      case 'End':
        return grid.end - 1;
      case 'PageDown':
        return grid.page(current, 1);
      case 'PageUp':
        return grid.page(current, -1);
      default:
        return null;
    }
  }
}
