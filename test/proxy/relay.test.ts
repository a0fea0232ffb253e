/** The download relay (behaviour.md 6.5): what it hands out, to whom, from where, and until when. */
import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { after, describe, it } from 'node:test';
import { nodeListener } from '../../src/proxy/node.js';
import type { ProxyOptions } from '../../src/proxy/options.js';
import { KEY, openProxy, REQUEST_ID, SITE, success, until } from './support/harness.js';
import { elsewhere, names } from './support/relay-tables.js';

const STORAGE = 'https://0123456789abcdef.r2.cloudflarestorage.com';
const SECRET = 'a secret of some length';
/** Signed at the moment at which the harness's clock begins, for an hour. */
const SIGNED = 'X-Amz-Date=20261122T080000Z&X-Amz-Expires=3600&X-Amz-Signature=ab%2Bc';
const PHOTO = `${STORAGE}/raw-memories/imgs/456/large/a.jpg?${SIGNED}`;
const BYTES = new TextEncoder().encode('\u00ff\u00d8 a photo');
const MINUTE = 60_000;

interface Link {
  readonly url?: unknown;
  readonly filename?: unknown;
  readonly relay?: unknown;
}

const stored = (body: BodyInit | null = BYTES, init: ResponseInit & { type?: string } = {}): Response =>
  new Response(body, {
    ...init,
    headers: { 'content-type': init.type ?? 'image/jpeg', ...(init.headers as Record<string, string>) },
  });

/** A proxy with its relay on, 9Pic that hands out `links`, and storage that answers what it is told to. */
function openRelay(options: Partial<ProxyOptions> = {}) {
  const site = openProxy({ relaySecret: SECRET, events: [456, 789], ...options });
  let links: readonly unknown[] = [{ url: PHOTO, filename: 'a.jpg' }];
  let flat = false;
  let storage: (headers: Headers, signal: AbortSignal) => Response | Promise<Response> = () => stored();
  site.reply((call, signal) => {
    if (!call.url.includes('/original-photos')) return storage(call.headers, signal);
    const list = { presigned_urls: links, failed_urls: [], total_images: links.length };
    return flat ? Response.json(list) : success(list);
  });
  const ask = async (event = 456): Promise<Link[]> => {
    const body = JSON.stringify({ method: 'selfie', identifier: REQUEST_ID });
    const answer = await site.post(`/event/${event}/original-photos`, body);
    assert.equal(answer.status, 200);
    const json = (await answer.json()) as { data?: { presigned_urls: Link[] }; presigned_urls?: Link[] };
    return json.data?.presigned_urls ?? json.presigned_urls ?? [];
  };
  const relay = async (event?: number): Promise<string> => {
    const [link] = await ask(event);
    assert.equal(typeof link?.relay, 'string');
    return String(link?.relay).replace('/ninepic', '');
  };
  return {
    ...site,
    ask,
    /** Path of the first link's relay below the mount. */
    relay,
    /** Calls that reached storage. */
    fetched: () => site.sent.filter(({ url }) => !url.includes('/original-photos')),
    list: (next: readonly unknown[], isFlat = false) => {
      links = next;
      flat = isFlat;
    },
    storage: (next: typeof storage) => {
      storage = next;
    },
    /** The saved name of a file that 9Pic calls so. */
    async savedAs(filename: unknown, type = 'image/jpeg'): Promise<string> {
      links = [{ url: PHOTO, filename }];
      storage = () => stored(BYTES, { type });
      const answer = await site.get(await relay());
      assert.equal(answer.status, 200);
      return answer.headers.get('content-disposition') ?? '';
    },
  };
}

const refused = async (answer: Response, status: number, code: string): Promise<void> => {
  assert.equal(answer.status, status);
  assert.equal(answer.headers.get('x-ninepic-error'), code);
  assert.deepEqual(Object.keys((await answer.json()) as object), ['responseType', 'message', 'data']);
};

