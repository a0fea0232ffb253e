/** Uploads that are made to use up the memory of the proxy (behaviour.md T1.3.7). */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ByteBudget, readBytes } from '../../src/proxy/bytes.js';
import { nodeFetch } from '../../src/proxy/node.js';
import { readUpload } from '../../src/proxy/selfie-upload.js';
import { stripMetadata } from '../../src/proxy/strip-metadata.js';
import { openProxy, REQUEST_ID, selfieForm, SITE, until } from './support/harness.js';
import { picture } from './support/pictures.js';

const MEGABYTE = new Uint8Array(1024 * 1024);

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
/** Bytes that are in use, of objects and of buffers. */
const held = () => {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

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

/** A stream of chunks of 64 kB. */
const streamOf = (bytes: Uint8Array) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += 65_536) controller.enqueue(bytes.subarray(at, at + 65_536));
      controller.close();
    },
  });

it('a body as long as its sender has said takes that room, and what was only said takes none', async () => {
  const body = new Uint8Array(3_000_000).fill(7);
  const announced = await readBytes(streamOf(body), 10 * MEGABYTE.length, undefined, body.length);
  assert.deepEqual(announced, body);
  assert.equal(announced.buffer.byteLength, body.length);
  for (const lie of [10_000_000, 70_000, Number.NaN, -1]) {
    const bytes = await readBytes(streamOf(body.subarray(0, 100_000)), 10 * MEGABYTE.length, undefined, lie);
    assert.deepEqual(bytes, body.subarray(0, 100_000));
    assert.ok(bytes.buffer.byteLength <= 200_000, `${bytes.buffer.byteLength} bytes`);
  }
});

it('a picture is cleaned where it lies in its upload, whatever is around it', async () => {
  for (const name of ['jpeg', 'png', 'webp'] as const) {
    const one = await picture(name);
    const alone = stripMetadata(one.slice(), `image/${name}`);
    const upload = new Uint8Array(one.length + 200).fill(0x2d);
    upload.set(one, 100);
    const clean = stripMetadata(upload.subarray(100, 100 + one.length), `image/${name}`);
    assert.deepEqual(clean, alone);
    assert.equal(clean?.buffer, upload.buffer);
    const isWhole = [...upload.subarray(0, 50), ...upload.subarray(150 + one.length)].every(
      (b) => b === 0x2d,
    );
    assert.ok(isWhole, 'what is further away stays as it was');
  }
});

it('an upload is counted until its picture is clean, and what has no room is asked to come again', async (context) => {
  const bytes = await picture('jpeg');
  const request = () =>
    new Request('https://proxy.example/', { method: 'POST', body: selfieForm(bytes, REQUEST_ID) });
  const memory = new ByteBudget(bytes.length + 1000);
  let isFull = false;
  const digest = crypto.subtle.digest.bind(crypto.subtle);
  context.mock.method(crypto.subtle, 'digest', (how: string, what: BufferSource) => {
    isFull = !memory.take(bytes.length);
    return digest(how, what);
  });
  const { picture: clean, requestId } = await readUpload(request(), memory);
  assert.ok(clean && requestId === REQUEST_ID && isFull);
  assert.ok(memory.take(bytes.length), 'all of it was given back');
  await assert.rejects(readUpload(request(), memory), { status: 503, code: 'rate-limited', retryAfter: 2 });
});

it('a picture on its way to 9Pic is in memory once, however slowly it is taken', async () => {
  const isOver = new AbortController();
  let isTaken = false;
  const slow = createServer((message) => {
    isTaken = true;
    message.pause();
  });
  await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
  const size = 40 * MEGABYTE.length;
  const form = new FormData();
  form.append('file', new Blob(Array.from({ length: 40 }, () => MEGABYTE)), 'selfie.jpg');
  const before = held();
  const sending = nodeFetch()(`http://127.0.0.1:${(slow.address() as AddressInfo).port}/`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
    signal: isOver.signal,
  });
  sending.catch(() => undefined);
  await until(() => isTaken);
  const taken = held() - before;
  isOver.abort();
  await assert.rejects(sending);
  slow.close();
  slow.closeAllConnections();
  assert.ok(taken < size / 4, `${Math.round(taken / 1e6)} MB besides the picture`);
});
