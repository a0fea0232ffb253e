/** Who may ask (behaviour.md 1.4). CORS only hides an answer; a charge is stopped here, before anything is sent. */
import { refusal } from './answer.js';
import type { ProxyConfig } from './options.js';
import { normalizeOrigin } from './read-options.js';

/** As browsers write it. The URL parser takes more for the same site, as `https://race%2eexample`, which no browser sends. */
const ORIGIN = /^https?:\/\/(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/** What the browser says about the page that asks. */
export interface Visitor {
  /** The origin that may read the answer; `undefined` when none was sent or it is not allowed. */
  readonly allowOrigin: string | undefined;
  /** An `Origin` header was sent. */
  readonly sent: boolean;
  /** The page is ours, or on the list. */
  readonly allowed: boolean;
  /** The browser says that another site asks, and not by CORS. */
  readonly blindCrossSite: boolean;
  readonly crossSite: boolean;
}

/**
 * Reads `Origin`, `Host` and Sec-Fetch. A page of the proxy's own site is always allowed: by `Sec-Fetch-Site`, which a
 * page cannot forge, or for a browser without it by an `Origin` whose host is the request's own `Host`.
 */
export function readVisitor(request: Request, config: ProxyConfig): Visitor {
  const header = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  const mode = request.headers.get('sec-fetch-mode');
  const origin = header !== null && ORIGIN.test(header) ? normalizeOrigin(header) : undefined;
  const malformed = header !== null && origin === undefined;
  const host = request.headers.get('host') ?? new URL(request.url).host;
  const listed = origin !== undefined && (config.anyOrigin || config.origins.has(origin));
  const sameHost = site === null && origin !== undefined && sameAuthority(origin, host);
  const own = site === 'same-origin' || sameHost;
  const crossSite = site === 'cross-site';
  return {
    allowOrigin: listed ? origin : undefined,
    sent: header !== null,
    allowed: !malformed && (own || listed),
    blindCrossSite: crossSite && (mode === 'no-cors' || mode === 'navigate'),
    crossSite,
  };
}

/** `https://race.example` and `race.example:443` are one place; the scheme is left aside (design.md section 5). */
function sameAuthority(origin: string, host: string): boolean {
  const { protocol, host: authority } = new URL(origin);
  return normalizeOrigin(`${protocol}//${host}`)?.endsWith(`//${authority}`) ?? false;
}

/**
 * Throws 403 for a page that may not ask.
 *
 * @param method `GET` or `POST`: what costs money or hands out originals needs an `Origin` that is allowed
 */
export function assertVisitor(visitor: Visitor, method: string): void {
  const refuse = (why: string) => {
    throw refusal(403, 'forbidden', why);
  };
  if (visitor.blindCrossSite) refuse('Another site may not embed or open this address.');
  if (visitor.sent || method === 'POST') {
    if (!visitor.allowed) refuse('This site is not among the origins of the proxy.');
  } else if (visitor.crossSite) {
    refuse('Another site may ask by CORS only.');
  }
}
