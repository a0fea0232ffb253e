import '../../src/define.js';
import { createSession } from '../../src/state/session.js';
import type { NinepicBibSearch } from '../../src/elements/bib-search.js';
import type { NinepicClip } from '../../src/elements/clip.js';
import type { NinepicGallery } from '../../src/elements/gallery.js';
import type { NinepicSelfieSearch } from '../../src/elements/selfie-search.js';
import {
  asked,
  expect,
  heard,
  page,
  part,
  parts,
  says,
  searchBib,
  shows,
  tag,
  tiles,
  until,
} from '../support/page.js';
import { patch, unpatch } from '../support/patches.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

describe('an organiser sets up the tags', () => {
  let stack: TestStack;
  beforeEach(async () => {
    stack = await openStack();
  });
  afterEach(() => {
    unpatch();
    return stack.close();
  });

  const broken: [why: string, markup: string, sentence: RegExp][] = [
    [
      'forgets the proxy',
      '<ninepic-gallery event-id="456"></ninepic-gallery>',
      /<ninepic-gallery>.*proxy-url/,
    ],
    [
      'forgets the event',
      '<ninepic-gallery proxy-url="{proxy}"></ninepic-gallery>',
      /<ninepic-gallery>.*event-id/,
    ],
    [
      'writes a name for the event',
      '<ninepic-bib-search proxy-url="{proxy}" event-id="marathon"></ninepic-bib-search>',
      /<ninepic-bib-search>.*event-id.*number/,
    ],
    [
      'names 9Pic as the proxy',
      '<ninepic-gallery proxy-url="https://api.9pic.ai/api/v1/ext/903" event-id="456"></ninepic-gallery>',
      /<ninepic-gallery>.*your own proxy/,
    ],
    [
      'gives an address that is none',
      '<ninepic-gallery proxy-url="ftp://race.example" event-id="456"></ninepic-gallery>',
      /<ninepic-gallery>.*http/,
    ],
    [
      'puts the key into the page',
      '<ninepic-gallery proxy-url="{proxy}" event-id="456" api-key="CANARY-KEY"></ninepic-gallery>',
      /<ninepic-gallery>.*remove api-key/,
    ],
    [
      'puts the key into the script tag',
      `<ninepic-gallery></ninepic-gallery>
        <script type="text/plain" data-proxy-url="{proxy}" data-event-id="456" data-api-key="CANARY-KEY"></script>`,
      /<ninepic-gallery>.*remove api-key/,
    ],
    [
      'chooses a group that cannot stand in an address',
      '<ninepic-gallery proxy-url="{proxy}" event-id="456" group="my race!"></ninepic-gallery>',
      /<ninepic-gallery>.*group/,
    ],
  ];
  for (const [why, markup, sentence] of broken)
    it(`${why}: reads what to do, and nothing is asked for`, async () => {
      const errors = heard('ninepic-error');
      const body = await page(markup, stack);
      const element = body.firstElementChild as NinepicGallery;
      await shows(element, sentence);
      expect(says(element)).to.not.contain('CANARY');
      expect(await stack.requests()).to.have.length(0);
      await until('the event', () => errors.length > 0);
      expect(errors.map(({ detail }) => detail.code)).to.deep.equal(['config']);
    });

  it('puts the key into the page: reads so among the errors of the console, without the key', async () => {
    const said: string[] = [];
    patch(console, 'error', (line: string) => void said.push(line));
    await page(
      '<ninepic-gallery proxy-url="{proxy}" event-id="456" api-key="CANARY-KEY"></ninepic-gallery>',
      stack,
    );
    await until('a line', () => said.length > 0);
    expect(said).to.deep.equal(['<ninepic-gallery>: remove api-key. The key belongs to the proxy.']);
  });

  it('mistypes the number of the event: reads which tag and which attribute', async () => {
    const body = await page('<ninepic-gallery proxy-url="{proxy}" event-id="4567"></ninepic-gallery>', stack);
    await shows(tag(body, 'ninepic-gallery'), /<ninepic-gallery>.*4567.*event-id/);
  });

  it('says it once for the page, on any ancestor', async () => {
    const body = await page(
      `<section data-ninepic-proxy-url="{proxy}" data-ninepic-event-id="{event}">
        <ninepic-bib-search></ninepic-bib-search><ninepic-gallery></ninepic-gallery>
      </section>`,
      stack,
    );
    await shows(tag(body, 'ninepic-gallery'), '3,000 photos');
    expect((await asked(stack))['GET eventDetails']).to.equal(1);
  });

  it('corrects a setting on the live page: the tag starts anew with it', async () => {
    const body = await page('<ninepic-gallery proxy-url="{proxy}" event-id="460"></ninepic-gallery>', stack);
    const gallery = tag<NinepicGallery>(body, 'ninepic-gallery');
    await shows(gallery, 'no photos yet');
    gallery.eventId = '456';
    await shows(gallery, '3,000 photos');
  });

  it('sets two attributes in one go: one request for each thing', async () => {
    const gallery = document.createElement('ninepic-gallery');
    const body = await page('<div></div>');
    body.append(gallery);
    gallery.setAttribute('proxy-url', stack.proxyUrl);
    gallery.setAttribute('event-id', stack.eventId);
    await shows(gallery, '3,000 photos');
    gallery.setAttribute('event-id', stack.eventId);
    await gallery.updateComplete;
    expect((await asked(stack))['GET photos']).to.equal(1);
    expect((await asked(stack))['GET eventDetails']).to.equal(1);
  });

  it('has a framework write what is off as `false`: it is off', async () => {
    const body = await page(
      `<section data-ninepic-proxy-url="{proxy}" data-ninepic-event-id="{event}" data-ninepic-no-hash="false">
        <ninepic-bib-search autosearch="false" value="1234" accept-query="false"></ninepic-bib-search>
        <ninepic-gallery search-only="false" no-hash="false" no-viewer="false" selectable="false"></ninepic-gallery>
        <ninepic-selfie-search no-camera="false"></ninepic-selfie-search>
        <ninepic-clip no-download="false"></ninepic-clip>
      </section>`,
      stack,
    );
    const gallery = tag<NinepicGallery>(body, 'ninepic-gallery');
    await shows(gallery, '3,000 photos');
    await until('photos', () => tiles(gallery).length > 0);
    expect(parts(gallery, 'select')).to.deep.equal([]);
    expect(getComputedStyle(part(gallery, 'tile')).cursor).to.equal('zoom-in');
    expect(tag<NinepicSelfieSearch>(body, 'ninepic-selfie-search').noCamera).to.equal(false);
    expect(tag<NinepicClip>(body, 'ninepic-clip').noDownload).to.equal(false);
    await searchBib(tag(body, 'ninepic-bib-search'), '1234');
    await shows(gallery, 'for 1234');
    expect(location.hash).to.contain('bib:1234');
    // A word that is none of them counts, as one that is empty does.
    gallery.setAttribute('selectable', 'selectable');
    await until('boxes', () => parts(gallery, 'select').length > 0);
  });

  it('has a framework give numbers, and nothing at all, where texts are meant', async () => {
    const body = await page(
      `<div data-ninepic-proxy-url="{proxy}" data-ninepic-event-id="{event}"><ninepic-gallery group="5"></ninepic-gallery></div>`,
      stack,
    );
    const searches = heard('ninepic-search');
    const search = document.createElement('ninepic-bib-search');
    Object.assign(search, { group: 5, value: 1234, autosearch: true });
    tag(body, 'ninepic-gallery').before(search);
    await shows(tag(body, 'ninepic-gallery'), 'for 1234');
    expect(searches.map(({ detail }) => detail)).to.deep.equal([
      { eventId: '456', group: '5', by: 'bib', bib: '1234' },
    ]);
    for (const value of [undefined, null]) {
      Object.assign(search, { value });
      await search.updateComplete;
      expect(part<HTMLInputElement>(search, 'input').value).to.equal('');
    }
    const errors = heard('ninepic-error');
    Object.assign(search, { value: -5 });
    await search.updateComplete;
    part(search, 'button').click();
    await shows(search, '1234 or A-567');
    Object.assign(search, { eventId: 456, proxyUrl: 'https://api.9pic.ai' });
    await until('both failures', () => errors.length === 2);
    expect(errors.map(({ detail }) => detail.eventId)).to.deep.equal(['456', '456']);
  });

  it('hands over a session of her own', async () => {
    const session = createSession({ proxyUrl: stack.proxyUrl, eventId: stack.eventId });
    const body = await page('<ninepic-bib-search></ninepic-bib-search><ninepic-gallery></ninepic-gallery>');
    tag<NinepicBibSearch>(body, 'ninepic-bib-search').session = session;
    tag<NinepicGallery>(body, 'ninepic-gallery').session = session;
    await session.searchBib('1234');
    await shows(tag(body, 'ninepic-gallery'), /\d photos? for 1234/);
    expect(session.state.search.status).to.equal('ready');
    expect(Object.isFrozen(session.state)).to.equal(true);
  });

  it('shows two events on one page, and neither disturbs the other', async () => {
    const results = heard('ninepic-results');
    const body = await page(
      `<ninepic-bib-search proxy-url="{proxy}" event-id="456"></ninepic-bib-search>
       <ninepic-gallery id="one" proxy-url="{proxy}" event-id="456"></ninepic-gallery>
       <ninepic-gallery id="two" proxy-url="{proxy}" event-id="789"></ninepic-gallery>`,
      stack,
    );
    const [one, two] = [tag(body, '#one'), tag(body, '#two')];
    await shows(one, '3,000 photos');
    await shows(two, '100,000 photos');
    await searchBib(tag(body, 'ninepic-bib-search'), '1234');
    await shows(one, 'for 1234');
    expect(says(two)).to.contain('100,000 photos');
    expect(
      results.filter(({ detail }) => detail.by === 'bib').map(({ detail }) => detail.eventId),
    ).to.deep.equal(['456']);
  });

  it('writes a text of her own', async () => {
    const body = await page(
      '<ninepic-bib-search proxy-url="{proxy}" event-id="{event}"></ninepic-bib-search>',
      stack,
    );
    const search = tag<NinepicBibSearch>(body, 'ninepic-bib-search');
    search.messages = { 'bib.button': 'Los!' };
    await until('her text', () => part(search, 'button').innerText === 'Los!');
  });

  it('lets a server draw the tag, fallback and all: it is drawn anew, once', async () => {
    const drawn = '<template shadowrootmode="open"><slot></slot><p>from the server</p></template>';
    const body = await page('<div></div>');
    body.setHTMLUnsafe(
      `<ninepic-bib-search proxy-url="${stack.proxyUrl}" event-id="456">${drawn}<a href="/x">On 9Pic</a></ninepic-bib-search>`,
    );
    const search = tag<NinepicBibSearch>(body, 'ninepic-bib-search');
    await until('the field', () => parts(search, 'input').length > 0);
    expect([...(search.shadowRoot?.children ?? [])].map((child) => child.getAttribute('part'))).to.deep.equal(
      ['base'],
    );
    await searchBib(search, '1234');
    await shows(search, /\d photos? for 1234/);
  });

  it('moves a gallery on the page: nothing is asked for twice', async () => {
    const body = await page(
      '<p></p><ninepic-gallery proxy-url="{proxy}" event-id="{event}" no-timeline></ninepic-gallery>',
      stack,
    );
    const gallery = tag<NinepicGallery>(body, 'ninepic-gallery');
    await shows(gallery, '3,000 photos');
    const before = (await stack.requests()).length;
    for (let move = 0; move < 5; move += 1) {
      body.append(gallery);
      body.prepend(gallery);
    }
    await shows(gallery, '3,000 photos');
    await until('tiles', () => tiles(gallery).length > 5);
    expect(await stack.requests()).to.have.length(before);
  });

  it('clones, adopts and creates tags in every order without an exception', async () => {
    const thrown: unknown[] = [];
    const onError = (event: ErrorEvent) => void thrown.push(event.error);
    window.addEventListener('error', onError);
    const body = await page(
      '<ninepic-gallery proxy-url="{proxy}" event-id="{event}"></ninepic-gallery>',
      stack,
    );
    const gallery = tag<NinepicGallery>(body, 'ninepic-gallery');
    const copy = gallery.cloneNode(true) as NinepicGallery;
    body.append(copy);
    await shows(copy, '3,000 photos');
    const frame = document.createElement('iframe');
    body.append(frame);
    frame.contentDocument?.body.append(copy);
    copy.remove();
    body.append(copy);
    await shows(copy, '3,000 photos');
    for (const name of ['ninepic-gallery', 'ninepic-bib-search', 'ninepic-selfie-search', 'ninepic-clip'])
      document.createElement(name);
    window.removeEventListener('error', onError);
    expect(thrown).to.be.empty;
    expect((await asked(stack))['GET eventDetails']).to.equal(1);
  });
});
