/** What WordPress and PHP can get wrong about a search: visitors who leave, the database, the limits of a request, what stays behind. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { REQUEST_ID, SITE } from '../support/harness.js';
import { picture } from '../support/pictures.js';
import { openContractSite, statuses } from './contract-site.js';

const { site, upstream, set, calls, get, search } = await openContractSite();

const until = async (isTrue: () => boolean): Promise<void> => {
  const deadline = Date.now() + 40_000;
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

describe('one search, one bill', () => {
  const posts = () => calls().filter((call) => call.startsWith('POST')).length;

  it('the same id at the same moment is one search; another picture is 422', async () => {
    upstream.script({ delay: 500 });
    const id = crypto.randomUUID();
    assert.deepEqual(await statuses([search(id), search(id), search(id.toUpperCase())]), [200, 200, 200]);
    assert.equal(posts(), 1);
    assert.equal((await search(id, {}, await picture('jpeg', 90, 70))).status, 422);
    assert.equal(posts(), 1);
  });

  it('a visitor who leaves finds the result when she comes back (T1.19.4)', async () => {
    upstream.script({ delay: 1500 });
    const id = crypto.randomUUID();
    const gone = new AbortController();
    const left = search(id, { signal: gone.signal }).catch(() => 'gone');
    await until(() => posts() === 1);
    gone.abort();
    assert.equal(await left, 'gone');
    upstream.script(undefined);
    assert.equal((await search(id)).status, 200);
    assert.equal(posts(), 1);
    assert.match(calls().at(-1) ?? '', /^GET \/event\/456\/faces\//);
  });

  it('a search that 9Pic refuses frees its id, one whose answer is lost keeps it', async () => {
    const id = crypto.randomUUID();
    upstream.script({ status: 400, body: '{"responseType":"error","message":"no face","data":null}' });
    assert.equal((await search(id)).status, 400);
    upstream.script({ cut: true });
    assert.equal((await search(id, {}, await picture('jpeg', 90, 70))).status, 502);
    upstream.script(undefined);
    assert.equal((await search(id)).status, 422);
    assert.equal((await search(id, {}, await picture('jpeg', 90, 70))).status, 200);
    assert.equal(posts(), 3);
  });

  it('what cannot be read again at the moment is not searched anew', async () => {
    const id = crypto.randomUUID();
    await search(id);
    for (const status of [400, 403, 422, 429, 500, 503]) {
      upstream.script({ status, body: '{"responseType":"error","message":"not now","data":null}' });
      assert.equal((await search(id)).status, status);
    }
    upstream.script({ cut: true });
    assert.equal((await search(id)).status, 502);
    upstream.script(undefined);
    assert.equal((await search(id)).status, 200);
    assert.equal(posts(), 1);
    const odd = crypto.randomUUID();
    upstream.script({ body: '{"responseType":"success","message":"","data":{"request_id":"../events"}}' });
    assert.equal((await search(odd)).status, 200);
    assert.equal((await search(odd)).status, 502);
    assert.equal(posts(), 2);
  });

  it('what 9Pic no longer has is searched again', async () => {
    const id = crypto.randomUUID();
    await search(id);
    upstream.script({ status: 404, body: '{"responseType":"error","message":"gone","data":null}' });
    assert.equal((await search(id)).status, 404);
    assert.deepEqual(
      calls().map((call) => call.split(' ')[0]),
      ['POST', 'GET', 'POST'],
    );
  });

  it("with ids of 9Pic's own, a visitor's id is only the key to them", async () => {
    set({ NINEPIC_REQUEST_IDS: 'server' });
    const id = crypto.randomUUID();
    await search(id);
    assert.ok(!upstream.calls[0]?.body.toString('latin1').includes(id));
    assert.equal((await get(`/event/456/faces/${id}`)).status, 200);
    assert.equal(calls().at(-1), `GET /event/456/faces/${REQUEST_ID}`);
  });

  it("with ids of 9Pic's own, a look at a search whose answer was lost is 409, and 9Pic is not asked", async () => {
    set({ NINEPIC_REQUEST_IDS: 'server' });
    const id = crypto.randomUUID();
    upstream.script({ delay: 1500, cut: true });
    const running = search(id);
    await until(() => posts() === 1);
    const during = await get(`/event/456/faces/${id}`);
    assert.deepEqual([during.status, during.headers.get('x-ninepic-error')], [409, 'timeout']);
    assert.equal((await running).status, 502);
    const lost = await get(`/event/456/faces/${id}`);
    assert.deepEqual([lost.status, lost.headers.get('x-ninepic-error')], [409, 'unconfirmed']);
    assert.equal(calls().length, 1);
    upstream.script(undefined);
    assert.equal((await search(id)).status, 200);
    assert.equal((await get(`/event/456/faces/${id}`)).status, 200);
  });

  it("with ids of 9Pic's own, each time that a search is sent counts on the day, because each is billed", async () => {
    set({ NINEPIC_REQUEST_IDS: 'server', NINEPIC_LIMITS: '{"billablePerEventDay":2}' });
    const id = crypto.randomUUID();
    upstream.script({ status: 504, body: '{"responseType":"error","message":"late","data":null}' });
    const all = [];
    for (let n = 0; n < 4; n += 1) all.push((await search(id)).status);
    assert.deepEqual(all, [504, 504, 429, 429]);
    assert.equal(posts(), 2);
    const lost = await get(`/event/456/faces/${id}`);
    assert.deepEqual([lost.status, lost.headers.get('x-ninepic-error')], [409, 'unconfirmed']);
  });

  it("with ids of 9Pic's own, it is the proxy that does not know an id: 9Pic's 404 would be leave to pay", async () => {
    set({ NINEPIC_REQUEST_IDS: 'server' });
    upstream.script({ status: 404, body: '{"responseType":"error","message":"gone","data":null}' });
    const unknown = await get(`/event/456/faces/${crypto.randomUUID()}`);
    assert.deepEqual(
      ['x-ninepic-error', 'x-ninepic-upstream'].map((name) => unknown.headers.get(name)),
      ['request-unknown', null],
    );
    assert.equal(unknown.status, 404);
    set();
    assert.equal((await get(`/event/456/faces/${REQUEST_ID}`)).headers.get('x-ninepic-upstream'), '404');
  });

  it('the day of the event is bounded, also where an object cache forgets everything', async () => {
    // Transients live in the object cache then, and this one is empty on every request.
    site.neighbour('forgetful', 'wp_using_ext_object_cache(true);');
    set({ NINEPIC_LIMITS: '{"billablePerEventDay":3,"bibsPerAddress":[2,600]}' });
    const all = [];
    for (let n = 0; n < 5; n += 1) all.push((await search(crypto.randomUUID())).status);
    assert.deepEqual(all, [200, 200, 200, 429, 429]);
    const bibs = [];
    for (const bib of ['1', '1', '2', '3']) bibs.push((await get(`/event/456/bibs/${bib}`)).status);
    assert.deepEqual(bibs, [200, 200, 200, 429]);
    assert.match((await get('/event/456/bibs/4')).headers.get('retry-after') ?? '', /^\d+$/);
    site.neighbour('forgetful');
    assert.equal(posts(), 3);
  });

  it('at the same moment a budget lets through as many as it has', async () => {
    set({ NINEPIC_LIMITS: '{"billablePerEventDay":4}' });
    const all = await statuses(Array.from({ length: 10 }, () => search(crypto.randomUUID())));
    assert.equal(all.filter((status) => status === 200).length, 4);
    assert.equal(posts(), 4);
  });

  it('an address that is invented does not help', async () => {
    set({ NINEPIC_LIMITS: '{"billablePerAddress":[3,600]}' });
    const all = [];
    for (let n = 0; n < 5; n += 1)
      all.push(
        (
          await search(crypto.randomUUID(), {
            headers: { origin: SITE, 'x-ninepic-widget': '1', 'x-forwarded-for': `10.0.0.${n}` },
          })
        ).status,
      );
    assert.deepEqual(all, [200, 200, 200, 429, 429]);
  });

  it('without its table nothing is billed, and what is free goes on; the next visitor finds a table', async () => {
    set({ NINEPIC_REQUEST_IDS: 'server' });
    site.run('global $wpdb; return $wpdb->query("DROP TABLE {$wpdb->prefix}ninepic_store");');
    const free = [get('/event/456/bibs/1'), get(`/event/456/faces/${REQUEST_ID}`)];
    assert.deepEqual(await statuses([search(crypto.randomUUID()), ...free]), [503, 200, 200]);
    assert.equal(posts(), 0);
    site.run('delete_option("ninepic_table"); return 1;');
    assert.equal((await search(crypto.randomUUID())).status, 200);
  });
});

describe('the limits of PHP', () => {
  /** A picture of about so many bytes: what follows its end is not looked at. */
  const padded = async (bytes: number) => {
    const small = await picture('jpeg');
    const whole = new Uint8Array(bytes);
    whole.set(small);
    return whole;
  };

  it('an upload larger than upload_max_filesize is 413, and nothing is sent', async () => {
    assert.equal((await search(crypto.randomUUID(), {}, await padded(3_000_000))).status, 413);
    assert.equal((await search(crypto.randomUUID(), {}, await padded(9_000_000))).status, 413);
    assert.deepEqual(calls(), []);
  });

  it('the largest picture fits into 64 MB of memory, and an answer of almost 5 MB too', async () => {
    const create = { width: 700, height: 700, channels: 3, background: '#888' } as const;
    const noise = new Uint8Array(
      await sharp({ create: { ...create, noise: { type: 'gaussian', mean: 128, sigma: 60 } } })
        .png()
        .toBuffer(),
    );
    assert.ok(noise.length > 1_000_000 && noise.length < 2_000_000, String(noise.length));
    assert.equal((await search(crypto.randomUUID(), {}, noise)).status, 200);
    const item = JSON.stringify({
      image_id: 'a',
      img_url: 'https://photos.9pic.ai/a.jpg',
      original_url: 'x',
    });
    const body = `{"responseType":"success","message":"","data":{"images":[${Array.from({ length: 60_000 }, () => item).join()}]}}`;
    assert.ok(body.length > 4_500_000 && body.length < 5_200_000, String(body.length));
    upstream.script({ body });
    const answer = await get('/event/456/images');
    assert.equal(answer.status, 200);
    assert.ok(!(await answer.text()).includes('original_url'));
  });

  it('a search outlives max_execution_time', async () => {
    site.neighbour('hasty', 'set_time_limit(1);');
    set({ NINEPIC_TIMEOUTS: '{"read":5,"billable":5}' });
    upstream.script({ delay: 2500 });
    assert.equal((await search(crypto.randomUUID())).status, 200);
    site.neighbour('hasty');
  });

  it('lists are kept for as long as the organiser says, and searches never', async () => {
    set({ NINEPIC_CACHE_SECONDS: '60' });
    for (let n = 0; n < 3; n += 1) await get('/event/456/images');
    for (let n = 0; n < 2; n += 1) await get('/event/456/bibs/7');
    assert.deepEqual(calls(), ['GET /event/456/images', 'GET /event/456/bibs/7', 'GET /event/456/bibs/7']);
  });
});

describe('the list of events', () => {
  it('is read once in five minutes, with details and switches', async () => {
    const first = (await (await get('/events')).json()) as {
      data: { events: { event_id: number; proxy: object }[] };
    };
    await get('/events?page_size=5');
    assert.deepEqual(calls(), ['GET /events?page=1&page_size=100', 'GET /event/456/details']);
    assert.equal(first.data.events[0]?.event_id, 456);
    assert.ok(first.data.events[0]?.proxy);
  });
});

describe('when it is removed', () => {
  it('nothing stays behind', () => {
    const left = site.run<string[]>(
      `update_option('ninepic_api_key', 'x');
       uninstall_plugin('ninepic/ninepic.php');
       global $wpdb;
       return array_merge(
         $wpdb->get_col("SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%ninepic%' AND option_name <> 'active_plugins'"),
         $wpdb->get_col("SHOW TABLES LIKE '%ninepic%'")
       );`,
    );
    assert.deepEqual(left, []);
  });
});
