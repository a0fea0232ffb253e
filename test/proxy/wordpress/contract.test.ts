/** What only WordPress can get wrong: its REST server, its users, its other plugins, its caches. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { REQUEST_ID, SITE } from '../support/harness.js';
import type { ScriptedAnswer } from '../support/upstream.js';
import { openContractSite, statuses } from './contract-site.js';

const { site, upstream, set, calls, get, search } = await openContractSite();

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

describe('constants of wp-config.php', () => {
  it('that cannot be meant close the proxy and are named, and never stand for a default', async () => {
    const rows: [name: string, value: unknown][] = [
      ['NINEPIC_LIMITS', '{"billablePerAddress":10}'],
      ['NINEPIC_LIMITS', '{"billablePerAdress":[10,600]}'],
      ['NINEPIC_LIMITS', { billablePerEventDay: 'many' }],
      ['NINEPIC_FIELDS', '{"file":["selfie"]}'],
      ['NINEPIC_FIELDS', '{"request_id":"id"}'],
      ['NINEPIC_TIMEOUTS', '{"billable":"soon"}'],
      ['NINEPIC_CACHE_SECONDS', 'a minute'],
      ['NINEPIC_REQUIRE_CONSENT', 'ja'],
      ['NINEPIC_EXPOSE_ORIGINAL_URL', 'never'],
    ];
    for (const [name, value] of rows) {
      set({ [name]: value });
      const answer = await get('/healthz');
      assert.deepEqual([answer.status, answer.headers.get('x-ninepic-error')], [503, 'config'], name);
      const said = site.run<[boolean, string][]>('return \\Ninepic\\Check::run();');
      const named = said.filter(([isGood, text]) => !isGood && text.startsWith(`${name} is `));
      assert.equal(named.length, 1, JSON.stringify([name, said]));
    }
    set({
      NINEPIC_REQUIRE_CONSENT: 'no',
      NINEPIC_LIMITS: '{"bibsPerAddress":0}',
      NINEPIC_CACHE_SECONDS: '30',
    });
    assert.equal((await get('/healthz')).status, 200);
  });
});

describe('lists that are answered from memory', () => {
  it('are found again, and fill no database, however many a visitor makes up', async () => {
    set({ NINEPIC_CACHE_SECONDS: '600' });
    upstream.script(({ url }) => ({ body: JSON.stringify({ images: [], url }) }));
    const count = () =>
      site.run<number>(
        'global $wpdb; return (int) $wpdb->get_var("SELECT COUNT(*) FROM $wpdb->options WHERE option_name LIKE \'\\\\_transient\\\\_ninepic\\\\_%\'");',
      );
    assert.equal((await get('/event/456/images')).status, 200);
    assert.equal((await get('/event/456/images')).status, 200);
    assert.deepEqual(calls(), ['GET /event/456/images']);
    const pages = Array.from({ length: 100 }, (_, page) => `/event/456/images?page=${page + 1}`);
    for (let at = 0; at < pages.length; at += 20)
      assert.deepEqual(
        new Set(await statuses(pages.slice(at, at + 20).map((page) => get(page)))),
        new Set([200]),
      );
    assert.ok(count() <= 70, `${count()} lists are kept`);
    for (const path of [...pages.slice(0, 5), ...pages.slice(-5)]) {
      const { url } = (await (await get(path)).json()) as { url: string };
      assert.ok(url.endsWith(path), 'each is the one that was asked for');
    }
  });
});

describe('the list of events', () => {
  it('leaves out one whose details cannot be had, for half a minute, and lists the others', async () => {
    set({ NINEPIC_EVENT_IDS: '456,457,458', NINEPIC_TIMEOUTS: '{"read":1,"billable":2}' });
    const listed = [456, 457, 458].map((event_id) => ({ event_id, event_name: 'Race' }));
    let troubles: Record<string, ScriptedAnswer> = {};
    upstream.script(({ url }) => {
      const event = /event\/(\d+)\/details/.exec(url)?.[1];
      if (event === undefined) return { body: JSON.stringify({ events: listed, pagination: {} }) };
      return troubles[event] ?? { body: JSON.stringify({ event_id: Number(event), event_enabled: true }) };
    });
    const shown = async () => {
      const answer = await get('/events');
      const { data } = (await answer.json()) as { data: { events: { event_id: number }[] } | null };
      return [data?.events.map(({ event_id }) => event_id), answer.headers.get('cache-control')];
    };
    const forget = () => site.run('Ninepic\\EventList::forget(); return true;');
    forget();
    for (const trouble of [{ status: 500 }, { body: 'no JSON' }, { hang: true }]) {
      troubles = { 457: trouble };
      assert.deepEqual(await shown(), [[456, 458], 'private, no-store']);
      const asked = calls().length;
      assert.deepEqual(await shown(), [[456, 458], 'private, no-store']);
      assert.equal(calls().length, asked, '9Pic is spared for a while');
      const left = site.run<number>('return get_option("_transient_timeout_ninepic_events") - time();');
      assert.ok(left <= 30, `${left} seconds`);
      forget();
    }
    troubles = Object.fromEntries([456, 457, 458].map((event) => [event, { status: 503 }]));
    assert.equal((await get('/events')).status, 503, 'no details at all are a failure');
    troubles = { 456: { hang: true }, 457: { hang: true } };
    const before = calls().length;
    assert.equal((await get('/events')).status, 504, 'and the time of two has to do for all');
    assert.equal(calls().length, before + 3);
    troubles = {};
    assert.deepEqual(await shown(), [[456, 457, 458], 'public, max-age=60, stale-while-revalidate=300']);
    upstream.script(undefined);
    forget();
  });
});
