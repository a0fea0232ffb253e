/** What the code that saves photos needs of its gallery, and what it shares. */
import type { ReactiveControllerHost } from 'lit';
import type { Photo } from '../api/payloads.js';
import { NinepicDownloadEvent, NinepicDownloadedEvent } from '../events.js';
import type { DownloadDetail, DownloadedDetail, EventScope } from '../events.js';
import type { MessageKey } from '../i18n/messages.js';
import { previews } from '../state/link-source.js';
import type { LinkSource } from '../state/link-source.js';
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

export interface DownloadPort {
  readonly host: DownloadHost;
  readonly session: Session;
  /** What is saved here: originals, unless the page or the organiser's proxy gives out previews only. */
  kind(): SaveKind;
  /** Finds the links of photos. */
  source(kind: SaveKind, photos: readonly Photo[]): Promise<LinkSource>;
  /** @returns false where the page does it in its own way */
  announce(photos: readonly Photo[], kind: DownloadDetail['kind']): boolean;
  ended(detail: DownloadedDetail): void;
  readonly say: (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;
}

export const portOf = (host: DownloadHost, session: Session): DownloadPort => ({
  host,
  session,
  // What a form of a CMS left empty, or a framework took back, nobody said; a word of another kind gives no more away.
  kind: () =>
    (host.download || 'original') === 'original' && session.features.originals ? 'original' : 'preview',
  source: async (kind, photos) => (kind === 'original' ? (await session.links.get()).ask(photos) : previews),
  announce: (photos, kind) =>
    host.dispatchEvent(new NinepicDownloadEvent(host.scope, { photos: Object.freeze([...photos]), kind })),
  ended(detail) {
    Object.freeze(detail.failed);
    host.dispatchEvent(new NinepicDownloadedEvent(host.scope, detail));
  },
  say: (key, values) => host.sentence(key, values),
});
