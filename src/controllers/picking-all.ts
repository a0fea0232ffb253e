/** Ticking all of a search: says how far it is where that takes a while, and can be stopped. */
import type { MessageKey } from '../i18n/messages.js';
import type { PhotoList } from '../state/photo-list.js';
import type { Selection } from '../state/selection.js';
import { MOST, tickAll } from '../state/tick-all.js';
import type { PickingHost } from './picking-controller.js';

/** So long after the press it is said that photos are read, in milliseconds. */
const SLOW = 300;

/** What is said of it. */
export interface PickingNote {
  readonly key: MessageKey;
  readonly values: Readonly<Record<string, number>>;
}

export class PickingAll {
  private readonly host: PickingHost;
  private readonly selection: Selection;
  private readonly say: (note: PickingNote | null) => void;
  private running: AbortController | undefined;

  constructor(host: PickingHost, selection: Selection, say: (note: PickingNote | null) => void) {
    this.host = host;
    this.selection = selection;
    this.say = say;
  }

  get isRunning(): boolean {
    return this.running !== undefined;
  }

  async start(list: PhotoList): Promise<void> {
    if (this.isRunning) return;
    if (list.count > MOST) {
      this.say({ key: 'selection.many', values: { count: MOST } });
      return;
    }
    const running = (this.running = new AbortController());
    const { signal } = running;
    let done = 0;
    let isSlow = false;
    const tell = (): void => {
      if (!isSlow || signal.aborted) return;
      this.say({ key: 'selection.progress', values: { count: done, total: list.length } });
    };
    const slow = setTimeout(() => {
      isSlow = true;
      tell();
    }, SLOW);
    const onStep = (places: number): void => {
      done = places;
      tell();
    };
    const isWhole = await tickAll(list, this.selection, { signal, onStep });
    clearTimeout(slow);
    if (signal.aborted) return;
    this.running = undefined;
    await this.end(isWhole);
  }

  /** What is ticked by now stays. */
  stop(): void {
    this.running?.abort();
    this.running = undefined;
  }

  /** The button goes away under the finger: what undoes it takes the focus. */
  private async end(isWhole: boolean): Promise<void> {
    const root = this.host.shadowRoot;
    const hadFocus = root?.activeElement?.matches('[part^="select-"]');
    this.say(isWhole ? null : { key: 'selection.partial', values: {} });
    await this.host.updateComplete;
    if (hadFocus && !root?.activeElement) root?.querySelector<HTMLElement>('.picking-clear')?.focus();
  }
}
