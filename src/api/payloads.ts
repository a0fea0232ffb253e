/**
 * What the package works with, read out of 9Pic's payloads. A bad item is dropped and counted; only a missing list is
 * fatal (behaviour.md R2.8.2).
 */
import { isRecord, respell } from './decode.js';
import { NinepicError } from './errors.js';
import { MAX_PRESIGNED_LENGTH, safeUrl } from './safe-url.js';
import * as shape from './schemas.js';
import { parse, parseEach, parseOne } from './schemas.js';

/** One photo of an event. The API has no time, bib or score per photo (9pic-api.md section 5). */
export interface Photo {
  /** `image_id`: opaque, at most 128 characters; a key made of the preview's URL where the API gave none. */
  readonly id: string;
  /** Large picture, with the organiser's watermark where there is one. */
  readonly preview: string;
  readonly thumbnail: string;
  /** Pixels, for the aspect ratio only; `null` when unknown or absurd. */
  readonly width: number | null;
  readonly height: number | null;
}

/** One page of a list, with what is known about the whole. */
export interface PhotoPage {
  readonly photos: readonly Photo[];
  /** Items that could not be shown: no usable picture, or too many for the page. */
  readonly dropped: number;
  /** Length of the whole list; `null` when the API did not say or said nonsense. */
  readonly total: number | null;
  /** 1-based; 0 means that there is no page at all. */
  readonly page: number;
  /** What the server really used, which may be less than what was asked for; `null` when unknown. */
  readonly pageSize: number | null;
  readonly hasNext: boolean;
}

export interface FaceResult extends PhotoPage {
  readonly requestId: string;
  /** The event's threshold, **not** a score; `null` when none is configured. */
  readonly threshold: number | null;
}

export interface Clip {
  readonly url: string;
  readonly poster?: string;
  readonly seconds?: number;
}

export interface Clips {
  readonly requestId: string | null;
  /** Anything but `processing` is final (9pic-api.md 10.2); `unknown` for what is no word. */
  readonly status: string;
  readonly clips: readonly Clip[];
}

/** What the proxy says about itself inside event details; absent for a proxy that is not ours. */
export interface ProxyInfo {
  readonly gallery: boolean;
  readonly originals: boolean;
  readonly relay: boolean;
  readonly originalsBy: readonly string[];
  readonly requireConsent: boolean;
}

export interface EventInfo {
  readonly id: string;
  readonly name: string | null;
  /** Local wall time of the event without an offset; never converted (9pic-api.md 1.4). */
  readonly date: string | null;
  readonly enabled: boolean;
  readonly bibSearch: boolean;
  readonly selfieSearch: boolean;
  /** Both `video_search` and `video_selfie_search`. */
  readonly clips: boolean;
  readonly timeline: boolean;
  readonly proxy: ProxyInfo | null;
}

export interface EventListItem {
  readonly id: string;
  readonly name: string | null;
  readonly date: string | null;
  readonly status: string | null;
}

export interface TimelineDay {
  /** UTC calendar date, `YYYY-MM-DD`. */
  readonly date: string;
  readonly total: number;
  /** UTC hours 0 to 23 that have photos, ascending. */
  readonly hours: readonly { readonly hour: number; readonly count: number }[];
}

export interface OriginalLink {
  /** Presigned; lives about an hour. Nothing may be added to it. */
  readonly url: string;
  readonly filename: string;
  /** Path of the proxy's relay, where it offers one. */
  readonly relay?: string;
}

export interface OriginalsPage {
  readonly links: readonly OriginalLink[];
  /** Names of the photos for which there is no link. */
  readonly failed: readonly string[];
  readonly total: number | null;
  readonly hasNext: boolean;
}

/** Largest list that is believed; a larger `total` is treated as unknown (behaviour.md T1.16.4). */
const MAX_TOTAL = 5_000_000;
const MAX_PIXELS = 20_000;

const within = (value: number, low: number, high: number): number | null =>
  value >= low && value <= high ? value : null;
const whole = (value: number, low: number, high: number): number | null =>
  Number.isInteger(value) ? within(value, low, high) : null;

function toPhoto(item: unknown): Photo | undefined {
  const parsed = parseOne(shape.photoItem, respell(item));
  if (!parsed) return undefined;
  const { image_id, img_url, thumbnail_url, width, height } = parsed;
  const large = safeUrl(img_url);
  const small = safeUrl(thumbnail_url);
  const preview = large ?? small;
  if (preview === undefined || (image_id?.length ?? 0) > 128) return undefined;
  // Frozen, because it leaves in the details of events (design.md 4.4).
  return Object.freeze({
    id: image_id || `url:${preview}`,
    preview,
    thumbnail: small ?? preview,
    width: within(width, 1, MAX_PIXELS),
    height: within(height, 1, MAX_PIXELS),
  });
}

interface Extent {
  total: number | null;
  page: number;
  pageSize: number | null;
  hasNext: boolean;
}

function toExtent(value: unknown, asked: PageAsked): Extent {
  const parsed = parseOne(shape.pagination, value);
  if (!parsed) return { total: null, page: asked.page, pageSize: null, hasNext: false };
  const { total, currentPage, page_size, hasNextPage } = parsed;
  return {
    total: whole(total, 0, MAX_TOTAL),
    page: whole(currentPage, 0, MAX_TOTAL) ?? asked.page,
    pageSize: whole(page_size, 1, 100),
    hasNext: hasNextPage,
  };
}

/** What a page was asked with; answers that echo something else are believed, within bounds. */
export interface PageAsked {
  readonly page: number;
  readonly pageSize: number;
}

