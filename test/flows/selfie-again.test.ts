/** One picture is one search, also where she cleared it in between (behaviour.md R2.1). */
import '../../src/define.js';
import type { NinepicSelfieSearch } from '../../src/elements/selfie-search.js';
import { phonePhoto } from '../support/jpegs.js';
import { expect, part, searchBib, shows, tag, until } from '../support/page.js';
import { ALONE, hurried, paid, pageWith, searchSelfie } from '../support/selfie.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

const FOUND = /\d+ photos? found/;
const MARKUP = `<ninepic-bib-search></ninepic-bib-search>${ALONE}<ninepic-gallery></ninepic-gallery>`;

describe('a selfie that is searched again after a clear is not paid again', () => {
  let stack: TestStack;
  afterEach(async () => {
    sessionStorage.clear();
    await stack.close();
  });
  const open = async () => {
    stack = await openStack();
    const { session } = hurried(stack);
    const body = await pageWith(session, MARKUP);
    const search = tag<NinepicSelfieSearch>(body, 'ninepic-selfie-search');
    /** Looks at a number, and clears that; her picture stays where it is. */
    const clearNumber = async () => {
      const gallery = tag(body, 'ninepic-gallery');
      await searchBib(tag(body, 'ninepic-bib-search'), '1234');
      await shows(gallery, /for 1234/);
      part(gallery, 'clear').click();
      await shows(search, 'Your picture is ready');
    };
    return { session, search, clearNumber };
  };

  it('while it is on its way', async () => {
    const { search, clearNumber } = await open();
    await stack.fault('late-answer', { route: 'startFaces', ms: 1500 });
    await searchSelfie(search);
    await until('the selfie at 9Pic', async () => (await paid(stack)).billed === 1);
    await clearNumber();
    part(search, 'button').click();
    await shows(search, FOUND);
    expect((await paid(stack)).billed).to.equal(1);
  });

  it('after its answer was lost', async () => {
    const { search, clearNumber } = await open();
    await stack.fault('lost-answer', { route: 'startFaces', at: 'proxy', how: '504' });
    await stack.fault('reset', { route: 'faces', at: 'proxy', times: 'always' });
    await searchSelfie(search);
    await shows(search, 'could not confirm');
    await stack.heal();
    await clearNumber();
    part(search, 'button').click();
    await shows(search, FOUND);
    expect((await paid(stack)).billed).to.equal(1);
  });

  it('nor shows the photos of another one, where a program gives it again', async () => {
    const { session } = await open();
    const consent = { version: '1', textHash: '', at: new Date().toISOString() };
    const found = async (picture: Blob) => {
      await session.searchSelfie(picture, consent);
      const { search } = session.state;
      return search.status === 'ready' && search.query.by === 'selfie' && search.query.requestId;
    };
    const [mine, yours] = [await phonePhoto(), await phonePhoto(1, 700, 700)];
    const first = await found(mine);
    expect(first).to.be.a('string');
    session.clear();
    expect(await found(mine)).to.equal(first);
    expect(await found(yours)).to.not.equal(first);
    expect(await found(mine)).to.equal(first);
    expect((await paid(stack)).billed).to.equal(2);
  });
});
