/** A 9Pic that is slow, broken or hostile (behaviour.md T1.1.4, T1.1.7, T1.16.1, T1.17, R2.2.3). */
import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { failure, KEY, openProxy, selfieForm, success } from './support/harness.js';
import { picture } from './support/pictures.js';

async function assertOwnRefusal(answer: Response, status: number, code: string): Promise<void> {
  assert.equal(answer.status, status);
  assert.equal(answer.headers.get('x-ninepic-error'), code);
  assert.equal(answer.headers.get('x-ninepic-upstream'), null);
  const body = (await answer.json()) as Record<string, unknown>;
  assert.deepEqual(Object.keys(body), ['responseType', 'message', 'data']);
  assert.equal(body.responseType, 'error');
  assert.equal(body.data, null);
}

/** Never answers, and rejects as fetch does when it is given up. */
const silent = (_: unknown, signal: AbortSignal) =>
  new Promise<Response>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
  });

describe('time (R2.2.3)', () => {
  for (const [name, seconds, ask] of [
    ['a read', 15, (site: ReturnType<typeof openProxy>) => site.get('/event/456/images')],
    [
      'a search',
      55,
      async (site: ReturnType<typeof openProxy>) =>
        site.post('/event/456/faces', selfieForm(await picture('jpeg'))),
    ],
  ] as const) {
    it(`${name} is given up after ${seconds} seconds with 504`, async () => {
      const site = openProxy();
      site.reply(silent);
      mock.timers.enable({ apis: ['setTimeout'] });
      try {
        let ended = false;
        const asked = ask(site).finally(() => (ended = true));
        while (site.sent.length < 1) await new Promise((resolve) => setImmediate(resolve));
        mock.timers.tick(seconds * 1000 - 1);
        await new Promise((resolve) => setImmediate(resolve));
        assert.equal(ended, false);
        mock.timers.tick(1);
        await assertOwnRefusal(await asked, 504, 'timeout');
      } finally {
        mock.timers.reset();
      }
    });
  }

  it('a body that stops in the middle is given up too', async () => {
    const site = openProxy({ timeouts: { read: 0.2 } });
    site.reply((_, signal) => {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"data":'));
          signal.addEventListener('abort', () => controller.error(new DOMException('aborted', 'AbortError')));
        },
      });
      return new Response(body);
    });
    await assertOwnRefusal(await site.get('/event/456/images'), 504, 'timeout');
  });
});

describe('answers that are not passed on', () => {
  it('an upstream that cannot be reached is 502, and the log has the cause without the address', async () => {
    const site = openProxy();
    site.reply(Object.assign(new TypeError(`fetch failed for ${KEY}`), { cause: { code: 'ECONNREFUSED' } }));
    await assertOwnRefusal(await site.get('/event/456/images'), 502, 'upstream');
    assert.ok(site.logged.some(({ cause }) => cause === 'ECONNREFUSED'));
    assert.ok(!JSON.stringify(site.logged).includes(KEY));
  });

  it('a redirect of any kind, also one that the platform hides', async () => {
    const site = openProxy();
    for (const status of [300, 301, 302, 303, 304, 307, 308]) {
      site.reply(new Response(null, { status, headers: { location: 'https://evil.example' } }));
      await assertOwnRefusal(await site.get(`/event/456/images?page=${status}`), 502, 'upstream');
    }
    site.reply(() => Object.defineProperty(new Response(null), 'type', { value: 'opaqueredirect' }));
    await assertOwnRefusal(await site.get('/event/456/images'), 502, 'upstream');
  });

  it('a status that no answer can have is 502', async () => {
    const site = openProxy();
    site.reply(() => Object.defineProperty(new Response('{}'), 'status', { value: 700 }));
    await assertOwnRefusal(await site.get('/event/456/images'), 502, 'upstream');
  });

  it('401 becomes 502 of the proxy’s own, because the visitor cannot log in anywhere', async () => {
    const site = openProxy();
    site.reply(failure(401));
    const answer = await site.get('/event/456/images');
    assert.equal(answer.headers.get('www-authenticate'), null);
    await assertOwnRefusal(answer, 502, 'config');
  });

  it('a body without end is cut at five megabytes', async () => {
    const site = openProxy();
    let given = 0;
    site.reply(
      () =>
        new Response(
          new ReadableStream<Uint8Array>({
            pull(controller) {
              given += 65_536;
              controller.enqueue(new Uint8Array(65_536).fill(32));
            },
          }),
        ),
    );
    await assertOwnRefusal(await site.get('/event/456/images'), 502, 'bad-response');
    assert.ok(given < 6 * 1024 * 1024);
  });
});

describe('answers that are passed on', () => {
  it('an error keeps its status and its three keys, and says that it is 9Pic’s', async () => {
    const site = openProxy();
    for (const status of [400, 403, 404, 409, 422, 500, 502, 503, 504]) {
      site.reply(
        Response.json({ responseType: 'error', message: 'why', data: null, trace: 'secret' }, { status }),
      );
      const answer = await site.get('/event/456/images');
      assert.equal(answer.status, status);
      assert.equal(answer.headers.get('x-ninepic-upstream'), String(status));
      assert.equal(answer.headers.get('x-ninepic-error'), null);
      assert.deepEqual(await answer.json(), { responseType: 'error', message: 'why', data: null });
    }
  });

  it('every 403 is in the log: it is the same for a wrong key and for a feature that is off (T1.1.6)', async () => {
    const site = openProxy();
    site.reply(failure(403));
    await site.get('/event/456/bibs/7');
    await site.get('/event/456/images');
    assert.equal(
      site.logged.filter(({ level, message }) => level === 'warn' && message.includes('403')).length,
      2,
    );
  });

  it('Retry-After passes as seconds or a date, and in no other form', async () => {
    const site = openProxy();
    const rows: [string, string | null][] = [
      ['7', '7'],
      ['Sun, 06 Nov 1994 08:49:37 GMT', 'Sun, 06 Nov 1994 08:49:37 GMT'],
      ['-5', null],
      ['1e3', null],
      ['soon', null],
      ['7, 8', null],
    ];
    for (const [given, passed] of rows) {
      site.reply(failure(429, 'slow down', { 'retry-after': given }));
      const answer = await site.get('/event/456/images', { origin: 'https://race.example' });
      assert.equal(answer.headers.get('retry-after'), passed, given);
      assert.match(answer.headers.get('access-control-expose-headers') ?? '', /Retry-After/);
    }
  });

  it('an answer that says success stays as it is, byte for byte', async () => {
    const site = openProxy();
    const text = '{ "responseType":"success","message":"é","data":{"images":[],"x":1.50} }';
    site.reply(new Response(text));
    assert.equal(await (await site.get('/event/456/images')).text(), text);
  });

  it('original_url is left in where the organiser wants it (T1.18.3)', async () => {
    const item = { image_id: 'a', original_url: 'https://photos.9pic.ai/o.jpg', orginal_url: 'x' };
    for (const [exposeOriginalUrl, kept] of [
      [true, true],
      [false, false],
    ] as const) {
      const site = openProxy({ exposeOriginalUrl });
      site.reply(() => success({ images: [item] }));
      for (const path of ['/event/456/images', '/event/456/bibs/7', '/event/456/timeline/images?from=1&to=2'])
        assert.equal((await (await site.get(path)).text()).includes('original_url'), kept, path);
      const search = await site.post('/event/456/faces', selfieForm(await picture('jpeg')));
      assert.equal((await search.text()).includes('orginal_url'), kept);
    }
  });
});