describe('a link through the relay', () => {
  it('saves the photo whole, under its name, and nobody keeps a copy on the way', async () => {
    const site = openRelay();
    const answer = await site.get(await site.relay());
    assert.equal(answer.status, 200);
    assert.deepEqual(new Uint8Array(await answer.arrayBuffer()), BYTES);
    const headers = Object.fromEntries(answer.headers);
    assert.equal(headers['content-type'], 'image/jpeg');
    assert.equal(headers['content-disposition'], `attachment; filename="a.jpg"; filename*=UTF-8''a.jpg`);
    assert.equal(headers['cache-control'], 'private, no-store');
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(headers.vary, 'Origin');
  });

  it('asks storage for exactly what was signed, and shows it neither the key nor the visitor', async () => {
    const site = openRelay();
    await site.get(await site.relay(), {
      cookie: 'session=1',
      authorization: 'Bearer x',
      origin: 'https://elsewhere.example',
      referer: 'https://race.example/me',
      'x-forwarded-for': '203.0.113.5',
    });
    const [call] = site.fetched();
    assert.equal(call?.url, PHOTO);
    assert.deepEqual(Object.keys(Object.fromEntries(call?.headers ?? [])).sort(), [
      'accept',
      'accept-encoding',
      'user-agent',
    ]);
    assert.ok(!JSON.stringify(site.sent.slice(1)).includes(KEY));
  });

  it('works for a click on any site, because a click has no origin', async () => {
    const site = openRelay();
    const path = await site.relay();
    const click = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    assert.equal((await site.get(path, click)).status, 200);
    const byPage = await site.get(path, { origin: SITE });
    assert.equal(byPage.headers.get('access-control-allow-origin'), SITE);
    const foreign = await site.get(path, { origin: 'https://evil.example' });
    assert.equal(foreign.headers.get('access-control-allow-origin'), null);
  });

  it('stands in every item of a flat answer as of an enveloped one; the address of the file stays', async () => {
    const site = openRelay();
    for (const flat of [false, true]) {
      site.list([{ url: PHOTO, filename: 'a.jpg' }, { url: PHOTO }, null, 'x', { url: 7 }], flat);
      const links = await site.ask();
      assert.equal(links[0]?.url, PHOTO);
      assert.deepEqual(
        links.map((link) => typeof link?.relay),
        ['string', 'string', 'undefined', 'undefined', 'undefined'],
      );
      assert.match(String(links[0]?.relay), /^\/ninepic\/event\/456\/originals\/[A-Za-z0-9_-]{100,}$/);
    }
  });

  it('is offered by the details, and by nobody but the proxy', async () => {
    const off = openRelay({ relaySecret: '' });
    off.list([{ url: PHOTO, relay: '/elsewhere/originals/aaaaaaaaaaaaaaaaaaaa' }]);
    assert.deepEqual(await off.ask(), [{ url: PHOTO }]);
    await refused(await off.get(`/event/456/originals/${'a'.repeat(99)}`), 404, 'feature-off');
    const on = openRelay();
    on.reply(() => success({ event_id: 456 }));
    const details = (await (await on.get('/event/456/details')).json()) as { data: { proxy: object } };
    assert.deepEqual('relay' in details.data.proxy && details.data.proxy.relay, true);
  });

  it('is not read by anybody: two tickets for one file have nothing in common', async () => {
    const site = openRelay();
    const [one, two] = [await site.relay(), await site.relay()].map((path) => path.split('/').at(-1) ?? '');
    assert.notEqual(one, two);
    for (const ticket of [one, two]) {
      const text = Buffer.from(ticket ?? '', 'base64url').toString('latin1');
      assert.ok(!/r2\.cloud|a\.jpg|Amz/.test(text));
    }
  });
});

