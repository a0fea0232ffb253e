/** A result that is there already: kept, linked to, gone back to, taken away, and never paid again. */
import '../../src/define.js';
import type { NinepicGallery } from '../../src/elements/gallery.js';
import { phonePhoto } from '../support/jpegs.js';
import { expect, heard, page, part, parts, says, searchBib, shows, tag, until } from '../support/page.js';
import { WITH_GALLERY, canUse, paid, searchSelfie } from '../support/selfie.js';
import { FOUND, UUID, selfieScene } from './selfie-scene.js';

const UNKNOWN = '11111111-2222-4333-8444-555555555555';

describe('a runner looks for her photos by selfie', () => {
  const now = selfieScene();

  it('pays nothing when the tags are moved, removed and put back', async () => {
    await now.stack.fault('slow', { route: 'startFaces', ms: 400 });
    const requests = heard('ninepic-request');
    const { body, search } = await now.open();
    await searchSelfie(search);
    await shows(search, 'Searching');
    body.prepend(search);
    search.remove();
    await until('the search to be over', async () => (await paid(now.stack)).billed === 1);
    body.append(search);
    await shows(search, FOUND);
    for (let n = 0; n < 5; n += 1) {
      search.remove();
      await new Promise((resolve) => setTimeout(resolve));
      body.append(search);
      await shows(search, FOUND);
    }
    await shows(tag(body, 'ninepic-gallery'), 'for your selfie');
    expect(requests).to.have.length(1);
    expect(await paid(now.stack)).to.deep.equal({ billed: 1, posts: 1, reads: 0 });
  });

  it('pays nothing when the browser brings the page back from its cache', async () => {
    const { body, search } = await now.open();
    await searchSelfie(search);
    await shows(search, FOUND);
    for (let back = 0; back < 3; back += 1)
      window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    const gallery = tag(body, 'ninepic-gallery');
    part(gallery, 'chip').click();
    await shows(gallery, '3,000 photos');
    expect(await paid(now.stack)).to.deep.equal({ billed: 1, posts: 1, reads: 0 });
  });

  it('pays for a second picture, because that is a second search', async () => {
    const { search } = await now.open();
    await searchSelfie(search);
    await shows(search, FOUND);
    const first = location.hash;
    part(search, 'retake').click();
    await searchSelfie(search, await phonePhoto(1, 800, 800));
    await until('the other result', () => location.hash !== first);
    await shows(search, FOUND);
    expect(await paid(now.stack)).to.deep.equal({ billed: 2, posts: 2, reads: 0 });
  });

  it('finds a paid result behind its chip when she searched by bib meanwhile', async () => {
    await now.stack.fault('slow', { route: 'startFaces', ms: 500 });
    const { body, search } = await now.open(
      `<ninepic-bib-search proxy-url="{proxy}" event-id="{event}"></ninepic-bib-search>${WITH_GALLERY}`,
    );
    const gallery = tag(body, 'ninepic-gallery');
    const requests = heard('ninepic-request');
    await searchSelfie(search);
    await shows(search, 'Searching');
    await searchBib(tag(body, 'ninepic-bib-search'), '1234');
    await shows(gallery, /for 1234/);
    const mine = () => parts(gallery, 'chip').find((chip) => chip.innerText.includes('My selfie'));
    await until('a chip for the selfie', mine);
    expect(says(gallery)).to.contain('for 1234');
    expect(location.hash).to.contain('bib:1234');
    mine()?.click();
    await shows(gallery, 'for your selfie');
    expect(requests.map(({ target }) => target)).to.deep.equal([search]);
    expect(await paid(now.stack)).to.deep.equal({ billed: 1, posts: 1, reads: 0 });
  });

  it('says that her face is searched for while she looks at a number, and takes no other picture', async () => {
    const { body, search } = await now.open(
      `<ninepic-bib-search proxy-url="{proxy}" event-id="{event}"></ninepic-bib-search>${WITH_GALLERY}`,
    );
    const { session } = search;
    if (!session) throw new Error('There is no session.');
    const { platform } = session.client;
    const { fetch } = platform;
    let send = (): void => undefined;
    const held = new Promise<void>((resolve) => (send = resolve));
    Object.assign(platform, {
      fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
        if (init?.method === 'POST') await held;
        return fetch(input, init);
      },
    });
    await searchSelfie(search);
    await shows(search, 'Searching');
    await searchBib(tag(body, 'ninepic-bib-search'), '1234');
    await shows(tag(body, 'ninepic-gallery'), /for 1234/);
    expect(says(search)).to.contain('Searching for your face');
    expect([canUse(search, 'retake'), canUse(search, 'consent-checkbox')]).to.deep.equal([false, false]);
    send();
    await shows(search, FOUND);
    expect(await paid(now.stack)).to.deep.equal({ billed: 1, posts: 1, reads: 0 });
  });

  it('takes her selfie away at its chip, for nothing, while her number stays', async () => {
    const { body, search } = await now.open(
      `<ninepic-bib-search proxy-url="{proxy}" event-id="{event}"></ninepic-bib-search>${WITH_GALLERY}`,
    );
    const gallery = tag<NinepicGallery>(body, 'ninepic-gallery');
    const cleared = heard('ninepic-clear');
    await searchSelfie(search);
    await shows(gallery, 'for your selfie');
    const id = location.hash.split('=')[1] ?? '';
    expect(id).to.match(UUID);
    await searchBib(tag(body, 'ninepic-bib-search'), '1234');
    await shows(gallery, /for 1234/);
    const names = () => parts(gallery, 'chip').map((chip) => chip.innerText.trim());
    await until('both', () => names().join() === 'All photos,Bib 1234,My selfie');
    const remove = () =>
      parts(gallery, 'chip-remove').find(
        (button) => button.getAttribute('aria-label') === 'Remove My selfie',
      );
    remove()?.click();
    await until('her number alone', () => names().join() === 'All photos,Bib 1234');
    expect(says(gallery)).to.contain('for 1234');
    expect(gallery.session?.state.sets.selfie).to.equal(undefined);
    expect(location.hash).to.contain('bib:1234');
    expect(JSON.stringify({ ...sessionStorage })).to.not.contain(id);
    expect(cleared).to.be.empty;
    expect(await paid(now.stack)).to.deep.equal({ billed: 1, posts: 1, reads: 0 });
    // Another search is another bill, and has a chip again.
    await searchSelfie(search);
    await shows(gallery, 'for your selfie');
    remove()?.click();
    await shows(gallery, /for 1234|3,000 photos/);
    expect(location.hash).to.not.match(/=[\da-f]{8}-/);
    expect(await paid(now.stack)).to.deep.equal({ billed: 2, posts: 2, reads: 0 });
  });

  it('gets her photos again by her link, for nothing', async () => {
    const first = await now.open();
    await searchSelfie(first.search);
    await shows(first.search, FOUND);
    const { hash } = location;
    const id = hash.split('=')[1];
    first.body.remove();

    const requests = heard('ninepic-request');
    const results = heard('ninepic-results');
    // The path of the proxy differs, so this is a page that knows nothing yet.
    const body = await page(WITH_GALLERY, { ...now.stack, proxyUrl: `${now.stack.proxyUrl}?again=1` });
    await shows(tag(body, 'ninepic-gallery'), 'for your selfie');
    await shows(tag(body, 'ninepic-selfie-search'), FOUND);
    expect(location.hash).to.equal(hash);
    expect(requests).to.have.length(0);
    expect(results.map(({ detail }) => [detail.by, detail.requestId, detail.restored])).to.deep.equal([
      ['selfie', id, true],
    ]);
    expect(await paid(now.stack)).to.deep.equal({ billed: 1, posts: 1, reads: 1 });
  });

  it('goes back and forth between two results in the history, by reading', async () => {
    const { body, search } = await now.open();
    const gallery = tag<NinepicGallery>(body, 'ninepic-gallery');
    await searchSelfie(search);
    await shows(gallery, 'for your selfie');
    const { hash } = location;
    const seen = says(gallery);
    const before = await paid(now.stack);
    history.pushState({ theirs: 1 }, '', `#ninepic-${now.stack.eventId}=bib:1234`);
    globalThis.dispatchEvent(new PopStateEvent('popstate'));
    await shows(gallery, /for 1234/);
    history.back();
    await until('her link', () => location.hash === hash);
    await shows(gallery, seen);
    // The tags listen longer, and are told of it first.
    const told = new Promise((resolve) => globalThis.addEventListener('hashchange', resolve, { once: true }));
    location.hash = '#section2';
    await told;
    await gallery.updateComplete;
    expect(says(gallery)).to.contain('for your selfie');
    const after = await paid(now.stack);
    expect(after).to.include({ billed: 1, posts: 1 });
    expect(after.reads).to.be.at.most(before.reads + 1);
    history.back();
    await until('her link again', () => location.hash === hash);
  });

  it('is told once that a link is dead, and only our part of the address goes', async () => {
    history.replaceState({ theirs: 1 }, '', `#finish&ninepic-${now.stack.eventId}=${UNKNOWN}&x=%20y`);
    const errors = heard('ninepic-error');
    const { body, search } = await now.open();
    await shows(tag(body, 'ninepic-gallery'), 'no longer there');
    await until('the address to be tidied', () => location.hash === '#finish&x=%20y');
    expect(history.state).to.deep.equal({ theirs: 1 });
    expect(says(search)).to.equal('');
    expect(errors.map(({ detail }) => [detail.code, detail.status])).to.deep.equal([
      ['request-unknown', 404],
    ]);
    expect(canUse(search, 'consent-checkbox')).to.equal(true);
    expect((await paid(now.stack)).posts).to.equal(0);
  });

  for (const value of ['x', `${UNKNOWN}x`, '..', 'javascript:alert(1)', '1'.repeat(1_000_000)])
    it(`ignores ${value.slice(0, 40)} in the address`, async () => {
      const hash = `#ninepic-${now.stack.eventId}=${value}`;
      history.replaceState(null, '', hash);
      const errors = heard('ninepic-error');
      const { body } = await now.open();
      await shows(tag(body, 'ninepic-gallery'), '3,000 photos');
      expect(location.hash).to.equal(hash);
      expect(errors).to.have.length(0);
      expect((await paid(now.stack)).reads).to.equal(0);
    });

  it('leaves no trace when she clears her search', async () => {
    const clears = heard('ninepic-clear');
    const { body, search } = await now.open();
    await searchSelfie(search);
    await shows(search, FOUND);
    const id = location.hash.split('=')[1] ?? '';
    part(search, 'clear').click();
    await shows(tag(body, 'ninepic-gallery'), '3,000 photos');
    const form = part<HTMLInputElement>(search, 'consent-checkbox');
    expect(form.checked).to.equal(false);
    expect(search.shadowRoot?.activeElement === form).to.equal(true);
    expect(location.href).to.not.contain(id);
    expect(JSON.stringify({ ...sessionStorage })).to.not.contain(id);
    expect(JSON.stringify({ ...localStorage })).to.not.contain(id);
    expect(JSON.stringify(search.state)).to.not.contain(id);
    const drawn = [...body.querySelectorAll('*')].map(
      ({ shadowRoot, outerHTML }) => outerHTML + (shadowRoot?.innerHTML ?? ''),
    );
    expect(drawn.join('')).to.not.contain(id);
    expect(clears.map(({ target }) => target)).to.deep.equal([search]);
    expect(await paid(now.stack)).to.deep.equal({ billed: 1, posts: 1, reads: 0 });
  });
});
