/** The one bridge between a session and Lit: finds the session of a tag, and redraws the tag when its state changes. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { NinepicError, isNinepicError } from '../api/errors.js';
import { isWord } from '../api/grammar.js';
import { isOn, readSessionSettings, readSetting } from '../state/page-config.js';
import type { OwnSettings, SettingName } from '../state/page-config.js';
import { isTaken, sessionFor } from '../state/session-registry.js';
import type { FailedSearch } from '../state/search-state.js';
import type { SessionState, SharedSettings } from '../state/session-state.js';
import type { Session } from '../state/session.js';

export interface SessionHost extends ReactiveControllerHost, HTMLElement {
  /** What the tag itself says, as attributes or properties. */
  readonly ownSettings: OwnSettings;
  /** A session that the page's code gave, which wins over all settings. */
  readonly givenSession: Session | null;
  /** The session has its settings: what the tag asks it for at once is asked for now, before anything is drawn again. */
  onSession?(session: Session): void;
  /** Whether a search that failed behind what she looks at is told here; absent: never. */
  readonly tellsMissed?: () => boolean;
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
    noHash: isOn(read('no-hash')),
    hashKey: isWord(hashKey ?? '') ? hashKey : null,
    acceptQuery: isOn(read('accept-query')),
    timeZone: read('time-zone'),
  };
}

/** Tags that are to find their session before the next of them is drawn. */
const waiting = new Set<SessionController>();

export class SessionController implements ReactiveController {
  /** Why there is no session: a setting is missing or refused. */
  problem: NinepicError | null = null;
  session: Session | null = null;
  private readonly host: SessionHost;
  private subscription: AbortController | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** A setting that does not count, of which was told. */
  private late: string | undefined;

  constructor(host: SessionHost) {
    this.host = host;
    host.addController(this);
  }

  get state(): SessionState | null {
    return this.session?.state ?? null;
  }

  /** A setting changed: the session is looked up again before the next drawing, once for all changes of a task. */
  invalidate(): void {
    if (this.host.isConnected) waiting.add(this);
    this.host.requestUpdate();
  }

  /** Minutes that a server wants to be left alone after a failure; nothing once they are over, when the tag is drawn again. @internal */
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
    waiting.delete(this);
  }

  hostUpdate(): void {
    if (!waiting.has(this)) return;
    // Tags join in the order of their definition, and while a page loads each is drawn in a task of its own: the first of
    // them brings all others along, so that the first in document order can win before anything is asked for.
    const tags = [...waiting];
    waiting.clear();
    for (const tag of tags) tag.attach();
    for (const tag of tags) tag.begin();
  }

  /** The tag does what a visitor asked for; what comes of it is reported there. */
  act<T>(verb: (session: Session) => T): T | undefined {
    const { session, host } = this;
    if (!session) return undefined;
    session.members.actor = host;
    if (isSearch(host)) session.members.searcher = host;
    return verb(session);
  }

  /** Whether failures are this tag's to report: it was acted on, else it is the first gallery, else the first tag. */
  get isReporter(): boolean {
    const { session } = this;
    if (!session) return true;
    const tags = tagsOf(session);
    return (
      (tags.find((tag) => tag === session.members.actor) ??
        tags.find((tag) => tag.localName === GALLERY) ??
        tags[0]) === this.host
    );
  }

  /** The search that failed, where this tag tells of it. */
  get failed(): FailedSearch | null {
    const { search, missed } = this.state ?? {};
    if (search?.status === 'failed' && this.isReporter) return search;
    return missed && this.host.tellsMissed?.() ? missed : null;
  }

  private attach(): void {
    const { host } = this;
    let session: Session | null;
    try {
      session = host.givenSession ?? sessionFor(readSessionSettings(host, host.ownSettings));
      // Code that checks no types may give anything.
      if (!(session as Partial<Session>).configure) throw new NinepicError('config', 'session is none.');
      this.problem = null;
    } catch (error) {
      if (!isNinepicError(error)) throw error;
      session = null;
      // The same one is told once.
      if (error.message !== this.problem?.message) this.problem = error;
    }
    if (session === this.session) return;
    this.detach();
    this.session = session;
    session?.join(host);
  }

  private begin(): void {
    const { session, host } = this;
    if (!session) return;
    const all = (tagsOf(session) as SessionHost[]).map(sharedSettings);
    const own = sharedSettings(host);
    // A tag that names no zone says nothing of it.
    const { timeZone } = all.find((one) => one.timeZone) ?? own;
    const [first = own] = all;
    const pageKey = first.hashKey;
    // The key that has the event in it is nobody else's.
    const hashKey = isTaken(pageKey, session) ? null : pageKey;
    session.configure({ ...first, hashKey, pageKey, timeZone });
    const late = (Object.keys(own) as (keyof SharedSettings)[]).find(
      (name) => own[name] && own[name] !== session.shared?.[name],
    );
    if (late && late !== this.late)
      console.warn(
        `<${host.localName}> ${(this.late = late).replace(/[A-Z]/, '-$&').toLowerCase()}: the first tag's counts.`,
      );
    if (this.subscription) return;
    this.subscription = new AbortController();
    // Not before a search that the query handed on has left the address: this sends a request (T1.6.6).
    session.subscribe(() => host.requestUpdate(), { signal: this.subscription.signal });
    host.onSession?.(session);
  }

  private detach(): void {
    this.subscription?.abort();
    this.subscription = undefined;
    this.session?.leave(this.host);
    this.session = null;
  }
}