describe('a ticket', () => {
  it('that was changed in any place opens nothing', async () => {
    const site = openRelay();
    const path = await site.relay();
    const ticket = path.split('/').at(-1) ?? '';
    const bytes = Buffer.from(ticket, 'base64url');
    for (let at = 0; at < bytes.length; at += 7) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const forged = path.replace(ticket, changed.toString('base64url'));
      await refused(await site.get(forged), 403, 'forbidden');
    }
    for (const end of [16, 40, 80, ticket.length - 2])
      await refused(await site.get(path.replace(ticket, ticket.slice(0, end))), 403, 'forbidden');
    await refused(await site.get(`${path}aaaa`), 403, 'forbidden');
    await refused(await site.get(`/event/456/originals/${'A'.repeat(200)}`), 403, 'forbidden');
    assert.equal(site.fetched().length, 0);
  });

  it('of another event, another organisation or another secret is not ours', async () => {
    const site = openRelay();
    const path = await site.relay(456);
    await refused(await site.get(path.replace('/456/', '/789/')), 403, 'forbidden');
    for (const foreign of [{ relaySecret: 'another secret, as long' }, { orgId: 904 }])
      await refused(await openRelay(foreign).get(path), 403, 'forbidden');
    assert.equal((await openRelay().get(path)).status, 200, 'a second process with the same secret');
    assert.equal(site.fetched().length, 0);
  });

  it('is good for retries until it ends: after 50 minutes, or with the link, whichever is sooner', async () => {
    const site = openRelay();
    const long = await site.relay();
    site.list([{ url: PHOTO.replace('Expires=3600', 'Expires=600'), filename: 'a.jpg' }]);
    const short = await site.relay();
    site.clock.now += 10 * MINUTE - 1;
    for (const path of [long, short, long, short]) assert.equal((await site.get(path)).status, 200);
    site.clock.now += 1;
    await refused(await site.get(short), 410, 'not-found');
    site.clock.now += 40 * MINUTE - 1;
    assert.equal((await site.get(long)).status, 200);
    site.clock.now += 1;
    const before = site.fetched().length;
    await refused(await site.get(long), 410, 'not-found');
    assert.equal(site.fetched().length, before);
  });

  it('is not made for a link that has already ended', async () => {
    const site = openRelay();
    site.clock.now += 60 * MINUTE;
    assert.deepEqual(await site.ask(), [{ url: PHOTO, filename: 'a.jpg' }]);
  });

  for (const url of elsewhere)
    it(`is not made for ${url.slice(0, 70) || 'nothing'}`, async () => {
      const site = openRelay();
      site.list([{ url, filename: 'a.jpg' }]);
      assert.deepEqual(await site.ask(), [{ url, filename: 'a.jpg' }]);
    });

  it('opens nothing once its host is off the list', async () => {
    const path = await openRelay().relay();
    const strict = openRelay({ relayHosts: ['files.example'] });
    await refused(await strict.get(path), 403, 'forbidden');
    assert.equal(strict.fetched().length, 0);
  });
});

describe('the name of a saved file', () => {
  for (const [given, type, header] of names)
    it(`${JSON.stringify(given)?.slice(0, 40)} as ${type}`, async () => {
      const said = await openRelay().savedAs(given, type);
      assert.equal(said, header);
      assert.ok(/^[\x20-\x7e]+$/.test(said));
    });
});

