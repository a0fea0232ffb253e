import { expect } from '@open-wc/testing';
import { payloadOf, respell } from '../../src/api/decode.js';
import { parseClips, parseEventInfo, parseOriginals, parseTimelineDays } from '../../src/api/payloads.js';
import { image, pagination, success } from '../support/scripted-fetch.js';
import { ASKED, DETAILS, page } from './answers.js';

const ID = '3f2b8c1e-9d47-4a6b-8f10-2c5e7a9b4d31';
const LINKS = {
  presigned_urls: [{ url: 'https://x.r2.cloudflarestorage.com/a.jpg?X-Amz-Signature=1', filename: 'a.jpg' }],
  failed_urls: [],
  total_images: 47,
  successful_count: 1,
  failed_count: 0,
  identifier: '1234',
  message: null,
  pagination: pagination(47, 1, 60),
};

describe('what 9Pic answers, in every shape that its documentation shows', () => {
  it('is the same ping, enveloped or bare', () => {
    const ping = { status: 'ok', org_id: 903, event_id: 456 };
    expect(payloadOf(success(ping))).to.deep.equal(ping);
    expect(payloadOf(ping)).to.deep.equal(ping);
  });

  it('is the same list of originals, although the bare one has a message of its own', () => {
    const bare = parseOriginals(payloadOf(LINKS), { page: 1, pageSize: 60 });
    expect(bare).to.deep.equal(parseOriginals(payloadOf(success(LINKS)), { page: 1, pageSize: 60 }));
    expect(bare.links).to.have.length(1);
    expect(bare).to.include({ total: 47, hasNext: false });
  });

  it('is the same event, bare or enveloped; a flag that an older answer lacks is off', () => {
    const bare = parseEventInfo(payloadOf(DETAILS));
    expect(bare).to.deep.equal(parseEventInfo(payloadOf(success(DETAILS))));
    expect(bare).to.include({ id: '456', bibSearch: true, clips: false, timeline: false, proxy: null });
  });

  it('offers clips only where both video flags are true, and takes no other value for true', () => {
    const clips = (video_search: unknown, video_selfie_search: unknown) =>
      parseEventInfo({ ...DETAILS, video_search, video_selfie_search }).clips;
    expect([clips(true, true), clips(true, false), clips(false, true), clips('true', 1)]).to.deep.equal([
      true,
      false,
      false,
      false,
    ]);
  });

  it('reads the three misspelt image fields, and prefers the right spelling', () => {
    const { width, thumbnail_url, ...rest } = image('a');
    const old = { ...rest, widht: width, thumbanail_url: thumbnail_url, orginal_url: null };
    expect(page([old]).photos).to.deep.equal(page([image('a')]).photos);
    expect(respell({ width: 1, widht: 2, thumbnail_url: null, thumbanail_url: 't' })).to.include({
      width: 1,
      thumbnail_url: 't',
    });
  });

  for (const [what, info] of [
    ['0 of 0 pages', { ...pagination(0), currentPage: 0, totalPages: 0 }],
    ['page 1 of 0', { ...pagination(0), currentPage: 1, totalPages: 0 }],
    ['page 1 of 1', { ...pagination(0), currentPage: 1, totalPages: 1 }],
  ] as const)
    it(`is an empty list when it says ${what}`, () =>
      expect(page([], info)).to.deep.include({ photos: [], total: 0, hasNext: false }));

  it('counts the photos itself when there is no pagination', () =>
    expect(page([image('a'), image('b')], null)).to.include({ total: 2, hasNext: false, page: 1 }));

  it('accepts numbers as strings, and the page size that the server really used', () =>
    expect(
      page([image('a')], { ...pagination(300), total: '300', currentPage: '1', page_size: '30' }),
    ).to.include({ total: 300, page: 1, pageSize: 30, hasNext: true }));

  it('takes `date` of the timeline although dates without times are said not to be used', () =>
    expect(
      parseTimelineDays({ days: [{ date: '2024-01-01', total: 3, hours: [{ hour: 10, count: 3 }] }] }),
    ).to.deep.equal([{ date: '2024-01-01', total: 3, hours: [{ hour: 10, count: 3 }] }]));

  for (const identifier of ['1234', null, undefined])
    it(`reads originals whose identifier is ${identifier}`, () =>
      expect(parseOriginals({ ...LINKS, identifier }, ASKED).links).to.have.length(1));

  it('names what could not be linked, whatever its shape', () => {
    const failed_urls = [
      'a.jpg',
      { image_id: 'b', error: 'gone', path: null },
      { path: 'imgs/c' },
      null,
      7,
      [],
    ];
    expect(parseOriginals({ ...LINKS, failed_urls }, ASKED).failed).to.deep.equal([
      'a.jpg',
      'b',
      'imgs/c',
      'unknown',
      'unknown',
      'unknown',
    ]);
  });

  it('believes the pagination of originals, not `total_images`', () =>
    expect(parseOriginals({ ...LINKS, total_images: 1 }, ASKED).total).to.equal(47));

  it('keeps an image id that is no UUID', () =>
    expect(page([image('b5513429-1d05-5f2f-c9f9-bd9f9g3gd355')]).photos[0]?.id).to.equal(
      'b5513429-1d05-5f2f-c9f9-bd9f9g3gd355',
    ));

  it('passes unknown words and unknown fields by', () => {
    expect(
      parseClips({ request_id: ID, status: 'COMPLETED_WITH_WARNINGS', videos: [], more: 1 }).status,
    ).to.equal('COMPLETED_WITH_WARNINGS');
    expect(parseEventInfo({ ...DETAILS, status: 'draft', brand: {} }).id).to.equal('456');
  });
});

