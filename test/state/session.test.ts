/** A session: what it shows and tells, what it offers, and the tags that share it. */
import { expect } from '@open-wc/testing';
import { createFake } from '../../demo/fake/index.js';
import { createProxy } from '../../src/proxy/index.js';
import { createSession } from '../../src/state/session.js';
import { PROXY, failure, json, photoList } from '../support/scripted-fetch.js';
import { Site, details, forget, shown, turn, until } from './session-site.js';

afterEach(forget);

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
        for (const part of [session.state.event, session.state.event?.proxy, session.state.shown?.query])
          expect(part).to.be.frozen;
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

  for (const [what, given, code] of [
    ['is switched off', details({ bib_search: false }), 'feature-off'],
    ['is refused for another reason', details(), 'forbidden'],
    ['is refused like the event itself', json('', 403), 'forbidden'],
  ] as const)
    it(`says that a search ${what}, although it was sent before the event was known`, async () => {
      const site = new Site();
      const codes = new Set<string>();
      site.hold('details');
      site.hold('bibs/7');
      site.session.subscribe(({ search }) => search.status === 'failed' && codes.add(search.error.code));
      const searching = site.session.searchBib('7');
      await until('both questions', () => site.asked.length === 2);
      site.release('bibs/7', json('', 403));
      await turn();
      site.release('details', given);
      await searching;
      expect([...codes]).to.deep.equal([code]);
      expect(site.asked).to.have.length(2);
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
