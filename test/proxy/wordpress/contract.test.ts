/** What only WordPress and PHP can get wrong: its REST server, its users, its caches, its database, visitors who leave. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import sharp from 'sharp';
import { environmentOf } from '../support/cases.js';
import { REQUEST_ID, selfieForm, SITE } from '../support/harness.js';
import { picture } from '../support/pictures.js';
import { type RecordingUpstream, startUpstream } from '../support/upstream.js';
import { startWordPress, type WordPress } from './wordpress.js';

let site: WordPress;
let upstream: RecordingUpstream;

const set = (more: Readonly<Record<string, unknown>> = {}) =>
  site.define({ ...environmentOf('default', upstream.origin), NINEPIC_ALLOW_LOOPBACK: true, ...more });

before(async () => {
  [upstream, site] = await Promise.all([startUpstream(), startWordPress()]);
});
beforeEach(() => {
  set();
  site.forgetSearches();
  upstream.script(undefined);
  upstream.calls.length = 0;
});
after(async () => {
  const log = site.log();
  await site.stop();
  await upstream.close();
  assert.deepEqual(
    log.split('\n').filter((line) => /PHP \w+.*plugins\/ninepic/.test(line)),
    [],
    'PHP complained',
  );
});

const calls = (): string[] =>
  upstream.calls.map(({ method, url }) => `${method} ${url.replace('/api/v1/ext/903', '')}`);
const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${site.url}/wp-json/ninepic/v1${path}`, { headers });
const search = async (
  id: string,
  init: RequestInit = {},
  bytes?: Uint8Array<ArrayBuffer>,
): Promise<Response> =>
  fetch(`${site.url}/wp-json/ninepic/v1/event/456/faces`, {
    method: 'POST',
    body: selfieForm(bytes ?? (await picture('jpeg')), id),
    headers: { origin: SITE, 'x-ninepic-widget': '1' },
    ...init,
  });
const statuses = async (all: readonly Promise<Response>[]): Promise<number[]> =>
  (await Promise.all(all)).map(({ status }) => status);
const until = async (isTrue: () => boolean): Promise<void> => {
  const deadline = Date.now() + 40_000;
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

describe("WordPress's own ways of asking (behaviour.md F8)", () => {
  for (const query of ['_method=POST', '_jsonp=alert', '_envelope=1', '%5Fmethod=POST'])
    it(`${query} is refused, in the words of the contract`, async () => {
      const answer = await get(
        `/event/456/video-clipping/search-by-selfie?${query}&request_id=${REQUEST_ID}`,
      );
      assert.equal(answer.status, 400);
      assert.equal(answer.headers.get('x-ninepic-error'), 'bad-input');
      assert.match(answer.headers.get('content-type') ?? '', /^application\/json/);
      assert.deepEqual(Object.keys((await answer.json()) as object), ['responseType', 'message', 'data']);
      assert.deepEqual(calls(), []);
    });

  it('a query parameter does not take the place of a part of the path', async () => {
    assert.equal((await get('/event/456/bibs/12?bib=999&event_id=1&path=x')).status, 200);
    assert.deepEqual(calls(), ['GET /event/456/bibs/12']);
  });

  it('a line break behind a part of the path, or of the query, is not overlooked', async () => {
    const below = [
      '/event/456/bibs/12%0A',
      '/event/456%0A/bibs/12',
      `/event/456/faces/${REQUEST_ID}%0A`,
      `/event/456/video-clipping/${REQUEST_ID}%0A`,
      `/event/456/originals/${'x'.repeat(60)}%0A`,
    ];
    for (const path of below) {
      assert.ok([400, 404].includes((await get(path)).status), path);
      const plain = await fetch(`${site.url}/?rest_route=/ninepic/v1${path}`);
      assert.ok([400, 404].includes(plain.status), `rest_route: ${path}`);
    }
    for (const query of ['page=1%0A', 'page_size=5%0A'])
      assert.equal((await get(`/event/456/images?${query}`)).status, 400, query);
    assert.equal((await get('/event/456/timeline/images?from=1%0A&to=2')).status, 400);
    assert.deepEqual(calls(), []);
  });

  it('the plain address is the same route, decoded once', async () => {
    const plain = (route: string) => fetch(`${site.url}/?rest_route=${route}`);
    assert.equal((await plain('/ninepic/v1/event/456/bibs/10K%2055')).status, 200);
    for (const route of [
      '/ninepic/v1/event/456/bibs/%252e%252e',
      '/ninepic/v1/event/456/bibs/..',
      '/ninepic/v1/event/456/bibs/1/../../images',
      '//ninepic/v1/event/456/images',
      '/NinePic/v1/event/456/images',
      '/ninepic/v1/event/456/images&rest_route=/ninepic/v1/event/456/images',
    ])
      assert.ok([400, 404].includes((await plain(route)).status), route);
    assert.deepEqual(calls(), ['GET /event/456/bibs/10K%2055']);
  });

  it('an address that names two routes is none of ours', async () => {
    const twice = `${site.url}/wp-json/wp/v2/posts?rest_route=/ninepic/v1/event/456/images`;
    assert.equal((await fetch(twice)).status, 404);
    await get('/event/456/images?rest_route=/wp/v2/posts');
    assert.deepEqual(calls(), []);
  });

  it('a route that is asked for in the body of a form is none', async () => {
    const answer = await fetch(site.url, {
      method: 'POST',
      body: new URLSearchParams({ rest_route: '/ninepic/v1/event/456/images' }),
    });
    assert.equal(answer.status, 404);
    assert.deepEqual(calls(), []);
  });

  it('the headers are those of the contract, without those of WordPress', async () => {
    const answer = await get('/event/456/images', { origin: SITE });
    for (const name of [
      'link',
      'access-control-allow-credentials',
      'access-control-allow-headers',
      'allow',
      'expires',
    ])
      assert.equal(answer.headers.get(name), null, name);
    assert.equal(answer.headers.get('access-control-allow-origin'), SITE);
    assert.equal(answer.headers.get('cross-origin-resource-policy'), 'cross-origin');
  });
});

describe('users and neighbours', () => {
  /** The cookies of somebody who is logged in. */
  async function logIn(): Promise<string> {
    const answer = await fetch(`${site.url}/wp-login.php`, {
      method: 'POST',
      body: new URLSearchParams({ log: 'author', pwd: 'author-pass', testcookie: '1' }),
      headers: { cookie: 'wordpress_test_cookie=WP%20Cookie%20check' },
      redirect: 'manual',
    });
    return answer.headers
      .getSetCookie()
      .map((line) => line.split(';', 1)[0])
      .join('; ');
  }

  it('a nonce that has expired in a cached page changes nothing (T1.19.2)', async () => {
    const cookie = await logIn();
    assert.match(cookie, /wordpress_logged_in/);
    const answer = await get('/event/456/images', { cookie, 'x-wp-nonce': 'expired000' });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('cache-control'), 'public, max-age=60, stale-while-revalidate=300');
    assert.equal((await get('/event/456/images', { authorization: 'Basic eDp5' })).status, 200);
  });

  it('a plugin that closes REST to visitors does not close this', async () => {
    site.neighbour(
      'closed',
      "add_filter('rest_authentication_errors', fn () => new WP_Error('closed', 'no', ['status' => 401]));",
    );
    assert.equal((await fetch(`${site.url}/wp-json/wp/v2/posts`)).status, 401);
    assert.equal((await get('/event/456/images')).status, 200);
    site.neighbour('closed');
  });

  it('what another plugin prints is not in the answer', async () => {
    site.neighbour(
      'noisy',
      "add_action('rest_api_init', function () { echo 'Notice: oh'; trigger_error('oh'); });",
    );
    const answer = await get('/event/456/images');
    assert.equal(((await answer.json()) as { responseType: string }).responseType, 'success');
    site.neighbour('noisy');
  });

  it('code of the site that asks from inside gets nothing', () => {
    const status = site.run<number>(
      'return rest_do_request(new WP_REST_Request("GET", "/ninepic/v1/event/456/images"))->get_status();',
    );
    assert.equal(status, 403);
    assert.deepEqual(calls(), []);
  });

  it('page caches are told no (F9)', async () => {
    site.neighbour(
      'cache',
      "add_action('litespeed_control_set_nocache', fn () => update_option('told', defined('DONOTCACHEPAGE') && DONOTCACHEPAGE ? 'yes' : 'half'));",
    );
    const answer = await get(`/event/456/video-clipping/${REQUEST_ID}`);
    assert.equal(answer.headers.get('cache-control'), 'private, no-store');
    assert.equal(answer.headers.get('x-litespeed-cache-control'), 'no-cache');
    assert.equal(answer.headers.get('x-accel-expires'), '0');
    site.neighbour('cache');
    assert.equal(site.run('return get_option("told");'), 'yes');
  });

  it('the filters of the organiser decide about bibs and people', async () => {
    site.neighbour(
      'checks',
      "add_filter('ninepic_verify_access', fn ($ok, $bib) => $bib !== '13', 10, 2); add_filter('ninepic_verify_human', '__return_false');",
    );
    assert.deepEqual(await statuses([get('/event/456/bibs/12'), get('/event/456/bibs/13')]), [200, 403]);
    assert.equal((await get('/event/456/bibs/12')).headers.get('cache-control'), 'private, no-store');
    assert.equal((await search(crypto.randomUUID())).status, 403);
    site.neighbour('checks');
    assert.ok(!calls().some((call) => call.startsWith('POST')));
  });
});

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

  it("with ids of 9Pic's own, a visitor's id is only the key to them", async () => {
    set({ NINEPIC_REQUEST_IDS: 'server' });
    const id = crypto.randomUUID();
    await search(id);
    assert.ok(!upstream.calls[0]?.body.toString('latin1').includes(id));
    assert.equal((await get(`/event/456/faces/${id}`)).status, 200);
    assert.equal(calls().at(-1), `GET /event/456/faces/${REQUEST_ID}`);
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
    site.run('global $wpdb; return $wpdb->query("DROP TABLE {$wpdb->prefix}ninepic_store");');
    assert.deepEqual(await statuses([search(crypto.randomUUID()), get('/event/456/bibs/1')]), [503, 200]);
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
