/** The download relay and the storage behind it (behaviour.md 6.5): what may come from there, whole, in parts, and how fast. */
import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { after, describe, it } from 'node:test';
import { nodeListener } from '../../src/proxy/node.js';
import { BYTES, openRelay, PHOTO, refused, stored } from './support/relay.js';
import { until } from './support/harness.js';

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