describe('what storage may send', () => {
  for (const [type, sent] of [
    ['IMAGE/JPEG; charset=binary', 'image/jpeg'],
    ['video/mp4', 'video/mp4'],
    ['application/octet-stream', 'application/octet-stream'],
    ['binary/octet-stream', 'application/octet-stream'],
  ])
    it(`${type} goes out as ${sent}`, async () => {
      const site = openRelay();
      site.storage(() => stored(BYTES, { type: type ?? '' }));
      const answer = await site.get(await site.relay());
      assert.equal(answer.headers.get('content-type'), sent);
    });

  const bad: [name: string, answer: () => Response, status: number, code: string][] = [
    ['a page', () => stored('<html>', { type: 'text/html' }), 502, 'bad-response'],
    ['an error in XML', () => stored('<Error/>', { type: 'application/xml' }), 502, 'bad-response'],
    ['a drawing with scripts', () => stored('<svg/>', { type: 'image/svg+xml' }), 502, 'bad-response'],
    ['a type of the prototype', () => stored('x', { type: '__proto__' }), 502, 'bad-response'],
    ['nothing', () => stored('', { headers: { 'content-length': '0' } }), 502, 'bad-response'],
    ['no body', () => stored(null), 502, 'bad-response'],
    ['61 MB', () => stored(BYTES, { headers: { 'content-length': '63963136' } }), 502, 'bad-response'],
    ['an encoded file', () => stored(BYTES, { headers: { 'content-encoding': 'br' } }), 502, 'bad-response'],
    ['302', () => stored(null, { status: 302, headers: { location: PHOTO } }), 502, 'bad-response'],
    ['304', () => stored(null, { status: 304 }), 502, 'bad-response'],
    ['403', () => stored('<Error/>', { status: 403 }), 410, 'not-found'],
    ['401', () => stored('<Error/>', { status: 401 }), 410, 'not-found'],
    ['410', () => stored('<Error/>', { status: 410 }), 410, 'not-found'],
    ['404', () => stored('<Error/>', { status: 404 }), 404, 'not-found'],
    ['a part nobody asked for', () => stored(BYTES, { status: 206 }), 502, 'upstream'],
    ['400', () => stored('<Error/>', { status: 400 }), 502, 'upstream'],
    ['503', () => stored('<Error/>', { status: 503 }), 502, 'upstream'],
  ];
  for (const [name, answer, status, code] of bad)
    it(`${name} is ${status}, and the answer is not kept`, async () => {
      const site = openRelay();
      site.storage(answer);
      const answered = await site.get(await site.relay());
      assert.equal(answered.headers.get('cache-control'), 'private, no-store');
      await refused(answered, status, code);
    });

  it('silence is 504, an unreachable host 502, and the address is in no log', async () => {
    const site = openRelay({ timeouts: { read: 1 } });
    site.storage(
      (_, signal) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(new Error('aborted'))),
        ),
    );
    const path = await site.relay();
    await refused(await site.get(path), 504, 'timeout');
    site.storage(() => Promise.reject(new Error(`cannot reach ${PHOTO}`)));
    await refused(await site.get(path), 502, 'upstream');
    assert.ok(!/cloudflarestorage|Amz|originals\//.test(JSON.stringify(site.logged)));
  });

  it('more than 60 MB without a length, more or less than was promised, or a pause: broken off', async () => {
    const chunk = new Uint8Array(1024 * 1024);
    const endless = new ReadableStream<Uint8Array>({ pull: (to) => to.enqueue(chunk) });
    const pausing = new ReadableStream<Uint8Array>({ start: (to) => to.enqueue(chunk) });
    const site = openRelay({ timeouts: { read: 1 } });
    const path = await site.relay();
    for (const answer of [
      stored(endless),
      stored(BYTES, { headers: { 'content-length': String(BYTES.length + 1) } }),
      stored(BYTES, { headers: { 'content-length': String(BYTES.length - 1) } }),
      stored(pausing),
    ]) {
      site.storage(() => answer);
      const answered = await site.get(path);
      assert.equal(answered.status, 200);
      await assert.rejects(answered.arrayBuffer());
    }
  });
});

describe('a part of a file', () => {
  const part = (total: number | string = 10, etag = '"v1"') =>
    stored(BYTES.slice(2, 5), {
      status: 206,
      headers: { 'content-range': `bytes 2-4/${total}`, 'content-length': '3', etag },
    });

  it('is passed on, with what a browser needs to go on later', async () => {
    const site = openRelay();
    site.storage(() => part());
    const answer = await site.get(await site.relay(), { range: 'bytes=2-4' });
    assert.equal(answer.status, 206);
    assert.equal(answer.headers.get('content-range'), 'bytes 2-4/10');
    assert.equal(answer.headers.get('content-length'), '3');
    assert.equal(answer.headers.get('etag'), '"v1"');
    assert.equal(answer.headers.get('accept-ranges'), 'bytes');
    assert.equal((await answer.arrayBuffer()).byteLength, 3);
    assert.equal(site.fetched()[0]?.headers.get('range'), 'bytes=2-4');
  });

  for (const range of [
    'bytes=0-1,3-4',
    'items=1-2',
    'bytes=-',
    'bytes=a-b',
    'bytes=1-2\tx',
    `bytes=0-${'9'.repeat(16)}`,
  ])
    it(`${JSON.stringify(range)} is not passed on: the answer is the whole file`, async () => {
      const site = openRelay();
      assert.equal((await site.get(await site.relay(), { range })).status, 200);
      assert.equal(site.fetched()[0]?.headers.get('range'), null);
    });

  it('of a file that has changed since is the whole file instead', async () => {
    const site = openRelay();
    const modified = 'Sun, 22 Nov 2026 08:00:00 GMT';
    for (const [condition, tag, status] of [
      ['"v1"', '"v1"', 206],
      ['"v1"', '"v2"', 200],
      ['W/"v1"', 'W/"v1"', 200],
      ['nonsense', '"v1"', 200],
      [modified, '"v1"', 200],
    ] as const) {
      site.storage((headers) => (headers.has('range') ? part(10, tag) : stored()));
      const path = await site.relay();
      const answer = await site.get(path, { range: 'bytes=2-4', 'if-range': condition });
      assert.equal(answer.status, status, `${condition} and ${tag}`);
      assert.equal(site.fetched().at(-1)?.headers.get('if-range'), null);
    }
  });

  it('that is not there is 416 with the length; one of a file over 60 MB, or of none, is refused', async () => {
    const site = openRelay();
    site.storage(() => stored('<Error/>', { status: 416, headers: { 'content-range': 'bytes */10' } }));
    const path = await site.relay();
    const beyond = await site.get(path, { range: 'bytes=99-' });
    assert.equal(beyond.status, 416);
    assert.equal(beyond.headers.get('content-range'), 'bytes */10');
    for (const total of ['999999999', '*', 'x']) {
      site.storage(() => part(total));
      await refused(await site.get(path, { range: 'bytes=2-4' }), 502, 'bad-response');
    }
  });
});

