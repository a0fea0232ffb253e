/** Ticking several photos of a gallery: loads it where the page asked for it, and is nothing elsewhere. */
import { nothing } from 'lit';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { MessageKey } from '../i18n/messages.js';
import type { ResultSet } from '../state/search-state.js';
import type { Session } from '../state/session.js';
import type { Selection } from '../state/selection.js';
import type { GridController } from './grid-controller.js';
import type { Picking } from './picking.js';

export interface PickingHost extends ReactiveControllerHost, HTMLElement {
  readonly selectable: boolean;
  readonly session: Session | null;
  readonly shownSet: ResultSet | null;
  readonly grid: HTMLElement | null;
  sentence(key: MessageKey, values?: Readonly<Record<string, string | number>>): string;
}

export class PickingController implements ReactiveController {
  private readonly host: PickingHost;
  private readonly grid: GridController;
  private picking: Picking | undefined;
  private isLoading = false;

  constructor(host: PickingHost, grid: GridController) {
    this.host = host;
    this.grid = grid;
    host.addController(this);
  }

  /** What is ticked; `null` until it can be. */
  get selection(): Selection | null {
    return this.picking?.selection ?? null;
  }

  /** The box to tick on a tile. */
  handle(index: number): unknown {
    return this.picking?.handle(index) ?? nothing;
  }

  /** What is ticked, and what can be done with it. */
  renderBar(): unknown {
    return this.picking?.renderBar() ?? nothing;
  }

  hostUpdate(): void {
    if (this.host.selectable) void this.load();
    else this.drop();
    this.picking?.update();
  }

  hostConnected(): void {
    this.picking?.listen();
  }

  hostDisconnected(): void {
    this.picking?.stop();
  }

  private drop(): void {
    this.picking?.stop();
    this.picking = undefined;
    this.host.grid?.classList.remove('picking');
  }

  private async load(): Promise<void> {
    if (this.picking || this.isLoading) return;
    this.isLoading = true;
    try {
      const { Picking } = await import('./picking.js');
      if (this.host.selectable) this.picking = new Picking(this.host, this.grid);
      if (this.host.isConnected) this.picking?.listen();
      this.host.requestUpdate();
    } catch {
      // Without this part photos can be looked at all the same; the next drawing asks for it again.
    }
    this.isLoading = false;
  }
}
