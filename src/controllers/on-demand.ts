/** Code that a press needs, loaded ahead of it or with it. */
import { Later } from '../state/later.js';

export class OnDemand<T> extends Later<T> {
  /** Loads it ahead of the press. */
  warm(): void {
    this.get().catch(() => undefined);
  }

  /** At once where it is here, because pickers and share sheets need the press itself; else when it is. */
  use(act: (part: T) => void, failed: () => void): void {
    if (this.now) act(this.now);
    else this.get().then(act, failed);
  }
}
