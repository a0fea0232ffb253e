import { expect } from '@open-wc/testing';
import { NinepicClient } from '../../src/api/client.js';
import { failure, json, lost, pagination, photoList, scripted, success } from '../support/scripted-fetch.js';
import type { Answer, Scripted } from '../support/scripted-fetch.js';

const ID = '3f2b8c1e-9d47-4a6b-8f10-2c5e7a9b4d31';
const FACES = success({ request_id: ID, confidence_percentage: 80, images: [], pagination: pagination(0) });
const CLIPS = success({ request_id: ID, status: 'processing', videos: null });
const LINKS = { presigned_urls: [], failed_urls: [], pagination: pagination(0) };
const selfie = {
  file: new Blob(['picture'], { type: 'image/jpeg' }),
  requestId: ID,
  idempotencyKey: ID,
  consentVersion: '2026-01',
};
const refuse =
  (status: number, headers: Record<string, string> = {}): Answer =>
  () =>
    new Response('', { status, headers });

/** Every method, what it asks for and what is answered. */
const calls: [name: string, ask: (script: Scripted) => Promise<unknown>, path: string, body: unknown][] = [
  ['ping', ({ client }) => client.ping('456'), '/event/456/ping', { status: 'ok' }],
  ['events', ({ client }) => client.events(), '/events?page=1&page_size=100', { events: [] }],
  [
    'eventDetails',
    ({ client }) => client.eventDetails('456'),
    '/event/456/details',
    success({ event_id: 456 }),
  ],
  [
    'photos',
    ({ client }) => client.photos('456', { page: 3, pageSize: 30 }),
    '/event/456/images?page=3&page_size=30',
    photoList(['a']),
  ],
  [
    'byBib',
    ({ client }) => client.byBib('456', '#10K 55 '),
    '/event/456/bibs/10K%2055?page=1&page_size=100',
    photoList(['a']),
  ],
  ['timelineDays', ({ client }) => client.timelineDays('456'), '/event/456/timeline/days', { days: [] }],
  [
    'timelinePhotos',
    ({ client }) => client.timelinePhotos('456', { from: 100, to: 200 }),
    '/event/456/timeline/images?from=100&to=200&page=1&page_size=100',
    photoList([]),
  ],
  ['startFaces', ({ client }) => client.startFaces('456', selfie), '/event/456/faces?page_size=100', FACES],
  ['faces', ({ client }) => client.faces('456', ID), `/event/456/faces/${ID}?page=1&page_size=100`, FACES],
  [
    'startClips',
    ({ client }) => client.startClips('456', ID),
    '/event/456/video-clipping/search-by-selfie',
    CLIPS,
  ],
  ['clips', ({ client }) => client.clips('456', ID, 7), `/event/456/video-clipping/${ID}?_=7`, CLIPS],
  [
    'originals',
    ({ client }) => client.originals('456', { method: 'bib', identifier: '1234' }),
    '/event/456/original-photos?page=1&page_size=60',
    LINKS,
  ],
];
const POSTS = ['startFaces', 'startClips', 'originals'];