/** @throws NinepicError `bad-response` without a list of images */
export function parsePhotoPage(payload: unknown, asked: PageAsked): PhotoPage {
  const { images, pagination: info } = parse(shape.photoList, payload);
  const photos = images.slice(0, asked.pageSize).flatMap((item) => toPhoto(item) ?? []);
  const extent = toExtent(info, asked);
  const total = isRecord(info) ? extent.total : photos.length;
  return { photos, dropped: images.length - photos.length, ...extent, total };
}

/** @throws NinepicError `bad-response` without a request id or a list of images */
export function parseFaceResult(payload: unknown, asked: PageAsked): FaceResult {
  const { request_id, confidence_percentage } = parse(shape.faceList, payload);
  return {
    ...parsePhotoPage(payload, asked),
    requestId: request_id,
    threshold: within(confidence_percentage, 0, 100),
  };
}

/** @throws NinepicError `bad-response` without an event id */
export function parseEventInfo(payload: unknown): EventInfo {
  const event = parse(shape.details, payload);
  const proxy = parseOne(shape.proxyInfo, event.proxy);
  // A page's script reads it as a part of `state`.
  return Object.freeze({
    id: event.event_id,
    name: event.event_name,
    date: event.event_date,
    enabled: event.event_enabled,
    bibSearch: event.bib_search,
    selfieSearch: event.selfie_search,
    clips: event.video_search && event.video_selfie_search,
    timeline: event.timeline_search,
    proxy: proxy ? Object.freeze(proxy) : null,
  });
}

/** @throws NinepicError `bad-response` without a list of events */
export function parseEventList(payload: unknown, asked: PageAsked): { events: EventListItem[] } & Extent {
  const body = parse(shape.eventList, payload);
  const events = parseEach(shape.eventItem, body.events.slice(0, asked.pageSize)).map((event) => ({
    id: event.event_id,
    name: event.event_name,
    date: event.event_date,
    status: event.status,
  }));
  return { events, ...toExtent(body.pagination, asked) };
}

/** @throws NinepicError `bad-response` without a list of days */
export function parseTimelineDays(payload: unknown): TimelineDay[] {
  return parseEach(shape.dayItem, parse(shape.dayList, payload).days.slice(0, 100)).map(({ date, hours }) => {
    const known = parseEach(shape.hourItem, hours.slice(0, 24)).filter(
      ({ hour, count }) => whole(hour, 0, 23) !== null && whole(count, 1, MAX_TOTAL) !== null,
    );
    return { date, hours: known, total: known.reduce((sum, { count }) => sum + count, 0) };
  });
}

/** A name for what could not be linked, whatever shape 9Pic gave it (behaviour.md R2.8.6). */
function failedName(item: unknown): string {
  if (typeof item === 'string') return item.slice(0, 200);
  const named = isRecord(item) ? (item['image_id'] ?? item['filename'] ?? item['path']) : undefined;
  return typeof named === 'string' ? named.slice(0, 200) : 'unknown';
}

/** @throws NinepicError `bad-response` without a list of links */
export function parseOriginals(payload: unknown, asked: PageAsked): OriginalsPage {
  const body = parse(shape.linkList, payload);
  const failed = Array.isArray(body.failed_urls) ? body.failed_urls.slice(0, 100).map(failedName) : [];
  const links: OriginalLink[] = [];
  for (const item of parseEach(shape.linkItem, body.presigned_urls.slice(0, asked.pageSize))) {
    const url = safeUrl(item.url, MAX_PRESIGNED_LENGTH);
    if (url === undefined) failed.push(item.filename ?? 'unknown');
    else links.push({ url, filename: item.filename ?? '', ...(item.relay ? { relay: item.relay } : {}) });
  }
  const { total, hasNext } = toExtent(body.pagination, asked);
  return { links, failed, total, hasNext };
}

const firstUrl = (item: Record<string, unknown>, names: readonly string[]): string | undefined =>
  names.map((name) => safeUrl(item[name], MAX_PRESIGNED_LENGTH)).find((url) => url !== undefined);

/** `videos[]` is undocumented: strings and objects are taken, unknown keys ignored (9pic-api.md 10.2). */
function toClip(item: unknown): Clip | undefined {
  if (!isRecord(item)) {
    const url = safeUrl(item, MAX_PRESIGNED_LENGTH);
    return url === undefined ? undefined : Object.freeze({ url });
  }
  const url = firstUrl(item, ['clip_url', 'video_url', 'url']);
  if (url === undefined) return undefined;
  const poster = firstUrl(item, ['thumbnail_url', 'poster_url', 'thumbnail', 'poster']);
  const { duration } = item;
  // Only these: an object may have a `toString` that throws.
  const isNumeric = typeof duration === 'number' || typeof duration === 'string';
  const seconds = isNumeric ? within(Number(duration), 0.1, 86_400) : null;
  return Object.freeze({ url, ...(poster ? { poster } : {}), ...(seconds === null ? {} : { seconds }) });
}

/** @throws NinepicError `bad-response` when the payload says nothing about a clip */
export function parseClips(payload: unknown): Clips {
  const { request_id, status, videos } = parse(shape.clipList, payload);
  // Anything but `processing` is the end, so an answer to something else must not be taken for one.
  if (status === undefined && videos === undefined)
    throw new NinepicError('bad-response', 'The answer has neither a status nor videos.');
  const clips = new Map<string, Clip>();
  for (const item of Array.isArray(videos) ? videos.slice(0, 100) : []) {
    const clip = toClip(item);
    if (clip) clips.set(clip.url, clip);
  }
  const word = typeof status === 'string' ? status.slice(0, 40) : 'unknown';
  return { requestId: request_id, status: word, clips: [...clips.values()] };
}
