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

const GALLERY = 'ninepic-gallery';

/** Tags of a session in document order. */
function tagsOf(session: Session): Element[] {
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

  hostConnected(): void {
    this.invalidate();
  }

  hostDisconnected(): void {
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
    if (!this.current) return undefined;
    this.current.members.actor = this.host;
    return verb(this.current);
  }

  /** Whether the session has a gallery besides the one inside this tag. */
  get hasForeignGallery(): boolean {
    const inside = (tag: Element) => tag.getRootNode() === this.host.shadowRoot;
    return (
      this.current !== null && tagsOf(this.current).some((tag) => tag.localName === GALLERY && !inside(tag))
    );
  }

  /** Whether results are this tag's to show: it was used, and no gallery does. */
  get showsResults(): boolean {
    const { state } = this;
    const hasResults = state && (state.shown || state.search.status !== 'idle');
    return Boolean(hasResults) && this.isActor && !this.hasForeignGallery;
  }

  /** Whether failures are this tag's to report: it was acted on, else it is the first gallery, else the first tag. */
  get isReporter(): boolean {
    if (!this.current) return true;
    const tags = tagsOf(this.current);
    const acted = tags.find((tag) => tag === this.current?.members.actor);
    return (acted ?? tags.find((tag) => tag.localName === GALLERY) ?? tags[0]) === this.host;
  }

  /** Whether this tag is the one that was acted on last, or the first one where nobody acted. */
  get isActor(): boolean {
    if (!this.current) return false;
    const tags = tagsOf(this.current);
    return (tags.find((tag) => tag === this.current?.members.actor) ?? tags[0]) === this.host;
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
    // Tags that are upgraded in the same task are all here by then, so the first one in document order can win.
    queueMicrotask(() => {
      this.configure(session);
      if (session === this.current) this.host.onSession?.(session);
    });
    session.subscribe(() => host.requestUpdate(), { signal: this.subscription.signal });
  }

  private configure(session: Session): void {
    const [first] = tagsOf(session) as SessionHost[];
    if (!first) return;
    const settings = sharedSettings(first);
    session.configure(settings);
    const own = sharedSettings(this.host);
    const other = Object.entries(own).find(
      ([name, value]) => session.shared?.[name as keyof SharedSettings] !== value,
    );
    if (other)
      console.warn(
        `<${this.host.localName}> ${other[0]} differs from the first tag of its session, which wins.`,
      );
  }

  private detach(): void {
    this.subscription?.abort();
    this.subscription = undefined;
    this.current?.leave(this.host);
    this.current = null;
  }
}