describe('what the client sends', () => {
  for (const [name, ask, path, body] of calls) {
    const isPost = POSTS.includes(name);
    it(`${name}: one ${isPost ? 'POST' : 'GET'} to ${path}`, async () => {
      const script = scripted([json(body)]);
      await ask(script);
      expect(script.sent.map(({ method, url }) => [method, url.href])).to.deep.equal([
        [isPost ? 'POST' : 'GET', `https://race.example/ninepic${path}`],
      ]);
    });

    it(`${name}: no cookies, no key, ${isPost ? 'no redirect' : 'no header of ours'}`, async () => {
      const script = scripted([json(body)]);
      await ask(script);
      const [sent] = script.sent;
      expect(sent?.init).to.include({
        credentials: 'omit',
        referrerPolicy: 'strict-origin-when-cross-origin',
        redirect: isPost ? 'error' : 'follow',
      });
      const headers = [...(sent?.headers.keys() ?? [])];
      expect(headers).to.not.include.members(['x-api-key']);
      expect(headers.includes('x-ninepic-widget')).to.equal(isPost);
      if (!isPost) expect(headers).to.be.empty;
    });
  }

  for (const name of ['byBib', 'faces', 'clips', 'startFaces', 'startClips', 'originals'])
    it(`${name}: leaves nobody's search in the browser's cache`, async () => {
      const [, ask, , body] = calls.find(([one]) => one === name) ?? [];
      const script = scripted([json(body)]);
      await ask?.(script);
      expect(script.sent[0]?.init.cache).to.equal('no-store');
    });

  it('the picture, the id and the consent of a selfie, once', async () => {
    const { client, sent } = scripted([json(FACES)]);
    await client.startFaces('456', selfie);
    const form = sent[0]?.init.body as FormData;
    expect([...form.keys()]).to.deep.equal(['file', 'request_id']);
    expect(form.get('request_id')).to.equal(ID);
    expect(await (form.get('file') as File).text()).to.equal('picture');
    expect((form.get('file') as File).name).to.equal('selfie.jpg');
    expect(Object.fromEntries(sent[0]?.headers ?? [])).to.include({
      'x-ninepic-consent': '2026-01',
      'idempotency-key': ID,
    });
  });

  it('no id where 9Pic is to make one, but the key by which the proxy joins duplicates', async () => {
    const { client, sent } = scripted([json(FACES)]);
    const { requestId: _, ...rest } = selfie;
    await client.startFaces('456', rest);
    expect([...(sent[0]?.init.body as FormData).keys()]).to.deep.equal(['file']);
    expect(sent[0]?.headers.get('idempotency-key')).to.equal(ID);
  });

  it('no picture for a clip', async () => {
    const { client, sent } = scripted([json(CLIPS)]);
    await client.startClips('456', ID);
    expect([...(sent[0]?.init.body as FormData)]).to.deep.equal([['request_id', ID]]);
  });

  it('another address with every poll', async () => {
    const { client, sent } = scripted([json(CLIPS)]);
    for (const poll of [1, 2, 3]) await client.clips('456', ID, poll);
    expect(new Set(sent.map(({ url }) => url.href)).size).to.equal(3);
  });

  for (const [page, pageSize, asked] of [
    [0, 1000, '?page=1&page_size=100'],
    [-3, 0, '?page=1&page_size=1'],
    [2.9, 10.5, '?page=2&page_size=10'],
    [NaN, NaN, '?page=1&page_size=100'],
    [Infinity, -Infinity, '?page=1&page_size=100'],
    [1e21, 5, '?page=9999999&page_size=5'],
  ] as const)
    it(`page ${page} of ${pageSize} as ${asked}`, async () => {
      const { client, sent } = scripted([json(photoList([]))]);
      await client.photos('456', { page, pageSize });
      expect(sent[0]?.url.search).to.equal(asked);
    });

  for (const ask of [
    (client: NinepicClient) => client.byBib('456', '..'),
    (client: NinepicClient) => client.byBib('456', '%2e%2e'),
    (client: NinepicClient) => client.byBib('456/../789', '1'),
    (client: NinepicClient) => client.faces('456', 'x'),
    (client: NinepicClient) => client.photos(''),
  ])
    it(`nothing for ${String(ask).replace(/^.*client\./, '')}`, async () => {
      const { client, sent } = scripted([json(photoList([]))]);
      expect(await failure(ask(client))).to.include({ code: 'bad-input' });
      expect(sent).to.be.empty;
    });
});

describe('a bib', () => {
  const none = { photos: [], total: 0, hasNext: false, page: 0 };
  it('without photos is an empty page when 9Pic says 200', async () =>
    void expect(await scripted([json(photoList([]))]).client.byBib('456', '9')).to.include({ total: 0 }));

  it('without photos is an empty page when 9Pic says 404', async () =>
    void expect(
      await scripted([refuse(404, { 'x-ninepic-upstream': '404' })]).client.byBib('456', '9'),
    ).to.deep.include(none));

  it('without photos is an empty page when a proxy that is not ours says 404', async () =>
    void expect(await scripted([refuse(404)]).client.byBib('456', '9')).to.deep.include(none));

  it('of an event that our proxy does not serve is an error', async () => {
    const { client } = scripted([refuse(404, { 'x-ninepic-error': 'not-found' })]);
    expect(await failure(client.byBib('456', '9'))).to.include({ code: 'not-found' });
  });
});

describe('a request id', () => {
  it('that 9Pic does not know is said to be unknown, for photos and for clips', async () => {
    const { client } = scripted([refuse(404)]);
    for (const asked of [client.faces('456', ID), client.clips('456', ID, 1), client.startClips('456', ID)])
      expect(await failure(asked)).to.include({ code: 'request-unknown', retryable: false });
  });
});

describe('what costs money', () => {
  for (const [what, answer, tries] of [
    ['a network that failed', lost, 1],
    ['500', refuse(500), 1],
    ['504', refuse(504), 1],
    ['408', refuse(408), 1],
    ['a body that is no answer', () => new Response('<html>'), 1],
    ['429', refuse(429), 3],
  ] as const)
    it(`is sent ${tries === 1 ? 'once' : `${tries} times`} after ${what}`, async () => {
      for (const ask of [
        ({ client }: Scripted) => client.startFaces('456', selfie),
        ({ client }: Scripted) => client.startClips('456', ID),
      ]) {
        const script = scripted([answer]);
        await failure(ask(script));
        expect(script.sent).to.have.length(tries);
      }
    });
});

describe('a client', () => {
  it('takes a proxy below the page, even where an image poses as the address of the page', () => {
    const image = document.createElement('img');
    image.setAttribute('name', 'baseURI');
    document.body.append(image);
    try {
      expect(new NinepicClient({ proxyUrl: '/ninepic/' }).proxyUrl.href).to.equal(
        `${location.origin}/ninepic`,
      );
      expect(new NinepicClient({ proxyUrl: 'https://race.example/n' }).proxyUrl.href).to.equal(
        'https://race.example/n',
      );
    } finally {
      image.remove();
    }
  });

  it('refuses 9Pic itself', () => {
    expect(() => new NinepicClient({ proxyUrl: 'https://api.9pic.ai' }))
      .to.throw()
      .with.property('code', 'config');
  });
});
