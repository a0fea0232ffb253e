/** The address of the proxy as a host writes it, and the addresses of its routes. */
import { NinepicError } from './errors.js';
import { buildPath, routes } from './routes.js';
import type { Params, RouteName } from './routes.js';

/** 9Pic's own API. In a page it would need the key, and the key opens every event of the organiser (T1.1.3). */
const NINEPIC_HOST = 'api.9pic.ai';

/**
 * @param value relative or absolute; may carry a query (`?rest_route=` of plain WordPress permalinks)
 * @param base what a relative one is resolved against, normally `document.baseURI`
 * @returns the address without fragment and trailing slash, so that one proxy has one spelling
 * @throws NinepicError `config` when it is no http(s) address, carries credentials, or is 9Pic itself
 */
export function parseProxyUrl(value: string, base?: string): URL {
  let url: URL;
  try {
    url = new URL(value, base);
  } catch {
    throw new NinepicError('config', `proxy-url "${value}" is not an address.`);
  }
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new NinepicError('config', 'proxy-url must be http or https, without credentials.');
  if (url.hostname.replace(/\.+$/, '') === NINEPIC_HOST)
    throw new NinepicError('config', 'proxy-url must be your own proxy, not 9Pic.');
  url.hash = '';
  url.pathname = url.pathname.replace(/\/+$/, '');
  // A lone `?` says nothing.
  if (url.search === '') url.search = '';
  return url;
}

/**
 * The address of one call.
 *
 * @param query only names that the route knows, and `_`, are ever passed
 * @throws NinepicError `bad-input` for a parameter that does not fit its grammar
 */
export function routeUrl(
  proxy: URL,
  name: RouteName,
  params: Params = {},
  query: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const url = new URL(proxy);
  const path = buildPath(name, params);
  const restRoute = url.searchParams.get('rest_route');
  if (restRoute === null) url.pathname = url.pathname.replace(/\/+$/, '') + path;
  // WordPress decodes a query once, and the query is encoded here: an encoded path would be encoded twice.
  else url.searchParams.set('rest_route', restRoute.replace(/\/+$/, '') + decodeURIComponent(path));
  const known: readonly string[] = routes[name].query;
  for (const [key, value] of Object.entries(query))
    if (value !== undefined && (key === '_' || known.includes(key))) url.searchParams.set(key, String(value));
  return url.href;
}
