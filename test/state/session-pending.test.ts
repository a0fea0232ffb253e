/** A selfie search that was not answered when the page was left: it is paid for, and looked for on the next page (R2.1.7). */
import { expect } from '@open-wc/testing';
import { json, success } from '../support/scripted-fetch.js';
import { ID, SETTINGS, Site, forget, open, shown, until } from './session-site.js';

const PENDING = 'ninepic:pending:456';
const FACES = `faces/${ID}`;
const EARLIER = '9c858901-8a57-4791-81fe-4c455b099bc9';
const unknown = json({ responseType: 'error', message: 'no', data: null }, 404);
const found = json(success({ request_id: ID, images: [], pagination: null, confidence_percentage: null }));

describe('a selfie search from before a reload', () => {
  afterEach(forget);
  /** The page again, with a search that was not answered; faces are answered when the test says so. */
  const reload = (hash: string) => {
    open(hash);
    sessionStorage.setItem(PENDING, JSON.stringify({ id: ID, at: Date.now() }));
    const site = new Site();
    site.hold(FACES);
    site.session.configure(SETTINGS);
    return site;
  };
  const looked = (site: Site) => site.asked.filter((what) => what === FACES).length;
  const begun = (site: Site) => until('the look', () => looked(site) === 1);
  const ended = () => until('the end of it', () => sessionStorage.getItem(PENDING) === null);

  it('is looked for beside the search of the address, which is shown meanwhile, and then shown itself', async () => {
    const site = reload('#ninepic-456=bib:7');
    const { session } = site;
    await until('her number', () => session.state.search.status === 'ready');
    expect(shown(session)).to.deep.equal(['7-a']);
    await begun(site);
    site.release(FACES, found);
    await until('her selfie', () => session.state.shown?.query.by === 'selfie');
    expect([session.state.search.status, Object.keys(session.state.sets)]).to.deep.equal([
      'ready',
      ['bib', 'selfie'],
    ]);
    expect(location.hash).to.equal(`#ninepic-456=${ID}`);
    expect([looked(site), sessionStorage.getItem(PENDING)]).to.deep.equal([1, null]);
    expect(site.script.sent.every(({ method }) => method === 'GET')).to.equal(true);
  });

  it('waits for the search of the address, and takes nothing from it', async () => {
    open('');
    const site = new Site();
    open('#ninepic-456=bib:7');
    sessionStorage.setItem(PENDING, JSON.stringify({ id: ID, at: Date.now() }));
    site.hold('bibs/7');
    site.session.configure(SETTINGS);
    await ended();
    site.release('bibs/7', json(success({ images: [], pagination: null })));
    await until('her selfie', () => site.session.state.shown?.query.by === 'selfie');
    expect(Object.keys(site.session.state.sets)).to.deep.equal(['bib', 'selfie']);
    expect(site.aborted).to.be.empty;
  });

  it('takes the place of an earlier selfie that the address names', async () => {
    const site = reload(`#ninepic-456=${EARLIER}`);
    await begun(site);
    site.release(FACES, found);
    await until('the later one', () => location.hash === `#ninepic-456=${ID}`);
    expect(site.session.state.shown?.query).to.deep.equal({ by: 'selfie', requestId: ID });
  });

  it('waits behind its chip where she has searched for something else meanwhile', async () => {
    const site = reload('#ninepic-456=bib:7');
    await begun(site);
    await site.session.searchBib('8');
    site.release(FACES, found);
    await until('the chip', () => site.session.state.sets.selfie !== undefined);
    expect(shown(site.session)).to.deep.equal(['8-a']);
    expect(location.hash).to.equal('#ninepic-456=bib:8');
  });

  it('leaves what is shown where 9Pic never had it', async () => {
    const site = reload('#ninepic-456=bib:7');
    await begun(site);
    site.release(FACES, unknown);
    site.hold(FACES);
    await until('the second look', () => looked(site) === 2);
    site.release(FACES, unknown);
    await ended();
    expect(shown(site.session)).to.deep.equal(['7-a']);
    expect(site.session.state.search.status).to.equal('ready');
  });

  it('is found where 9Pic is still at it, which takes some seconds', async () => {
    const site = reload('');
    await begun(site);
    site.release(FACES, unknown);
    await until('her selfie', () => site.session.state.shown?.query.by === 'selfie');
    expect([looked(site), site.script.waits]).to.deep.equal([2, [0, 8000]]);
  });

  it('is looked for once more at her press where nobody could be asked, and is not forgotten', async () => {
    const site = reload('');
    const { session } = site;
    const down = json({ responseType: 'error', message: 'no', data: null }, 502);
    await begun(site);
    site.release(FACES, down);
    site.hold(FACES);
    await until('the second look', () => looked(site) === 2);
    site.release(FACES, down);
    await until('the failure', () => session.state.search.status === 'failed');
    const { search } = session.state;
    expect(search.status === 'failed' && [search.error.code, search.error.retryable]).to.deep.equal([
      'unconfirmed',
      true,
    ]);
    expect(sessionStorage.getItem(PENDING)).to.contain(ID);
    session.retry();
    await until('her selfie', () => session.state.shown?.query.by === 'selfie');
    expect([session.state.shown?.restored, looked(site)]).to.deep.equal([true, 3]);
    expect(sessionStorage.getItem(PENDING)).to.equal(null);
    expect(site.script.sent.every(({ method }) => method === 'GET')).to.equal(true);
  });

  it('is read once where the address names it', async () => {
    const site = reload(`#ninepic-456=${ID}`);
    await begun(site);
    site.release(FACES, found);
    await ended();
    expect(site.session.state.search.status).to.equal('ready');
    expect(looked(site)).to.equal(1);
  });
});
