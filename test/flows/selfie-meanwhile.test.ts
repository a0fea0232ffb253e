/** A selfie search that ends while she looks at something else: she keeps looking, and is told once. */
import '../../src/define.js';
import type { NinepicSelfieSearch } from '../../src/elements/selfie-search.js';
import type { Session } from '../../src/state/session.js';
import { phonePhoto } from '../support/jpegs.js';
import { expect, heard, part, parts, says, searchBib, shows, tag, until } from '../support/page.js';
import { ALONE, hurried, paid, pageWith, searchSelfie } from '../support/selfie.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

const MARKUP = `<ninepic-bib-search></ninepic-bib-search>${ALONE}<ninepic-gallery></ninepic-gallery>`;
const FOUND = /\d+ photos? found/;

/** The next selfie that is sent waits until it is let go: then 9Pic has it, or what is given is the answer. */
function hold(session: Session, answer?: Response): () => void {
  const { platform } = session.client;
  const { fetch } = platform;
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  let isHeld = true;
  Object.assign(platform, {
    fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
      if (init?.method !== 'POST' || !isHeld) return fetch(input, init);
      isHeld = false;
      await held;
      return answer ?? fetch(input, init);
    },
  });
  return letGo;
}

describe('a selfie search that fails while she looks at the photos of a number', () => {
  let stack: TestStack;
  afterEach(async () => {
    sessionStorage.clear();
    await stack.close();
  });

  /** Her selfie is sent, she looks at 1234, and then the search fails once `fail` was called. */
  const look = async () => {
    stack = await openStack();
    const { session } = hurried(stack);
    const headers = { 'content-type': 'application/json', 'x-ninepic-error': 'bad-image' };
    const refusal = JSON.stringify({ responseType: 'error', message: 'no face', data: null });
    const fail = hold(session, new Response(refusal, { status: 422, headers }));
    const body = await pageWith(session, MARKUP);
    const search = tag<NinepicSelfieSearch>(body, 'ninepic-selfie-search');
    const gallery = tag(body, 'ninepic-gallery');
    await searchSelfie(search);
    await shows(search, 'Searching');
    await searchBib(tag(body, 'ninepic-bib-search'), '1234');
    await shows(gallery, /for 1234/);
    return { session, search, gallery, fail };
  };
  const alerts = (...tags: Element[]) =>
    tags.flatMap((one) => parts(one, 'status').filter((status) => status.getAttribute('role') === 'alert'));

  it('is told once, where her selfie is, and nothing is taken from what she looks at', async () => {
    const errors = heard('ninepic-error');
    const { search, gallery, fail } = await look();
    const seen = says(gallery);
    fail();
    await until('the message', () => alerts(search).length === 1);
    expect(errors.map(({ target, detail }) => [target, detail.code])).to.deep.equal([[search, 'bad-image']]);
    expect([says(gallery), alerts(search, gallery).length]).to.deep.equal([seen, 1]);
    expect(location.hash).to.contain('bib:1234');
    // Her picture is still there, and can be searched.
    part(search, 'button').click();
    await shows(search, FOUND);
    expect(alerts(search, gallery).length).to.equal(0);
  });

  it('is told by the gallery where the page has no place for selfies any more, and stays untold by others', async () => {
    const errors = heard('ninepic-error');
    const { session, search, gallery, fail } = await look();
    search.remove();
    fail();
    await until('the message', () => alerts(gallery).length === 1);
    expect(errors.map(({ target, detail }) => [target, detail.code])).to.deep.equal([[gallery, 'bad-image']]);
    expect(session.state.shown?.query.by).to.equal('bib');
    session.searchBib('1235').catch(() => undefined);
    await until('the other search', () => alerts(gallery).length === 0);
  });
});

describe('a second selfie that is found while she looks at the photos of the first', () => {
  afterEach(() => sessionStorage.clear());

  it('takes their place, because one of a kind is kept, and is what the address names', async () => {
    const stack = await openStack();
    const { session } = hurried(stack);
    const body = await pageWith(session, MARKUP);
    const search = tag<NinepicSelfieSearch>(body, 'ninepic-selfie-search');
    const gallery = tag(body, 'ninepic-gallery');
    const requests = heard('ninepic-request');
    await searchSelfie(search);
    await shows(search, FOUND);
    const first = location.hash;
    const letGo = hold(session);
    part(search, 'retake').click();
    await searchSelfie(search, await phonePhoto(1));
    await shows(search, 'Searching');
    parts(gallery, 'chip')
      .find((chip) => chip.innerText.includes('My selfie'))
      ?.click();
    await shows(gallery, 'for your selfie');
    letGo();
    await until('the second', () => requests.length === 2);
    await until('its address', () => location.hash !== first);
    const { shown, sets, search: last } = session.state;
    expect(shown).to.equal(sets.selfie);
    expect(last.status === 'ready' && last.set).to.equal(shown);
    expect(location.hash).to.contain(requests[1]?.detail.requestId);
    expect(await paid(stack)).to.deep.equal({ billed: 2, posts: 2, reads: 0 });
    await stack.close();
  });
});
