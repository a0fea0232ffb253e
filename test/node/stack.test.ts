/** The stack as `npm start` and the browser tests mount it: client, proxy and fake over real HTTP. */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { createStack, type Stack } from '../../demo/stack.js';
import { NinepicClient } from '../../src/api/client.js';

describe('the stack', () => {
  let server: Server;
  let stack: Stack;
  let origin: string;
  let client: NinepicClient;

  before(async () => {
    server = createServer((message, response) => {
      if (!stack.handle(message, response)) response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    origin = `http://127.0.0.1:${port}`;
    stack = await createStack({
      prefix: '/here',
      mediaOrigin: `http://localhost:${port}`,
      proxy: { relaySecret: 'a secret of some length' },
    });
    client = new NinepicClient({ proxyUrl: origin + stack.proxyPath });
  });

  after(async () => {
    server.closeAllConnections();
    server.close();
    await stack.close();
  });

  it('leads from the client through the proxy to the fake', async () => {
    const found = await client.byBib('456', '1234');
    assert.equal(found.total, stack.fake.album(456).race.indexesOf('1234').length);
    const upstream = stack.fake.bill.requests.at(-1);
    assert.equal(upstream?.headers['x-api-key'], 'demo-key');
    assert.equal(upstream.endpoint, 'byBib');
    const call = stack.calls.at(-1);
    assert.equal(call?.endpoint, 'byBib');
    assert.equal(call.headers['x-api-key'], undefined);
  });

  it('serves the pictures from another origin', async () => {
    const { photos } = await client.photos('456');
    for (const url of [photos[0]?.thumbnail, photos[0]?.preview]) {
      assert.match(url ?? '', /^http:\/\/localhost:/);
      const picture = await fetch(url ?? '');
      assert.match(picture.headers.get('content-type') ?? '', /^image\//);
    }
  });

  it('hands out originals through the relay, as attachments of its own origin', async () => {
    // Node says no origin by itself; a browser does.
    const browser = new NinepicClient({
      proxyUrl: origin + stack.proxyPath,
      fetch: (input, init) => fetch(input, { ...init, headers: { ...(init?.headers as object), origin } }),
    });
    const { links } = await browser.originals('456', { method: 'bib', identifier: '1234' });
    assert.ok(links.length > 0);
    for (const { url, relay, filename } of links) {
      const saved = await fetch(origin + (relay ?? ''));
      assert.equal(saved.status, 200);
      assert.match(
        saved.headers.get('content-disposition') ?? '',
        new RegExp(`^attachment; filename="${filename}"`),
      );
      const original = await (await fetch(url)).arrayBuffer();
      assert.deepEqual(await saved.arrayBuffer(), original);
    }
  });

  it('can lose an answer between 9Pic and the proxy, and between the proxy and the browser', async () => {
    const before = stack.fake.bill.requests.length;
    stack.fake.faults.arm('reset', { route: 'ping' });
    const refused = await fetch(`${origin}${stack.proxyPath}/event/456/ping`);
    assert.equal(refused.status, 502);
    stack.faults.arm('lost-answer', { route: 'ping' });
    await assert.rejects(fetch(`${origin}${stack.proxyPath}/event/456/ping`), /fetch failed/);
    assert.equal(stack.fake.bill.requests.length, before + 2);
  });

  it('leaves alone what is not its own', async () => {
    assert.equal((await fetch(`${origin}/elsewhere`)).status, 404);
  });
});