describe('the budget of the relay', () => {
  it('is as large as that of the links, and refused tickets count', async () => {
    const site = openRelay({ limits: { originalsPerAddress: [3, 600] } });
    const path = await site.relay();
    const forged = await site.get(`/event/456/originals/${'A'.repeat(99)}`);
    const statuses = [forged.status];
    for (let n = 0; n < 3; n += 1) statuses.push((await site.get(path)).status);
    assert.deepEqual(statuses, [403, 200, 200, 429]);
    assert.equal(site.fetched().length, 2);
    assert.equal((await site.get(path, {}, { address: '203.0.113.9' })).status, 200);
  });

  it('is not in the way of the links', async () => {
    const site = openRelay({ limits: { originalsPerAddress: [1, 600] } });
    const path = await site.relay();
    assert.equal((await site.get(path)).status, 200);
    assert.equal((await site.get(path)).status, 429);
  });
});

describe('the relay over a socket', () => {
  const servers: Server[] = [];
  async function serve(listener: RequestListener): Promise<number> {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }
  after(() => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  });

  it('reads storage at the pace of the visitor, and lets go of it when the visitor leaves', async () => {
    const site = openRelay();
    const chunk = new Uint8Array(65_536);
    let given = 0;
    let aborted = false;
    site.storage((_, signal) => {
      signal.addEventListener('abort', () => (aborted = true));
      return stored(
        new ReadableStream<Uint8Array>(
          {
            pull(to) {
              given += chunk.length;
              to.enqueue(chunk);
            },
          },
          { highWaterMark: 0 },
        ),
        { headers: { 'content-length': String(50 * 1024 * 1024) } },
      );
    });
    const path = await site.relay();
    const port = await serve(nodeListener(site.proxy));
    const socket = connect(port, '127.0.0.1');
    await new Promise<void>((resolve) => {
      socket.once('data', () => {
        socket.pause();
        resolve();
      });
      socket.write(`GET /ninepic${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
    });
    // What the system's own buffers take in, and no more.
    let before = -1;
    await until(() => {
      const still = given === before;
      before = given;
      return still;
    });
    assert.ok(given < 20 * 1024 * 1024, `${given} bytes were read ahead`);
    socket.destroy();
    await until(() => aborted);
  });

  it('a file that breaks off at storage breaks off at the visitor: half a photo is no photo', async () => {
    const storage = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': '1000' });
      response.write('half', () => response.destroy());
    });
    const site = openRelay({ relayHosts: ['127.0.0.1'], fetch: undefined as never });
    const host = `http://127.0.0.1:${storage}/a.jpg`;
    const sealed = openRelay({ relayHosts: ['127.0.0.1'] });
    sealed.list([{ url: host, filename: 'a.jpg' }]);
    const path = await sealed.relay();
    const port = await serve(nodeListener(site.proxy));
    const answer = await fetch(`http://127.0.0.1:${port}/ninepic${path}`);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-length'), '1000');
    await assert.rejects(answer.arrayBuffer());
  });
});
