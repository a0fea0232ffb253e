/** One search, one bill (behaviour.md R2.1.6, T1.3.10). `sent` is the bill. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  failure,
  type Harness,
  openProxy,
  REQUEST_ID,
  type SentCall,
  selfieForm,
  success,
  until,
} from './support/harness.js';
import { picture } from './support/pictures.js';

const jpeg = await picture('jpeg');
const another = await picture('jpeg', 80, 60);
const posts = (site: Harness) => site.sent.filter(({ method }) => method === 'POST').length;
const search = (site: Harness, id: string | undefined = REQUEST_ID, headers = {}, bytes = jpeg) =>
  site.post('/event/456/faces', selfieForm(bytes, id), headers);

/** An upstream that waits to be told. */
function gate(site: Harness): (answer?: Response) => void {
  let open: (answer: Response) => void = () => undefined;
  const waiting = new Promise<Response>((resolve) => (open = resolve));
  site.reply(() => waiting.then((answer) => answer.clone()));
  return (answer = success({ request_id: REQUEST_ID, images: [] })) => open(answer);
}

describe('two searches with one id', () => {
  it('at the same moment are one call, and both get its answer', async () => {
    const site = openProxy();
    const open = gate(site);
    const both = [search(site), search(site, REQUEST_ID.toUpperCase())];
    await until(() => site.sent.length > 0);
    open();
    const [first, second] = await Promise.all(both);
    assert.equal(posts(site), 1);
    assert.equal(first?.status, 200);
    assert.equal(await second?.text(), await first?.text());
  });

  it('one after the other are one call for half an hour, without another call to 9Pic', async () => {
    const site = openProxy();
    const first = await search(site);
    site.clock.now += 29 * 60_000;
    const second = await search(site);
    assert.equal(site.sent.length, 1);
    assert.equal(await second.text(), await first.text());
    assert.equal(second.headers.get('x-ninepic-upstream'), '200');
    assert.equal(second.headers.get('cache-control'), 'private, no-store');
  });

  it('with another picture are refused with 422, while it runs and afterwards', async () => {
    const site = openProxy();
    const open = gate(site);
    const first = search(site);
    await until(() => site.sent.length > 0);
    const during = await search(site, REQUEST_ID, {}, another);
    open();
    await first;
    const after = await search(site, REQUEST_ID, {}, another);
    for (const answer of [during, after]) {
      assert.equal(answer.status, 422);
      assert.equal(answer.headers.get('x-ninepic-error'), 'bad-input');
    }
    assert.equal(site.sent.length, 1);
  });

  it('of two events are two searches', async () => {
    const site = openProxy({ events: [456, 789] });
    await search(site);
    await site.post('/event/789/faces', selfieForm(jpeg, REQUEST_ID));
    assert.equal(site.sent.length, 2);
  });

  it('a face search and the clips of its id are two searches of one picture', async () => {
    const site = openProxy();
    const clips = (bytes?: typeof jpeg) =>
      site.post('/event/456/video-clipping/search-by-selfie', selfieForm(bytes, REQUEST_ID));
    await search(site);
    assert.equal((await clips()).status, 200);
    assert.equal((await clips()).status, 200);
    assert.equal(posts(site), 2);
    assert.equal((await clips(another)).status, 422);
  });

  it('by Idempotency-Key alone are one call too', async () => {
    const site = openProxy();
    const key = { 'idempotency-key': crypto.randomUUID() };
    const form = () => site.post('/event/456/faces', selfieForm(jpeg), key);
    await Promise.all([form(), form()]);
    await form();
    assert.equal(site.sent.length, 1);
    assert.equal((await site.post('/event/456/faces', selfieForm(another), key)).status, 422);
    assert.equal(
      (await site.post('/event/456/faces', selfieForm(jpeg), { 'idempotency-key': 'a b' })).status,
      400,
    );
    assert.equal(site.sent.length, 1);
  });

  it('without any id are two searches: nobody can tell them apart', async () => {
    const site = openProxy();
    await Promise.all([1, 2].map(() => site.post('/event/456/faces', selfieForm(jpeg))));
    assert.equal(site.sent.length, 2);
  });
});

