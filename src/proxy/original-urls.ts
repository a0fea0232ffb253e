/** Answers without the addresses of unwatermarked files, wherever they stand (behaviour.md T1.18.3). */

/** The right spelling and that of the oldest documentation (9pic-api.md section 5). */
export const FIELDS = ['original_url', 'orginal_url'];
/** Lists and objects within each other; 9Pic's lists have four. What lies deeper is left out: a look has to end. */
export const MAX_DEPTH = 32;

/** A text without any of them holds none of the fields; the last one because a name can be spelt by escapes. */
const SIGNS = [...FIELDS, '\\u'];
const [ORIGINAL, ORGINAL] = FIELDS;

const isHolder = (value: unknown): value is object => typeof value === 'object' && value !== null;

function strip(holder: object, depth: number): void {
  if (Array.isArray(holder)) {
    const items = holder as unknown[];
    for (let at = 0; at < items.length; at += 1) {
      const item = items[at];
      if (!isHolder(item)) continue;
      if (depth === MAX_DEPTH) items[at] = null;
      else strip(item, depth + 1);
    }
    return;
  }
  const fields = holder as Record<string, unknown>;
  // What was parsed here has no other prototype, and a list of the names would make a page a twentieth slower.
  // eslint-disable-next-line no-restricted-syntax
  for (const name in fields) {
    const value = fields[name];
    // JSON has no `undefined`, so the field is left out; a `delete` would make every item slow to write.
    if (name === ORIGINAL || name === ORGINAL) fields[name] = undefined;
    else if (!isHolder(value)) continue;
    else if (depth === MAX_DEPTH) fields[name] = null;
    else strip(value, depth + 1);
  }
}

/**
 * Removes the fields from an answer, from what was parsed of it, too.
 *
 * @returns the body as text; the one that came when it cannot hold them
 */
export function withoutOriginalUrls(json: object, text: string): string {
  if (!SIGNS.some((sign) => text.includes(sign))) return text;
  strip(json, 1);
  // Even if nothing was found: of a name that comes twice the text holds both, and what was parsed only the last.
  return JSON.stringify(json);
}
