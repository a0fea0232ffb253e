/** One method per route of the proxy. The client knows nothing of sessions, pages or elements. */
import type { ErrorCode } from './errors.js';
import { isNinepicError } from './errors.js';
import { send } from './http.js';
import type { Call, HttpPlatform } from './http.js';
import type { Shapes } from './load-reading.js';
import type * as read from './payloads.js';
import { parseProxyUrl, routeUrl } from './proxy-url.js';
import { routes } from './routes.js';
import type { Params, RouteName } from './routes.js';
import { sleep } from './sleep.js';
import { VERSION } from './version.js';

/** What to ask of a list. */
export interface PageOptions {
  /** 1-based; default 1. */
  page?: number;
  /** Default and maximum: the route's own maximum. */
  pageSize?: number;
  /** Ends the request; the method then rejects with an `AbortError`. */
  signal?: AbortSignal | undefined;
  /** Sent once, for whoever has a rhythm of its own. */
  once?: boolean;
}

/** What a selfie search needs. */
export interface StartFaces {
  /** The picture: JPEG, PNG or WebP. */
  file: Blob;
  /** Minted by the caller, so that a lost answer can still be asked for (behaviour.md R2.1); absent: 9Pic makes one. */
  requestId?: string;
  /** Sent even where `requestId` is not: the proxy joins duplicates by it. */
  idempotencyKey: string;
  /** Which text the visitor consented to. */
  consentVersion: string;
  /** Of the page that the answer holds; default and maximum: 100. */
  pageSize?: number;
}

/** Where the proxy is, and how to reach it. */
export interface ClientOptions {
  /** Relative or absolute address of the proxy. */
  proxyUrl: string;
  /** Default: the platform's. */
  fetch?: typeof fetch;
  /** For tests: waiting, jitter and clock. */
  platform?: Partial<HttpPlatform>;
}

/** Milliseconds (behaviour.md R2.2.3). */
const GET_TIMEOUT = 15_000;
const SELFIE_TIMEOUT = 60_000;
const CLIP_TIMEOUT = 30_000;

/** What a relative proxy address is resolved against. `<img name="baseURI">` poses as the property (T1.12.2). */
function pageAddress(): string | undefined {
  const base: unknown = globalThis.document?.baseURI;
  return typeof base === 'string' ? base : globalThis.location?.href;
}

interface Ask<T> {
  event?: string;
  params?: Params;
  query?: Readonly<Record<string, string | number | undefined>>;
  signal?: AbortSignal | undefined;
  body?: BodyInit;
  headers?: Record<string, string>;
  timeout?: number;
  paid?: boolean;
  once?: boolean | undefined;
  notFound?: ErrorCode | undefined;
  read: (payload: unknown, shapes: Shapes) => T;
}

/**
 * Talks to the proxy.
 *
 * Every method rejects with a {@link NinepicError}, or with an `AbortError` when its signal aborts.
 */
export class NinepicClient {
  /** The proxy's address, resolved. */
  readonly proxyUrl: URL;
  /** Waiting, jitter and clock of whoever uses this client. */
  readonly platform: HttpPlatform;
  /** Nothing is taken from the browser's cache, where an older page one may be for minutes; default: what may be shared is. */
  isFresh?: boolean;

  /** @throws NinepicError `config` for an address that cannot be a proxy's */
  constructor(options: ClientOptions) {
    this.proxyUrl = parseProxyUrl(options.proxyUrl, pageAddress());
    const fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
    this.platform = { fetch, sleep, random: Math.random, now: Date.now, ...options.platform };
  }

  /** Resolves after `ms` milliseconds. */
  sleep(ms: number): Promise<void> {
    return this.platform.sleep(ms);
  }

  /** Whether the proxy, its key and the event fit together; touches no photos. */
  ping(eventId: string, signal?: AbortSignal): Promise<void> {
    return this.call('ping', { event: eventId, signal, read: () => undefined });
  }

  /** The events that the proxy offers. */
  events(options: PageOptions = {}): Promise<ReturnType<typeof read.parseEventList>> {
    return this.list('events', 'parseEventList', options);
  }

  /** The event's name, and what its organiser offers. */
  eventDetails(eventId: string, signal?: AbortSignal): Promise<read.EventInfo> {
    return this.call('eventDetails', {
      event: eventId,
      signal,
      read: (payload, { parseEventInfo }) => parseEventInfo(payload),
    });
  }

  /** All photos of the event, by capture time; photos without a time come last. */
  photos(eventId: string, options: PageOptions = {}): Promise<read.PhotoPage> {
    return this.list('photos', 'parsePhotoPage', options, { event: eventId });
  }

  /** A bib without photos is an empty page, whether 9Pic says so with 200 or with 404 (9pic-api.md section 7). */
  async byBib(eventId: string, bib: string, options: PageOptions = {}): Promise<read.PhotoPage> {
    try {
      return await this.list('byBib', 'parsePhotoPage', options, { event: eventId, params: { bib } });
    } catch (error) {
      if (isNinepicError(error) && error.status === 404 && error.fromUpstream) return EMPTY_PAGE;
      throw error;
    }
  }

  /** How many photos were taken in each hour, UTC. */
  timelineDays(eventId: string, signal?: AbortSignal): Promise<read.TimelineDay[]> {
    return this.call('timelineDays', {
      event: eventId,
      signal,
      read: (payload, { parseTimelineDays }) => parseTimelineDays(payload),
    });
  }

