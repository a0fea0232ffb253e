/** Asks the fake what a proxy would ask 9Pic, without one. */
import { createFake, type Fake, type FakeOptions } from '../../demo/fake/index.js';
import { payloadOf } from '../../src/api/decode.js';

const BASE = 'https://api.9pic.ai/api/v1/ext/903';

export interface Asker {
  readonly fake: Fake;
  /** @param path below the organisation, `/event/456/images?page=2` */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** A selfie POST; `picture` is what the picture shows, `null` sends none. */
  selfie(picture: string | null, requestId?: string, path?: string): Promise<Response>;
  originals(body: object, query?: string): Promise<Response>;
  /** The payload of a GET that has to succeed. */
  readonly payload: (path: string) => Promise<Record<string, unknown>>;
}

const KEY = { 'x-api-key': 'demo-key' };

/** A fake with the key in hand. */
export function askFake(options: FakeOptions = {}): Asker {
  const fake = createFake(options);
  const post = (path: string, body: BodyInit, headers = {}) =>
    fake.fetch(new Request(BASE + path, { method: 'POST', body, headers: { ...KEY, ...headers } }));
  const get = (path: string, headers: Record<string, string> = KEY) =>
    fake.fetch(new Request(BASE + path, { headers }));
  return {
    fake,
    get,
    selfie(picture, requestId, path = '/event/456/faces') {
      const form = new FormData();
      if (picture !== null) form.set('file', new Blob([picture], { type: 'image/jpeg' }), 'selfie.jpg');
      if (requestId !== undefined) form.set('request_id', requestId);
      return post(path, form);
    },
    originals: (body, query = '') =>
      post(`/event/456/original-photos${query}`, JSON.stringify(body), {
        'content-type': 'application/json',
      }),
    async payload(path) {
      const response = await get(path);
      if (response.status !== 200) throw new Error(`${path} was answered by ${response.status}.`);
      return payloadOf(await response.json());
    },
  };
}
