/** The one bridge between a session and Lit: finds the session of a tag, and redraws the tag when its state changes. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { NinepicError } from '../api/errors.js';
import { isNinepicError } from '../api/errors.js';
import { isWord } from '../api/grammar.js';
import { readSessionSettings, readSetting } from '../state/page-config.js';
import type { OwnSettings, SettingName } from '../state/page-config.js';
import { sessionFor } from '../state/session-registry.js';
import type { SessionState, SharedSettings } from '../state/session-state.js';
import type { Session } from '../state/session.js';

export interface SessionHost extends ReactiveControllerHost, HTMLElement {
  /** What the tag itself says, as attributes or properties. */
  readonly ownSettings: OwnSettings;
  /** A session that the page's code gave, which wins over all settings. */
  readonly givenSession: Session | null;
  /** The session has its settings: what the tag asks it for at once is asked for now, before anything is drawn again. */
  onSession?(session: Session): void;
}

export const GALLERY = 'ninepic-gallery';

/** Whether a tag can show what it found. */
export const isSearch = ({ localName }: Element): boolean => localName.endsWith('-search');

/** Tags of a session in document order. */
export function tagsOf(session: Session): Element[] {
  const tags = [...session.members.all].filter((member) => member instanceof Element);
  return tags.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
}

function sharedSettings(tag: SessionHost): SharedSettings {
  const read = (name: SettingName) => readSetting(tag, name, tag.ownSettings);
  const hashKey = read('hash-key');
  return {
    noHash: read('no-hash') !== null,
    hashKey: hashKey !== null && isWord(hashKey) ? hashKey : null,
    acceptQuery: read('accept-query') !== null,
    timeZone: read('time-zone'),
  };
}

export class SessionController implements ReactiveController {
  /** Why there is no session: a setting is missing or refused. */
  problem: NinepicError | null = null;
  private readonly host: SessionHost;
  private current: Session | null = null;
  private subscription: AbortController | undefined;
  private stale = true;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: SessionHost) {
    this.host = host;
    host.addController(this);
  }

  get session(): Session | null {
    return this.current;
  }

  get state(): SessionState | null {
    return this.current?.state ?? null;
  }

  /** A setting changed: the session is looked up again before the next drawing, once for all changes of a task. */
  invalidate(): void {
    this.stale = true;
    this.host.requestUpdate();
  }

  /** Minutes that a server wants to be left alone after a failure; nothing once they are over, when the tag is drawn again. */
  minutes({ at, retryAfter = 0 }: NinepicError): number | undefined {
    const left = at + retryAfter * 1000 - Date.now();
    if (!(retryAfter > 60 && left > 0)) return undefined;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.invalidate(), left);
    return Math.ceil(retryAfter / 60);
  }

  hostConnected(): void {
    this.invalidate();
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
    this.detach();
    this.stale = true;
  }

  hostUpdate(): void {
    if (!this.stale || !this.host.isConnected) return;
    this.stale = false;
    this.attach();
  }

  /** The tag does what a visitor asked for; what comes of it is reported there. */
  act<T>(verb: (session: Session) => T): T | undefined {
    const { current, host } = this;
    if (!current) return undefined;
    current.members.actor = host;
    if (isSearch(host)) current.members.searcher = host;
    return verb(current);
  }

  /** Whether failures are this tag's to report: it was acted on, else it is the first gallery, else the first tag. */
  get isReporter(): boolean {
    if (!this.current) return true;
    const tags = tagsOf(this.current);
    const acted = tags.find((tag) => tag === this.current?.members.actor);
    return (acted ?? tags.find((tag) => tag.localName === GALLERY) ?? tags[0]) === this.host;
  }

  private attach(): void {
    const { host } = this;
    let session: Session | null = null;
    this.problem = null;
    try {
      session = host.givenSession ?? sessionFor(readSessionSettings(host, host.ownSettings));
    } catch (error) {
      if (!isNinepicError(error)) throw error;
      this.problem = error;
    }
    if (session === this.current) return;
    this.detach();
    this.current = session;
    if (!session) return;
    this.subscription = new AbortController();
    session.join(host);
    session.subscribe(() => host.requestUpdate(), { signal: this.subscription.signal });
    // Tags that are upgraded in the same task are all here in a moment, so the first one in document order can win. While a page
    // loads, each is drawn in a task of its own: what it asks for is on its way meanwhile.
    if (document.readyState === 'complete') queueMicrotask(() => this.begin(session));
    else this.begin(session);
  }

  private begin(session: Session): void {
    const [first] = tagsOf(session) as SessionHost[];
    // It has left again.
    if (!first || session !== this.current) return;
    session.configure(sharedSettings(first));
    const other = Object.entries(sharedSettings(this.host)).find(
      ([name, value]) => session.shared?.[name as keyof SharedSettings] !== value,
    );
    if (other)
      console.warn(
        `<${this.host.localName}> ${other[0].replace(/[A-Z]/, '-$&').toLowerCase()}: the first tag's counts.`,
      );
    this.host.onSession?.(session);
  }

  private detach(): void {
    this.subscription?.abort();
    this.subscription = undefined;
    this.current?.leave(this.host);
    this.current = null;
  }
}
