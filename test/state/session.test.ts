import { expect } from '@open-wc/testing';
import { createFake } from '../../demo/fake/index.js';
import { createProxy } from '../../src/proxy/index.js';
import { createSession } from '../../src/state/session.js';
import type { Session } from '../../src/state/session.js';
import type { SharedSettings } from '../../src/state/session-state.js';
import { PROXY, failure, json, photoList, scripted, success } from '../support/scripted-fetch.js';
import type { Answer, Sent } from '../support/scripted-fetch.js';

const ID = '3f2b8c1e-9d47-4a6b-8f10-2c5e7a9b4d31';
const SETTINGS: SharedSettings = { noHash: false, hashKey: null, acceptQuery: false, timeZone: null };
const home = location.href;
const open = (rest: string) => history.replaceState(null, '', home.replace(/[?#].*$/s, '') + rest);
const turn = () => new Promise((resolve) => setTimeout(resolve));
/** Waits for a fact. */
async function until(what: string, fact: () => boolean): Promise<void> {
  for (let look = 0; look < 500; look += 1) {
    if (fact()) return;
    await turn();
  }
  throw new Error(`Waited for ${what} in vain.`);
}

afterEach(() => {
  history.replaceState(null, '', home);
  sessionStorage.clear();
});

const FLAGS = { bib_search: true, selfie_search: true, timeline_search: true, event_enabled: true };
const details = (changes: object = {}) => json(success({ event_id: 456, ...FLAGS, ...changes }));

/** Answers by what is asked for; keeps what is held back until it is let go. */
class Site {
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

const shown = (session: Session) => [...(session.state.shown?.photos.loaded() ?? [])].map(({ id }) => id);

describe('a session', () => {
  it('finds photos through the real proxy and the pretend 9Pic, in every shape of their answers', async () => {
    for (const envelope of ['enveloped', 'flat', 'mixed'] as const)
      for (const spelling of ['new', 'old'] as const) {
        const fake = createFake({ envelope, spelling });
        const proxy = createProxy({
          apiKey: 'demo-key',
          orgId: 903,
          events: [456],
          origins: ['*'],
          fetch: (input, init) => fake.fetch(new Request(input, init)),
          log: () => undefined,
        });
        const session = createSession({
          proxyUrl: PROXY,
          eventId: '456',
          fetch: (input, init) => proxy(new Request(input, init)),
        });
        session.subscribe(() => undefined);
        await session.searchBib('#1234');
        const { search } = session.state;
        expect(search.status, `${envelope}, ${spelling}`).to.equal('ready');
        expect(session.state.shown?.photos.count).to.be.greaterThan(0);
        expect(session.state.shown?.photos.at(0)?.thumbnail).to.match(/^https:\/\/photos\.9pic\.ai\/.*small/);
        await until('the event', () => session.state.event !== null);
        expect(session.state.event?.proxy).to.include({ gallery: true });
        expect(fake.bill.counts).to.deep.equal({ 'GET eventDetails': 1, 'GET byBib': 1 });
        expect(fake.bill.searches).to.equal(0);
      }
  });

  it('shows a snapshot that nobody can change, and tells every change', async () => {
    const { session } = new Site();
    const seen: string[] = [];
    session.subscribe((state) => {
      expect(state).to.be.frozen;
      seen.push(state.search.status);
    });
    await session.searchBib('7');
    expect(seen.filter((status, index) => status !== seen[index - 1])).to.deep.equal([
      'idle',
      'searching',
      'ready',
    ]);
    expect(shown(session)).to.deep.equal(['7-a']);
  });

  it('tells nobody who has left, and the newest last to those who stay', async () => {
    const { session } = new Site();
    const leave = new AbortController();
    let afterLeaving = 0;
    session.subscribe(() => (afterLeaving += Number(leave.signal.aborted)), { signal: leave.signal });
    leave.abort();
    session.subscribe(({ search }) => {
      if (search.status === 'ready' && search.query.by === 'bib') session.showAll();
    });
    const seen: string[] = [];
    session.subscribe(({ search }) => seen.push(search.status === 'idle' ? 'idle' : search.query.by));
    await session.searchBib('7');
    await until('all photos', () => session.state.search.status === 'ready');
    expect(seen.lastIndexOf('bib'), 'nothing old after something new').to.be.lessThan(seen.indexOf('all'));
    expect([seen.at(-1), afterLeaving]).to.deep.equal(['all', 0]);
  });

  it('asks for the event once, however many listen', async () => {
    const site = new Site();
    for (let tag = 0; tag < 4; tag += 1) site.session.subscribe(() => undefined);
    await until('the event', () => site.session.state.event !== null);
    expect(site.asked).to.deep.equal(['details']);
  });

  it('goes on without details; only an event that the proxy does not serve is the end', async () => {
    for (const [answer, ended] of [
      [() => new Response('', { status: 400 }), false],
      [() => new Response('', { status: 403 }), false],
      [() => new Response('', { status: 404, headers: { 'x-ninepic-error': 'not-found' } }), true],
    ] as const) {
      const site = new Site();
      site.details = answer;
      site.session.subscribe(() => undefined);
      await until('an answer', () => site.asked.length === 1);
      // What reads the answer may still be on its way to the page.
      if (ended) await until('the end', () => site.session.state.eventError !== null);
      else await turn();
      expect(site.session.state.eventError !== null).to.equal(ended);
      expect(site.session.features).to.include({ gallery: true, bib: true, selfie: true, clip: true });
    }
  });

  for (const [what, flags, off] of [
    ['no bib search', { bib_search: false }, ['bib', 'clip']],
    ['a flag that is missing', { bib_search: undefined }, ['bib', 'clip']],
    ['no selfie search', { selfie_search: false }, ['selfie', 'clip']],
    ['no timeline', { timeline_search: false }, ['clip', 'timeline']],
    ['clips', { video_search: true, video_selfie_search: true }, []],
    [
      'everything closed',
      { event_enabled: false },
      ['gallery', 'bib', 'selfie', 'clip', 'timeline', 'originals'],
    ],
    ['a proxy that gives no list', { proxy: { gallery: false, originals: true } }, ['gallery', 'clip']],
    [
      'a proxy that gives no originals',
      { proxy: { gallery: true, originals: false } },
      ['clip', 'originals'],
    ],
  ] as const)
    it(`offers what the event does, with ${what}`, async () => {
      const site = new Site();
      site.details = details(flags);
      site.session.subscribe(() => undefined);
      await until('the event', () => site.session.state.event !== null);
      const { relay: _, ...features } = site.session.features;
      const missing = Object.entries(features).flatMap(([name, on]) => (on ? [] : [name]));
      expect(missing).to.have.members(off);
    });

  it('sends nothing for what is switched off', async () => {
    const site = new Site();
    site.details = details({ bib_search: false });
    site.session.subscribe(() => undefined);
    await until('the event', () => site.session.state.event !== null);
    await site.session.searchBib('7');
    expect(site.session.state.search).to.have.nested.property('error.code', 'feature-off');
    expect(site.asked).to.deep.equal(['details']);
  });
});

describe('one search after the other', () => {
  it('gives up the one before, and shows the last submitted although the first is answered last', async () => {
    const site = new Site();
    site.hold('bibs/1');
    const first = site.session.searchBib('1');
    await until('the first request', () => site.asked.includes('bibs/1'));
    await site.session.searchBib('2');
    expect(site.aborted).to.include('bibs/1');
    site.release('bibs/1', json(photoList(['late'])));
    await first;
    expect(shown(site.session)).to.deep.equal(['2-a']);
    expect(site.session.state.search).to.have.nested.property('query.bib', '2');
  });

  it('says what is wrong with a bib, sends nothing and keeps what is shown', async () => {
    const site = new Site();
    await site.session.searchBib('7');
    for (const bib of ['..', '.', '%2e%2e', 'a/b', 'x'.repeat(200), '🏃', '']) {
      await site.session.searchBib(bib);
      expect(site.session.state.search, bib).to.have.nested.property('error.code', 'bad-input');
    }
    expect([site.asked, shown(site.session)]).to.deep.equal([['bibs/7'], ['7-a']]);
  });

  for (const [from, to] of [
    [200, 100],
    [100, 100],
    [-1, 100],
    [0.5, 100],
    [NaN, 100],
    [0, 8 * 24 * 3600],
    [1_768_809_600_000, 1_768_809_660_000],
  ])
    it(`sends nothing for the time from ${from} to ${to}`, async () => {
      const site = new Site();
      await site.session.searchTime(from ?? 0, to ?? 0);
      expect(site.session.state.search).to.have.nested.property('error.code', 'bad-input');
      expect(site.asked).to.be.empty;
    });

  it('keeps what is shown when the next one fails, and can be sent again', async () => {
    const site = new Site();
    await site.session.searchBib('7');
    site.hold('bibs/8');
    const failing = site.session.searchBib('8');
    await until('the request', () => site.asked.includes('bibs/8'));
    site.release('bibs/8', () => new Response('', { status: 403 }));
    await failing;
    expect(site.session.state.search).to.have.nested.property('error.code', 'forbidden');
    expect(shown(site.session)).to.deep.equal(['7-a']);
    site.session.retry();
    await until('the result', () => site.session.state.search.status === 'ready');
    expect(shown(site.session)).to.deep.equal(['8-a']);
  });

  it('switches between what was found without asking again, and forgets all but the event', async () => {
    const site = new Site();
    site.session.showAll();
    await until('all photos', () => site.session.state.search.status === 'ready');
    await site.session.searchBib('7');
    site.session.showAll();
    site.session.show('bib');
    expect([site.asked, shown(site.session)]).to.deep.equal([['images', 'bibs/7'], ['7-a']]);
    site.session.clear();
    expect([shown(site.session), Object.keys(site.session.state.sets)]).to.deep.equal([['a', 'b'], ['all']]);
  });

  it('forgets one kind alone: what is shown stays, or the one before it comes back, and the address names what is left', async () => {
    const { session, asked } = new Site();
    const left = () => [session.state.shown?.query.by ?? null, Object.keys(session.state.sets)];
    await session.searchBib('7');
    await session.searchTime(1000, 2000);
    session.clear('all');
    session.clear('selfie');
    expect(left()).to.deep.equal(['time', ['bib', 'time']]);
    session.clear('time');
    expect([left(), session.state.search.status]).to.deep.equal([['bib', ['bib']], 'ready']);
    const before = asked.length;
    session.clear('bib');
    expect([left(), session.state.search.status]).to.deep.equal([[null, []], 'idle']);
    expect(asked).to.have.length(before);
  });

  it('is announced once, and its failure claimed once', async () => {
    const { session } = new Site();
    await session.searchBib('7');
    const id = session.state.shown?.id ?? '';
    expect([session.announce(id), session.announce(id)]).to.deep.equal([true, false]);
    await session.searchBib('7');
    expect(session.announce(session.state.shown?.id ?? ''), 'the same bib, searched again').to.equal(true);
    await session.searchBib('..');
    const { search } = session.state;
    if (search.status !== 'failed') throw new Error('It should have failed.');
    expect([session.claim(search.error), session.claim(search.error)]).to.deep.equal([true, false]);
  });
});

describe('a search in the address', () => {
  it('is written when there is a result, and only then', async () => {
    open('#finish');
    const site = new Site();
    site.session.configure(SETTINGS);
    site.hold('bibs/7');
    const search = site.session.searchBib('7');
    await until('the request', () => site.asked.length === 1);
    expect(location.hash).to.equal('#finish');
    site.release('bibs/7', json(photoList(['a'])));
    await search;
    expect(location.hash).to.equal('#finish&ninepic-456=bib:7');
    site.session.clear();
    expect(location.hash).to.equal('#finish');
  });

  it('is brought back by reading', async () => {
    open(`#ninepic-456=${ID}`);
    const site = new Site();
    site.session.configure(SETTINGS);
    await until('the result', () => site.session.state.search.status === 'ready');
    expect(site.asked).to.deep.equal([`faces/${ID}`]);
    expect(site.script.sent.map(({ method }) => method)).to.deep.equal(['GET']);
    expect(site.session.state.shown).to.include({ restored: true });
  });

  it('that 9Pic does not know leaves the address, and nothing else does', async () => {
    open(`#x&ninepic-456=${ID}&y`);
    const site = new Site();
    site.hold(`faces/${ID}`);
    site.session.configure(SETTINGS);
    await until('the request', () => site.asked.length === 1);
    site.release(`faces/${ID}`, () => new Response('', { status: 404 }));
    await until('the failure', () => site.session.state.search.status === 'failed');
    expect(site.session.state.search).to.have.nested.property('error.code', 'request-unknown');
    expect(location.hash).to.equal('#x&y');
  });

  it('settles once what the tags share: the first one wins', async () => {
    open(`#ninepic-456=${ID}`);
    const site = new Site();
    site.session.configure({ ...SETTINGS, noHash: true });
    site.session.configure(SETTINGS);
    await site.session.searchBib('7');
    expect([site.session.shared?.noHash, location.hash]).to.deep.equal([true, `#ninepic-456=${ID}`]);
    expect(site.asked).to.deep.equal(['bibs/7']);
  });

  it('handed over in the query is out of the address before anything is sent', async () => {
    open('?bibNumber=7&x=1');
    const site = new Site();
    site.session.subscribe(() => undefined);
    site.session.configure({ ...SETTINGS, acceptQuery: true });
    await until('the result', () => shown(site.session).length > 0);
    await until('the event', () => site.session.state.event !== null);
    expect(shown(site.session)).to.deep.equal(['7-a']);
    expect(site.queries).to.deep.equal(['?x=1', '?x=1']);
  });

  it('follows a link to another search, and does not follow the way back to what it was', async () => {
    open('');
    const site = new Site();
    site.session.configure(SETTINGS);
    await site.session.searchBib('7');
    site.session.showAll();
    await until('all photos', () => shown(site.session).includes('a'));
    window.dispatchEvent(new PopStateEvent('popstate'));
    await turn();
    expect(shown(site.session), 'Back out of the viewer').to.deep.equal(['a', 'b']);
    location.hash = '#ninepic-456=bib:8';
    await until('the linked search', () => shown(site.session).includes('8-a'));
    expect(site.session.state.shown?.restored).to.equal(true);
  });
});

describe('tags that come and go', () => {
  it('stop a search with the last one, and take it up with the next', async () => {
    const site = new Site();
    const tag = {};
    site.session.join(tag);
    site.hold('bibs/7');
    void site.session.searchBib('7');
    await until('the request', () => site.asked.length === 1);
    site.session.leave(tag);
    await until('the abort', () => site.aborted.includes('bibs/7'));
    site.release('bibs/7', json(photoList(['late'])));
    await turn();
    expect(shown(site.session)).to.be.empty;
    site.session.join(tag);
    await until('the result', () => site.session.state.search.status === 'ready');
    expect([site.asked, shown(site.session)]).to.deep.equal([['bibs/7', 'bibs/7'], ['7-a']]);
  });

  it('moved in one task disturb nothing', async () => {
    const site = new Site();
    const tag = {};
    site.session.join(tag);
    const search = site.session.searchBib('7');
    site.session.leave(tag);
    site.session.join(tag);
    await search;
    await turn();
    expect([site.asked, site.aborted, shown(site.session)]).to.deep.equal([['bibs/7'], [], ['7-a']]);
  });

  it('do not bring back a search that another has replaced', async () => {
    const site = new Site();
    const tag = {};
    site.session.join(tag);
    site.hold('bibs/7');
    void site.session.searchBib('7');
    await until('the request', () => site.asked.length === 1);
    site.session.leave(tag);
    await until('the abort', () => site.aborted.length === 1);
    site.release('bibs/7', json(photoList(['late'])));
    await site.session.searchBib('8');
    site.session.join(tag);
    await until('whatever was begun', () => site.session.state.search.status === 'ready');
    expect([site.asked, shown(site.session)]).to.deep.equal([['bibs/7', 'bibs/8'], ['8-a']]);
  });
});

describe('a session in code', () => {
  it('refuses a proxy that is 9Pic itself', async () => {
    const made = Promise.resolve().then(() => createSession({ proxyUrl: 'https://api.9pic.ai', eventId: 1 }));
    expect(await failure(made)).to.include({ code: 'config' });
  });
});
