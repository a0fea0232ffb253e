/** The listener for Node's http: what is below Request and Response (behaviour.md T1.2.1, T1.2.10, R2.1.6). */
import assert from 'node:assert/strict';
import { createServer, request as httpRequest, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { after, describe, it } from 'node:test';
import type { NinepicProxy } from '../../src/proxy/index.js';
import { nodeListener, targetUrl } from '../../src/proxy/node.js';
import { openProxy, REQUEST_ID, selfieForm, SITE, success, until } from './support/harness.js';
import { picture } from './support/pictures.js';
import { sendRaw } from './support/raw.js';

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

/** Bytes of a whole upload; `cut` leaves out the end. */
async function uploadBytes(cut = 0): Promise<Buffer> {
  const form = new Response(selfieForm(await picture('jpeg'), REQUEST_ID));
  const body = Buffer.from(await form.arrayBuffer());
  const head = [
    'POST /ninepic/event/456/faces HTTP/1.1',
    'Host: proxy.example',
    `Origin: ${SITE}`,
    'X-NinePic-Widget: 1',
    `Content-Type: ${form.headers.get('content-type') ?? ''}`,
    `Content-Length: ${body.length}`,
    'Connection: close',
    '',
    '',
  ].join('\r\n');
  return Buffer.concat([Buffer.from(head), body.subarray(0, body.length - cut)]);
}

describe('raw request targets', () => {
  const rows: [string, string | undefined][] = [
    ['/ninepic/event/456/images?page=1', '/ninepic/event/456/images?page=1'],
    ['/a%20b', '/a%20b'],
    ['/', '/'],
    ['/?', '/?'],
    ["/a?x='<>", '/a?x=%27%3C%3E'],
    ['//evil.example/p', undefined],
    ['/\\evil.example', undefined],
    ['/a\\b', undefined],
    ['/..', undefined],
    ['/a/../b', undefined],
    ['/a/./b', undefined],
    ['/a/%2e%2e/b', undefined],
    ['/a/.%2E', undefined],
    ['/a\tb', undefined],
    ['/a\nb', undefined],
    ['/a b', undefined],
    ['/é', undefined],
    ['/a#b', undefined],
    ['/a?b#c', undefined],
    ['http://evil.example/', undefined],
    ['HTTP://evil.example/', undefined],
    ['*', undefined],
    ['', undefined],
    ['?x', undefined],
    ['evil.example:443', undefined],
    ['@evil.example/', undefined],
    [':80/', undefined],
    ['\\\\evil', undefined],
    ['/"<>', undefined],
    ['/{a}', undefined],
    ['.evil.example/', undefined],
  ];
  for (const [target, path] of rows)
    it(`${JSON.stringify(target)} is ${path ?? 'refused'}`, () => {
      const url = targetUrl(target);
      assert.equal(url === undefined ? undefined : url.replace('http://ninepic-proxy.invalid', ''), path);
    });
});

describe('a visitor who leaves', () => {
  it('does not end the search that was begun (R2.1.6)', async () => {
    const site = openProxy();
    let open: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => (open = resolve));
    let finished = false;
    site.reply(async (_, signal) => {
      await waiting;
      assert.equal(signal.aborted, false);
      finished = true;
      return success({ request_id: REQUEST_ID, images: [] });
    });
    const handed: Promise<unknown>[] = [];
    const port = await serve(nodeListener(site.proxy, (work) => handed.push(work)));
    const socket = connect(port, '127.0.0.1');
    socket.write(await uploadBytes());
    await until(() => site.sent.length > 0);
    socket.destroy();
    open();
    await handed[0];
    assert.equal(finished, true);
    const again = await site.post('/event/456/faces', selfieForm(await picture('jpeg'), REQUEST_ID));
    assert.equal(again.status, 200);
    assert.equal(site.sent.length, 1);
  });

  it('in the middle of an upload has started nothing, and the next visitor is served', async () => {
    const site = openProxy();
    const listener = nodeListener(site.proxy);
    let arrived = false;
    const port = await serve((message, response) => {
      arrived = true;
      listener(message, response);
    });
    const socket = connect(port, '127.0.0.1');
    socket.write(await uploadBytes(500));
    await until(() => arrived);
    socket.destroy();
    const good = Buffer.from('GET /ninepic/healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    assert.equal((await sendRaw(port, good)).status, 200);
    await until(() => site.logged.some(({ route }) => route === 'startFaces'));
    assert.equal(site.sent.length, 0);
  });
});

describe('a connection that is kept', () => {
  it('serves the next request after a refused upload, and takes nothing of the upload for a request', async () => {
    const site = openProxy();
    const port = await serve(nodeListener(site.proxy));
    const smuggled = 'GET /ninepic/event/456/details HTTP/1.1\r\nHost: x\r\n\r\n';
    const refused = [
      'POST /ninepic/event/456/faces HTTP/1.1',
      'Host: x',
      `Content-Length: ${smuggled.length}`,
      '',
      smuggled,
    ].join('\r\n');
    const last = 'GET /ninepic/healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
    const { text } = await sendRaw(port, Buffer.from(refused + last));
    assert.deepEqual(text.match(/HTTP\/1\.1 \d+/g), ['HTTP/1.1 403', 'HTTP/1.1 200']);
    assert.equal(site.sent.length, 0);
  });
});

describe('in an existing server', () => {
  it('works below a framework that strips the mount from the address', async () => {
    const site = openProxy();
    const listener = nodeListener(site.proxy);
    const port = await serve((message, response) => {
      Object.assign(message, { originalUrl: message.url });
      message.url = (message.url ?? '').replace('/ninepic', '');
      listener(message, response);
    });
    assert.equal((await fetch(`http://127.0.0.1:${port}/ninepic/healthz`)).status, 200);
  });

  it('a relayed file is streamed, not gathered, and stops when the visitor leaves', async () => {
    let cancelled = false;
    let given = 0;
    const endless: NinepicProxy = () =>
      Promise.resolve(
        new Response(
          new ReadableStream<Uint8Array>({
            pull(controller) {
              given += 65_536;
              controller.enqueue(new Uint8Array(65_536));
            },
            cancel() {
              cancelled = true;
            },
          }),
          { headers: { 'content-type': 'image/jpeg' } },
        ),
      );
    const port = await serve(nodeListener(endless));
    await new Promise<void>((resolve) => {
      const asked = httpRequest({ port, path: '/x' }, (response) => {
        response.once('data', () => {
          asked.destroy();
          resolve();
        });
      });
      asked.on('error', () => undefined);
      asked.end();
    });
    await until(() => cancelled);
    assert.ok(given < 64 * 1024 * 1024);
  });

  it('an unexpected failure of the proxy ends the connection, not the server', async () => {
    const broken: NinepicProxy = () => Promise.reject(new Error('bug'));
    const port = await serve(nodeListener(broken));
    const good = Buffer.from('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    assert.equal((await sendRaw(port, good)).status, 0);
    assert.equal((await sendRaw(port, good)).status, 0);
  });
});
