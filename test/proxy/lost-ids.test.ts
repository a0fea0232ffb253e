/** `requestIds: server`: an answer that was lost is not passed off as a search that was never made (behaviour.md R2.1.5). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MemoryStore } from '../../src/proxy/memory-store.js';
import {
  failure,
  type Harness,
  openProxy,
  REQUEST_ID,
  selfieForm,
  success,
  until,
} from './support/harness.js';
import { picture } from './support/pictures.js';

const jpeg = await picture('jpeg');
const THEIRS = '9c858901-8a57-4791-81fe-4c455b099bc9';
const search = (site: Harness, id = REQUEST_ID) => site.post('/event/456/faces', selfieForm(jpeg, id));
const look = (site: Harness, id = REQUEST_ID) => site.get(`/event/456/faces/${id}`);
/** What a look is told: the status, who said it, and whether 9Pic was asked. */
async function told(site: Harness, id?: string) {
  const before = site.sent.length;
  const { status, headers } = await look(site, id);
  return [status, headers.get('x-ninepic-error'), site.sent.length > before];
}
/** Every id is unknown to 9Pic, which makes its own. */
const upstream = (post: () => Response | Promise<Response>) => (call: { method: string }) =>
  call.method === 'POST' ? post() : failure(404);

describe('a search that 9Pic gets without an id', () => {
  for (const [how, options, post] of [
    ['requestIds: server', { requestIds: 'server' }, search],
    [
      'an Idempotency-Key alone',
      {},
      (site: Harness) =>
        site.post('/event/456/faces', selfieForm(jpeg), { 'idempotency-key': 'a-key-of-her-own' }),
    ],
  ] as const)
    it(`counts on the day each time it is sent, because each is billed (${how})`, async () => {
      const site = openProxy({ ...options, limits: { billablePerEventDay: 3 } });
      site.reply(upstream(() => failure(504)));
      const all: number[] = [];
      for (let n = 0; n < 5; n += 1) all.push((await post(site)).status);
      assert.deepEqual(all, [504, 504, 504, 429, 429]);
      assert.equal(site.sent.length, 3);
      if (how === 'requestIds: server')
        assert.deepEqual(await told(site), [409, 'unconfirmed', false], 'it is still known as lost');
      site.clock.now += 15 * 60_000;
      const other = await site.post('/event/456/faces', selfieForm(await picture('png')), {
        'idempotency-key': how === 'requestIds: server' ? REQUEST_ID : 'a-key-of-her-own',
      });
      assert.equal(other.status, 422, 'and bound to its picture');
    });

  it('counts again where 9Pic no longer has its result', async () => {
    const store = new MemoryStore();
    const [one, other] = [1, 2].map(() =>
      openProxy({ requestIds: 'server', store, limits: { billablePerEventDay: 1 } }),
    ) as [Harness, Harness];
    for (const site of [one, other]) site.reply(upstream(() => success({ request_id: THEIRS, images: [] })));
    assert.equal((await search(one)).status, 200);
    assert.equal((await search(other)).status, 429);
    assert.equal(other.sent.filter(({ method }) => method === 'POST').length, 0);
  });
});

describe('requestIds: server, and a look at a search by our id', () => {
  for (const [how, answer] of Object.entries({
    'a 504': () => failure(504),
    'a dead connection': () => Promise.reject(new TypeError('fetch failed')),
  }))
    it(`says that the answer was lost (${how}), until it is searched again`, async () => {
      const site = openProxy({ requestIds: 'server' });
      site.reply(upstream(answer));
      await search(site);
      assert.deepEqual(await told(site), [409, 'unconfirmed', false]);
      assert.deepEqual(await told(site, REQUEST_ID.toUpperCase()), [409, 'unconfirmed', false]);
      site.reply(() => success({ request_id: THEIRS, images: [] }));
      assert.equal((await search(site)).status, 200);
      assert.deepEqual(await told(site), [200, null, true]);
      assert.ok(site.sent.at(-1)?.url.endsWith(`/faces/${THEIRS}`));
    });

  it('says that it is still running', async () => {
    const site = openProxy({ requestIds: 'server' });
    let end: (answer: Response) => void = () => undefined;
    const waiting = new Promise<Response>((resolve) => (end = resolve));
    site.reply(upstream(() => waiting));
    const running = search(site);
    await until(() => site.sent.length > 0);
    assert.deepEqual(await told(site), [409, 'timeout', false]);
    end(failure(504));
    await running;
    assert.deepEqual(await told(site), [409, 'unconfirmed', false]);
  });

  it('says itself that an id is not known which was refused, or never searched: 9Pic’s 404 would be leave to pay', async () => {
    for (const status of [400, 404, 422, 429]) {
      const site = openProxy({ requestIds: 'server' });
      site.reply(upstream(() => failure(status)));
      await search(site);
      assert.deepEqual(await told(site), [404, 'request-unknown', true], `after ${status}`);
      assert.deepEqual(await told(site, THEIRS), [404, 'request-unknown', true]);
    }
  });

  for (const [how, hours] of Object.entries({ 'half an hour later': 0.51, 'without its record': 0 }))
    it(`says so of a search whose answer was lost, ${how}`, async () => {
      const [site, other] = [openProxy({ requestIds: 'server' }), openProxy({ requestIds: 'server' })];
      for (const each of [site, other]) each.reply(upstream(() => failure(504)));
      await search(site);
      site.clock.now += hours * 3_600_000;
      const asked = await look(hours > 0 ? site : other);
      assert.deepEqual(
        [asked.status, asked.headers.get('x-ninepic-error'), asked.headers.get('x-ninepic-upstream')],
        [404, 'request-unknown', null],
      );
    });

  it('says so of a search that 9Pic does not have yet, or no longer', async () => {
    const site = openProxy({ requestIds: 'server' });
    site.reply(upstream(() => success({ request_id: THEIRS, images: [] })));
    await search(site);
    assert.deepEqual(await told(site), [404, 'request-unknown', true]);
    assert.ok(site.sent.at(-1)?.url.endsWith(`/faces/${THEIRS}`));
  });

  it('passes on every other trouble of 9Pic', async () => {
    const site = openProxy({ requestIds: 'server' });
    for (const status of [403, 429, 500]) {
      site.reply(() => failure(status));
      assert.deepEqual(await told(site), [status, null, true]);
    }
  });

  it('passes on what 9Pic says of a clip order that was lost: its id is 9Pic’s', async () => {
    const site = openProxy({ requestIds: 'server' });
    site.reply(upstream(() => failure(504)));
    await site.post('/event/456/video-clipping/search-by-selfie', selfieForm(undefined, THEIRS));
    const answer = await site.get(`/event/456/video-clipping/${THEIRS}`);
    assert.deepEqual([answer.status, answer.headers.get('x-ninepic-error')], [404, null]);
  });

  it('client, the default, passes on what 9Pic says', async () => {
    const site = openProxy();
    site.reply(upstream(() => failure(504)));
    await search(site);
    assert.deepEqual(await told(site), [404, null, true]);
  });
});
