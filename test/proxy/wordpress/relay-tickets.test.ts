/** The download relay in PHP: its tickets, what it refuses, and whether it is there at all (behaviour.md 6.5). */
import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, it } from 'node:test';
import { environmentOf } from '../support/cases.js';
import { SITE } from '../support/harness.js';
import { elsewhere } from '../support/relay-tables.js';
import { MB, head, openRelaySite, piece, refused } from './relay-site.js';

const { site, upstream, storage, asked, set, link, linksOf, relay } = await openRelaySite();

describe('a ticket', () => {
  const photo = (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(200, { ...head, 'content-length': 5 });
    response.end('PHOTO');
  };

  it('that was changed in any place, or is of another secret or organisation, opens nothing', async () => {
    storage.answer = photo;
    const url = await relay();
    const start = url.lastIndexOf('/') + 1;
    const ticket = url.slice(start);
    for (const at of [0, 5, 16, 40, ticket.length - 17, ticket.length - 1]) {
      const other = ticket[at] === 'A' ? 'B' : 'A';
      await refused(
        await fetch(url.slice(0, start) + ticket.slice(0, at) + other + ticket.slice(at + 1)),
        403,
        'forbidden',
      );
    }
    set({ NINEPIC_RELAY_SECRET: 'another secret of some length' });
    await refused(await fetch(url), 403, 'forbidden');
    set({ NINEPIC_ORG_ID: '904' });
    await refused(await fetch(url), 403, 'forbidden');
    set({ NINEPIC_RELAY_HOSTS: 'files.example' });
    await refused(await fetch(url), 403, 'forbidden');
    assert.equal(asked.length, 0);
    set();
    assert.equal((await fetch(url)).status, 200);
    assert.equal((await fetch(url)).status, 200, 'and again');
  });

  it('is the only thing that storage is not told', async () => {
    storage.answer = photo;
    await fetch(await relay(), {
      headers: { cookie: 'a=b', authorization: 'Bearer x', referer: SITE, 'x-forwarded-for': '1.2.3.4' },
    });
    const { headers, url } = asked[0] ?? assert.fail('storage was not asked');
    assert.deepEqual(
      Object.keys(headers).filter(
        (name) => !['host', 'user-agent', 'accept', 'accept-encoding', 'connection'].includes(name),
      ),
      [],
    );
    assert.equal(url, '/raw/a.jpg?X-Amz-Signature=a');
  });

  it('ends with its link, and is not made for one that has ended', async () => {
    storage.answer = photo;
    const stamp = (ms: number) => new Date(ms).toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '');
    const signed = (ms: number, seconds: number) => link(`X-Amz-Date=${stamp(ms)}&X-Amz-Expires=${seconds}`);
    const url = await relay(signed(Date.now(), 3));
    assert.equal((await fetch(url)).status, 200);
    let answer = await fetch(url);
    for (const end = Date.now() + 40_000; answer.status === 200 && Date.now() < end;)
      answer = await fetch(url);
    await refused(answer, 410, 'not-found');
    const old = { url: signed(Date.now() - 3_600_000, 3600), filename: 'a.jpg' };
    assert.deepEqual(await linksOf([old]), [old]);
  });

  it('is not made for anything but storage, nor believed when 9Pic speaks of one', async () => {
    set({ NINEPIC_RELAY_HOSTS: '.r2.cloudflarestorage.com' });
    const items = elsewhere.map((url) => ({ url, filename: 'a.jpg' }));
    const [good, ...bad] = await linksOf([
      { url: 'https://x.r2.cloudflarestorage.com/a.jpg?X-Amz-Signature=a%2Bb', filename: 'a.jpg' },
      ...items,
      { url: null, relay: '/evil' },
    ]);
    assert.match(good?.relay ?? '', /^\/wp-json\/ninepic\/v1\/event\/456\/originals\/[\w-]+$/);
    assert.deepEqual(bad, [...items, { url: null }]);
  });

  it('is counted, as links are', async () => {
    storage.answer = photo;
    const url = await relay();
    set({ NINEPIC_LIMITS: '{"originalsPerAddress":[2,600]}' });
    const all = [];
    for (let n = 0; n < 3; n += 1) all.push((await fetch(url)).status);
    assert.deepEqual(all, [200, 200, 429]);
  });

  it('works with plain permalinks', async () => {
    storage.answer = photo;
    site.run('update_option("permalink_structure", ""); flush_rewrite_rules(); return 1;');
    upstream.script({ body: JSON.stringify({ presigned_urls: [{ url: link(), filename: 'a.jpg' }] }) });
    const answer = await fetch(`${site.url}/?rest_route=/ninepic/v1/event/456/original-photos`, {
      method: 'POST',
      headers: { origin: SITE, 'content-type': 'application/json', 'x-ninepic-widget': '1' },
      body: '{"method":"bib","identifier":"1"}',
    });
    const [found] = ((await answer.json()) as { presigned_urls: { relay: string }[] }).presigned_urls;
    assert.equal(await (await fetch(site.url + found?.relay)).text(), 'PHOTO');
    site.run('update_option("permalink_structure", "/%postname%/"); flush_rewrite_rules(); return 1;');
  });
});

