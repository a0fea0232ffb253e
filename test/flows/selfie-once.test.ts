import '../../src/define.js';
import type { NinepicSelfieSearch } from '../../src/elements/selfie-search.js';
import { phonePhoto } from '../support/jpegs.js';
import { expect, heard, page, part, parts, says, shows, tag, until } from '../support/page.js';
import { patch, unpatch } from '../support/patches.js';
import {
  ALONE,
  consent,
  hurried,
  isReady,
  makeReady,
  paid,
  pageWith,
  searchSelfie,
} from '../support/selfie.js';
import { openStack } from '../support/stack.js';
import type { OpenStackOptions, TestStack } from '../support/stack.js';
import type { SessionOptions } from '../../src/state/session.js';

const FOUND = /\d+ photos? found/;

describe('a selfie search that goes wrong is never paid twice', () => {
  let stack: TestStack;
  afterEach(async () => {
    unpatch();
    sessionStorage.clear();
    await stack.close();
  });

  /** A page whose waits are over at once. */
  const open = async (options: OpenStackOptions = {}, session: Partial<SessionOptions> = {}) => {
    stack = await openStack(options);
    const made = hurried(stack, session);
    const body = await pageWith(made.session, ALONE);
    return { ...made, body, search: tag<NinepicSelfieSearch>(body, 'ninepic-selfie-search') };
  };
  /** The intervals at which a lost answer was looked for. */
  const looks = (waits: readonly number[]) => waits.filter((ms) => ms === 2000 || ms === 4000 || ms === 8000);

  it('finds an answer that was lost on its way to the phone, in real time', async () => {
    stack = await openStack();
    await stack.fault('lost-answer', { route: 'startFaces', at: 'proxy', how: '504' });
    const errors = heard('ninepic-error');
    const body = await page(ALONE, stack);
    const search = tag<NinepicSelfieSearch>(body, 'ninepic-selfie-search');
    await searchSelfie(search);
    await shows(search, 'without searching twice');
    expect(location.hash).to.equal('');
    expect(part<HTMLInputElement>(search, 'consent-checkbox').disabled).to.equal(true);
    await shows(search, FOUND);
    expect(location.hash).to.match(/=[\da-f-]{36}$/);
    expect(errors).to.have.length(0);
    expect(await paid(stack)).to.deep.equal({ billed: 1, posts: 1, reads: 1 });
  });

  const lost = [
    { where: 'between phone and proxy', at: 'proxy', fault: 'lost-answer', how: '504' },
    { where: 'between proxy and 9Pic', at: 'upstream', fault: 'lost-answer' },
    { where: 'between proxy and 9Pic, as a gateway’s 504', at: 'upstream', fault: 'lost-answer', how: '504' },
    { where: 'because it is half an answer', at: 'proxy', fault: 'truncated-json' },
    { where: 'because it is a captive portal’s page', at: 'proxy', fault: 'html' },
  ] as const;
  for (const { where, at, fault, ...how } of lost)
    it(`finds an answer that was lost ${where}`, async () => {
      const { search, waits } = await open();
      await stack.fault(fault, { route: 'startFaces', at, ...how });
      await searchSelfie(search);
      await shows(search, FOUND);
      expect(looks(waits)).to.deep.equal([2000]);
      expect(await paid(stack)).to.deep.equal({ billed: 1, posts: 1, reads: 1 });
    });

  it('pays once where the browser itself repeats a request whose connection died', async () => {
    const { search } = await open();
    await stack.fault('lost-answer', { route: 'startFaces', at: 'proxy' });
    await searchSelfie(search);
    await shows(search, FOUND);
    expect((await paid(stack)).billed).to.equal(1);
  });

  it('sends the same id once more when 9Pic never got it', async () => {
    const { search, waits } = await open();
    await stack.fault('reset', { route: 'startFaces' });
    await searchSelfie(search);
    await shows(search, FOUND);
    expect(looks(waits)).to.deep.equal([2000, 4000, 8000]);
    const keys = (await stack.requests())
      .filter(({ endpoint, method }) => endpoint === 'startFaces' && method === 'POST')
      .map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys)).to.deep.equal(new Set((await stack.bill()).faces));
    expect(await paid(stack)).to.deep.equal({ billed: 1, posts: 2, reads: 3 });
  });

  it('asks her when nothing can be confirmed, and goes on under the same id with the same picture', async () => {
    const { search } = await open();
    const errors = heard('ninepic-error');
    const requests = heard('ninepic-request');
    await stack.fault('lost-answer', { route: 'startFaces', at: 'proxy', how: '504' });
    await stack.fault('reset', { route: 'faces', at: 'proxy', times: 'always' });
    await searchSelfie(search);
    await shows(search, 'could not confirm');
    expect(errors.map(({ detail }) => [detail.code, detail.retryable, detail.operation])).to.deep.equal([
      ['unconfirmed', true, 'startFaces'],
    ]);
    expect(parts(search, 'preview')).to.have.length(1);
    expect(part<HTMLInputElement>(search, 'consent-checkbox').checked).to.equal(true);
    expect(await paid(stack)).to.include({ billed: 1, posts: 1 });

    await stack.heal();
    part(search, 'retry').click();
    await shows(search, FOUND);
    const { faces } = await stack.bill();
    expect(requests.map(({ detail }) => detail.requestId)).to.deep.equal(faces);
    expect(await paid(stack)).to.include({ billed: 1, posts: 2 });
    expect(new Set((await stack.uploads()).map(({ bytes }) => bytes.join())).size).to.equal(1);
  });

  it('goes on under the same id also by the search button', async () => {
    const { search } = await open();
    await stack.fault('lost-answer', { route: 'startFaces', at: 'proxy', how: '504' });
    await stack.fault('reset', { route: 'faces', at: 'proxy', times: 'always' });
    await searchSelfie(search);
    await shows(search, 'could not confirm');
    await stack.heal();
    part(search, 'button').click();
    await shows(search, FOUND);
    expect((await paid(stack)).billed).to.equal(1);
  });

  it('does not offer the old picture again once she took another', async () => {
    const { search } = await open();
    await stack.fault('lost-answer', { route: 'startFaces', at: 'proxy', how: '504' });
    await stack.fault('reset', { route: 'faces', at: 'proxy', times: 'always' });
    await searchSelfie(search);
    await shows(search, 'could not confirm');
    await stack.heal();
    part(search, 'retake').click();
    await makeReady(search, await phonePhoto(1, 700, 700));
    expect(parts(search, 'retry')).to.be.empty;
    part(search, 'button').click();
    await shows(search, FOUND);
    expect(await paid(stack)).to.include({ billed: 2, posts: 2 });
  });

  it('does not offer a failed search again once she took her consent back', async () => {
    const { search, session } = await open();
    await stack.fault('500', { route: 'startFaces', times: 'always' });
    await stack.fault('reset', { route: 'faces', at: 'proxy', times: 'always' });
    await searchSelfie(search);
    await shows(search, 'could not confirm');
    const before = await paid(stack);
    await consent(search);
    await until('no retry', () => parts(search, 'retry').length === 0);
    session.retry();
    expect(says(search)).to.equal('');
    expect(await paid(stack)).to.deep.equal(before);
  });

  for (const unknownIds of ['reject-404', 'reject-400'] as const)
    it(`lets 9Pic make the id where it refuses ours (${unknownIds})`, async () => {
      const { search } = await open({ fake: { unknownIds } });
      const requests = heard('ninepic-request');
      await searchSelfie(search);
      await shows(search, FOUND);
      const { faces } = await stack.bill();
      expect(requests.map(({ detail }) => detail.requestId)).to.deep.equal(faces);
      expect(location.hash).to.contain(faces[0] ?? 'nothing');
      expect(await paid(stack)).to.deep.equal({ billed: 1, posts: 2, reads: 0 });

      // From now on ours is not sent any more.
      part(search, 'retake').click();
      await searchSelfie(search, await phonePhoto(1, 700, 700));
      await until('the second search', async () => (await paid(stack)).billed === 2);
      expect((await paid(stack)).posts).to.equal(3);
    });

  it('asks nobody for more than the proxy’s budget has', async () => {
    const { search } = await open({ proxy: { limits: { billablePerAddress: [1, 600] } } });
    await searchSelfie(search);
    await shows(search, FOUND);
    part(search, 'retake').click();
    await searchSelfie(search, await phonePhoto(1, 700, 700));
    await shows(search, /Too many requests.*in 10 minutes/);
    expect(await paid(stack)).to.include({ billed: 1, posts: 2 });
    expect((await stack.bill()).counts['POST startFaces']).to.equal(1);
  });

  it('keeps one bill where 9Pic answers our ids with nothing and the proxy is told so', async () => {
    const { search } = await open({ fake: { unknownIds: 'empty' }, proxy: { requestIds: 'server' } });
    await stack.fault('lost-answer', { route: 'startFaces', at: 'proxy', how: '504' });
    await searchSelfie(search);
    await shows(search, FOUND);
    expect(says(search)).to.match(/[1-9]\d* photos? found/);
    expect((await paid(stack)).billed).to.equal(1);
  });

  it('takes the id that 9Pic answers with, and never repeats a search that it cannot ask for', async () => {
    const { search } = await open({ fake: { requestIds: 'own' } });
    await searchSelfie(search);
    await shows(search, FOUND);
    expect(location.hash).to.contain((await stack.bill()).faces[0] ?? 'nothing');
    part(search, 'retake').click();
    await stack.fault('lost-answer', { route: 'startFaces', at: 'proxy', how: '504' });
    await searchSelfie(search, await phonePhoto(1, 700, 700));
    await shows(search, 'could not confirm');
    expect(await paid(stack)).to.deep.equal({ billed: 2, posts: 2, reads: 0 });
    // Her own press; the proxy knows the search by its key.
    part(search, 'retry').click();
    await shows(search, FOUND);
    expect((await paid(stack)).billed).to.equal(2);
  });

  it('finds an answer that came after the phone had given up', async () => {
    const { setTimeout: real } = globalThis;
    patch(globalThis, 'setTimeout', (work: () => void, ms = 0) => real(work, ms === 60_000 ? 300 : ms));
    const { search } = await open();
    await stack.fault('late-answer', { route: 'startFaces', ms: 900 });
    await searchSelfie(search);
    await shows(search, FOUND);
    expect(await paid(stack)).to.deep.equal({ billed: 1, posts: 1, reads: 1 });
  });

  it('comes again by itself after a 429, when the proxy says so', async () => {
    const { search, waits } = await open();
    await stack.fault('429', { route: 'startFaces', at: 'proxy', times: 2, retryAfter: 7 });
    await searchSelfie(search);
    await shows(search, FOUND);
    expect(waits).to.deep.equal([7000, 7000]);
    expect(await paid(stack)).to.deep.equal({ billed: 1, posts: 3, reads: 0 });
  });

  it('says when to come again after a long Retry-After, and cannot be pressed before', async () => {
    const { search, waits } = await open();
    await stack.fault('429', { route: 'startFaces', at: 'proxy', retryAfter: 300 });
    await searchSelfie(search);
    await shows(search, 'in 5 minutes');
    expect(waits).to.be.empty;
    expect(parts(search, 'retry')).to.be.empty;
    const searches = heard('ninepic-search');
    part(search, 'button').click();
    await search.updateComplete;
    expect(searches).to.have.length(0);
    expect(await paid(stack)).to.deep.equal({ billed: 0, posts: 1, reads: 0 });
  });

  it('sends nothing while the device is offline, and keeps everything', async () => {
    const { search } = await open();
    const errors = heard('ninepic-error');
    await makeReady(search);
    patch(navigator, 'onLine', false);
    part(search, 'button').click();
    await shows(search, 'Could not reach');
    expect(errors.map(({ detail }) => detail.code)).to.deep.equal(['offline']);
    expect(await paid(stack)).to.deep.equal({ billed: 0, posts: 0, reads: 0 });
    unpatch();
    globalThis.dispatchEvent(new Event('online'));
    // Had it been sent by itself, it would be on its way now.
    await isReady(search);
    expect((await paid(stack)).posts).to.equal(0);
    part(search, 'retry').click();
    await shows(search, FOUND);
    expect(await paid(stack)).to.deep.equal({ billed: 1, posts: 1, reads: 0 });
  });

  it('ends a search that is under way although she cleared it, and shows nothing of it', async () => {
    const { search, session } = await open();
    await stack.fault('slow', { route: 'startFaces', ms: 400 });
    performance.clearResourceTimings();
    await searchSelfie(search);
    await until('the selfie on its way', async () => (await paid(stack)).posts === 1);
    session.clear();
    await until('the paid search to end', async () => (await paid(stack)).billed === 1);
    await until('its answer', () =>
      performance
        .getEntriesByType('resource')
        .some(({ name }) => name.startsWith(stack.proxyUrl) && name.includes('/faces')),
    );
    await search.updateComplete;
    expect(says(search)).to.not.match(FOUND);
    expect(location.hash).to.equal('');
    expect(session.state.sets).to.not.have.property('selfie');
  });
});
