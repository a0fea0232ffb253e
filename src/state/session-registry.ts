/**
 * One session per proxy, event and group on a page. Kept on `globalThis` under a symbol, so that two copies of the same
 * version (a script tag and a bundle) share a search, and its bill.
 */
import { VERSION } from '../api/version.js';
import type { SessionSettings } from './page-config.js';
import { Session } from './session.js';

interface Registry {
  readonly version: string;
  readonly sessions: Map<string, Session>;
}

const KEY = Symbol.for('ninepic.sessions.v1');

const own: Registry = { version: VERSION, sessions: new Map() };

function sessions(): Map<string, Session> {
  const page = globalThis as { [KEY]?: Registry };
  page[KEY] ??= own;
  // Another version's sessions may have other verbs: each version keeps its own.
  return page[KEY].version === VERSION ? page[KEY].sessions : own.sessions;
}

/** Whether tags of another search of this page have this key in the address: each would take the other's search. */
export const isTaken = (key: string | null, session: Session): boolean =>
  [...sessions().values()].some(
    (other) => other !== session && other.shared?.hashKey === key && other.members.all.size > 0,
  );

/** The session of these settings; made for the first who asks, and kept for the life of the page. */
export function sessionFor({ proxyUrl, eventId, group }: SessionSettings): Session {
  const all = sessions();
  const key = JSON.stringify([proxyUrl, eventId, group]);
  let session = all.get(key);
  if (!session) {
    session = new Session({ proxyUrl, eventId, ...(group ? { group } : {}) });
    all.set(key, session);
  }
  return session;
}
