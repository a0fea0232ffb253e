/** One search, one bill, where several processes share a store (behaviour.md R2.1.6). `calls` is the bill. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createProxy, MemoryStore, type ProxyStore } from '../../src/proxy/index.js';
import { failure, KEY, REQUEST_ID, selfieForm, success, until } from './support/harness.js';
import { picture } from './support/pictures.js';

const jpeg = await picture('jpeg');
const another = await picture('jpeg', 80, 60);

/** A store at the other end of a wire: what two processes ask of it at the same moment, both have asked before an answer comes. */
class FarStore extends MemoryStore {
  override async claim(...given: Parameters<MemoryStore['claim']>): Promise<string | undefined> {
    const known = await super.claim(...given);
    await new Promise((resolve) => setTimeout(resolve, 20));
    return known;
  }
}

describe('two processes with one store', () => {
  /** Two proxies as two machines would run them. */
  function pair(
    answer: (call: { method: string; url: string }) => Response | Promise<Response>,
    store: ProxyStore = new MemoryStore(),
  ) {
    const calls: { method: string; url: string }[] = [];
    const open = () =>
      createProxy({
        apiKey: KEY,
        orgId: 903,
        events: [456],
        origins: ['https://race.example'],
        store,
        log: () => undefined,
        fetch: async (input, init) => {
          const call = {
            method: init?.method ?? 'GET',
            url: String(input instanceof Request ? input.url : input),
          };
          calls.push(call);
          return answer(call);
        },
      });
    const [first, second] = [open(), open()];
    const post = (proxy: typeof first, bytes = jpeg) =>
      proxy(
        new Request('https://proxy.example/ninepic/event/456/faces?page_size=50', {
          method: 'POST',
          body: selfieForm(bytes, REQUEST_ID),
          headers: { origin: 'https://race.example', 'x-ninepic-widget': '1' },
        }),
      );
    return { calls, first, second, post };
  }

  it('search once; the second reads the result by its id, which is free', async () => {
    const { calls, first, second, post } = pair(() => success({ request_id: REQUEST_ID, images: [] }));
    await post(first);
    assert.equal((await post(second)).status, 200);
    assert.deepEqual(
      calls.map(({ method, url }) => `${method} ${url.split('/event/456')[1] ?? ''}`),
      ['POST /faces?page_size=50', `GET /faces/${REQUEST_ID}?page_size=50`],
    );
    assert.equal((await post(second, another)).status, 422);
  });

  it('wait for each other when they are asked at the same moment', async () => {
    let open: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => (open = resolve));
    const { calls, first, second, post } = pair(async ({ method }) => {
      if (method === 'POST') await waiting;
      return success({ request_id: REQUEST_ID, images: [] });
    });
    const both = [post(first), post(second)];
    await until(() => calls.length > 0);
    open();
    for (const answer of await Promise.all(both)) assert.equal(answer.status, 200);
    assert.equal(calls.filter(({ method }) => method === 'POST').length, 1);
  });

  it('search once more where an answer was lost, however many ask again at the same moment', async () => {
    let isLost = true;
    const { calls, first, second, post } = pair(async () => {
      if (isLost) return failure(504);
      await new Promise((resolve) => setTimeout(resolve, 50));
      return success({ request_id: REQUEST_ID, images: [] });
    }, new FarStore());
    assert.equal((await post(first)).status, 504);
    isLost = false;
    const [one, two] = await Promise.all([post(first), post(second)]);
    assert.deepEqual([one.status, two.status], [200, 200]);
    assert.deepEqual(
      calls.map(({ method }) => method),
      ['POST', 'POST', 'GET'],
    );
  });

  for (const status of [400, 403, 422, 429, 500, 503])
    it(`pass on that 9Pic cannot be read at the moment (${status}), and search nothing anew`, async () => {
      let isBack = false;
      const { calls, first, second, post } = pair(({ method }) =>
        method === 'POST' || isBack
          ? success({ request_id: REQUEST_ID, images: [] })
          : failure(status, 'not now', { 'retry-after': '7' }),
      );
      await post(first);
      const told = await post(second);
      assert.deepEqual([told.status, told.headers.get('retry-after')], [status, '7']);
      isBack = true;
      assert.equal((await post(second)).status, 200);
      assert.deepEqual(
        calls.map(({ method }) => method),
        ['POST', 'GET', 'GET'],
      );
    });

  it('search nothing anew under an id of 9Pic that no address can hold', async () => {
    const { calls, first, second, post } = pair(() => success({ request_id: '../events', images: [] }));
    await post(first);
    const told = await post(second);
    assert.deepEqual([told.status, told.headers.get('x-ninepic-error')], [502, 'bad-response']);
    assert.equal(calls.length, 1);
  });

  it('search again when 9Pic no longer has the result', async () => {
    const { calls, first, second, post } = pair(({ method }) =>
      method === 'GET' ? failure(404) : success({ request_id: REQUEST_ID, images: [] }),
    );
    await post(first);
    assert.equal((await post(second)).status, 200);
    assert.deepEqual(
      calls.map(({ method }) => method),
      ['POST', 'GET', 'POST'],
    );
  });
});
