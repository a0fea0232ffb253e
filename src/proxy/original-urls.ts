/** Lists without the addresses of unwatermarked files (behaviour.md T1.18.3). */
import { isObject } from './event-details.js';

/** The right spelling and that of the oldest documentation (9pic-api.md section 5). */
export const FIELDS = ['original_url', 'orginal_url'];

/**
 * Removes the fields from every image item of a list answer, enveloped or flat.
 *
 * @returns the body as text; the one that came when there was nothing to remove
 */
export function withoutOriginalUrls(json: unknown, text: string): string {
  const images = isObject(json) ? (isObject(json.data) ? json.data.images : json.images) : undefined;
  if (!Array.isArray(images)) return text;
  let removed = false;
  for (const item of images as unknown[]) {
    if (!isObject(item)) continue;
    for (const field of FIELDS) {
      if (!Object.hasOwn(item, field)) continue;
      // JSON has no `undefined`, so the field is left out; a `delete` would make every item slow to write.
      (item as Record<string, unknown>)[field] = undefined;
      removed = true;
    }
  }
  return removed ? JSON.stringify(json) : text;
}
