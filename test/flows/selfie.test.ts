import '../../src/define.js';
import type { NinepicGallery } from '../../src/elements/gallery.js';
import type { NinepicSelfieSearch } from '../../src/elements/selfie-search.js';
import { phonePhoto } from '../support/jpegs.js';
import {
  expect,
  heard,
  page,
  part,
  parts,
  pictures,
  says,
  searchBib,
  shows,
  tag,
  tiles,
  until,
} from '../support/page.js';
import {
  ALONE,
  WITH_GALLERY,
  canUse,
  consent,
  makeReady,
  paid,
  pick,
  searchSelfie,
} from '../support/selfie.js';
import { patch, unpatch } from '../support/patches.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

const FOUND = /\d+ photos? found/;
const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const UNKNOWN = '11111111-2222-4333-8444-555555555555';

describe('a runner looks for her photos by selfie', () => {
  let stack: TestStack;
  beforeEach(async () => {
    stack = await openStack();
  });
  afterEach(() => stack.close());

  const open = async (markup = WITH_GALLERY) => {
    const body = await page(markup, stack);
    return { body, search: tag<NinepicSelfieSearch>(body, 'ninepic-selfie-search') };
  };

  it('agrees, picks a picture, looks at it, and gets her photos', async () => {
    const order: string[] = [];
    const note = (event: Event) =>
      void order.push(`${event.type} ${location.hash === '' ? '' : 'with hash'}`.trim());
    const names = ['ninepic-consent', 'ninepic-search', 'ninepic-request', 'ninepic-results'] as const;
    for (const name of names) document.addEventListener(name, note);
    const [consents, searches, requests, results] = [
      heard('ninepic-consent'),
      heard('ninepic-search'),
      heard('ninepic-request'),
      heard('ninepic-results'),
    ];
    const { body, search } = await open();
    const gallery = tag(body, 'ninepic-gallery');
    await shows(gallery, '3,000 photos');
    await makeReady(search);
    expect(await paid(stack)).to.deep.equal({ billed: 0, posts: 0, reads: 0 });
    expect(location.hash).to.equal('');

    part(search, 'button').click();
    await shows(search, FOUND);
    await shows(gallery, 'for your selfie');
    await until('pictures', () => pictures(gallery).length > 0);
    for (const name of names) document.removeEventListener(name, note);

    const scope = { eventId: stack.eventId, group: null };
    const requestId = requests[0]?.detail.requestId ?? '';
    expect(requestId).to.match(UUID);
    expect(location.hash).to.equal(`#ninepic-${stack.eventId}=${requestId}`);
    expect(searches.map(({ detail }) => detail)).to.deep.equal([{ ...scope, by: 'selfie' }]);
    expect(requests.map(({ detail }) => detail)).to.deep.equal([{ ...scope, requestId }]);
    expect(consents).to.have.length(1);
    const total = Number(/\d+/.exec(says(gallery))?.[0]);
    expect(results.at(-1)?.detail).to.deep.equal({
      ...scope,
      by: 'selfie',
      requestId,
      total,
      restored: false,
    });
    expect(tiles(gallery).length).to.be.greaterThan(0);
    expect(order.slice().sort()).to.deep.equal([
      'ninepic-consent',
      'ninepic-request with hash',
      'ninepic-results',
      'ninepic-results with hash',
      'ninepic-search',
    ]);
    expect(order.indexOf('ninepic-consent')).to.be.lessThan(order.indexOf('ninepic-search'));
    expect(order.indexOf('ninepic-search')).to.be.lessThan(order.indexOf('ninepic-request with hash'));
    expect((await stack.bill()).faces).to.deep.equal([requestId]);
    expect(await paid(stack)).to.deep.equal({ billed: 1, posts: 1, reads: 0 });
  });

  it('sees her photos below the form where the page has no gallery', async () => {
    const { search } = await open(ALONE);
    await searchSelfie(search);
    await shows(search, FOUND);
    await until('a gallery', () => search.shadowRoot?.querySelector('ninepic-gallery'));
    const gallery = tag(search.shadowRoot as unknown as ParentNode, 'ninepic-gallery');
    await shows(gallery, 'for your selfie');
    await until('pictures', () => pictures(gallery).length > 0);
    expect((await paid(stack)).billed).to.equal(1);
  });

  it('is told that nothing was found, as a result and not as an error', async () => {
    await stack.configure({ faces: 'nobody' });
    const errors = heard('ninepic-error');
    const results = heard('ninepic-results');
    const { body, search } = await open();
    await searchSelfie(search);
    await shows(search, 'No photos found for this selfie');
    await shows(tag(body, 'ninepic-gallery'), 'No photos were found for this selfie');
    expect(search.matches(':state(empty)')).to.equal(true);
    expect(results.at(-1)?.detail).to.include({ by: 'selfie', total: 0, restored: false });
    expect(errors).to.have.length(0);
    expect((await paid(stack)).billed).to.equal(1);
  });

  it('sends nothing when the page cancels the search', async () => {
    const { body, search } = await open();
    const cancelled = heard('ninepic-search');
    search.addEventListener('ninepic-search', (event) => event.preventDefault());
    await searchSelfie(search);
    await until('the page to be asked', () => cancelled.length === 1);
    await shows(tag(body, 'ninepic-gallery'), '3,000 photos');
    expect(parts(search, 'preview')).to.have.length(1);
    // The gallery's own photos, which may still have been on their way at her press.
    expect(search.state?.search).to.deep.include({ status: 'ready', query: { by: 'all' } });
    expect(await paid(stack)).to.deep.equal({ billed: 0, posts: 0, reads: 0 });
  });

  it('searches once, however often she presses', async () => {
    await stack.fault('slow', { route: 'startFaces', ms: 300 });
    const searches = heard('ninepic-search');
    const { search } = await open();
    await makeReady(search);
    const button = part(search, 'button');
    button.click();
    button.click();
    button.focus();
    button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
    button.click();
    await shows(search, 'Searching');
    button.click();
    await shows(search, FOUND);
    expect(searches).to.have.length(1);
    expect(await paid(stack)).to.deep.equal({ billed: 1, posts: 1, reads: 0 });
  });

  it('searches once with two forms on the page, and both drop the picture', async () => {
    await stack.fault('slow', { route: 'startFaces', ms: 300 });
    const requests = heard('ninepic-request');
    const body = await page(`${ALONE}${WITH_GALLERY}`, stack);
    const [first, second] = body.querySelectorAll('ninepic-selfie-search');
    if (!first || !second) throw new Error('two forms');
    const photo = await phonePhoto();
    await makeReady(first, photo);
    await makeReady(second, photo);
    part(second, 'button').click();
    part(first, 'button').click();
    await shows(first, FOUND);
    await shows(second, FOUND);
    expect(requests.map(({ target }) => target)).to.deep.equal([second]);
    expect(parts(first, 'preview').concat(parts(second, 'preview'))).to.be.empty;
    expect(await paid(stack)).to.deep.equal({ billed: 1, posts: 1, reads: 0 });
  });

  for (const [way, go] of [
    ['clears', (search: NinepicSelfieSearch) => search.session?.clear()],
    ['searches by bib', (search: NinepicSelfieSearch) => void search.session?.searchBib('1234')],
  ] as const)
    it(`sends nothing when she ${way} before the first byte has left`, async () => {
      const { search } = await open();
      await makeReady(search);
      const consented = { version: '1', textHash: '', at: '' };
      const searching = search.session?.searchSelfie(await phonePhoto(), consented);
      go(search);
      await searching;
      expect(await paid(stack)).to.deep.equal({ billed: 0, posts: 0, reads: 0 });
    });

  it('pays nothing when the tags are moved, removed and put back', async () => {
    await stack.fault('slow', { route: 'startFaces', ms: 400 });
    const requests = heard('ninepic-request');
    const { body, search } = await open();
    await searchSelfie(search);
    await shows(search, 'Searching');
    body.prepend(search);
    search.remove();
    await until('the search to be over', async () => (await paid(stack)).billed === 1);
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
    expect(await paid(stack)).to.deep.equal({ billed: 1, posts: 1, reads: 0 });
  });

  it('pays nothing when the browser brings the page back from its cache', async () => {
    const { body, search } = await open();
    await searchSelfie(search);
    await shows(search, FOUND);
    for (let back = 0; back < 3; back += 1)
      window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    const gallery = tag(body, 'ninepic-gallery');
    part(gallery, 'chip').click();
    await shows(gallery, '3,000 photos');
    expect(await paid(stack)).to.deep.equal({ billed: 1, posts: 1, reads: 0 });
  });

  it('pays for a second picture, because that is a second search', async () => {
    const { search } = await open();
    await searchSelfie(search);
    await shows(search, FOUND);
    const first = location.hash;
    part(search, 'retake').click();
    await searchSelfie(search, await phonePhoto(1, 800, 800));
    await until('the other result', () => location.hash !== first);
    await shows(search, FOUND);
    expect(await paid(stack)).to.deep.equal({ billed: 2, posts: 2, reads: 0 });
  });

  it('finds a paid result behind its chip when she searched by bib meanwhile', async () => {
    await stack.fault('slow', { route: 'startFaces', ms: 500 });
    const { body, search } = await open(
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
    expect(await paid(stack)).to.deep.equal({ billed: 1, posts: 1, reads: 0 });
  });

  it('takes her selfie away at its chip, for nothing, while her number stays', async () => {
    const { body, search } = await open(
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
    expect(await paid(stack)).to.deep.equal({ billed: 1, posts: 1, reads: 0 });
    // Another search is another bill, and has a chip again.
    await searchSelfie(search);
    await shows(gallery, 'for your selfie');
    remove()?.click();
    await shows(gallery, /for 1234|3,000 photos/);
    expect(location.hash).to.not.match(/=[\da-f]{8}-/);
    expect(await paid(stack)).to.deep.equal({ billed: 2, posts: 2, reads: 0 });
  });

  it('gets her photos again by her link, for nothing', async () => {
    const first = await open();
    await searchSelfie(first.search);
    await shows(first.search, FOUND);
    const { hash } = location;
    const id = hash.split('=')[1];
    first.body.remove();

    const requests = heard('ninepic-request');
    const results = heard('ninepic-results');
    // The path of the proxy differs, so this is a page that knows nothing yet.
    const body = await page(WITH_GALLERY, { ...stack, proxyUrl: `${stack.proxyUrl}?again=1` });
    await shows(tag(body, 'ninepic-gallery'), 'for your selfie');
    await shows(tag(body, 'ninepic-selfie-search'), FOUND);
    expect(location.hash).to.equal(hash);
    expect(requests).to.have.length(0);
    expect(results.map(({ detail }) => [detail.by, detail.requestId, detail.restored])).to.deep.equal([
      ['selfie', id, true],
    ]);
    expect(await paid(stack)).to.deep.equal({ billed: 1, posts: 1, reads: 1 });
  });

  it('goes back and forth between two results in the history, by reading', async () => {
    const { body, search } = await open();
    const gallery = tag(body, 'ninepic-gallery');
    await searchSelfie(search);
    await shows(gallery, 'for your selfie');
    const { hash } = location;
    const seen = says(gallery);
    const before = await paid(stack);
    history.pushState({ theirs: 1 }, '', `#ninepic-${stack.eventId}=bib:1234`);
    globalThis.dispatchEvent(new PopStateEvent('popstate'));
    await shows(gallery, /for 1234/);
    history.back();
    await until('her link', () => location.hash === hash);
    await shows(gallery, seen);
    location.hash = '#section2';
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(says(gallery)).to.contain('for your selfie');
    const after = await paid(stack);
    expect(after).to.include({ billed: 1, posts: 1 });
    expect(after.reads).to.be.at.most(before.reads + 1);
    history.back();
    await until('her link again', () => location.hash === hash);
  });

  it('is told once that a link is dead, and only our part of the address goes', async () => {
    history.replaceState({ theirs: 1 }, '', `#finish&ninepic-${stack.eventId}=${UNKNOWN}&x=%20y`);
    const errors = heard('ninepic-error');
    const { body, search } = await open();
    await shows(tag(body, 'ninepic-gallery'), 'no longer there');
    await until('the address to be tidied', () => location.hash === '#finish&x=%20y');
    expect(history.state).to.deep.equal({ theirs: 1 });
    expect(says(search)).to.equal('');
    expect(errors.map(({ detail }) => [detail.code, detail.status])).to.deep.equal([
      ['request-unknown', 404],
    ]);
    expect(canUse(search, 'consent-checkbox')).to.equal(true);
    expect((await paid(stack)).posts).to.equal(0);
  });

  for (const value of ['x', `${UNKNOWN}x`, '..', 'javascript:alert(1)', '1'.repeat(1_000_000)])
    it(`ignores ${value.slice(0, 40)} in the address`, async () => {
      const hash = `#ninepic-${stack.eventId}=${value}`;
      history.replaceState(null, '', hash);
      const errors = heard('ninepic-error');
      const { body } = await open();
      await shows(tag(body, 'ninepic-gallery'), '3,000 photos');
      expect(location.hash).to.equal(hash);
      expect(errors).to.have.length(0);
      expect((await paid(stack)).reads).to.equal(0);
    });

  it('leaves no trace when she clears her search', async () => {
    const clears = heard('ninepic-clear');
    const { body, search } = await open();
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
    expect(await paid(stack)).to.deep.equal({ billed: 1, posts: 1, reads: 0 });
  });

  it('is told in a sentence where selfie search is off, and nobody is asked', async () => {
    const body = await page(WITH_GALLERY, { ...stack, eventId: '459' });
    const search = tag(body, 'ninepic-selfie-search');
    await shows(search, 'not offered for this event');
    expect(parts(search, 'file')).to.be.empty;
    expect(search.matches(':state(off)')).to.equal(true);
    expect(await paid(stack)).to.deep.equal({ billed: 0, posts: 0, reads: 0 });
  });

  it('keeps working where storage and history throw', async () => {
    const refuse = () => {
      throw new DOMException('no', 'SecurityError');
    };
    for (const name of ['getItem', 'setItem', 'removeItem'] as const) patch(Storage.prototype, name, refuse);
    patch(History.prototype, 'replaceState', refuse);
    try {
      const { search } = await open();
      await searchSelfie(search);
      await shows(search, FOUND);
    } finally {
      unpatch();
    }
    expect((await paid(stack)).billed).to.equal(1);
  });

  it('does not search with a box that was unticked', async () => {
    const { search } = await open();
    await makeReady(search);
    await consent(search);
    await until('no picture', () => parts(search, 'preview').length === 0);
    expect(canUse(search, 'file')).to.equal(false);
    part(search, 'button').click();
    await consent(search);
    await pick(search, await phonePhoto());
    await until('a picture', () => parts(search, 'preview').length === 1);
    expect((await paid(stack)).posts).to.equal(0);
  });
});
