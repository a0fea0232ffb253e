/** The download relay in PHP: files that go through it, in pieces and not in memory, and what it refuses (behaviour.md 6.5). */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { environmentOf } from '../support/cases.js';
import { SITE, until } from '../support/harness.js';
import { elsewhere, names } from '../support/relay-tables.js';
import { type RecordingUpstream, startUpstream } from '../support/upstream.js';
import { startWordPress, type WordPress } from './wordpress.js';

const MB = 1024 * 1024;
const noise = randomBytes(MB);
/** A megabyte that is no other one, and that no compressor makes smaller. */
function piece(number: number): Buffer {
  const bytes = Buffer.from(noise);
  bytes.writeUInt32BE(number);
  return bytes;
}

let site: WordPress;
let upstream: RecordingUpstream;
/** What storage does with a request. */
let storage: (message: IncomingMessage, response: ServerResponse) => void;
const asked: IncomingMessage[] = [];
const server = createServer((message, response) => {
  asked.push(message);
  storage(message, response);
});

const set = (more: Readonly<Record<string, unknown>> = {}) =>
  site.define({
    ...environmentOf('relay', upstream.origin),
    NINEPIC_TIMEOUTS: '{"read":5,"billable":5}',
    NINEPIC_ALLOW_LOOPBACK: true,
    ...more,
  });

before(async () => {
  server.listen(0, '127.0.0.1');
  [upstream, site] = await Promise.all([startUpstream(), startWordPress()]);
});
beforeEach(() => {
  set();
  for (const name of ['noisy', 'sockets', 'poor']) site.neighbour(name);
  site.forgetSearches();
  asked.length = 0;
});
after(async () => {
  const log = site.log();
  await site.stop();
  await upstream.close();
  server.closeAllConnections();
  server.close();
  assert.deepEqual(
    log.split('\n').filter((line) => /PHP \w+.*plugins\/ninepic/.test(line)),
    [],
    'PHP complained',
  );
  assert.ok(!/X-Amz|originals\/[\w-]{40}/.test(log), 'an address is in the log');
});

