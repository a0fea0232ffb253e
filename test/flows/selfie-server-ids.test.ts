/** Where 9Pic makes the ids, an answer that is lost cannot be asked for: what may cost again is her own press (R2.1.5). */
import '../../src/define.js';
import type { NinepicSelfieSearch } from '../../src/elements/selfie-search.js';
import { phonePhoto } from '../support/jpegs.js';
import { expect, heard, part, says, shows, tag } from '../support/page.js';
import { ALONE, hurried, paid, pageWith, searchSelfie } from '../support/selfie.js';
import { openStack } from '../support/stack.js';
import type { OpenStackOptions, TestStack } from '../support/stack.js';

const FOUND = /\d+ photos? found/;
const MAY_COST = 'may count as a new search';
const posts = async (stack: TestStack) =>
  (await stack.upstream()).filter(({ endpoint, method }) => endpoint === 'startFaces' && method === 'POST');

describe('a selfie search under an id of 9Pic’s own', () => {
  let stack: TestStack;
  afterEach(async () => {
    sessionStorage.clear();
    await stack.close();
  });
  const open = async (options: OpenStackOptions) => {
    stack = await openStack(options);
    const { session, waits } = hurried(stack);
    const body = await pageWith(session, ALONE);
    return { session, waits, search: tag<NinepicSelfieSearch>(body, 'ninepic-selfie-search') };
  };

  for (const unknownIds of ['reject-404', 'reject-400'] as const)
    it(`is not sent again by itself where ours was refused and then the answer was lost (${unknownIds})`, async () => {
      const { search } = await open({ fake: { unknownIds } });
      const errors = heard('ninepic-error');
      await stack.fault('lost-answer', { route: 'startFaces', after: 1, how: '504' });
      await searchSelfie(search);
      await shows(search, MAY_COST);
      expect(says(search)).to.not.contain('same search');
      expect(errors.map(({ detail }) => [detail.code, detail.retryable, detail.operation])).to.deep.equal([
        ['unconfirmed', true, 'startFaces'],
      ]);
      expect(await paid(stack)).to.deep.equal({ billed: 1, posts: 2, reads: 0 });
      part(search, 'retry').click();
      await shows(search, FOUND);
      expect(await paid(stack)).to.deep.equal({ billed: 2, posts: 3, reads: 0 });
    });

  it('is still asked for by our id where it was the picture that 9Pic refused', async () => {
    const { search } = await open({});
    await stack.fault('status', { route: 'startFaces', status: 422, times: 2 });
    await searchSelfie(search);
    await shows(search, 'Please check');
    part(search, 'retake').click();
    await stack.fault('lost-answer', { route: 'startFaces', how: '504' });
    await searchSelfie(search, await phonePhoto(1, 700, 700));
    await shows(search, FOUND);
    expect(await paid(stack)).to.deep.equal({ billed: 1, posts: 3, reads: 1 });
  });

  for (const how of ['504', 'reset'] as const)
    it(`is not sent again by itself where the proxy keeps our ids and 9Pic’s answer was lost (${how})`, async () => {
      const { search, waits } = await open({ proxy: { requestIds: 'server' } });
      await stack.fault('lost-answer', { route: 'startFaces', how });
      await searchSelfie(search);
      await shows(search, MAY_COST);
      expect(waits).to.deep.equal([2000]);
      expect(await posts(stack)).to.have.length(1);
      expect(await paid(stack)).to.deep.equal({ billed: 1, posts: 1, reads: 1 });
      part(search, 'retry').click();
      await shows(search, FOUND);
      expect(await paid(stack)).to.deep.equal({ billed: 2, posts: 2, reads: 1 });
    });

  it('is not sent again by itself where the proxy forgot it, as after a restart', async () => {
    const { search, session } = await open({ proxy: { requestIds: 'server' } });
    Object.assign(session.client.platform, { sleep: () => stack.advance(31 * 60_000) });
    await stack.fault('lost-answer', { route: 'startFaces', how: '504' });
    await searchSelfie(search);
    await shows(search, MAY_COST);
    expect(await paid(stack)).to.deep.equal({ billed: 1, posts: 1, reads: 1 });
    part(search, 'retry').click();
    await shows(search, FOUND);
    expect(await paid(stack)).to.deep.equal({ billed: 2, posts: 2, reads: 1 });
  });

  it('is found while the proxy is still at it, whose visitor’s connection died', async () => {
    const { search, session } = await open({ proxy: { requestIds: 'server' } });
    const { platform } = session.client;
    const { fetch } = platform;
    let over = false;
    // The way to the proxy dies while 9Pic works; what is asked next waits for nothing.
    Object.assign(platform, {
      fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
        const answer = fetch(input, init);
        if (init?.method !== 'POST') return answer;
        void answer.then(() => (over = true));
        while ((await posts(stack)).length === 0) await new Promise((resolve) => setTimeout(resolve));
        throw new TypeError('Failed to fetch');
      },
      sleep: async (ms: number) => {
        while (ms === 4000 && !over) await new Promise((resolve) => setTimeout(resolve));
      },
    });
    await stack.fault('slow', { route: 'startFaces', ms: 600 });
    await searchSelfie(search);
    await shows(search, FOUND);
    expect(await paid(stack)).to.deep.equal({ billed: 1, posts: 1, reads: 2 });
  });
});
