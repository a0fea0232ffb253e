/** A lost answer is looked for by few requests, and not for long (behaviour.md R2.2.2). */
import '../../src/define.js';
import type { NinepicSelfieSearch } from '../../src/elements/selfie-search.js';
import { expect, shows, tag } from '../support/page.js';
import { ALONE, hurried, paid, pageWith, searchSelfie } from '../support/selfie.js';
import { openStack } from '../support/stack.js';
import type { OpenStackOptions, TestStack } from '../support/stack.js';

const FOUND = /\d+ photos? found/;
const sum = (waits: readonly number[]) => waits.reduce((all, ms) => all + ms, 0);

describe('a lost answer to a selfie is looked for', () => {
  let stack: TestStack;
  afterEach(async () => {
    sessionStorage.clear();
    await stack.close();
  });
  const open = async (options: OpenStackOptions = {}) => {
    stack = await openStack(options);
    const { session, waits } = hurried(stack);
    const body = await pageWith(session, ALONE);
    return { waits, search: tag<NinepicSelfieSearch>(body, 'ninepic-selfie-search') };
  };

  for (const fault of ['500', 'reset'] as const)
    it(`three times where 9Pic answers nothing else (${fault})`, async () => {
      const { search, waits } = await open();
      await stack.fault(fault, { times: 'always' });
      await searchSelfie(search);
      await shows(search, 'could not confirm');
      expect(await paid(stack)).to.include({ posts: 1, reads: 3 });
      expect(sum(waits)).to.be.at.most(30_000);
    });

  it('four times where the picture was sent twice', async () => {
    const { search, waits } = await open();
    await stack.fault('reset', { route: 'startFaces', times: 'always' });
    await searchSelfie(search);
    await shows(search, 'could not confirm');
    expect(await paid(stack)).to.include({ posts: 2, reads: 4 });
    expect(sum(waits)).to.be.at.most(30_000);
  });

  it('not before the server will have it', async () => {
    const { search, waits } = await open();
    await stack.fault('lost-answer', { route: 'startFaces', at: 'proxy', how: '504' });
    await stack.fault('429', { route: 'faces', at: 'proxy', retryAfter: 7 });
    await searchSelfie(search);
    await shows(search, FOUND);
    expect(waits).to.deep.equal([2000, 7000]);
    expect(await paid(stack)).to.deep.equal({ billed: 1, posts: 1, reads: 2 });
  });

  it('no more where the server will not have it for a minute', async () => {
    const { search, waits } = await open();
    await stack.fault('lost-answer', { route: 'startFaces', at: 'proxy', how: '504' });
    await stack.fault('429', { route: 'faces', at: 'proxy', retryAfter: 60 });
    await searchSelfie(search);
    await shows(search, 'could not confirm');
    expect(waits).to.deep.equal([2000]);
    expect(await paid(stack)).to.deep.equal({ billed: 1, posts: 1, reads: 1 });
  });
});
