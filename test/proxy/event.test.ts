/** `/details` and `/events` (design.md section 5), switches (behaviour.md T1.18.2) and hooks. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { routes, routeSwitches } from '../../src/api/routes.js';
import { failure, openProxy, REQUEST_ID, selfieForm, success } from './support/harness.js';
import { picture } from './support/pictures.js';

type Json = Record<string, unknown>;
const data = async (answer: Response) => ((await answer.json()) as { data: Json }).data;
const flags = {
  event_id: 456,
  event_enabled: true,
  bib_search: true,
  selfie_search: true,
  video_search: true,
  video_selfie_search: true,
  timeline_search: true,
};

describe('details', () => {
  it('tell the widget what the proxy allows, from a flat body as from an enveloped one', async () => {
    for (const body of [flags, { responseType: 'success', message: '', data: flags }]) {
      const site = openProxy({ routes: { bib: false, clip: false, gallery: false }, requireConsent: true });
      site.reply(() => Response.json(body));
      const details = await data(await site.get('/event/456/details'));
      assert.deepEqual(details, {
        ...flags,
        bib_search: false,
        video_search: false,
        video_selfie_search: false,
        proxy: {
          gallery: false,
          originals: true,
          relay: false,
          originalsBy: ['selfie'],
          requireConsent: true,
        },
      });
    }
  });

  it('cannot be spoken for by 9Pic', async () => {
    const site = openProxy();
    site.reply(() => success({ ...flags, proxy: { relay: true, originalsBy: ['image'] } }));
    const { proxy } = await data(await site.get('/event/456/details'));
    assert.deepEqual((proxy as Json).originalsBy, ['bib', 'selfie']);
    assert.equal((proxy as Json).relay, false);
  });
});

describe('switches', () => {
  const paths: Record<string, string> = {
    photos: '/event/456/images',
    byBib: '/event/456/bibs/7',
    timelineDays: '/event/456/timeline/days',
    timelinePhotos: '/event/456/timeline/images?from=1&to=2',
    startFaces: '/event/456/faces',
    faces: `/event/456/faces/${REQUEST_ID}`,
    startClips: '/event/456/video-clipping/search-by-selfie',
    clips: `/event/456/video-clipping/${REQUEST_ID}`,
    originals: '/event/456/original-photos',
    relay: `/event/456/originals/${'a'.repeat(40)}`,
  };
  for (const off of routeSwitches) {
    it(`${off} off: its routes are 404 without a call, the others go on`, async () => {
      const selfie = selfieForm(await picture('jpeg'), REQUEST_ID);
      for (const [name, route] of Object.entries(routes)) {
        const path = paths[name];
        if (path === undefined || name === 'relay' || !('feature' in route)) continue;
        const site = openProxy({ routes: { [off]: false } });
        const body =
          route.method === 'POST' && name === 'originals'
            ? '{"method":"selfie","identifier":"' + REQUEST_ID + '"}'
            : selfie;
        const answer = await (route.method === 'POST' ? site.post(path, body) : site.get(path));
        if (route.feature === off) {
          assert.equal(answer.status, 404, name);
          assert.equal(answer.headers.get('x-ninepic-error'), 'feature-off');
          assert.equal(site.sent.length, 0);
        } else if (!(name === 'originals' && off === 'selfie')) {
          assert.equal(answer.status, 200, name);
        }
      }
    });
  }
});

describe('events', () => {
  const listed = (ids: number[]) =>
    ids.map((event_id) => ({ event_id, event_name: `Race ${event_id}`, cover_image: null }));

  it('are the configured ones that are enabled, with their details, on pages of their own', async () => {
    const site = openProxy({ events: [1, 2, 3, 4, 150], routes: { bib: false } });
    const all = Array.from({ length: 200 }, (_, index) => index + 1);
    site.reply(({ url }) => {
      const { pathname, searchParams } = new URL(url);
      const event = Number(/event\/(\d+)\/details/.exec(pathname)?.[1] ?? 0);
      if (event === 2) return success({ ...flags, event_id: 2, event_enabled: false });
      if (event === 3) return failure(404);
      if (event > 0) return success({ ...flags, event_id: event });
      const page = Number(searchParams.get('page'));
      assert.equal(searchParams.get('page_size'), '100');
      const pagination = { hasNextPage: page < 2 };
      return success({ events: listed(all.slice((page - 1) * 100, page * 100)), pagination });
    });
    const first = await data(await site.get('/events?page_size=2'));
    assert.deepEqual(
      (first.events as Json[]).map(({ event_id, event_name, bib_search }) => [
        event_id,
        event_name,
        bib_search,
      ]),
      [
        [1, 'Race 1', false],
        [4, 'Race 4', false],
      ],
    );
    assert.deepEqual(first.pagination, {
      total: 3,
      currentPage: 1,
      totalPages: 2,
      hasNextPage: true,
      hasPreviousPage: false,
      page_size: 2,
    });
    const calls = site.sent.length;
    assert.equal(calls, 2 + 5);
    const second = await data(await site.get('/events?page_size=2&page=2'));
    assert.deepEqual(
      (second.events as Json[]).map(({ event_id }) => event_id),
      [150],
    );
    const beyond = await data(await site.get('/events?page_size=2&page=9'));
    assert.deepEqual(beyond.events, []);
    assert.equal(site.sent.length, calls, 'kept for five minutes');
    site.clock.now += 5 * 60_000 + 1;
    await site.get('/events');
    assert.equal(site.sent.length, calls * 2);
  });

  it('ten pages of a hundred are read and no more', async () => {
    const site = openProxy({ events: [999_999] });
    site.reply(() => success({ events: listed([1]), pagination: { hasNextPage: true } }));
    const { events, pagination } = await data(await site.get('/events'));
    assert.equal(site.sent.length, 10);
    assert.deepEqual(events, []);
    assert.deepEqual([(pagination as Json).currentPage, (pagination as Json).totalPages], [0, 0]);
  });

  it('one whose details cannot be had is missed for half a minute, and the others are listed', async () => {
    for (const trouble of [failure(500), failure(429), new Response('<html>'), success(null), new Error()]) {
      const site = openProxy({ events: [1, 2, 3], cacheSeconds: 600 });
      let isBroken = true;
      site.reply(({ url }) => {
        const event = Number(/event\/(\d+)\/details/.exec(url)?.[1] ?? 0);
        if (event === 0) return success({ events: listed([1, 2, 3]), pagination: {} });
        if (event !== 2 || !isBroken) return success({ ...flags, event_id: event });
        if (trouble instanceof Error) throw trouble;
        return trouble.clone();
      });
      const shown = async () => {
        const answer = await site.get('/events');
        const { events, pagination } = await data(answer);
        const ids = (events as Json[]).map(({ event_id }) => event_id);
        assert.equal((pagination as Json).total, ids.length);
        return [ids, answer.headers.get('cache-control')];
      };
      assert.deepEqual(await shown(), [[1, 3], 'private, no-store']);
      const told = site.logged.filter(({ level, event }) => level === 'warn' && event === '2');
      assert.ok(told.length > 0, 'the log names the event');
      const calls = site.sent.length;
      assert.deepEqual(await shown(), [[1, 3], 'private, no-store']);
      assert.equal(site.sent.length, calls, '9Pic is spared for a while');
      isBroken = false;
      site.clock.now += 30_001;
      assert.deepEqual(await shown(), [[1, 2, 3], 'public, max-age=60, stale-while-revalidate=300']);
      site.clock.now += 4 * 60_000;
      await shown();
      assert.equal(site.sent.length, calls + 4, 'and then it is kept as ever');
    }
  });

  it('of which no details can be had are a failure, and no empty list', async () => {
    const site = openProxy({ events: [1, 2] });
    site.reply(({ url }) =>
      url.includes('/details')
        ? failure(429, 'slow down', { 'retry-after': '7' })
        : success({ events: listed([1, 2]), pagination: {} }),
    );
    const answer = await site.get('/events');
    assert.deepEqual([answer.status, answer.headers.get('retry-after')], [429, '7']);
    site.reply(({ url }) =>
      url.includes('/details') ? success(flags) : success({ events: listed([1, 2]), pagination: {} }),
    );
    assert.equal((await site.get('/events')).status, 200);
  });

  it('a failure is passed on and not kept', async () => {
    const site = openProxy();
    site.reply(failure(503));
    const answer = await site.get('/events');
    assert.equal(answer.status, 503);
    assert.equal(answer.headers.get('x-ninepic-upstream'), '503');
    site.reply(() => success({ events: [], pagination: {} }));
    assert.equal((await site.get('/events')).status, 200);
  });
});

describe('the organiser’s own checks', () => {
  it('verifyAccess decides about a bib, also by originals, and sees the normalised bib (T1.18.1)', async () => {
    const asked: string[] = [];
    const site = openProxy({
      verifyAccess: ({ bib, request }) => {
        asked.push(bib);
        return request.headers.get('x-second-field') === 'smith';
      },
    });
    assert.equal((await site.get('/event/456/bibs/%23７')).status, 403);
    assert.equal(
      (await site.post('/event/456/original-photos', '{"method":"bib","identifier":"7"}')).status,
      403,
    );
    assert.equal(site.sent.length, 0);
    assert.equal((await site.get('/event/456/bibs/7', { 'x-second-field': 'smith' })).status, 200);
    assert.deepEqual(asked, ['7', '7', '7']);
  });

  it('verifyHuman decides about a search before the picture is read (T1.3.8)', async () => {
    const site = openProxy({
      verifyHuman: async (request) =>
        Promise.resolve(request.body === null && request.headers.has('x-token')),
    });
    const selfie = selfieForm(await picture('jpeg'));
    assert.equal((await site.post('/event/456/faces', selfie)).status, 403);
    assert.equal(site.sent.length, 0);
    assert.equal((await site.post('/event/456/faces', selfie, { 'x-token': '1' })).status, 200);
  });

  it('a check that fails, or says anything but true, lets nobody through', async () => {
    for (const verifyAccess of [
      () => Promise.reject(new Error('down')),
      () => undefined as unknown as boolean,
      () => 'false' as unknown as boolean,
    ]) {
      const site = openProxy({ verifyAccess });
      assert.ok([403, 503].includes((await site.get('/event/456/bibs/7')).status));
      assert.equal(site.sent.length, 0);
    }
  });

  it('consent is asked for where the organiser wants it recorded (T1.20.4)', async () => {
    const site = openProxy({ requireConsent: true });
    const selfie = selfieForm(await picture('jpeg'), REQUEST_ID);
    const clips = '/event/456/video-clipping/search-by-selfie';
    assert.equal((await site.post('/event/456/faces', selfie)).status, 403);
    assert.equal((await site.post(clips, selfie)).status, 403);
    assert.equal(site.sent.length, 0);
    assert.equal(
      (await site.post(clips, selfieForm(undefined, REQUEST_ID))).status,
      200,
      'no picture, no consent',
    );
    assert.equal((await site.post('/event/456/faces', selfie, { 'x-ninepic-consent': 'v1' })).status, 200);
  });
});
