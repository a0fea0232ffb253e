/** What the code that saves photos needs of its gallery, and what it shares. */
import type { ReactiveControllerHost } from 'lit';
import type { NinepicClient } from '../api/client.js';
import type { OriginalLink, Photo } from '../api/payloads.js';
import { NinepicDownloadEvent, NinepicDownloadedEvent } from '../events.js';
import type { DownloadDetail, DownloadedDetail, EventScope } from '../events.js';
import type { MessageKey } from '../i18n/messages.js';
import type { OriginalsAsk } from '../state/originals.js';
import { nameOf } from '../state/link-source.js';
import type { ResultSet } from '../state/search-state.js';
import type { Session } from '../state/session.js';

export interface DownloadHost extends ReactiveControllerHost, HTMLElement {
  readonly session: Session | null;
  readonly scope: EventScope;
  readonly shownSet: ResultSet | null;
  /** What may be saved. */
  readonly download: 'original' | 'preview' | 'none';
  sentence(key: MessageKey, values?: Readonly<Record<string, string | number>>): string;
  /** Says that a part of this tag could not be loaded. */
  cannotLoad(): void;
}

export type SaveKind = 'original' | 'preview';

export class DownloadPort {
  readonly host: DownloadHost;
  readonly session: Session;

  constructor(host: DownloadHost, session: Session) {
    this.host = host;
    this.session = session;
  }

  get proxyUrl(): URL {
    return this.session.client.proxyUrl;
  }

  /** What is saved here: originals, unless the page or the organiser's proxy gives out previews only. */
  get kind(): SaveKind {
    return this.host.download === 'original' && this.session.features.originals ? 'original' : 'preview';
  }

  /** Where a link leads. @param relayed by the proxy, where it relays */
  hrefOf({ url, relay }: OriginalLink, relayed = true): string {
    return relayed && relay ? new URL(relay, this.proxyUrl).href : url;
  }

  async ask(photos: readonly Photo[]): Promise<OriginalsAsk> {
    return (await this.session.links.get()).ask(photos);
  }

  /** Waits, by the clock of the session. */
  get sleep(): NinepicClient['platform']['sleep'] {
    return this.session.client.platform.sleep;
  }

  /** What a photo's file is called where nothing else is known. */
  readonly nameOf = nameOf;

  /** @returns false where the page does it in its own way */
  announce({ photos, kind }: { photos: readonly Photo[]; kind: DownloadDetail['kind'] }): boolean {
    const detail = { photos: Object.freeze([...photos]), kind };
    return this.host.dispatchEvent(new NinepicDownloadEvent(this.host.scope, detail));
  }

  ended(detail: DownloadedDetail): void {
    Object.freeze(detail.failed);
    this.host.dispatchEvent(new NinepicDownloadedEvent(this.host.scope, detail));
  }

  say(key: MessageKey, values?: Readonly<Record<string, string | number>>): string {
    return this.host.sentence(key, values);
  }
}
