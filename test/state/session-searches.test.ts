/** Searches of a session: one after the other, and as the address has them. */
import { expect } from '@open-wc/testing';
import { json, photoList } from '../support/scripted-fetch.js';
import { ID, SETTINGS, Site, forget, open, shown, turn, until } from './session-site.js';

afterEach(forget);

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

  it('handed over by an id that 9Pic does not know leaves the paid one that the address names, which is shown', async () => {
    const dead = '9c858901-8a57-4791-81fe-4c455b099bc9';
    open(`?selfieRequestId=${dead}#x&ninepic-456=${ID}`);
    const site = new Site();
    site.hold(`faces/${dead}`);
    site.session.configure({ ...SETTINGS, acceptQuery: true });
    await until('the request', () => site.asked.length === 1);
    site.release(`faces/${dead}`, () => new Response('', { status: 404 }));
    await until('the end of it', () => !['idle', 'searching'].includes(site.session.state.search.status));
    expect([location.search, location.hash]).to.deep.equal(['', `#x&ninepic-456=${ID}`]);
    expect(site.session.state.shown?.query).to.deep.equal({ by: 'selfie', requestId: ID });
    expect(site.session.state.shown?.restored).to.equal(true);
    expect(site.asked).to.deep.equal([`faces/${dead}`, `faces/${ID}`]);
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
