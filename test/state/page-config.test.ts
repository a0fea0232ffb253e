import { expect, fixture } from '@open-wc/testing';
import { readSessionSettings, readSetting } from '../../src/state/page-config.js';
import type { OwnSettings } from '../../src/state/page-config.js';
import { sessionFor } from '../../src/state/session-registry.js';
import { patch, unpatch } from '../support/patches.js';

afterEach(unpatch);

const place = async (markup: string) => {
  const root = await fixture<HTMLElement>(`<div>${markup}</div>`);
  const tag = root.querySelector('x-tag');
  if (!tag) throw new Error('There is no <x-tag>.');
  return tag;
};
const settings = (tag: Element, own: OwnSettings = {}) => readSessionSettings(tag, own);

describe('where a tag has its settings from', () => {
  it('itself, before all others', async () => {
    const tag = await place('<p data-ninepic-event-id="1"><x-tag></x-tag></p>');
    expect(readSetting(tag, 'event-id', { 'event-id': '456' })).to.equal('456');
  });

  it('the nearest ancestor', async () => {
    const tag = await place(
      '<section data-ninepic-event-id="1"><p data-ninepic-event-id="2"><x-tag></x-tag></p></section>',
    );
    expect(readSetting(tag, 'event-id', {})).to.equal('2');
  });

  it('an ancestor outside the shadow root that it is in, or the host itself', async () => {
    const outer = await fixture('<div data-ninepic-event-id="9"><p data-ninepic-group="g"></p></div>');
    const host = outer.querySelector('p');
    const root = host?.attachShadow({ mode: 'open' });
    const tag = document.createElement('x-tag');
    const wrapper = document.createElement('div');
    wrapper.append(tag);
    root?.append(wrapper);
    expect([readSetting(tag, 'event-id', {}), readSetting(tag, 'group', {})]).to.deep.equal(['9', 'g']);
  });

  it('the script that brought it, wherever that stands', async () => {
    const tag = await place(
      '<x-tag></x-tag><script type="text/plain" data-proxy-url="/np" data-event-id="7" data-no-hash></script>',
    );
    expect(settings(tag)).to.deep.equal({ proxyUrl: `${location.origin}/np`, eventId: '7', group: null });
    expect(readSetting(tag, 'no-hash', {})).to.equal('');
  });

  it('nowhere, which is not the same as empty', async () => {
    const tag = await place('<x-tag></x-tag><p data-ninepic-no-hash><y-tag></y-tag></p>');
    const inside = tag.parentElement?.querySelector('y-tag') as Element;
    expect([readSetting(tag, 'no-hash', {}), readSetting(inside, 'no-hash', {})]).to.deep.equal([null, '']);
  });
});

describe('what a page cannot talk a tag into', () => {
  it('elements that pose as configuration, or as properties of the document', async () => {
    const tag = await place(`<img name="currentScript" alt=""><a id="NinePic" href="//evil.example">x</a>
      <form id="ninepicConfig"><input name="proxyUrl" value="//evil.example"></form>
      <img name="querySelector" alt=""><img name="baseURI" alt="">
      <form data-ninepic-proxy-url="/np" data-ninepic-event-id="456">
        <input name="parentElement"><input name="closest"><input name="getAttribute"><x-tag></x-tag></form>`);
    expect(settings(tag)).to.deep.equal({ proxyUrl: `${location.origin}/np`, eventId: '456', group: null });
    expect(readSetting(tag, 'group', {})).to.equal(null);
  });

  it('a patched Object.prototype', async () => {
    patch(Object.prototype, 'proxy-url' as never, 'https://evil.example/');
    const tag = await place('<x-tag></x-tag>');
    const own = Object.assign(Object.create(null) as object, { 'event-id': '1' });
    expect(() => settings(tag, own)).to.throw('proxy-url is missing');
  });
});

describe('what an organiser is told', () => {
  for (const [what, own, markup, sentence] of [
    ['no proxy', { 'event-id': '456' }, '', 'proxy-url is missing'],
    ['an empty proxy', { 'proxy-url': '', 'event-id': '456' }, '', 'proxy-url is missing'],
    ['no event', { 'proxy-url': '/np' }, '', 'event-id is missing'],
    ['an event that is no number', { 'proxy-url': '/np', 'event-id': 'lakeside' }, '', 'event-id must be'],
    ['a group with a space', { 'proxy-url': '/np', 'event-id': '1', group: 'a b' }, '', 'group may have'],
    ['9Pic itself', { 'proxy-url': 'https://api.9pic.ai', 'event-id': '1' }, '', 'your own proxy'],
    ['an address of another kind', { 'proxy-url': 'javascript:1', 'event-id': '1' }, '', 'http or https'],
    ['a key', { 'proxy-url': '/np', 'event-id': '1' }, 'api-key="SECRET-1"', 'remove api-key'],
  ] as const)
    it(`names the tag and the fix for ${what}`, async () => {
      const tag = await place(`<x-tag ${markup}></x-tag>`);
      expect(() => settings(tag, own))
        .to.throw(sentence)
        .with.property('code', 'config');
      expect(() => settings(tag, own)).to.throw(/^<x-tag>: /);
      expect(() => settings(tag, own)).to.not.throw('SECRET');
    });
});

describe('a key in the page', () => {
  for (const [where, markup] of [
    [
      'the script that brought the tag',
      '<x-tag></x-tag><script type="text/plain" data-proxy-url="/np" data-event-id="7" data-api-key="SECRET-1"></script>',
    ],
    [
      'an ancestor',
      '<p data-ninepic-proxy-url="/np" data-ninepic-event-id="7" data-ninepic-api-key="SECRET-1"><x-tag></x-tag></p>',
    ],
  ] as const)
    it(`is refused on ${where}, and not repeated`, async () => {
      const tag = await place(markup);
      expect(() => settings(tag))
        .to.throw('remove api-key')
        .with.property('code', 'config');
      expect(() => settings(tag)).to.not.throw('SECRET');
    });

  it('of somebody else is none of ours', async () => {
    const tag = await place(
      '<div data-api-key="of a map" api-key="of a map"><x-tag></x-tag></div><script type="text/plain" data-api-key="of a map"></script>',
    );
    expect(settings(tag, { 'proxy-url': '/np', 'event-id': '7' }).eventId).to.equal('7');
  });
});

describe('the sessions of a page', () => {
  it('are one for one proxy, however it is spelled', async () => {
    const tag = await place('<x-tag></x-tag>');
    const session = (proxy: string, group?: string) =>
      sessionFor(settings(tag, { 'proxy-url': proxy, 'event-id': ' 456 ', group }));
    const one = session('/same');
    for (const spelled of [
      '/same/',
      `${location.origin}/same`,
      '/x/../same',
      '/same?',
      '/same#top',
      '/%73ame/../same',
    ])
      expect(session(spelled) === one, spelled).to.equal(true);
    expect(session('/other') === one).to.equal(false);
    expect(session('/same', 'left') === one).to.equal(false);
    expect(session('/same', '') === one).to.equal(true);
  });

  it('are not shared with another version of the package', () => {
    const page = globalThis as unknown as Record<symbol, unknown>;
    const key = Symbol.for('ninepic.sessions.v1');
    const where = { proxyUrl: 'https://race.example/v', eventId: '456', group: null };
    const before = page[key];
    const foreign = new Map();
    page[key] = { version: '0.0.0-other', sessions: foreign };
    try {
      expect(sessionFor(where) === sessionFor({ ...where })).to.equal(true);
      expect(foreign.size).to.equal(0);
    } finally {
      page[key] = before;
    }
  });
});
