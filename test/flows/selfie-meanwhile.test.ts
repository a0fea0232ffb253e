/** A selfie search that ends while she looks at something else: she keeps looking, and is told once. */
import '../../src/define.js';
import type { NinepicSelfieSearch } from '../../src/elements/selfie-search.js';
import { expect, heard, part, parts, says, searchBib, shows, tag, until } from '../support/page.js';
import { ALONE, hurried, pageWith, searchSelfie } from '../support/selfie.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

const MARKUP = `<ninepic-bib-search></ninepic-bib-search>${ALONE}<ninepic-gallery></ninepic-gallery>`;
const FOUND = /\d+ photos? found/;

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
    const { platform } = session.client;
    const { fetch } = platform;
    let fail = (): void => undefined;
    const failed = new Promise<void>((resolve) => (fail = resolve));
    let isHeld = true;
    Object.assign(platform, {
      fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
        if (init?.method !== 'POST' || !isHeld) return fetch(input, init);
        isHeld = false;
        await failed;
        const headers = { 'content-type': 'application/json', 'x-ninepic-error': 'bad-image' };
        const body = { responseType: 'error', message: 'no face', data: null };
        return new Response(JSON.stringify(body), { status: 422, headers });
      },
    });
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
    expect(alerts(search, gallery)).to.be.empty;
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
