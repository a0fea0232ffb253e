/** Uploads that are too slow hold no memory once they were given up (behaviour.md T1.3.7). */
import assert from 'node:assert/strict';
import { it } from 'node:test';
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
