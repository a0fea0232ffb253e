import { expect } from '@open-wc/testing';
import { payloadOf } from '../../src/api/decode.js';
import {
  parseClips,
  parseEventInfo,
  parseEventList,
  parseFaceResult,
  parseOriginals,
  parsePhotoPage,
  parseTimelineDays,
} from '../../src/api/payloads.js';
import { image, pagination } from '../support/scripted-fetch.js';
import { ASKED, DETAILS, page } from './answers.js';

describe('an answer that is no answer', () => {
  for (const [what, body] of [
    ['an envelope without data', { responseType: 'success', message: '', data: null }],
    ['a list instead of data', { responseType: 'success', data: [] }],
    ['"error" with a 2xx status', { responseType: 'error', message: 'no', data: {} }],
    ['"error" without data', { responseType: 'error', message: 'no' }],
    ['a list', []],
    ['a word', 'pong'],
    ['null', null],
    ['a number', 1],
  ] as const)
    it(`is refused: ${what}`, () =>
      expect(() => payloadOf(body))
        .to.throw()
        .with.property('code', 'bad-response'));

  for (const [what, read] of [
    ['photos', () => page('none')],
    ['photos as null', () => page(null)],
    ['photos as an object', () => page({ 0: image('a') })],
    ['links', () => parseOriginals({ presigned_urls: null }, ASKED)],
    ['days', () => parseTimelineDays({})],
    ['events', () => parseEventList({ events: 1 }, ASKED)],
    ['an event id', () => parseEventInfo({ ...DETAILS, event_id: 'x' })],
    ['a request id', () => parseFaceResult({ images: [] }, ASKED)],
    ['a request id that is one', () => parseFaceResult({ request_id: '../x', images: [] }, ASKED)],
    ['anything about a clip', () => parseClips({})],
  ] as const)
    it(`is refused without ${what}`, () => expect(read).to.throw().with.property('code', 'bad-response'));
});

describe('one bad photo', () => {
  for (const [what, bad] of [
    ['null', null],
    ['a word', 'photo'],
    ['a list', []],
    ['an item without pictures', { image_id: 'x' }],
    [
      'a script for a picture',
      { ...image('x'), img_url: 'javascript:alert(1)', thumbnail_url: 'data:text/html,x' },
    ],
    ['plain http', { ...image('x'), img_url: 'http://photos.example/x', thumbnail_url: undefined }],
    ['an id of 129 letters', image('x'.repeat(129))],
  ] as const)
    it(`is dropped and counted, the others stay: ${what}`, () => {
      const { photos, dropped } = page([image('a'), bad, image('b')]);
      expect(photos.map(({ id }) => id)).to.deep.equal(['a', 'b']);
      expect(dropped).to.equal(1);
    });

  it('without a thumbnail shows its large picture, and the other way round', () => {
    expect(page([{ ...image('a'), thumbnail_url: null }]).photos[0]?.thumbnail).to.equal(image('a').img_url);
    expect(page([{ ...image('a'), img_url: null }]).photos[0]?.preview).to.equal(image('a').thumbnail_url);
  });

  it('without an id is known by its picture', () => {
    const [photo] = page([{ ...image('a'), image_id: '' }]).photos;
    expect(photo?.id).to.equal(`url:${image('a').img_url}`);
  });

  for (const [width, height] of [
    [null, null],
    [0, 0],
    [-5, -10],
    ['NaN', 1e9],
    [Infinity, 0.5],
    [20_001, 'wide'],
  ])
    it(`has no size when it claims ${String(width)} × ${String(height)}`, () =>
      expect(page([{ ...image('a'), width, height }]).photos[0]).to.include({ width: null, height: null }));

  it('keeps a size at the bounds, and one in words of digits', () =>
    expect(page([{ ...image('a'), width: '20000', height: 1 }]).photos[0]).to.include({
      width: 20_000,
      height: 1,
    }));

  it('cannot be changed by who gets it in an event', () => expect(page([image('a')]).photos[0]).to.be.frozen);
});

describe('a hostile body', () => {
  it('pollutes no prototype', () => {
    const body: unknown = JSON.parse(
      `{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"images":[{"__proto__":{"polluted":1},
        "image_id":"__proto__","img_url":"https://photos.9pic.ai/a.jpg"}],"pagination":{"__proto__":{"total":9}}}`,
    );
    const { photos } = parsePhotoPage(payloadOf(body), ASKED);
    expect(photos[0]?.id).to.equal('__proto__');
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
    expect(Object.keys(photos[0] ?? {})).to.have.members(['id', 'preview', 'thumbnail', 'width', 'height']);
  });

  it('of 100,000 photos is cut to the page that was asked for, and no other is looked at', () => {
    const looked = new Set<number>();
    const images = Array.from({ length: 100_000 }, (_, index) => ({
      ...image(String(index)),
      get image_id() {
        looked.add(index);
        return String(index);
      },
    }));
    const { photos, dropped } = parsePhotoPage(
      { images, pagination: pagination(1) },
      { page: 1, pageSize: 50 },
    );
    expect([photos.length, dropped]).to.deep.equal([50, 99_950]);
    expect([...looked]).to.deep.equal(photos.map(({ id }) => Number(id)));
  });

  it('of 100,000 events is cut as well', () => {
    const events = Array.from({ length: 100_000 }, (_, index) => ({ event_id: index + 1 }));
    expect(parseEventList({ events }, { page: 1, pageSize: 10 }).events).to.have.length(10);
  });

  for (const total of [-1, 1e9, 1.5, 'many', null, {}, NaN])
    it(`says nothing about the length when the total is ${JSON.stringify(total)}`, () =>
      expect(page([image('a')], { ...pagination(1), total }).total).to.equal(null));

  it('cuts long texts', () =>
    expect(parseEventInfo({ ...DETAILS, event_name: 'x'.repeat(5000) }).name).to.have.length(200));

  it('keeps what hours an event can have, and no others', () => {
    const hours = [{ hour: 24, count: 1 }, { hour: 8, count: 2 }, { hour: '9', count: -1 }, null];
    const days = parseTimelineDays({ days: [{ date: '2024-01-01', hours }, { date: 'today', hours }, 7] });
    expect(days).to.deep.equal([{ date: '2024-01-01', total: 2, hours: [{ hour: 8, count: 2 }] }]);
  });
});
