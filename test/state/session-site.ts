/** A page with a session on it, and a proxy that keeps back the answers that a test tells it to. */
import { createSession } from '../../src/state/session.js';
import type { Session } from '../../src/state/session.js';
import type { SharedSettings } from '../../src/state/session-state.js';
import { PROXY, json, photoList, scripted, success } from '../support/scripted-fetch.js';
import type { Answer, Sent } from '../support/scripted-fetch.js';

export const ID = '3f2b8c1e-9d47-4a6b-8f10-2c5e7a9b4d31';
export const SETTINGS: SharedSettings = { noHash: false, hashKey: null, acceptQuery: false, timeZone: null };
const home = location.href;
export const open = (rest: string) => history.replaceState(null, '', home.replace(/[?#].*$/s, '') + rest);
export const turn = () => new Promise((resolve) => setTimeout(resolve));
/** Waits for a fact. */
export async function until(what: string, fact: () => boolean): Promise<void> {
  for (let look = 0; look < 500; look += 1) {
    if (fact()) return;
    await turn();
  }
  throw new Error(`Waited for ${what} in vain.`);
}

/** For `afterEach`: the address is as it was, and nothing is remembered. */
export function forget(): void {
  history.replaceState(null, '', home);
  sessionStorage.clear();
}

const FLAGS = { bib_search: true, selfie_search: true, timeline_search: true, event_enabled: true };
export const details = (changes: object = {}) => json(success({ event_id: 456, ...FLAGS, ...changes }));

/** Answers by what is asked for; keeps what is held back until it is let go. */
export class Site {
  readonly asked: string[] = [];
  readonly aborted: string[] = [];
  /** The page's query at the time of each request. */
  readonly queries: string[] = [];
  details: Answer = details();
  private readonly held = new Map<string, ((answer: Answer) => void)[]>();
  readonly session: Session;
  readonly script = scripted([(sent) => this.reply(sent)]);

  constructor() {
    const { fetch, platform } = this.script;
    this.session = createSession({ proxyUrl: PROXY, eventId: 456, fetch, platform });
  }

  hold(what: string): void {
    this.held.set(what, []);
  }

  /** Answers what was held back, although it may have been given up. */
  release(what: string, answer: Answer): void {
    const waiting = this.held.get(what) ?? [];
    this.held.delete(what);
    for (const give of waiting) give(answer);
  }

  private async reply(sent: Sent): Promise<Response> {
    const what = sent.url.pathname.replace('/ninepic/event/456/', '');
    this.asked.push(what);
    this.queries.push(location.search);
    sent.init.signal?.addEventListener('abort', () => this.aborted.push(what));
    const waiting = this.held.get(what);
    const answer = waiting ? await new Promise<Answer>((give) => waiting.push(give)) : this.answerTo(what);
    return answer(sent) as Response;
  }

  private answerTo(what: string): Answer {
    if (what === 'details') return this.details;
    if (what.startsWith('bibs/')) return json(photoList([`${what.slice(5)}-a`]));
    if (what.startsWith('faces/'))
      return json(success({ request_id: ID, images: [], pagination: null, confidence_percentage: null }));
    return json(photoList(['a', 'b']));
  }
}

export const shown = (session: Session) =>
  [...(session.state.shown?.photos.loaded() ?? [])].map(({ id }) => id);
