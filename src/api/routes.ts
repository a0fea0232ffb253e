/**
 * The contract: every call that the client makes, the proxy lets through and the fake answers. One table, imported by
 * all three, so that they cannot drift (design.md section 5).
 */
import { NinepicError } from './errors.js';
import { isEventId, isRequestId, isTicket, normalizeBib } from './grammar.js';

/** What an organiser can switch off in the proxy. */
export const routeSwitches = ['gallery', 'bib', 'selfie', 'clip', 'timeline', 'originals'] as const;
export type RouteSwitch = (typeof routeSwitches)[number];

/** Name of a path parameter, as it stands between braces in a path. */
export type ParamName = 'event_id' | 'bib' | 'request_id' | 'ticket';
export type QueryName = 'page' | 'page_size' | 'from' | 'to';

/** One row of the table. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** Below the proxy's mount; `{name}` is one parameter and fills one segment. */
  readonly path: string;
  /** Query parameters that are passed on; all others are dropped. */
  readonly query: readonly QueryName[];
  /** The largest `page_size`; the API's own maximum (9pic-api.md 1.3). */
  readonly maxPageSize?: number;
  readonly body?: 'multipart' | 'json';
  /** The switch that turns the route off; routes without one are always on. */
  readonly feature?: RouteSwitch;
  /** `shared`: holds nobody's search and may be cached for everybody (behaviour.md T1.5). */
  readonly cache: 'shared' | 'private' | 'none';
  /** Each new request id costs the organiser money. */
  readonly billable?: true;
}

const paged = ['page', 'page_size'] as const;

export const routes = {
  healthz: { method: 'GET', path: '/healthz', query: [], cache: 'none' },
  events: { method: 'GET', path: '/events', query: paged, maxPageSize: 100, cache: 'shared' },
  ping: { method: 'GET', path: '/event/{event_id}/ping', query: [], cache: 'none' },
  eventDetails: { method: 'GET', path: '/event/{event_id}/details', query: [], cache: 'shared' },
  photos: {
    method: 'GET',
    path: '/event/{event_id}/images',
    query: paged,
    maxPageSize: 100,
    feature: 'gallery',
    cache: 'shared',
  },
  byBib: {
    method: 'GET',
    path: '/event/{event_id}/bibs/{bib}',
    query: paged,
    maxPageSize: 100,
    feature: 'bib',
    cache: 'private',
  },
  timelineDays: {
    method: 'GET',
    path: '/event/{event_id}/timeline/days',
    query: [],
    feature: 'timeline',
    cache: 'shared',
  },
  timelinePhotos: {
    method: 'GET',
    path: '/event/{event_id}/timeline/images',
    query: ['from', 'to', 'page', 'page_size'],
    maxPageSize: 100,
    feature: 'timeline',
    cache: 'shared',
  },
  startFaces: {
    method: 'POST',
    path: '/event/{event_id}/faces',
    query: ['page_size'],
    maxPageSize: 100,
    body: 'multipart',
    feature: 'selfie',
    cache: 'none',
    billable: true,
  },
  faces: {
    method: 'GET',
    path: '/event/{event_id}/faces/{request_id}',
    query: paged,
    maxPageSize: 100,
    feature: 'selfie',
    cache: 'none',
  },
  startClips: {
    method: 'POST',
    path: '/event/{event_id}/video-clipping/search-by-selfie',
    query: [],
    body: 'multipart',
    feature: 'clip',
    cache: 'none',
    billable: true,
  },
  clips: {
    method: 'GET',
    path: '/event/{event_id}/video-clipping/{request_id}',
    query: [],
    feature: 'clip',
    cache: 'none',
  },
  originals: {
    method: 'POST',
    path: '/event/{event_id}/original-photos',
    query: paged,
    maxPageSize: 60,
    body: 'json',
    feature: 'originals',
    cache: 'none',
  },
  relay: {
    method: 'GET',
    path: '/event/{event_id}/originals/{ticket}',
    query: [],
    feature: 'originals',
    cache: 'none',
  },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;
export type Params = Partial<Record<ParamName, string>>;

/** The value in its canonical form, or `undefined` when it cannot be one. */
const grammar: Record<ParamName, (value: string) => string | undefined> = {
  event_id: (value) => (isEventId(value) ? value : undefined),
  bib: normalizeBib,
  request_id: (value) => (isRequestId(value) ? value : undefined),
  ticket: (value) => (isTicket(value) ? value : undefined),
};

const paramOf = (segment: string): ParamName | undefined =>
  segment.startsWith('{') ? (segment.slice(1, -1) as ParamName) : undefined;

/**
 * The path of a call below the mount, with every parameter checked by its grammar and encoded once.
 *
 * @throws NinepicError `bad-input` for a parameter that does not fit its grammar
 */
export function buildPath(name: RouteName, params: Params): string {
  return routes[name].path
    .split('/')
    .map((segment) => {
      const param = paramOf(segment);
      if (param === undefined) return segment;
      const value = grammar[param](params[param] ?? '');
      if (value === undefined)
        throw new NinepicError('bad-input', `${param} is not valid`, { operation: name });
      return encodeURIComponent(value);
    })
    .join('/');
}

/** What a path below the mount means: the routes on it by method, and its parameters in canonical form. */
export interface PathMatch {
  readonly byMethod: ReadonlyMap<string, RouteName>;
  readonly params: Params;
}

/**
 * Finds the routes of a path whose segments are already decoded. A literal segment wins over a parameter, so
 * `search-by-selfie` is never taken for a request id.
 *
 * @returns `undefined` when no route has this path
 */
export function matchPath(segments: readonly string[]): PathMatch | undefined {
  const byMethod = new Map<string, RouteName>();
  let found: Params = {};
  for (const [name, route] of Object.entries(routes) as [RouteName, Route][]) {
    const pattern = route.path.split('/').slice(1);
    if (pattern.length !== segments.length) continue;
    const params: Params = {};
    const fits = pattern.every((part, index) => {
      const segment = segments[index] ?? '';
      const param = paramOf(part);
      if (param === undefined) return part === segment;
      const value = grammar[param](segment);
      if (value !== undefined) params[param] = value;
      return value !== undefined;
    });
    if (fits) {
      byMethod.set(route.method, name);
      found = params;
    }
  }
  return byMethod.size > 0 ? { byMethod, params: found } : undefined;
}