describe('a clip, whose shape nobody documented', () => {
  const clips = (videos: unknown) => parseClips({ request_id: ID, status: 'completed', videos }).clips;

  it('is read from a word or from any of the likely fields', () =>
    expect(
      clips([
        'https://c.example/1.mp4',
        { clip_url: 'https://c.example/2.mp4', duration: 12.5, thumbnail_url: 'https://c.example/2.jpg' },
        { video_url: 'https://c.example/3.mp4', duration: '9' },
        { url: 'https://c.example/4.mp4', poster: 'javascript:1' },
      ]),
    ).to.deep.equal([
      { url: 'https://c.example/1.mp4' },
      { url: 'https://c.example/2.mp4', poster: 'https://c.example/2.jpg', seconds: 12.5 },
      { url: 'https://c.example/3.mp4', seconds: 9 },
      { url: 'https://c.example/4.mp4' },
    ]));

  it('is shown once, however often it is listed', () =>
    expect(clips(['https://c.example/1.mp4', { url: 'https://c.example/1.mp4' }])).to.have.length(1));

  it('gives clips that nobody can change', () => {
    const found = clips(['https://c.example/1.mp4', { url: 'https://c.example/2.mp4' }]);
    expect(found.map(Object.isFrozen)).to.deep.equal([true, true]);
  });

  it('does not hide the others when it is bad', () =>
    expect(
      clips([null, 7, {}, 'javascript:1', { url: 'https://c.example/1.mp4', duration: { toString: 1 } }]),
    ).to.deep.equal([{ url: 'https://c.example/1.mp4' }]));

  for (const videos of [undefined, null, {}, 'none'])
    it(`is not there yet when videos is ${JSON.stringify(videos)}`, () =>
      expect(clips(videos)).to.deep.equal([]));

  for (const status of [null, 3, { toString: 1 }, ['processing']])
    it(`has ended when its status is no word: ${JSON.stringify(status)}`, () =>
      expect(parseClips({ status, videos: [] }).status).to.not.equal('processing'));
});

describe('what the proxy says about itself', () => {
  it('is read leniently', () =>
    expect(
      parseEventInfo({ ...DETAILS, proxy: { gallery: true, originalsBy: ['bib', 7, null] } }).proxy,
    ).to.deep.equal({
      gallery: true,
      originals: false,
      relay: false,
      originalsBy: ['bib'],
      requireConsent: false,
    }));

  for (const [relay, kept] of [
    ['/ninepic/event/456/originals/abc', true],
    ['/?rest_route=/ninepic/v1/event/456/originals/abc', true],
    ['//evil.example/x', false],
    ['/\\evil.example/x', false],
    ['/\t/evil.example/x', false],
    ['javascript:alert(1)', false],
    ['https://evil.example/x', false],
    ['', false],
  ] as const)
    it(`${kept ? 'offers' : 'does not offer'} the relay ${JSON.stringify(relay)}`, () => {
      const [link] = parseOriginals({ presigned_urls: [{ ...LINKS.presigned_urls[0], relay }] }, ASKED).links;
      expect(link?.relay).to.equal(kept ? relay : undefined);
    });
});
