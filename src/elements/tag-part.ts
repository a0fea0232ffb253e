/** The part of a tag that only some pages need, or that is not needed at once: fetched on its first use. */
import type { CSSResult, ReactiveController, ReactiveControllerHost } from 'lit';
import type { NinepicError } from '../api/errors.js';
import { Later } from '../state/later.js';
import { adopt } from '../ui/adopt.js';

/** What may be fetched. */
export interface Fetched extends ReactiveController {
  /** Looks that only it needs. */
  readonly styles?: CSSResult;
}

/**
 * Fetches a part when it is asked for. The part joins the life of its tag as a controller: its `hostConnected` is called
 * when it comes, its `hostUpdate` before every drawing from then on.
 */
export class TagPart<P extends Fetched> {
  /** Why the part is not here; `null` while it is on its way, and when it has come. */
  error: NinepicError | null = null;
  private readonly host: ReactiveControllerHost & Element;
  private readonly later: Later<P>;
  private fetching = false;

  /** @param load imports the part and makes it */
  constructor(host: ReactiveControllerHost & Element, load: () => Promise<P>) {
    this.host = host;
    this.later = new Later(load);
  }

  /** The part, where it is here; asking for it does not fetch it. */
  get now(): P | undefined {
    return this.later.now;
  }

  /** The part; `undefined` until it is here. The first who asks has it fetched, and the tag is drawn when it comes. */
  get(): P | undefined {
    if (!this.now && !this.error) void this.fetch();
    return this.now;
  }

  /** Fetches it again after a failure: the visitor pressed, or the network is back. Never rejects. */
  readonly fetch = async (): Promise<void> => {
    if (this.fetching || this.now) return;
    this.fetching = true;
    this.error = null;
    this.host.requestUpdate();
    try {
      const part = await this.later.get();
      if (part.styles) adopt(this.host.shadowRoot, part.styles);
      this.host.addController(part);
    } catch (error) {
      this.error = error as NinepicError;
      addEventListener('online', () => void this.fetch(), { once: true });
    }
    this.fetching = false;
    this.host.requestUpdate();
  };
}
