/** Bodies as 9Pic writes them: the envelope, the bare form, both spellings, and pages. */
import type { RouteName } from '../../src/api/routes.js';
import type { FakeSettings } from './options.js';
import type { PhotoFacts } from './race.js';

export type Json = Record<string, unknown>;

/** Answers that the documentation shows without an envelope somewhere (9pic-api.md 13, 1 to 3). */
const BARE: ReadonlySet<RouteName> = new Set(['ping', 'eventDetails', 'originals']);

const json = (status: number, body: unknown): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

/** A 200 with its payload, in the shape that the settings ask for. */
export function success(settings: FakeSettings, route: RouteName, message: string, data: Json): Response {
  const bare = settings.envelope === 'flat' || (settings.envelope === 'mixed' && BARE.has(route));
  if (!bare) return json(200, { responseType: 'success', message, data });
  return json(200, data);
}

/** An error; its type is the status alone. */
export const failure = (status: number, message: string): Response =>
  json(status, { responseType: 'error', message, data: null });

/** A thrown answer: the handlers' way to stop at the first thing that is wrong. */
export class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** `PaginationInfo` in its mixed case (9pic-api.md 1.3). */
export function pagination(total: number, page: number, pageSize: number): Json {
  const totalPages = Math.ceil(total / pageSize);
  return {
    total,
    currentPage: total === 0 ? 0 : page,
    totalPages,
    hasNextPage: page < totalPages,
    hasPreviousPage: page > 1 && total > 0,
    page_size: pageSize,
  };
}

/** What a page was asked with. */
export interface Asked {
  readonly page: number;
  readonly pageSize: number;
}

/** @throws Refusal 422 for what is no page number, or for too large a page where the settings say so */
export function pageAsked(query: URLSearchParams, settings: FakeSettings, usual: number, max: number): Asked {
  const read = (name: string, otherwise: number): number => {
    const text = query.get(name);
    if (text === null) return otherwise;
    if (!/^[1-9]\d{0,6}$/.test(text))
      throw new Refusal(422, `query.${name}: Input should be a valid integer greater than 0`);
    return Number(text);
  };
  const pageSize = read('page_size', usual);
  if (pageSize > max && settings.pageSize === 'refuse')
    throw new Refusal(422, `query.page_size: Input should be less than or equal to ${max}`);
  return { page: read('page', 1), pageSize: Math.min(pageSize, max) };
}

/** The positions of one page of a list. */
export function positions(total: number, { page, pageSize }: Asked): number[] {
  const first = (page - 1) * pageSize;
  return Array.from({ length: Math.max(0, Math.min(pageSize, total - first)) }, (_, n) => first + n);
}

/** The image object of 9pic-api.md section 5. */
export function imageItem(photo: PhotoFacts, settings: FakeSettings): Json {
  const at = (size: string) => `${settings.mediaBase}/imgs/${photo.eventId}/${size}/${photo.id}.jpg`;
  const old = settings.spelling === 'old';
  return {
    img_url: at('large'),
    height: photo.sizeKnown ? photo.height : null,
    [old ? 'widht' : 'width']: photo.sizeKnown ? photo.width : null,
    image_id: photo.id,
    [old ? 'thumbanail_url' : 'thumbnail_url']: at('small'),
    [old ? 'orginal_url' : 'original_url']: settings.originalUrls ? at('original') : null,
  };
}
