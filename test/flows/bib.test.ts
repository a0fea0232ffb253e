import { sendKeys } from '@web/test-runner-commands';
import '../../src/define.js';
import type { NinepicGallery } from '../../src/elements/gallery.js';
import {
  asked,
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
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

const BOTH = `
  <ninepic-bib-search proxy-url="{proxy}" event-id="{event}"></ninepic-bib-search>
  <ninepic-gallery proxy-url="{proxy}" event-id="{event}" no-timeline></ninepic-gallery>`;

describe('a runner looks for her photos by bib', () => {
  let stack: TestStack;
  beforeEach(async () => {
    stack = await openStack();
  });
  afterEach(() => stack.close());

  it('sees the event first, then her own photos', async () => {
    const results = heard('ninepic-results');
    const body = await page(BOTH, stack);
    const gallery = tag(body, 'ninepic-gallery');
    const search = tag(body, 'ninepic-bib-search');
    await shows(gallery, '3,000 photos');
    await until('the first pictures', () => pictures(gallery).length > 3);

    await searchBib(search, '#1234 ');
    await shows(search, /\d+ photos? for 1234/);
    await shows(gallery, /\d+ photos? for 1234/);
    expect(results.map(({ detail }) => [detail.by, detail.bib, detail.restored])).to.deep.equal([
      ['all', undefined, false],
      ['bib', '1234', false],
    ]);
    expect(results[1]?.detail.total).to.equal(Number(/\d+/.exec(says(gallery))?.[0]));
    expect(location.hash).to.equal(`#ninepic-${stack.eventId}=bib:1234`);
    expect((await stack.bill()).searches).to.equal(0);
    expect(await asked(stack)).to.deep.equal({ 'GET eventDetails': 1, 'GET photos': 1, 'GET byBib': 1 });
  });

  for (const order of ['before', 'after'] as const)
    it(`sees the photos of a number that the page knows, with the field ${order} the gallery`, async () => {
      const [field = '', gallery = ''] = BOTH.trim().split('\n');
      const knowing = field.replace('>', ' value="1234" autosearch>');
      const body = await page(order === 'before' ? knowing + gallery : gallery + knowing, stack);
      await shows(tag(body, 'ninepic-gallery'), /\d+ photos? for 1234/);
      expect((await asked(stack))['GET byBib']).to.equal(1);
    });

  it('says that a number which the page knows is none, and leaves the focus where she has it', async () => {
    const theirs = document.createElement('input');
    document.body.append(theirs);
    theirs.focus();
    const body = await page(BOTH.replace('>', ' value="a/b" autosearch>'), stack);
    await shows(tag(body, 'ninepic-bib-search'), '1234 or A-567');
    expect(document.activeElement === theirs).to.equal(true);
    theirs.remove();
    part(tag(body, 'ninepic-bib-search'), 'button').click();
    await until('the field', () => document.activeElement?.localName === 'ninepic-bib-search');
  });

  for (const bib of ['..', '.', '%2e%2e', 'a/b', 'x'.repeat(200), '🏃'])
    it(`says what is wrong with ${bib.slice(0, 9)} at the field, and asks nobody`, async () => {
      const errors = heard('ninepic-error');
      const body = await page(BOTH, stack);
      const search = tag(body, 'ninepic-bib-search');
      await shows(tag(body, 'ninepic-gallery'), '3,000 photos');
      const input = part<HTMLInputElement>(search, 'input');
      input.value = bib;
      input.dispatchEvent(new InputEvent('input'));
      part(search, 'button').click();
      await shows(search, 'like 1234 or A-567');
      expect(input.value).to.equal(bib);
      expect(input.getAttribute('aria-invalid')).to.equal('true');
      expect(errors.map(({ detail }) => [detail.code, detail.operation])).to.deep.equal([
        ['bad-input', 'byBib'],
      ]);
      expect(await asked(stack)).to.not.have.property('GET byBib');
      expect(tiles(tag(body, 'ninepic-gallery'))).to.not.be.empty;
    });

  for (const bibMiss of [200, 404] as const)
    it(`shows a bib without photos as an empty result (9Pic answers ${bibMiss})`, async () => {
      await stack.configure({ bibMiss });
      const errors = heard('ninepic-error');
      const body = await page(BOTH, stack);
      const gallery = tag(body, 'ninepic-gallery');
      await shows(gallery, '3,000 photos');
      await searchBib(tag(body, 'ninepic-bib-search'), '99999');
      await shows(gallery, 'No photos for 99999');
      await shows(tag(body, 'ninepic-bib-search'), 'No photos for 99999');
      expect(tiles(gallery)).to.be.empty;
      expect(errors).to.be.empty;
    });

  it('switches back to all photos, and to her own, without asking again', async () => {
    const body = await page(BOTH, stack);
    const gallery = tag(body, 'ninepic-gallery');
    await shows(gallery, '3,000 photos');
    await searchBib(tag(body, 'ninepic-bib-search'), '1234');
    await shows(gallery, /\d photos? for 1234/);
    const before = await stack.requests();
    const [all, own] = parts(gallery, 'chip');
    all?.click();
    await shows(gallery, '3,000 photos');
    own?.click();
    await shows(gallery, /\d photos? for 1234/);
    expect(await stack.requests()).to.have.length(before.length);
  });

  it('takes away what she searched, one by one, at its chip', async () => {
    const cleared = heard('ninepic-clear');
    const body = await page(BOTH, stack);
    const gallery = tag<NinepicGallery>(body, 'ninepic-gallery');
    const chips = () => parts(gallery, 'chip').map((chip) => chip.innerText.trim());
    const removals = () => parts(gallery, 'chip-remove').map((remove) => remove.getAttribute('aria-label'));
    await shows(gallery, '3,000 photos');
    expect([chips(), removals()]).to.deep.equal([[], []]);
    void gallery.session?.searchTime(1768705200, 1768706400);
    await shows(gallery, 'at this time');
    await searchBib(tag(body, 'ninepic-bib-search'), '1234');
    await shows(gallery, /\d photos? for 1234/);
    expect(chips()).to.deep.equal(['All photos', 'Bib 1234', 'Time']);
    expect(removals()).to.deep.equal(['Remove Bib 1234', 'Remove Time']);
    await expect(gallery).to.be.accessible();
    const before = await stack.requests();
    // What is shown stays; the focus is on its chip.
    parts(gallery, 'chip-remove')[1]?.click();
    await until('two chips', () => chips().join() === 'All photos,Bib 1234');
    expect(says(gallery)).to.match(/for 1234/);
    const focused = () => (gallery.shadowRoot?.activeElement as HTMLElement | null)?.innerText.trim();
    await until('the focus', () => focused() === 'Bib 1234');
    expect([location.hash, cleared.length]).to.deep.equal([`#ninepic-${stack.eventId}=bib:1234`, 0]);
    // With the last one all photos are back, and the address is as it was.
    part(gallery, 'chip-remove').click();
    await shows(gallery, '3,000 photos');
    await until('no chips', () => chips().length === 0);
    await until('the focus on a photo', () => gallery.shadowRoot?.activeElement?.matches('[part="tile"]'));
    expect([location.hash, cleared.length]).to.deep.equal(['', 1]);
    expect(await stack.requests()).to.have.length(before.length);
  });

  it('keeps the focus among the photos when she clears her search by keyboard', async () => {
    const body = await page(BOTH, stack);
    const gallery = tag(body, 'ninepic-gallery');
    await shows(gallery, '3,000 photos');
    await searchBib(tag(body, 'ninepic-bib-search'), '1234');
    await shows(gallery, /\d photos? for 1234/);
    part(gallery, 'clear').focus();
    await sendKeys({ press: 'Enter' });
    await shows(gallery, '3,000 photos');
    await until('the focus on a photo', () => gallery.shadowRoot?.activeElement?.matches('[part="tile"]'));
  });

  it('finds her photos again when the page is opened with her link', async () => {
    history.replaceState(null, '', `#finish&ninepic-${stack.eventId}=bib:1234&x=%20y`);
    const results = heard('ninepic-results');
    const body = await page(BOTH, stack);
    await shows(tag(body, 'ninepic-gallery'), /\d photos? for 1234/);
    expect(results.map(({ detail }) => [detail.by, detail.restored])).to.deep.equal([['bib', true]]);
    expect(location.hash).to.equal(`#finish&ninepic-${stack.eventId}=bib:1234&x=%20y`);
    expect(await asked(stack)).to.not.have.property('GET photos');
    expect(part<HTMLInputElement>(tag(body, 'ninepic-bib-search'), 'input').value).to.equal('1234');
  });

  it('sees in the field which number is shown, and keeps one that she is typing', async () => {
    const body = await page(
      BOTH.replace('<', '<ninepic-bib-search proxy-url="{proxy}" event-id="{event}"></ninepic-bib-search><'),
      stack,
    );
    const [above, below] = body.querySelectorAll('ninepic-bib-search');
    if (!above || !below) throw new Error('two fields');
    const fields = () => [above, below].map((one) => part<HTMLInputElement>(one, 'input').value);
    await shows(tag(body, 'ninepic-gallery'), '3,000 photos');
    await searchBib(above, '1234');
    await shows(tag(body, 'ninepic-gallery'), /\d photos? for 1234/);
    await until('the number in both', () => fields().join() === '1234,1234');
    const typed = part<HTMLInputElement>(below, 'input');
    typed.select();
    await sendKeys({ type: '77' });
    location.hash = `ninepic-${stack.eventId}=bib:1235`;
    await shows(tag(body, 'ninepic-gallery'), /\d photos? for 1235/);
    await until('the new number above', () => fields().join() === '1235,77');
  });

  it('shows her photos below the field where the page has no gallery', async () => {
    const body = await page(
      '<ninepic-bib-search proxy-url="{proxy}" event-id="{event}"></ninepic-bib-search>',
      stack,
    );
    const search = tag(body, 'ninepic-bib-search');
    await until('the field', () => parts(search, 'input').length === 1);
    await searchBib(search, '1234');
    await until('a gallery of its own', () => search.shadowRoot?.querySelector('ninepic-gallery'));
    const gallery = tag(search.shadowRoot as unknown as ParentNode, 'ninepic-gallery');
    await shows(gallery, /\d photos? for 1234/);
    await until('pictures', () => pictures(gallery).length > 0);
    expect(await asked(stack)).to.deep.equal({ 'GET eventDetails': 1, 'GET byBib': 1 });
    const said = part(search, 'status');
    expect(said.innerText, 'spoken').to.match(/for 1234/);
    expect(said.offsetHeight, 'seen once').to.be.lessThan(2);
  });

  it('hears of a result once, however many tags write it', async () => {
    const body = await page(BOTH, stack);
    const spoken = () =>
      [tag(body, 'ninepic-gallery'), tag(body, 'ninepic-bib-search')].filter((element) =>
        parts(element, 'status').some((status) => status.role === 'status' && status.innerText.trim() !== ''),
      );
    await shows(tag(body, 'ninepic-gallery'), '3,000 photos');
    expect(spoken().map(({ localName }) => localName)).to.deep.equal(['ninepic-gallery']);
    await searchBib(tag(body, 'ninepic-bib-search'), '1234');
    await shows(tag(body, 'ninepic-gallery'), /\d photos? for 1234/);
    expect(spoken().map(({ localName }) => localName)).to.deep.equal(['ninepic-bib-search']);
  });

  it('is told that a link is dead, and can look at all photos', async () => {
    const dead = '12345678-1234-4123-8123-123456789012';
    history.replaceState(null, '', `#finish&ninepic-${stack.eventId}=${dead}`);
    await stack.configure({ unknownIds: 'reject-404' });
    const body = await page(BOTH, stack);
    const gallery = tag(body, 'ninepic-gallery');
    await shows(gallery, 'no longer there');
    expect(location.hash).to.equal('#finish');
    part(gallery, 'chip').click();
    await shows(gallery, '3,000 photos');
  });

  it('gets her photos without another press when the network is back', async () => {
    const body = await page(BOTH, stack);
    const search = tag(body, 'ninepic-bib-search');
    await shows(tag(body, 'ninepic-gallery'), '3,000 photos');
    await stack.fault('reset', { route: 'byBib', times: 'always', at: 'proxy' });
    await searchBib(search, '1234');
    await shows(search, 'Could not reach');
    await stack.heal();
    window.dispatchEvent(new Event('online'));
    await shows(search, /\d photos? for 1234/);
  });

  it('gets what she searched last, however late an earlier answer is', async () => {
    const body = await page(BOTH, stack);
    const [gallery, search] = [tag(body, 'ninepic-gallery'), tag(body, 'ninepic-bib-search')];
    await shows(gallery, '3,000 photos');
    await stack.fault('slow', { route: 'byBib', times: 1, ms: 600 });
    await searchBib(search, '1234');
    await searchBib(search, '1235');
    await shows(gallery, /\d photos? for 1235/);
    await shows(search, /\d photos? for 1235/);
    expect(location.hash).to.contain('bib:1235');
  });

  it('can try again when the service fails, and keeps what she saw', async () => {
    const errors = heard('ninepic-error');
    const body = await page(BOTH, stack);
    const [gallery, search] = [tag(body, 'ninepic-gallery'), tag(body, 'ninepic-bib-search')];
    await shows(gallery, '3,000 photos');
    await stack.fault('500', { route: 'byBib', times: 4 });
    await searchBib(search, '1234');
    await shows(search, 'has a problem');
    expect(tiles(gallery)).to.not.be.empty;
    expect(
      errors.map(({ detail, target }) => [detail.code, detail.status, (target as Element).localName]),
    ).to.deep.equal([['upstream', 500, 'ninepic-bib-search']]);
    expect(part<HTMLInputElement>(search, 'input').value).to.equal('1234');
    part(search, 'retry').click();
    await shows(gallery, /\d photos? for 1234/);
  });
});