describe('whether it is there at all', () => {
  const offered = async (): Promise<[details: unknown, link: boolean]> => {
    upstream.script(undefined);
    const answer = await fetch(`${site.url}/wp-json/ninepic/v1/event/456/details`);
    const { data } = (await answer.json()) as { data: { proxy: { relay: boolean } } };
    const [found] = await linksOf([{ url: link(), filename: 'a.jpg' }]);
    return [data.proxy.relay, found?.relay !== undefined];
  };
  const save = (on: boolean) =>
    site.run(
      `update_option('ninepic_settings', ['relay' => ${on}] + get_option('ninepic_settings')); return 1;`,
    );

  it('the organiser decides; by default it is not', async () => {
    const { NINEPIC_RELAY_SECRET: _, ...rest } = environmentOf('relay', upstream.origin);
    const without = () => site.define({ ...rest, NINEPIC_ALLOW_LOOPBACK: true });
    without();
    assert.deepEqual(await offered(), [false, false]);
    assert.equal(site.run('return get_option("ninepic_relay_secret", "none");'), 'none');
    save(true);
    assert.deepEqual(await offered(), [true, true]);
    const [length, loaded] = site.run<[number, string]>(
      'global $wpdb; return [strlen(get_option("ninepic_relay_secret")), $wpdb->get_var("SELECT autoload FROM $wpdb->options WHERE option_name = \'ninepic_relay_secret\'")];',
    );
    assert.deepEqual([length, loaded], [64, 'no'], 'the plugin has made a secret, and keeps it to itself');
    const url = await relay();
    storage.answer = (_, response) => {
      response.writeHead(200, head);
      response.end('PHOTO');
    };
    assert.equal(await (await fetch(url)).text(), 'PHOTO');
    save(false);
    await refused(await fetch(url), 404, 'feature-off');
    site.define({
      ...rest,
      NINEPIC_ALLOW_LOOPBACK: true,
      NINEPIC_ROUTES_OFF: 'originals',
      NINEPIC_RELAY_SECRET: 'a secret of some length',
    });
    upstream.script(undefined);
    const answer = await fetch(`${site.url}/wp-json/ninepic/v1/event/456/details`);
    assert.equal(((await answer.json()) as { data: { proxy: { relay: boolean } } }).data.proxy.relay, false);
  });

  it('where WordPress does not use libcurl after all, nothing is read into memory', async () => {
    const url = await relay();
    site.neighbour(
      'sockets',
      `add_action('init', function () {
         foreach ([true, false] as $ssl) Requests::$transport[serialize(['ssl' => $ssl])] = 'Requests_Transport_fsockopen';
       });`,
    );
    storage.answer = (_, response) => {
      response.writeHead(200, { ...head, 'content-length': 2 * MB });
      response.end(Buffer.concat([piece(0), piece(1)]));
    };
    await refused(await fetch(url), 502, 'upstream');
  });

  it('where PHP lacks what it needs, it is off and says so', async () => {
    // PHP cannot lose an extension while it runs; a function of its name is found first.
    site.neighbour(
      'poor',
      'eval(\'namespace Ninepic; function function_exists($name) { return $name !== "curl_exec" && \\\\function_exists($name); }\');',
    );
    assert.deepEqual(await offered(), [false, false]);
  });
});
