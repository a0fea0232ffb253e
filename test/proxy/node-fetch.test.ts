/** The client that `ninepic-proxy` asks 9Pic with: what it must do as the platform's `fetch` does, and what it must not. */
import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createRawServer, type Server as RawServer } from 'node:net';
import { after, describe, it } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { nodeFetch } from '../../src/proxy/node.js';
import { until } from './support/harness.js';

const servers: (Server | RawServer)[] = [];
async function listen(server: Server | RawServer): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
const serve = (listener: RequestListener) => listen(createServer(listener));
after(() => {
  for (const server of servers) {
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
  }
});

const manual = { redirect: 'manual' } as const;

describe('the http client of the command', () => {
  it('follows no redirect, and does not even know how to', async () => {
    const fetch = nodeFetch();
    let asked = 0;
    const url = await serve((_, response) => {
      asked += 1;
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    assert.equal((await fetch(url, manual)).status, 307);
    await assert.rejects(fetch(url), TypeError);
    await assert.rejects(fetch(url, { redirect: 'follow' }), TypeError);
    assert.equal(asked, 1);
  });

  it('decodes what was encoded on the way, and breaks off where that is cut', async () => {
    const text = 'photo '.repeat(1000);
    const encoded: Record<string, Buffer> = {
      gzip: gzipSync(text),
      deflate: deflateSync(text),
      br: brotliCompressSync(text),
      identity: Buffer.from(text),
      cut: gzipSync(text).subarray(0, 30),
    };
    const url = await serve((message, response) => {
      const name = message.url?.slice(1) ?? '';
      response.writeHead(200, { 'content-encoding': name === 'cut' ? 'gzip' : name }).end(encoded[name]);
    });
    for (const name of ['gzip', 'deflate', 'br', 'identity'])
      assert.equal(await (await nodeFetch()(url + name, manual)).text(), text);
    await assert.rejects((await nodeFetch()(`${url}cut`, manual)).text());
  });

  it('sends a form with its length and its boundary, and text as it is', async () => {
    const got: { type: string | undefined; length: string | undefined; body: string }[] = [];
    const url = await serve((message, response) => {
      let body = '';
      message.setEncoding('latin1').on('data', (chunk: string) => (body += chunk));
      message.on('end', () => {
        got.push({
          type: message.headers['content-type'],
          length: message.headers['content-length'],
          body,
        });
        response.end();
      });
    });
    const form = new FormData();
    form.append('file', new Blob(['picture'], { type: 'image/jpeg' }), 'selfie.jpg');
    await nodeFetch()(url, { ...manual, method: 'POST', body: form });
    const headers = { 'content-type': 'application/json' };
    await nodeFetch()(url, { ...manual, method: 'POST', headers, body: '{"a":"ü"}' });
    const [upload, json] = got;
    assert.ok(upload);
    const boundary = /boundary=(.+)$/.exec(upload.type ?? '')?.[1] ?? 'none';
    assert.ok(upload.body.startsWith(`--${boundary}\r\n`));
    assert.equal(upload.length, String(upload.body.length));
    assert.match(upload.body, /name="file"; filename="selfie.jpg"[^]*picture/);
    assert.deepEqual(json, { type: 'application/json', length: '10', body: '{"a":"Ã¼"}' });
  });

  it('keeps connections for reads, and gives everything that is posted one of its own', async () => {
    const ports: (number | undefined)[] = [];
    const url = await serve((message, response) => {
      ports.push(message.socket.remotePort);
      message.resume().once('end', () => response.end('ok'));
    });
    const fetch = nodeFetch();
    const read = async () => (await fetch(url, manual)).text();
    const post = async () => (await fetch(url, { ...manual, method: 'POST', body: 'x' })).text();
    for (const ask of [read, read, post, post, read]) await ask();
    const [first, second, third, fourth, fifth] = ports;
    assert.deepEqual([second, fifth], [first, first]);
    assert.equal(new Set([first, third, fourth]).size, 3);
  });

  it('asks once more, and for reads only, when a kept connection ended under the request', async () => {
    const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
    let requests = 0;
    // Every connection serves one request, keeps quiet about it, and dies of the second.
    const url = await listen(
      createRawServer((socket) => {
        let served = false;
        socket.on('error', () => undefined);
        socket.on('data', () => {
          requests += 1;
          if (served) socket.resetAndDestroy();
          else socket.write(answer);
          served = true;
        });
      }),
    );
    const fetch = nodeFetch();
    for (let n = 0; n < 3; n += 1) assert.equal(await (await fetch(url, manual)).text(), 'ok');
    assert.ok(requests > 3, 'a request died on the way');
    const dying = await listen(
      createRawServer((socket) => socket.once('data', () => socket.resetAndDestroy())),
    );
    for (const init of [{}, { method: 'POST', body: 'x' }])
      await assert.rejects(fetch(dying, { ...manual, ...init }), (error: Error) => {
        assert.equal((error.cause as NodeJS.ErrnoException).code, 'ECONNRESET');
        return true;
      });
  });

  it('ends, and does not wait for ever, where a connection is turned into something else', async () => {
    const url = await listen(
      createRawServer((socket) => {
        socket.on('error', () => undefined);
        socket.once('data', () =>
          socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: Upgrade\r\n\r\n'),
        );
      }),
    );
    await assert.rejects(nodeFetch()(url, manual), TypeError);
  });

  it('takes an empty body for empty, whatever encoding a gateway put over it', async () => {
    const url = await serve((_, response) => {
      response.writeHead(429, { 'content-encoding': 'gzip', 'content-length': '0' }).end();
    });
    const answer = await nodeFetch()(url, manual);
    assert.equal(answer.status, 429);
    assert.equal(await answer.text(), '');
  });

  it('is ended by its signal before the answer and in the middle of it, and by a reader who leaves', async () => {
    let open = 0;
    const url = await serve((message, response) => {
      open += 1;
      message.socket.once('close', () => (open -= 1));
      if (message.url !== '/silent') response.writeHead(200).write('begin');
    });
    const fetch = nodeFetch();
    const silent = new AbortController();
    const asking = fetch(`${url}silent`, { ...manual, signal: silent.signal });
    await until(() => open === 1);
    silent.abort();
    await assert.rejects(asking);
    const half = new AbortController();
    const answer = await fetch(url, { ...manual, signal: half.signal });
    half.abort();
    await assert.rejects(answer.text());
    const left = await fetch(url, manual);
    await left.body?.cancel();
    await until(() => open === 0);
  });
});
