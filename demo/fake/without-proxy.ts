/**
 * The fake at the addresses of a proxy, for places where no server can stand: tests of one element, and a demo without a
 * server. It has none of the proxy's guards; whatever is to be shown about those needs the real one.
 */
import type { Fake } from './fake.js';

/** The proxy's answer to `/details` says what it offers; this one offers everything but the relay. */
const OFFERS = {
  gallery: true,
  originals: true,
  relay: false,
  originalsBy: ['bib', 'selfie'],
  requireConsent: false,
};

async function withOffers(answer: Response): Promise<Response> {
  const body = (await answer.json()) as { data?: object };
  const data = body.data ?? body;
  Object.assign(data, { proxy: OFFERS });
  return Response.json(body);
}

/** Where the proxy would be, and its key. */
export interface WithoutProxyOptions {
  /** Path of the proxy that the page believes in; default `/ninepic`. */
  readonly mount?: string;
  /** The key that the proxy would have; default: the one that the fake takes. */
  readonly apiKey?: string;
}

/**
 * The fake at the addresses of a proxy: for tests of one element, for example behind msw.
 *
 * @returns the answer to a request below the mount, `undefined` for any other
 */
export function withoutProxy(
  fake: Fake,
  { mount = '/ninepic', apiKey = fake.apiKey }: WithoutProxyOptions = {},
): (request: Request) => Promise<Response> | undefined {
  return (request) => {
    const { pathname, search } = new URL(request.url);
    if (!pathname.startsWith(`${mount}/`)) return undefined;
    const path = pathname.slice(mount.length);
    if (path === '/healthz') return Promise.resolve(new Response('ok'));
    const url = `https://api.9pic.ai/api/v1/ext/${fake.orgId}${path}${search}`;
    const headers = new Headers(request.headers);
    headers.set('x-api-key', apiKey);
    const { method, signal } = request;
    const forwarded = async () => {
      const body = method === 'GET' ? null : await request.arrayBuffer();
      const answer = await fake.fetch(new Request(url, { method, headers, signal, body }));
      return path.endsWith('/details') && answer.ok ? withOffers(answer) : answer;
    };
    return forwarded();
  };
}
