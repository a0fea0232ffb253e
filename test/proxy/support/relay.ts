/** The relay in the hands of a test: a proxy that has it on, and a storage behind it that answers what it is told to. */
import assert from 'node:assert/strict';
import type { ProxyOptions } from '../../../src/proxy/options.js';
import { openProxy, REQUEST_ID, success } from './harness.js';

const STORAGE = 'https://0123456789abcdef.r2.cloudflarestorage.com';
const SECRET = 'a secret of some length';
/** Signed at the moment at which the harness's clock begins, for an hour. */
const SIGNED = 'X-Amz-Date=20261122T080000Z&X-Amz-Expires=3600&X-Amz-Signature=ab%2Bc';
export const PHOTO = `${STORAGE}/raw-memories/imgs/456/large/a.jpg?${SIGNED}`;
export const BYTES = new TextEncoder().encode('\u00ff\u00d8 a photo');

interface Link {
  readonly url?: unknown;
  readonly filename?: unknown;
  readonly relay?: unknown;
}

export const stored = (
  body: BodyInit | null = BYTES,
  init: ResponseInit & { type?: string } = {},
): Response =>
  new Response(body, {
    ...init,
    headers: { 'content-type': init.type ?? 'image/jpeg', ...(init.headers as Record<string, string>) },
  });

/** A proxy with its relay on, 9Pic that hands out `links`, and storage that answers what it is told to. */
export function openRelay(options: Partial<ProxyOptions> = {}) {
  const site = openProxy({ relaySecret: SECRET, events: [456, 789], ...options });
  let links: readonly unknown[] = [{ url: PHOTO, filename: 'a.jpg' }];
  let flat = false;
  let storage: (headers: Headers, signal: AbortSignal) => Response | Promise<Response> = () => stored();
  site.reply((call, signal) => {
    if (!call.url.includes('/original-photos')) return storage(call.headers, signal);
    const list = { presigned_urls: links, failed_urls: [], total_images: links.length };
    return flat ? Response.json(list) : success(list);
  });
  const ask = async (event = 456): Promise<Link[]> => {
    const body = JSON.stringify({ method: 'selfie', identifier: REQUEST_ID });
    const answer = await site.post(`/event/${event}/original-photos`, body);
    assert.equal(answer.status, 200);
    const json = (await answer.json()) as { data?: { presigned_urls: Link[] }; presigned_urls?: Link[] };
    return json.data?.presigned_urls ?? json.presigned_urls ?? [];
  };
  const relay = async (event?: number): Promise<string> => {
    const [link] = await ask(event);
    assert.equal(typeof link?.relay, 'string');
    return String(link?.relay).replace('/ninepic', '');
  };
  return {
    ...site,
    ask,
    /** Path of the first link's relay below the mount. */
    relay,
    /** Calls that reached storage. */
    fetched: () => site.sent.filter(({ url }) => !url.includes('/original-photos')),
    list: (next: readonly unknown[], isFlat = false) => {
      links = next;
      flat = isFlat;
    },
    storage: (next: typeof storage) => {
      storage = next;
    },
    /** The saved name of a file that 9Pic calls so. */
    async savedAs(filename: unknown, type = 'image/jpeg'): Promise<string> {
      links = [{ url: PHOTO, filename }];
      storage = () => stored(BYTES, { type });
      const answer = await site.get(await relay());
      assert.equal(answer.status, 200);
      return answer.headers.get('content-disposition') ?? '';
    },
  };
}

export const refused = async (answer: Response, status: number, code: string): Promise<void> => {
  assert.equal(answer.status, status);
  assert.equal(answer.headers.get('x-ninepic-error'), code);
  assert.deepEqual(Object.keys((await answer.json()) as object), ['responseType', 'message', 'data']);
};