/** A link that 9Pic hands out; storage is the one of this file. */
const link = (query = 'X-Amz-Signature=a'): string =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}/raw/a.jpg?${query}`;

async function linksOf(items: readonly unknown[], event = 456): Promise<{ relay?: string }[]> {
  upstream.script({ body: JSON.stringify({ presigned_urls: items }) });
  const answer = await fetch(`${site.url}/wp-json/ninepic/v1/event/${event}/original-photos`, {
    method: 'POST',
    headers: { origin: SITE, 'content-type': 'application/json', 'x-ninepic-widget': '1' },
    body: '{"method":"bib","identifier":"1"}',
  });
  assert.equal(answer.status, 200);
  return ((await answer.json()) as { presigned_urls: { relay?: string }[] }).presigned_urls;
}
async function relay(url = link(), filename: unknown = 'a.jpg'): Promise<string> {
  const [found] = await linksOf([{ url, filename }]);
  assert.ok(found?.relay, 'no relay is offered');
  return site.url + found.relay;
}
const refused = async (answer: Response, status: number, code: string): Promise<void> => {
  assert.equal(answer.status, status);
  assert.equal(answer.headers.get('x-ninepic-error'), code);
  assert.deepEqual(Object.keys((await answer.json()) as object), ['responseType', 'message', 'data']);
};
const head = { 'content-type': 'image/jpeg' };

describe('a file on its way', () => {
  it('of 50 MB comes whole, through a PHP of 64 MB', async () => {
    storage = (_, response) => {
      response.writeHead(200, { ...head, 'content-length': 50 * MB });
      void (async () => {
        for (let n = 0; n < 50; n += 1)
          if (!response.write(piece(n))) await new Promise((resolve) => response.once('drain', resolve));
        response.end();
      })();
    };
    const answer = await fetch(await relay());
    assert.equal(answer.headers.get('content-length'), String(50 * MB));
    assert.equal(answer.headers.get('content-encoding'), null);
    const [got, sent] = [createHash('sha256'), createHash('sha256')];
    for await (const bytes of answer.body ?? []) got.update(bytes);
    for (let n = 0; n < 50; n += 1) sent.update(piece(n));
    assert.equal(got.digest('hex'), sent.digest('hex'));
    assert.equal(asked.length, 1);
  });

  it('is sent on while it comes', async () => {
    let rest: () => void = () => undefined;
    storage = (_, response) => {
      response.writeHead(200, { ...head, 'content-length': 2 * MB });
      response.write(piece(0));
      rest = () => response.end(piece(1));
    };
    const reader = (await fetch(await relay())).body?.getReader();
    let got = 0;
    while (got < MB) got += (await reader?.read())?.value?.length ?? NaN;
    rest();
    while (got < 2 * MB) got += (await reader?.read())?.value?.length ?? NaN;
    assert.equal(got, 2 * MB);
  });

  it('whose length storage does not say is sent with its length', async () => {
    storage = (_, response) => {
      response.writeHead(200, head);
      response.write(piece(0));
      response.end(piece(1));
    };
    const answer = await fetch(await relay());
    assert.equal(answer.headers.get('content-length'), String(2 * MB));
    assert.ok(Buffer.concat([piece(0), piece(1)]).equals(Buffer.from(await answer.arrayBuffer())));
  });

  it('that breaks off at storage breaks off at the visitor', async () => {
    storage = (_, response) => {
      response.writeHead(200, { ...head, 'content-length': 2 * MB });
      response.write(piece(0), () => response.destroy());
    };
    await assert.rejects(async () => (await fetch(await relay())).arrayBuffer());
    storage = (_, response) => {
      response.writeHead(200, head);
      response.write(piece(0), () => response.destroy());
    };
    await refused(await fetch(await relay()), 502, 'upstream');
    storage = (_, response) => {
      response.writeHead(200, { ...head, 'content-length': 0 });
      response.end();
    };
    await refused(await fetch(await relay()), 502, 'bad-response');
  });

  it('that stands still is broken off', async () => {
    set({ NINEPIC_TIMEOUTS: '{"read":1,"billable":2}' });
    storage = (_, response) => {
      response.writeHead(200, { ...head, 'content-length': 2 * MB });
      response.write(piece(0));
    };
    await assert.rejects(async () => (await fetch(await relay())).arrayBuffer());
  });

  it('is let go of when the visitor leaves', async () => {
    let left = false;
    storage = (_, response) => {
      response.once('close', () => {
        left = true;
      });
      response.writeHead(200, { ...head, 'content-length': 50 * MB });
      const more = () => void (response.destroyed || response.write(piece(0), () => setTimeout(more, 20)));
      more();
    };
    const gone = new AbortController();
    const answer = await fetch(await relay(), { signal: gone.signal });
    assert.equal(answer.status, 200);
    gone.abort();
    await until(() => left);
    assert.equal(asked.length, 1, 'and not asked for again');
  });

  it('is not in the way of other plugins: their buffers, their notices, their compression', async () => {
    const url = await relay();
    site.neighbour(
      'noisy',
      "ob_start(fn ($text) => strtoupper($text)); add_action('rest_api_init', function () { echo 'Notice: oh'; });",
    );
    storage = (_, response) => {
      response.writeHead(200, { ...head, 'content-length': MB });
      response.end(piece(0));
    };
    const answer = await fetch(url);
    assert.ok(piece(0).equals(Buffer.from(await answer.arrayBuffer())));
  });
});

describe('a ticket', () => {
  const photo = (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(200, { ...head, 'content-length': 5 });
    response.end('PHOTO');
  };

  it('that was changed in any place, or is of another secret or organisation, opens nothing', async () => {
    storage = photo;
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
    storage = photo;
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
    storage = photo;
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
    storage = photo;
    const url = await relay();
    set({ NINEPIC_LIMITS: '{"originalsPerAddress":[2,600]}' });
    const all = [];
    for (let n = 0; n < 3; n += 1) all.push((await fetch(url)).status);
    assert.deepEqual(all, [200, 200, 429]);
  });

  it('works with plain permalinks', async () => {
    storage = photo;
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

it('a saved file is called the same as by the other proxy', () => {
  // A half of a character does not come through JSON into PHP.
  const rows = names.filter(([given]) => given !== '\ud800.jpg');
  const given = JSON.stringify(rows.map(([name, type]) => [typeof name === 'string' ? name : '', type]));
  const said = site.run<string[]>(
    `return array_map(
       fn ($row) => Ninepic\\AttachmentName::disposition(Ninepic\\AttachmentName::plain($row[0], $row[1])),
       json_decode(base64_decode("${Buffer.from(given).toString('base64')}")),
     );`,
  );
  assert.deepEqual(
    said,
    rows.map(([, , header]) => header),
  );
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
    storage = (_, response) => {
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
    storage = (_, response) => {
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