describe('a search that failed', () => {
  it('is not answered again: the next try goes to 9Pic', async () => {
    for (const status of [400, 404, 422, 429, 500, 503]) {
      const site = openProxy();
      site.reply(failure(status));
      assert.equal((await search(site)).status, status);
      site.reply(() => success({ request_id: REQUEST_ID, images: [] }));
      assert.equal((await search(site)).status, 200);
      assert.equal(posts(site), 2, `after ${status}`);
    }
  });

  it('is not answered again either where 9Pic says no with 200, or nothing at all', async () => {
    for (const data of [
      { responseType: 'error', message: 'loading', data: null },
      [],
      { responseType: 'success', data: null },
    ]) {
      const site = openProxy();
      site.reply(() => Response.json(data));
      assert.deepEqual(await (await search(site)).json(), data);
      site.reply(() => success({ request_id: REQUEST_ID, images: [] }));
      assert.match(await (await search(site)).text(), /"images"/);
      assert.equal(posts(site), 2);
    }
  });

  it('stays bound to its picture where 9Pic may have done the work, and counts once on the day', async () => {
    const site = openProxy({ limits: { billablePerEventDay: 1 } });
    site.reply(failure(500));
    assert.equal((await search(site)).status, 500);
    assert.equal((await search(site, REQUEST_ID, {}, another)).status, 422);
    site.reply(() => success({ request_id: REQUEST_ID, images: [] }));
    assert.equal((await search(site)).status, 200, 'the same id is the same search, also on the bill');
    assert.equal((await search(site, crypto.randomUUID())).status, 429);
  });

  it('frees its id where 9Pic refused before any work', async () => {
    const site = openProxy();
    site.reply(failure(400));
    await search(site);
    site.reply(() => success({ request_id: REQUEST_ID, images: [] }));
    assert.equal((await search(site, REQUEST_ID, {}, another)).status, 200);
  });

  it('frees its id where a budget refused it', async () => {
    const site = openProxy({ limits: { billablePerEventDay: 1 } });
    await search(site, crypto.randomUUID());
    assert.equal((await search(site)).status, 429);
    site.clock.now += 24 * 3600 * 1000;
    assert.equal((await search(site)).status, 200);
  });
});

describe('a visitor who leaves', () => {
  it('leaves the search running, handed to the platform, and finds its result later', async () => {
    const site = openProxy();
    const open = gate(site);
    const handed: Promise<unknown>[] = [];
    const left = new AbortController();
    const request = new Request('https://proxy.example/ninepic/event/456/faces', {
      method: 'POST',
      body: selfieForm(jpeg, REQUEST_ID),
      headers: { origin: 'https://race.example', 'x-ninepic-widget': '1' },
      signal: left.signal,
    });
    const abandoned = site.proxy(request, { waitUntil: (work) => handed.push(work) });
    await until(() => site.sent.length > 0);
    left.abort();
    open();
    await abandoned;
    assert.equal(handed.length, 1);
    await handed[0];
    assert.equal((await search(site)).status, 200);
    assert.equal(posts(site), 1);
  });

  it('has sent nothing when the upload was cut off', async () => {
    const site = openProxy();
    const body = new ReadableStream({
      pull(controller) {
        controller.error(new Error('connection lost'));
      },
    });
    const answer = await site.proxy(
      new Request('https://proxy.example/ninepic/event/456/faces', {
        method: 'POST',
        body,
        duplex: 'half',
        headers: {
          origin: 'https://race.example',
          'x-ninepic-widget': '1',
          'content-type': 'multipart/form-data; boundary=b',
        },
      } as RequestInit),
    );
    assert.equal(answer.status, 400);
    assert.equal(site.sent.length, 0);
  });
});

describe('requestIds: server', () => {
  const sentId = (call: SentCall | undefined) => (call?.body as FormData).get('request_id');

  it('keeps our id from 9Pic, and knows the result by both ids', async () => {
    const theirs = '9c858901-8a57-4791-81fe-4c455b099bc9';
    const site = openProxy({ requestIds: 'server' });
    site.reply(() => success({ request_id: theirs, images: [] }));
    await search(site);
    assert.equal(sentId(site.sent[0]), null);
    await search(site);
    assert.equal(posts(site), 1);
    await site.get(`/event/456/faces/${REQUEST_ID}`);
    await site.get(`/event/456/faces/${theirs}`);
    for (const { url } of site.sent.slice(1)) assert.ok(url.endsWith(`/faces/${theirs}`), url);
  });

  it('sends the id of a clip order: that one is 9Pic’s', async () => {
    const site = openProxy({ requestIds: 'server' });
    await site.post('/event/456/video-clipping/search-by-selfie', selfieForm(undefined, REQUEST_ID));
    assert.equal(sentId(site.sent[0]), REQUEST_ID);
  });

  it('client, the default, sends it', async () => {
    const site = openProxy();
    await search(site);
    assert.equal(sentId(site.sent[0]), REQUEST_ID);
  });
});
