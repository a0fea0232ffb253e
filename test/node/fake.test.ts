/** The fake tells the truth: what it answers is what the package reads, and what it bills is what 9Pic would bill. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
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
import { askFake } from '../support/ask-fake.js';

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e';
const OTHER_ID = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const asked = { page: 1, pageSize: 32 };
const payload = async (response: Response) => payloadOf(await response.json());

describe('the fake in every shape', () => {
  for (const envelope of ['enveloped', 'flat', 'mixed'] as const)
    for (const spelling of ['new', 'old'] as const)
      it(`${envelope}, ${spelling} spelling: each answer is read in full`, async () => {
        const ask = askFake({ envelope, spelling, clip: { polls: 0 } });
        const info = parseEventInfo(await ask.payload('/event/456/details'));
        assert.equal(info.name, 'Sahyadri Trail Marathon');
        assert.ok(info.enabled && info.bibSearch && info.selfieSearch && info.clips && info.timeline);
        const list = parseEventList(await ask.payload('/events'), { page: 1, pageSize: 10 });
        assert.deepEqual(
          list.events.map(({ id }) => id),
          ['456', '789', '457', '458', '459', '460'],
        );
        for (const path of ['/event/456/images', '/event/456/bibs/1234']) {
          const page = parsePhotoPage(await ask.payload(path), asked);
          assert.equal(page.dropped, 0, path);
          assert.ok(page.photos.length > 0, path);
          assert.ok(page.photos.some(({ width, height }) => (width ?? 0) > (height ?? 0)));
          assert.ok(page.photos.every(({ thumbnail, preview }) => thumbnail !== preview));
        }
        const days = parseTimelineDays(await ask.payload('/event/456/timeline/days'));
        assert.equal(days.length, 2);
        const faces = parseFaceResult(await payload(await ask.selfie('a face', ID)), asked);
        assert.equal(faces.requestId, ID);
        assert.ok(faces.photos.length > 0);
        const stored = parseFaceResult(await ask.payload(`/event/456/faces/${ID}`), asked);
        assert.deepEqual(stored, faces);
        const links = parseOriginals(
          await payload(await ask.originals({ method: 'selfie', identifier: ID })),
          { page: 1, pageSize: 60 },
        );
        assert.equal(links.links.length, faces.total);
        assert.deepEqual(links.failed, []);
        await ask.selfie(null, ID, '/event/456/video-clipping/search-by-selfie');
        const clips = parseClips(await ask.payload(`/event/456/video-clipping/${ID}`));
        assert.equal(clips.status, 'completed');
        assert.equal(clips.clips.length, 2);
        const ping = await ask.payload('/event/456/ping');
        assert.deepEqual(ping, { status: 'ok', org_id: 903, event_id: 456 });
      });

  it('errors carry their type in the status, and no data', async () => {
    const ask = askFake({ bibMiss: 404, flags: { timeline_search: false } });
    const statuses = {
      '/event/456/bibs/99999': 404,
      '/event/456/timeline/days': 403,
      '/event/999/images': 403,
      '/event/12345/images': 404,
      '/event/456/faces/no-uuid': 400,
      [`/event/456/faces/${ID}`]: 404,
      '/event/456/images?page=0': 422,
      '/event/456/nonsense': 404,
    };
    for (const [path, status] of Object.entries(statuses)) {
      const response = await ask.get(path);
      assert.equal(response.status, status, path);
      const body = (await response.json()) as Record<string, unknown>;
      assert.deepEqual(Object.keys(body), ['responseType', 'message', 'data']);
      assert.equal(body['data'], null);
    }
    assert.equal((await ask.get('/event/456/images', {})).status, 401);
    assert.equal((await ask.get('/event/456/images', { 'x-api-key': 'wrong' })).status, 403);
  });
});

describe('the marathon', () => {
  it('is paged without a photo lost or shown twice, in the order of time', async () => {
    const { fake, payload } = askFake();
    const ids = new Set<string>();
    let last = 0;
    for (let page = 1; page <= 30; page++) {
      const read = parsePhotoPage(await payload(`/event/456/images?page=${page}&page_size=100`), {
        page,
        pageSize: 100,
      });
      assert.equal(read.total, 3000);
      assert.equal(read.hasNext, page < 30);
      for (const { id } of read.photos) {
        const time = fake.album(456).race.photoOf(id)?.time ?? Infinity;
        assert.ok(time >= last, `photo ${ids.size} is not before its neighbour`);
        last = time;
        ids.add(id);
      }
    }
    assert.equal(ids.size, 3000);
  });

  it('says no page at all for what is empty', async () => {
    const { payload } = askFake();
    for (const path of ['/event/460/images', '/event/456/bibs/99999']) {
      const { pagination } = (await payload(path)) as { pagination: Record<string, unknown> };
      assert.deepEqual(pagination, {
        total: 0,
        currentPage: 0,
        totalPages: 0,
        hasNextPage: false,
        hasPreviousPage: false,
        page_size: 32,
      });
    }
  });

  it('clamps a page size or refuses it, as it is told', async () => {
    const ask = askFake();
    const page = parsePhotoPage(await ask.payload('/event/456/images?page_size=500'), {
      page: 1,
      pageSize: 500,
    });
    assert.equal(page.pageSize, 100);
    ask.fake.configure({ pageSize: 'refuse' });
    assert.equal((await ask.get('/event/456/images?page_size=500')).status, 422);
  });

  it('has hours that add up, and windows that hold what the hours say', async () => {
    const { payload } = askFake();
    const days = parseTimelineDays(await payload('/event/456/timeline/days'));
    assert.equal(
      days.reduce((sum, { total }) => sum + total, 0),
      3000 - 24,
    );
    for (const { date, hours } of days)
      for (const { hour, count } of hours) {
        const from = Date.parse(`${date}T00:00:00Z`) / 1000 + hour * 3600;
        const page = parsePhotoPage(
          await payload(`/event/456/timeline/images?from=${from}&to=${from + 3600}`),
          asked,
        );
        assert.equal(page.total, count);
      }
  });

  it('finds bibs in upper and lower case, each in every photo it is tagged with', async () => {
    const { fake, payload } = askFake();
    const { race } = fake.album(456);
    assert.equal(race.bibs().length, 800);
    for (const bib of ['1234', 'R7', 'r7']) {
      const page = parsePhotoPage(await payload(`/event/456/bibs/${bib}`), asked);
      assert.ok(page.photos.length > 0, bib);
      for (const { id } of page.photos) assert.ok(race.photoOf(id)?.bibs.includes(bib.toUpperCase()));
    }
    for (let index = 0; index < race.total; index++) {
      const { bibs } = race.photoAt(index);
      assert.ok(bibs.length >= 1 && bibs.length <= 3);
    }
  });

  it('is the same race again, and another one from another seed', async () => {
    const path = '/event/456/images?page=7';
    const [one, same, other] = await Promise.all([
      askFake().payload(path),
      askFake().payload(path),
      askFake({ seed: 2 }).payload(path),
    ]);
    assert.deepEqual(one, same);
    assert.notDeepEqual(one, other);
  });

  it('moves on when photos are added or taken while somebody pages', async () => {
    const { fake, payload } = askFake();
    const ids = async (page: number) =>
      parsePhotoPage(await payload(`/event/456/images?page=${page}&page_size=10`), {
        page,
        pageSize: 10,
      }).photos.map(({ id }) => id);
    const [first, second] = [await ids(1), await ids(2)];
    fake.album(456).insert(5, 3);
    assert.equal(fake.album(456).total, 3003);
    assert.deepEqual((await ids(2)).slice(0, 3), first.slice(7));
    fake.album(456).remove(0, 3);
    assert.equal(fake.album(456).total, 3000);
    assert.deepEqual((await ids(2)).slice(0, 10), second);
    assert.equal((await ids(1)).filter((id) => id.startsWith('new-')).length, 3);
  });

  it('answers any page of 100,000 photos', async () => {
    const { payload } = askFake();
    const page = parsePhotoPage(await payload('/event/789/images?page=900&page_size=100'), {
      page: 900,
      pageSize: 100,
    });
    assert.equal(page.total, 100_000);
    assert.equal(page.photos.length, 100);
    assert.ok(parsePhotoPage(await payload('/event/789/bibs/50001'), asked).photos.length > 0);
  });
});

describe('the bill', () => {
  it('counts a request id once, however often it is sent, and runs the matcher once', async () => {
    const ask = askFake();
    const first = await payload(await ask.selfie('a face', ID));
    const second = await payload(await ask.selfie('a face', ID));
    await ask.payload(`/event/456/faces/${ID}?page=1`);
    assert.deepEqual(first, second);
    assert.deepEqual(ask.fake.bill.faces, [ID]);
    assert.equal(ask.fake.bill.matchesRun, 1);
  });

  it('counts every POST without an id, and every new id', async () => {
    const ask = askFake();
    await ask.selfie('a face');
    await ask.selfie('a face');
    await ask.selfie('a face', ID);
    assert.equal(ask.fake.bill.searches, 3);
  });

  it('keeps a lost answer on the bill, and the result under its id', async () => {
    const ask = askFake();
    ask.fake.faults.arm('lost-answer', { route: 'startFaces' });
    await assert.rejects(ask.selfie('a face', ID), /connection was lost/);
    assert.deepEqual(ask.fake.bill.faces, [ID]);
    assert.equal((await ask.get(`/event/456/faces/${ID}`)).status, 200);
    assert.deepEqual(ask.fake.bill.counts, { 'POST startFaces': 1, 'GET faces': 1 });
  });

  it('bills nothing that is refused', async () => {
    const ask = askFake({ unknownIds: 'reject-404' });
    assert.equal((await ask.selfie('a face', ID)).status, 404);
    assert.equal((await ask.selfie('')).status, 400);
    assert.equal((await ask.selfie(null)).status, 422);
    assert.equal((await ask.selfie('a face', 'no-uuid')).status, 400);
    assert.equal(ask.fake.bill.searches, 0);
  });

  it('answers unknown ids with an empty result in the third world', async () => {
    const ask = askFake({ unknownIds: 'empty' });
    const result = parseFaceResult(await payload(await ask.selfie('a face', ID)), asked);
    assert.equal(result.total, 0);
    assert.equal(ask.fake.bill.searches, 0);
    await ask.selfie('a face');
    assert.equal(ask.fake.bill.searches, 1);
  });

  it('has an id of its own where it makes them itself', async () => {
    const ask = askFake({ requestIds: 'own' });
    const result = parseFaceResult(await payload(await ask.selfie('a face', ID)), asked);
    assert.notEqual(result.requestId, ID);
    assert.deepEqual(ask.fake.bill.faces, [result.requestId]);
  });

  it('bills a clip once, without a second picture', async () => {
    const ask = askFake({ clip: { polls: 2, ms: 5000 } });
    const clipping = '/event/456/video-clipping/search-by-selfie';
    await ask.selfie('a face', ID);
    for (let n = 0; n < 2; n++) {
      const started = parseClips(await payload(await ask.selfie(null, ID, clipping)));
      assert.equal(started.status, 'processing');
    }
    assert.equal((await ask.selfie(null, OTHER_ID, clipping)).status, 404);
    assert.deepEqual(ask.fake.bill.clips, [ID]);
    assert.equal(ask.fake.bill.matchesRun, 1);
    const poll = async () => parseClips(await ask.payload(`/event/456/video-clipping/${ID}`)).status;
    assert.deepEqual([await poll(), await poll(), await poll()], Array(3).fill('processing'));
    ask.fake.clock.advance(5000);
    assert.equal(await poll(), 'completed');
  });

  it('remembers the picture that arrived', async () => {
    const ask = askFake();
    await ask.selfie('a face', ID);
    const upload = ask.fake.bill.requests[0]?.upload;
    assert.equal(upload?.field, 'file');
    assert.equal(new TextDecoder().decode(upload.bytes), 'a face');
  });
});
