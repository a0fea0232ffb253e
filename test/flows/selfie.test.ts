/** A search by selfie, from consent to photos: what is sent, how often, and what she is told. */
import '../../src/define.js';
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
  shows,
  tag,
  tiles,
  until,
} from '../support/page.js';
import { patch, unpatch } from '../support/patches.js';
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
import { FOUND, UUID, selfieScene } from './selfie-scene.js';

describe('a runner looks for her photos by selfie', () => {
  const now = selfieScene();

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
    const { body, search } = await now.open();
    const gallery = tag(body, 'ninepic-gallery');
    await shows(gallery, '3,000 photos');
    await makeReady(search);
    expect(await paid(now.stack)).to.deep.equal({ billed: 0, posts: 0, reads: 0 });
    expect(location.hash).to.equal('');

    part(search, 'button').click();
    await shows(search, FOUND);
    await shows(gallery, 'for your selfie');
    await until('pictures', () => pictures(gallery).length > 0);
    for (const name of names) document.removeEventListener(name, note);

    const scope = { eventId: now.stack.eventId, group: null };
    const requestId = requests[0]?.detail.requestId ?? '';
    expect(requestId).to.match(UUID);
    expect(location.hash).to.equal(`#ninepic-${now.stack.eventId}=${requestId}`);
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
    expect((await now.stack.bill()).faces).to.deep.equal([requestId]);
    expect(await paid(now.stack)).to.deep.equal({ billed: 1, posts: 1, reads: 0 });
  });

  it('sees her photos below the form where the page has no gallery', async () => {
    const { search } = await now.open(ALONE);
    await searchSelfie(search);
    await shows(search, FOUND);
    await until('a gallery', () => search.shadowRoot?.querySelector('ninepic-gallery'));
    const gallery = tag(search.shadowRoot as unknown as ParentNode, 'ninepic-gallery');
    await shows(gallery, 'for your selfie');
    await until('pictures', () => pictures(gallery).length > 0);
    expect((await paid(now.stack)).billed).to.equal(1);
    expect(part(search, 'status').offsetHeight, 'what was found is seen once').to.be.lessThan(2);
    const ways = [search, gallery]
      .flatMap((one) => parts(one, 'clear'))
      .filter((way) => way.offsetHeight > 0);
    expect(ways, 'one button that clears').to.have.length(1);
  });

  it('is told that nothing was found, as a result and not as an error', async () => {
    await now.stack.configure({ faces: 'nobody' });
    const errors = heard('ninepic-error');
    const results = heard('ninepic-results');
    const { body, search } = await now.open();
    await searchSelfie(search);
    await shows(search, 'No photos found for this selfie');
    await shows(tag(body, 'ninepic-gallery'), 'No photos were found for this selfie');
    expect(search.matches(':state(empty)')).to.equal(true);
    expect(results.at(-1)?.detail).to.include({ by: 'selfie', total: 0, restored: false });
    expect(errors).to.have.length(0);
    expect((await paid(now.stack)).billed).to.equal(1);
  });

  it('sends nothing when the page cancels the search', async () => {
    const { body, search } = await now.open();
    const cancelled = heard('ninepic-search');
    search.addEventListener('ninepic-search', (event) => event.preventDefault());
    await searchSelfie(search);
    await until('the page to be asked', () => cancelled.length === 1);
    await shows(tag(body, 'ninepic-gallery'), '3,000 photos');
    expect(parts(search, 'preview')).to.have.length(1);
    // The gallery's own photos, which may still have been on their way at her press.
    expect(search.state?.search).to.deep.include({ status: 'ready', query: { by: 'all' } });
    expect(await paid(now.stack)).to.deep.equal({ billed: 0, posts: 0, reads: 0 });
  });

  it('searches once, however often she presses', async () => {
    await now.stack.fault('slow', { route: 'startFaces', ms: 300 });
    const searches = heard('ninepic-search');
    const { search } = await now.open();
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
    expect(await paid(now.stack)).to.deep.equal({ billed: 1, posts: 1, reads: 0 });
  });

  it('searches once with two forms on the page, and both drop the picture', async () => {
    await now.stack.fault('slow', { route: 'startFaces', ms: 300 });
    const requests = heard('ninepic-request');
    const body = await page(`${ALONE}${WITH_GALLERY}`, now.stack);
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
    expect(await paid(now.stack)).to.deep.equal({ billed: 1, posts: 1, reads: 0 });
  });

  for (const [way, go] of [
    ['clears', (search: NinepicSelfieSearch) => search.session?.clear()],
    ['searches by bib', (search: NinepicSelfieSearch) => void search.session?.searchBib('1234')],
  ] as const)
    it(`sends nothing when she ${way} before the first byte has left`, async () => {
      const { search } = await now.open();
      await makeReady(search);
      const consented = { version: '1', textHash: '', at: '' };
      const searching = search.session?.searchSelfie(await phonePhoto(), consented);
      go(search);
      await searching;
      expect(await paid(now.stack)).to.deep.equal({ billed: 0, posts: 0, reads: 0 });
    });

  it('is told in a sentence where selfie search is off, and nobody is asked', async () => {
    const body = await page(WITH_GALLERY, { ...now.stack, eventId: '459' });
    const search = tag(body, 'ninepic-selfie-search');
    await shows(search, 'not offered for this event');
    expect(parts(search, 'file')).to.be.empty;
    expect(search.matches(':state(off)')).to.equal(true);
    expect(await paid(now.stack)).to.deep.equal({ billed: 0, posts: 0, reads: 0 });
  });

  it('keeps working where storage and history throw', async () => {
    const refuse = () => {
      throw new DOMException('no', 'SecurityError');
    };
    for (const name of ['getItem', 'setItem', 'removeItem'] as const) patch(Storage.prototype, name, refuse);
    patch(History.prototype, 'replaceState', refuse);
    try {
      const { search } = await now.open();
      await searchSelfie(search);
      await shows(search, FOUND);
    } finally {
      unpatch();
    }
    expect((await paid(now.stack)).billed).to.equal(1);
  });

  it('does not search with a box that was unticked', async () => {
    const { search } = await now.open();
    await makeReady(search);
    await consent(search);
    await until('no picture', () => parts(search, 'preview').length === 0);
    expect(canUse(search, 'file')).to.equal(false);
    part(search, 'button').click();
    await consent(search);
    await pick(search, await phonePhoto());
    await until('a picture', () => parts(search, 'preview').length === 1);
    expect((await paid(now.stack)).posts).to.equal(0);
  });
});
