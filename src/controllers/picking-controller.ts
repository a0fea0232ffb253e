/** Ticking several photos of a gallery: loads it where the page asked for it, and is nothing elsewhere. */
import { nothing } from 'lit';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { MessageKey } from '../i18n/messages.js';
import { Later } from '../state/later.js';
import type { ResultSet } from '../state/search-state.js';
import type { Session } from '../state/session.js';
import type { Selection } from '../state/selection.js';
import type { GridFrame } from './grid-frame.js';
import type { GridController } from './grid-controller.js';
import type { Picking } from './picking.js';

export interface PickingHost extends ReactiveControllerHost, HTMLElement {
  readonly selectable: boolean;
  readonly session: Session | null;
  readonly shownSet: ResultSet | null;
  readonly frame: GridFrame;
  sentence(key: MessageKey, values?: Readonly<Record<string, string | number>>): string;
}

export class PickingController implements ReactiveController {
  private readonly host: PickingHost;
  private readonly grid: GridController;
  private picking: Picking | undefined;
  private readonly code = new Later(() => import('./picking.js'));

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

  /** What is ticked, and what can be done with it. @param save saves it */
  renderBar(save: unknown): unknown {
    return this.picking?.renderBar(save) ?? nothing;
  }

  hostUpdate(): void {
    const { host, code } = this;
    if (!host.selectable) {
      this.picking?.stop();
      this.picking = undefined;
      host.frame.grid?.classList.remove('picking');
    } else if (!this.picking && host.isConnected) {
      if (code.now) {
        this.picking = new code.now.Picking(host, this.grid);
        this.picking.listen();
      } else
        code.get().then(
          () => host.requestUpdate(),
          // Without this part photos can be looked at all the same; the next drawing asks for it again.
          () => undefined,
        );
    }
    this.picking?.update();
  }

  hostConnected(): void {
    this.picking?.listen();
  }

  hostDisconnected(): void {
    this.picking?.stop();
  }
}
