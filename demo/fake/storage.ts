/** Presigned links, as S3-like storage makes and checks them: any change of the address breaks the signature, and time does. */
import type { Clock } from './clock.js';
import type { FakeSettings, Media } from './options.js';
import { hash, hashBytes } from './random.js';

/** Not a secret and not safe; the fake only has to tell a true link from a changed one. */
function signatureOf(path: string, query: URLSearchParams): string {
  const signed = new URLSearchParams(query);
  signed.delete('X-Amz-Signature');
  const start = hashBytes(`GET ${path}?${signed.toString()}`);
  return Array.from({ length: 8 }, (_, n) => hash(start, n).toString(16).padStart(8, '0')).join('');
}

const stamp = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '');

function timeOf(text: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)?.slice(1).map(Number);
  if (!parts) return NaN;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Path of an original below the storage's host. */
export const originalPath = (event: number, id: string): string =>
  `/raw-memories/imgs/${event}/large/${id}.jpg`;

/** A link that works for `presignedSeconds` from now. */
export function presign(path: string, settings: FakeSettings, clock: Clock): string {
  const query = new URLSearchParams({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `fake/${stamp(clock.now()).slice(0, 8)}/auto/s3/aws4_request`,
    'X-Amz-Date': stamp(clock.now()),
    'X-Amz-Expires': String(settings.presignedSeconds),
    'X-Amz-SignedHeaders': 'host',
  });
  query.set('X-Amz-Signature', signatureOf(path, query));
  return `${settings.storageBase}${path}?${query.toString()}`;
}

// Storage answers a refused request without CORS headers: a page sees a network error, not a 403 (behaviour.md 6.1).
const xml = (status: number, code: string, message: string): Response =>
  new Response(
    `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
    {
      status,
      headers: { 'content-type': 'application/xml' },
    },
  );

/** @returns the refusal, or `undefined` for a link that is true and still alive */
export function checkLink(request: Request, path: string, clock: Clock): Response | undefined {
  const query = new URL(request.url).searchParams;
  const signature = query.get('X-Amz-Signature');
  if (signature === null) return xml(400, 'InvalidArgument', 'Authorization');
  if (request.method !== 'GET' || signature !== signatureOf(path, query))
    return xml(403, 'SignatureDoesNotMatch', 'The request signature we calculated does not match.');
  const expires = timeOf(query.get('X-Amz-Date') ?? '') + Number(query.get('X-Amz-Expires')) * 1000;
  return clock.now() < expires ? undefined : xml(403, 'ExpiredRequest', 'Request has expired');
}

/** The headers of an original, as the settings want them. */
export function originalHeaders(request: Request, settings: FakeSettings, filename: string): Headers {
  const headers = new Headers({ 'accept-ranges': 'bytes' });
  if (settings.storage.cors && request.headers.has('origin')) {
    headers.set('access-control-allow-origin', '*');
    headers.set('access-control-expose-headers', 'content-length, content-disposition');
  }
  if (settings.storage.attachment) headers.set('content-disposition', `attachment; filename="${filename}"`);
  return headers;
}

/** The bytes, or the part of them that a `Range` header names. */
export function serve(request: Request, media: Media, headers: Headers): Response {
  headers.set('content-type', media.type);
  const size = media.bytes.byteLength;
  const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get('range') ?? '');
  if (!range || (range[1] === '' && range[2] === '')) {
    headers.set('content-length', String(size));
    return new Response(media.bytes, { headers });
  }
  const first = range[1] === '' ? Math.max(0, size - Number(range[2])) : Number(range[1]);
  const last = range[1] === '' || range[2] === '' ? size - 1 : Math.min(Number(range[2]), size - 1);
  if (first > last) {
    headers.set('content-range', `bytes */${size}`);
    return new Response(null, { status: 416, headers });
  }
  headers.set('content-range', `bytes ${first}-${last}/${size}`);
  headers.set('content-length', String(last - first + 1));
  return new Response(media.bytes.slice(first, last + 1), { status: 206, headers });
}

/** The same file, but larger: bytes after a JPEG's end are ignored by every decoder. */
export function padded(media: Media, size: number): Media {
  if (media.bytes.byteLength >= size) return media;
  const bytes = new Uint8Array(size);
  bytes.set(media.bytes);
  return { ...media, bytes };
}
