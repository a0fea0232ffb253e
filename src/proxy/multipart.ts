/**
 * A strict reader for `multipart/form-data` (RFC 7578). The platforms' own readers differ in what they forgive and have
 * no limit on parts, and an upload here decides about money, so this one forgives nothing that browsers do not send.
 */

/** One part; `bytes` is a view into the body, not a copy. */
export interface Part {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** More than our own client ever sends, and few enough that a flood of tiny parts costs nothing. */
export const MAX_PARTS = 8;
const MAX_PART_HEADERS = 2048;
const BOUNDARY = /^[0-9A-Za-z'()+_,\-./:=? ]{0,69}[0-9A-Za-z'()+_,\-./:=?]$/;
const PARAMETER = /;\s*([!#$&+.^_`|~0-9A-Za-z-]+\*?)=(?:"((?:[^"\\\r\n]|\\.)*)"|([^\s;"]+))\s*/gy;

/** The parameters of a header value; `undefined` when something does not parse or a name comes twice. */
function readParameters(value: string): Map<string, string> | undefined {
  const parameters = new Map<string, string>();
  PARAMETER.lastIndex = value.includes(';') ? value.indexOf(';') : value.length;
  while (PARAMETER.lastIndex < value.length) {
    const match = PARAMETER.exec(value);
    const name = match?.[1]?.toLowerCase();
    if (match === null || name === undefined || parameters.has(name)) return undefined;
    parameters.set(name, match[2] ?? match[3] ?? '');
  }
  return parameters;
}

/** The boundary of a `multipart/form-data` type; `undefined` when there is none, or two. */
export function readBoundary(contentType: string): string | undefined {
  const boundary = readParameters(contentType.trim())?.get('boundary');
  return boundary !== undefined && BOUNDARY.test(boundary) ? boundary : undefined;
}

function find(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  const first = wanted[0] ?? 0;
  for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (at + wanted.length > bytes.length) return -1;
    let same = 1;
    while (same < wanted.length && bytes[at + same] === wanted[same]) same += 1;
    if (same === wanted.length) return at;
  }
  return -1;
}

/** The `name` of a part; `undefined` when its headers are not those of a form field. */
function readName(headers: string): string | undefined {
  let name: string | undefined;
  for (const line of headers.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon < 1) return undefined;
    const field = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (field === 'content-transfer-encoding' && !/^(binary|7bit|8bit)$/i.test(value)) return undefined;
    if (field !== 'content-disposition') continue;
    if (name !== undefined || !/^form-data\s*;/i.test(value)) return undefined;
    name = readParameters(value)?.get('name');
    if (name === undefined) return undefined;
  }
  return name;
}

/**
 * Splits a body into its parts.
 *
 * @returns `undefined` for a body that is cut off, has bytes outside its parts, or more than eight parts
 */
export function readParts(body: Uint8Array<ArrayBuffer>, boundary: string): Part[] | undefined {
  const encoder = new TextEncoder();
  const opening = encoder.encode(`--${boundary}`);
  const delimiter = encoder.encode(`\r\n--${boundary}`);
  const blankLine = encoder.encode('\r\n\r\n');
  const parts: Part[] = [];
  if (find(body.subarray(0, opening.length), opening, 0) !== 0) return undefined;
  let at = opening.length;
  for (;;) {
    const [a, b] = [body[at], body[at + 1]];
    if (a === 0x2d && b === 0x2d) {
      const rest = body.subarray(at + 2);
      const ended = rest.length === 0 || (rest.length === 2 && rest[0] === 0x0d && rest[1] === 0x0a);
      return ended ? parts : undefined;
    }
    if (a !== 0x0d || b !== 0x0a || parts.length === MAX_PARTS) return undefined;
    const headersStart = at + 2;
    const window = body.subarray(headersStart, headersStart + MAX_PART_HEADERS);
    const headersLength = find(window, blankLine, 0);
    if (headersLength < 0) return undefined;
    const name = readName(new TextDecoder().decode(window.subarray(0, headersLength)));
    if (name === undefined) return undefined;
    const start = headersStart + headersLength + blankLine.length;
    // An empty part's delimiter begins with the line break that ends its headers.
    const end = find(body, delimiter, start);
    if (end < 0) return undefined;
    parts.push({ name, bytes: body.subarray(start, end) });
    at = end + delimiter.length;
  }
}
