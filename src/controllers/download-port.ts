/** What the code that saves photos needs of its gallery, and what it shares. */
import type { ReactiveControllerHost } from 'lit';
import type { Photo } from '../api/payloads.js';
import { NinepicDownloadEvent, NinepicDownloadedEvent } from '../events.js';
import type { DownloadDetail, DownloadedDetail, EventScope } from '../events.js';
import type { MessageKey } from '../i18n/messages.js';
import { safeName } from '../api/safe-name.js';
import { MediaDoors } from '../state/media-doors.js';
import type { OriginalsAsk } from '../state/originals.js';
import { nameOf } from '../state/photo-files.js';
import type { FileOptions, LinkSource } from '../state/photo-files.js';
import type { ResultSet } from '../state/search-state.js';
import type { Session } from '../state/session.js';
import { languageOf } from './language-controller.js';

export interface DownloadHost extends ReactiveControllerHost, HTMLElement {
  readonly session: Session | null;
  readonly scope: EventScope;
  readonly shownSet: ResultSet | null;
  /** What may be saved. */
  readonly download: 'original' | 'preview' | 'none';
  sentence(key: MessageKey, values?: Readonly<Record<string, string | number>>): string;
}

export type SaveKind = 'original' | 'preview';

const doors = new WeakMap<Session, MediaDoors>();

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

  async ask(photos: readonly Photo[]): Promise<OriginalsAsk> {
    return (await this.session.links.get()).ask(photos);
  }

  /** Which hosts let the page read their pictures; the same for all galleries of a session. */
  get doors(): MediaDoors {
    let known = doors.get(this.session);
    if (!known) doors.set(this.session, (known = new MediaDoors()));
    return known;
  }

  fetching(source: LinkSource, signal: AbortSignal, onBytes?: (bytes: number) => void): FileOptions {
    const { doors: open, proxyUrl, session } = this;
    return { doors: open, source, proxyUrl, signal, onBytes, sleep: session.client.platform.sleep };
  }

  /** What a photo's file is called where nothing else is known. */
  readonly nameOf = nameOf;

  /** What an archive of the shown photos is called, without an ending. */
  get archiveName(): string {
    const { event, shown } = this.session.state;
    const bib = shown?.query.by === 'bib' ? `-${shown.query.bib}` : '';
    const name = `${event?.name ?? 'race'}${bib}`.replace(/[\\/]/g, '-');
    return safeName(`${name}.jpg`, '').replace(/\.jpg$/, '');
  }

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

  /** A number of bytes as people write it. */
  size(bytes: number): string {
    const megabytes = bytes / 1e6;
    const [value, unit] = megabytes >= 1000 ? [megabytes / 1000, 'gigabyte'] : [megabytes, 'megabyte'];
    const options = { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 } as const;
    try {
      return new Intl.NumberFormat(languageOf(this.host), options).format(value);
    } catch {
      // A language that does not exist.
      return new Intl.NumberFormat('en', options).format(value);
    }
  }
}
