/**
 * Reads what the package works with (`model.ts`) out of 9Pic's payloads. A bad item is dropped and counted; only a missing
 * list is fatal (behaviour.md R2.8.2).
 */
import { isRecord, respell } from './decode.js';
import { NinepicError } from './errors.js';
import type {
  Clip,
  Clips,
  EventInfo,
  EventListItem,
  FaceResult,
  OriginalLink,
  OriginalsPage,
  Photo,
  PhotoPage,
  TimelineDay,
} from './model.js';
import { MAX_PRESIGNED_LENGTH, safeUrl } from './safe-url.js';
import * as shape from './schemas.js';
import { parse, parseEach, parseOne } from './schemas.js';

export type * from './model.js';

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
    throw new NinepicError('bad-response', 'The answer has no status and no videos.');
  const clips = new Map<string, Clip>();
  for (const item of Array.isArray(videos) ? videos.slice(0, 100) : []) {
    const clip = toClip(item);
    if (clip) clips.set(clip.url, clip);
  }
  const word = typeof status === 'string' ? status.slice(0, 40) : 'unknown';
  return { requestId: request_id, status: word, clips: [...clips.values()] };
}