  /** Photos taken in `[from, to)`, in Unix epoch seconds; at most seven days. */
  timelinePhotos(
    eventId: string,
    window: { from: number; to: number },
    options: PageOptions = {},
  ): Promise<read.PhotoPage> {
    return this.list('timelinePhotos', 'parsePhotoPage', options, { event: eventId, query: window });
  }

  /** Billable. Never sent twice by this client, except after a 429. */
  startFaces(eventId: string, start: StartFaces): Promise<read.FaceResult> {
    const pageSize = start.pageSize ?? routes.startFaces.maxPageSize;
    const body = new FormData();
    body.set('file', start.file, 'selfie.jpg');
    if (start.requestId !== undefined) body.set('request_id', start.requestId);
    return this.call('startFaces', {
      event: eventId,
      query: { page_size: pageSize },
      body,
      headers: { 'X-NinePic-Consent': start.consentVersion, 'Idempotency-Key': start.idempotencyKey },
      timeout: SELFIE_TIMEOUT,
      paid: true,
      read: (payload, { parseFaceResult }) => parseFaceResult(payload, { page: 1, pageSize }),
    });
  }

  /** A stored selfie search; free. A 404 is `request-unknown`. */
  faces(eventId: string, requestId: string, options: PageOptions = {}): Promise<read.FaceResult> {
    return this.list('faces', 'parseFaceResult', options, {
      event: eventId,
      params: { request_id: requestId },
      notFound: 'request-unknown',
    });
  }

  /** Billable: orders clips for a selfie search that was made before; no picture is sent. */
  startClips(eventId: string, requestId: string): Promise<read.Clips> {
    const body = new FormData();
    body.set('request_id', requestId);
    return this.call('startClips', {
      event: eventId,
      body,
      headers: { 'Idempotency-Key': requestId },
      timeout: CLIP_TIMEOUT,
      paid: true,
      notFound: 'request-unknown',
      read: (payload, { parseClips }) => parseClips(payload),
    });
  }

  /**
   * Sent once: whoever polls asks again anyway.
   *
   * @param poll another number for each poll: a cache that ignores `no-store` must not keep "processing" for ever (F9)
   */
  clips(eventId: string, requestId: string, poll: number, signal?: AbortSignal): Promise<read.Clips> {
    return this.call('clips', {
      event: eventId,
      params: { request_id: requestId },
      query: { _: poll },
      signal,
      once: true,
      notFound: 'request-unknown',
      read: (payload, { parseClips }) => parseClips(payload),
    });
  }

  /** Presigned links to originals; they live about an hour. Free, so it is retried like a read. */
  originals(
    eventId: string,
    by: { method: 'bib' | 'selfie'; identifier: string } | { method: 'image_ids'; identifier: string[] },
    options: PageOptions = {},
  ): Promise<read.OriginalsPage> {
    return this.list('originals', 'parseOriginals', options, {
      event: eventId,
      body: JSON.stringify(by),
      headers: { 'Content-Type': 'application/json' },
    });
  }

  private list<Name extends 'parsePhotoPage' | 'parseFaceResult' | 'parseEventList' | 'parseOriginals'>(
    name: RouteName,
    parse: Name,
    options: PageOptions,
    ask: Omit<Ask<unknown>, 'read'> = {},
  ): Promise<ReturnType<Shapes[Name]>> {
    const asked = pageAsked(name, options);
    return this.call(name, {
      ...ask,
      query: { ...ask.query, page: asked.page, page_size: asked.pageSize },
      signal: options.signal,
      once: options.once,
      read: (payload, shapes) => shapes[parse](payload, asked) as ReturnType<Shapes[Name]>,
    });
  }

  // Async, so that bad input rejects instead of throwing.
  private async call<T>(name: RouteName, ask: Ask<T>): Promise<T> {
    const { method, cache } = routes[name];
    const params = ask.event === undefined ? ask.params : { event_id: ask.event, ...ask.params };
    const call: Call<T> = {
      ...ask,
      operation: name,
      url: routeUrl(this.proxyUrl, name, params, ask.query),
      method,
      timeout: ask.timeout ?? GET_TIMEOUT,
      // What was read anew takes the place of what was there: else the next page would begin with the old.
      cache: cache === 'shared' ? (this.isFresh ? 'reload' : 'default') : 'no-store',
      probe: routeUrl(this.proxyUrl, 'healthz'),
      // GETs carry no header of ours: an unusual header would cost a preflight.
      headers: method === 'POST' ? { 'X-NinePic-Widget': VERSION, ...ask.headers } : {},
    };
    return send(this.platform, call);
  }
}

const EMPTY_PAGE: read.PhotoPage = {
  photos: [],
  dropped: 0,
  total: 0,
  page: 0,
  pageSize: null,
  hasNext: false,
};

const bounded = (value = NaN, low: number, high: number, otherwise: number): number =>
  Number.isFinite(value) ? Math.min(high, Math.max(low, Math.trunc(value))) : otherwise;

function pageAsked(name: RouteName, options: PageOptions): read.PageAsked {
  const route = routes[name];
  const max = 'maxPageSize' in route ? route.maxPageSize : 100;
  return {
    page: bounded(options.page, 1, 9_999_999, 1),
    pageSize: bounded(options.pageSize, 1, max, max),
  };
}
