/** Originals, clips and pictures of the fake: links that die, hosts without CORS, faults. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { payloadOf } from '../../src/api/decode.js';
import { parseOriginals, parsePhotoPage, type OriginalsPage } from '../../src/api/payloads.js';
import { askFake, type Asker } from '../support/ask-fake.js';

async function links(ask: Asker, body: object, query = '?page_size=60'): Promise<OriginalsPage> {
  const response = await ask.originals(body, query);
  assert.equal(response.status, 200);
  return parseOriginals(payloadOf(await response.json()), { page: 1, pageSize: 60 });
}

const load = (ask: Asker, url: string, headers: Record<string, string> = {}, method = 'GET') =>
  ask.fake.fetch(new Request(url, { method, headers }));

const urlOf = async (ask: Asker): Promise<string> => {
  const [link] = (await links(ask, { method: 'bib', identifier: '1234' })).links;
  assert.ok(link);
  return link.url;
};

describe('links to originals', () => {
  it('are as many as the bib has photos, under the names of the photos', async () => {
    const ask = askFake();
    const photos = parsePhotoPage(await ask.payload('/event/456/bibs/1234'), { page: 1, pageSize: 32 });
    const page = await links(ask, { method: 'bib', identifier: '1234' });
    assert.deepEqual(
      page.links.map(({ filename }) => filename),
      photos.photos.map(({ id }) => `${id}.jpg`),
    );
  });

  it('come 60 at most, and 30 when not asked otherwise', async () => {
    const ask = askFake();
    const ids = parsePhotoPage(await ask.payload('/event/456/images?page_size=100'), {
      page: 1,
      pageSize: 100,
    }).photos.map(({ id }) => id);
    const body = { method: 'image_ids', identifier: ids };
    assert.equal((await links(ask, body, '')).links.length, 30);
    assert.equal((await links(ask, body, '?page_size=100')).links.length, 60);
  });

  it('name what could not be linked', async () => {
    const ask = askFake();
    const [photo] = parsePhotoPage(await ask.payload('/event/456/images'), { page: 1, pageSize: 1 }).photos;
    const some = await links(ask, { method: 'image_ids', identifier: [photo?.id, 'unknown-photo'] });
    assert.equal(some.links.length, 1);
    assert.deepEqual(some.failed, ['unknown-photo']);
    ask.fake.configure({ storage: { originals: false } });
    const none = await links(ask, { method: 'bib', identifier: '1234' });
    assert.equal(none.links.length, 0);
    assert.equal(none.failed.length, none.total);
  });

  it('refuse what is no question', async () => {
    const ask = askFake();
    const statuses = [
      [{ method: 'name', identifier: 'x' }, 422],
      [{ method: 'bib' }, 422],
      [{ method: 'image_id', identifier: 'x' }, 400],
      [{ method: 'image_ids', identifier: ['x'] }, 400],
      [{ method: 'image_ids', identifier: [] }, 422],
    ] as const;
    for (const [body, status] of statuses) assert.equal((await ask.originals(body)).status, status);
  });

  it('die after their hour, with XML as storage writes it', async () => {
    const ask = askFake();
    const url = await urlOf(ask);
    assert.equal((await load(ask, url)).headers.get('content-type'), 'image/jpeg');
    ask.fake.clock.advance(3_601_000);
    const dead = await load(ask, url, { origin: 'https://race.example' });
    assert.equal(dead.status, 403);
    assert.match(await dead.text(), /<Code>ExpiredRequest<\/Code>/);
    assert.equal(dead.headers.get('access-control-allow-origin'), null);
  });

  it('work only as they were signed', async () => {
    const ask = askFake();
    const url = await urlOf(ask);
    assert.equal((await load(ask, `${url}&download=1`)).status, 403);
    assert.equal((await load(ask, url, {}, 'HEAD')).status, 403);
    assert.equal((await load(ask, url.replace('/large/', '/large/x'))).status, 403);
  });

  it('are open to other origins, or attachments, as the storage is set up', async () => {
    const ask = askFake({ storage: { cors: true, attachment: false } });
    const origin = { origin: 'https://race.example' };
    const open = await load(ask, await urlOf(ask), origin);
    assert.equal(open.headers.get('access-control-allow-origin'), '*');
    assert.equal(open.headers.get('content-disposition'), null);
    ask.fake.configure({ storage: { cors: false, attachment: true } });
    const closed = await load(ask, await urlOf(ask), origin);
    assert.equal(closed.headers.get('access-control-allow-origin'), null);
    assert.match(closed.headers.get('content-disposition') ?? '', /^attachment; filename=".+\.jpg"$/);
  });

  it('give parts, and as many bytes as a test needs', async () => {
    const ask = askFake({ storage: { padTo: 1_000_000 } });
    const url = await urlOf(ask);
    assert.equal((await (await load(ask, url)).arrayBuffer()).byteLength, 1_000_000);
    const part = await load(ask, url, { range: 'bytes=10-19' });
    assert.equal(part.status, 206);
    assert.equal(part.headers.get('content-range'), 'bytes 10-19/1000000');
    assert.equal((await part.arrayBuffer()).byteLength, 10);
  });
});

describe('faults', () => {
  const page = (ask: Asker, number = 1) => ask.get(`/event/456/images?page=${number}`);

  it('hit the route they are armed for, as often as they are armed, after as many calls', async () => {
    const ask = askFake();
    ask.fake.faults.arm('500', { route: 'photos', times: 2, after: 1 });
    const statuses = [];
    for (let n = 0; n < 4; n++) statuses.push((await page(ask)).status);
    assert.deepEqual(statuses, [200, 500, 500, 200]);
    ask.fake.faults.arm('429', { page: 3, retryAfter: 7 });
    assert.equal((await page(ask, 2)).status, 200);
    const limited = await page(ask, 3);
    assert.equal(limited.status, 429);
    assert.equal(limited.headers.get('retry-after'), '7');
  });

  it('are released by the clock when they only delay', async () => {
    const ask = askFake();
    ask.fake.faults.arm('slow', { ms: 600_000 });
    const answer = page(ask);
    ask.fake.clock.advance(600_000);
    assert.equal((await answer).status, 200);
  });

  it('spoil bodies in the ways that they are named after', async () => {
    const ask = askFake();
    const spoilt = async (name: Parameters<typeof ask.fake.faults.arm>[0]) => {
      ask.fake.faults.arm(name);
      return (await page(ask)).text();
    };
    assert.match(await spoilt('html'), /^<!doctype html>/);
    assert.equal(await spoilt('empty-body'), '');
    const cut = await spoilt('truncated-json');
    assert.throws(() => JSON.parse(cut) as unknown);
    assert.ok((await spoilt('too-large')).length > 5_000_000);
    const read = async (name: Parameters<typeof ask.fake.faults.arm>[0]) =>
      parsePhotoPage(payloadOf(JSON.parse(await spoilt(name))), { page: 1, pageSize: 32 });
    assert.equal((await read('huge-total')).total, null);
    assert.equal((await read('bad-items')).dropped, 5);
    assert.equal((await read('duplicate-items')).photos.length, 32);
    assert.equal((await read('too-many-items')).dropped, 2000);
    assert.ok((await read('hostile-strings')).dropped > 0);
    assert.throws(() => ask.fake.faults.arm('nonsense' as never), /no fault "nonsense"/);
  });
});
