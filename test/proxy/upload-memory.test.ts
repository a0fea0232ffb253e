/** Uploads that are made to use up the memory of the proxy (behaviour.md T1.3.7). */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { readBytes } from '../../src/proxy/bytes.js';
import { stripMetadata } from '../../src/proxy/strip-metadata.js';
import { openProxy, REQUEST_ID, selfieForm, SITE } from './support/harness.js';
import { picture } from './support/pictures.js';

const MEGABYTE = new Uint8Array(1024 * 1024);

it('uploads that stall for a minute and then go on leave room for the others', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const site = openProxy({ limits: { billablePerAddress: 0 } });
  // Thirty times ten megabytes are more than all uploads may hold together.
  for (let n = 0; n < 30; n += 1) {
    let goOn: () => void = () => undefined;
    const stalled = new Promise<void>((resolve) => (goOn = resolve));
    let left = 9;
    let over: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (over = resolve));
    const body = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          await stalled;
          if (left-- > 0) controller.enqueue(MEGABYTE);
          else controller.error(new Error('the visitor has gone'));
          if (left < 0) over();
        },
        cancel: () => over(),
      },
      { highWaterMark: 0 },
    );
    const answering = site.proxy(
      new Request('https://proxy.example/ninepic/event/456/faces', {
        method: 'POST',
        body,
        duplex: 'half',
        headers: { origin: SITE, 'x-ninepic-widget': '1', 'content-type': 'multipart/form-data; boundary=b' },
      } as RequestInit),
    );
    // What comes before the body is a few turns.
    await new Promise((resolve) => setImmediate(resolve));
    context.mock.timers.tick(60_000);
    assert.equal((await answering).status, 408);
    goOn();
    await ended;
  }
  const search = await site.post('/event/456/faces', selfieForm(await picture('jpeg'), REQUEST_ID));
  assert.equal(search.status, 200);
});

it('millions of tiny segments take no more room than the picture they are in', () => {
  // A start, a frame of 64 by 64 pixels, and tables without anything in them.
  const bytes = new Uint8Array(15 + 4 * 2_500_000);
  bytes.set([0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 64, 0, 64, 1, 1, 0x11, 0]);
  for (let at = 15; at < bytes.length; at += 4) bytes.set([0xff, 0xdb, 0, 2], at);
  const before = process.memoryUsage().heapUsed;
  const clean = stripMetadata(bytes, 'image/jpeg');
  const taken = process.memoryUsage().heapUsed - before;
  assert.equal(clean?.length, bytes.length + 2);
  assert.ok(taken < 50_000_000, `${Math.round(taken / 1e6)} MB`);
});

it('a body of chunks of one byte takes no more room than its bytes', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const held = () => {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const before = held();
  const all = 300_000;
  let sent = 0;
  let taken = 0;
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (sent < all) controller.enqueue(new Uint8Array([sent % 251]));
        else {
          taken = held() - before;
          controller.close();
        }
        sent += 1;
      },
    },
    { highWaterMark: 0 },
  );
  const bytes = await readBytes(stream, 10 * MEGABYTE.length);
  assert.deepEqual(
    bytes,
    Uint8Array.from({ length: all }, (_, at) => at % 251),
  );
  assert.ok(taken < 5_000_000, `${Math.round(taken / 1e6)} MB`);
});
