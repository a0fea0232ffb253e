/**
 * Shapes of 9Pic's payloads. Nothing but this file knows zod; what is read out of the shapes stands in `payloads.ts`.
 */
import * as z from 'zod/mini';
import { NinepicError } from './errors.js';
import { isRequestId } from './grammar.js';

// zod probes for eval, and a strict CSP reports that as a violation of the host page (behaviour.md F4).
z.config({ jitless: true });

/**
 * A field that is read as what it should be, or as "unknown": never a reason to refuse the item. (`z.catch` says the
 * same for 3.4 KB more.)
 */
const lenient = <T>(read: (value: unknown) => T) => z.pipe(z.optional(z.unknown()), z.transform(read));
const text = (max: number) => lenient((value) => (typeof value === 'string' ? value.slice(0, max) : null));
/** Numbers arrive as numbers or as numeric strings; anything else is NaN. */
const number = lenient((value) =>
  typeof value === 'number' || (typeof value === 'string' && /^\d{1,15}$/.test(value)) ? Number(value) : NaN,
);
/** Only `true` is true: a missing flag means that the feature is off. */
const flag = lenient((value) => value === true);
/** A field without which there is no item. (`z.custom` and nothing else: arrays, unions and strings cost 1.3 KB more.) */
const isId = (value: unknown) =>
  Number.isFinite(value) || (typeof value === 'string' && /^\d{1,12}$/.test(value));
const id = z.pipe(
  z.custom<string | number>(isId),
  z.transform((value) => String(value)),
);
const anything = z.optional(z.unknown());
const items = z.custom<unknown[]>(Array.isArray);

export const photoItem = z.object({
  image_id: text(129),
  img_url: anything,
  thumbnail_url: anything,
  width: number,
  height: number,
});
export const pagination = z.object({
  total: number,
  currentPage: number,
  totalPages: number,
  hasNextPage: flag,
  page_size: number,
});
export const photoList = z.object({ images: items, pagination: anything });
export const faceList = z.object({
  request_id: z.custom<string>((value) => typeof value === 'string' && isRequestId(value)),
  confidence_percentage: number,
});
export const details = z.object({
  event_id: id,
  event_name: text(200),
  event_date: text(40),
  event_enabled: flag,
  bib_search: flag,
  selfie_search: flag,
  video_search: flag,
  video_selfie_search: flag,
  timeline_search: flag,
  proxy: anything,
});
export const proxyInfo = z.object({
  gallery: flag,
  originals: flag,
  relay: flag,
  originalsBy: lenient((value) =>
    Array.isArray(value) ? value.slice(0, 10).filter((one): one is string => typeof one === 'string') : [],
  ),
  requireConsent: flag,
});
export const eventItem = z.object({
  event_id: id,
  event_name: text(200),
  event_date: text(40),
  status: text(40),
});
export const eventList = z.object({ events: items, pagination: anything });
export const dayItem = z.object({
  date: z.custom<string>((value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)),
  hours: items,
});
export const hourItem = z.object({ hour: number, count: number });
export const dayList = z.object({ days: items });
/** A path of the proxy's own origin: one slash, and nothing that a page would read as another host. */
const path = lenient((value) =>
  typeof value === 'string' && value.length <= 9000 && /^\/(?!\/)[!-[\]-~]*$/.test(value) ? value : null,
);
export const linkItem = z.object({ url: anything, filename: text(200), relay: path });
export const linkList = z.object({ presigned_urls: items, failed_urls: anything, pagination: anything });
export const clipList = z.object({ request_id: text(64), status: anything, videos: anything });

/** @throws NinepicError `bad-response` when the value does not have the shape at all */
export function parse<T>(schema: z.ZodMiniType<T>, value: unknown): T {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  const fields = result.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new NinepicError('bad-response', `The answer has another shape (${fields}).`);
}

/** The items that have the shape; the others are dropped, because one bad photo must not hide a thousand good ones. */
export function parseEach<T>(schema: z.ZodMiniType<T>, values: readonly unknown[]): T[] {
  return values.flatMap((value) => {
    const result = z.safeParse(schema, value);
    return result.success ? [result.data] : [];
  });
}

/** The item if it has the shape. */
export function parseOne<T>(schema: z.ZodMiniType<T>, value: unknown): T | undefined {
  return z.safeParse(schema, value).data;
}
