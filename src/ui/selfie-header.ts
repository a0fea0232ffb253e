/** What a file is, by its bytes and not by its name, and whether it may be decoded: all before anything is decoded. */
import { hasEnd, readJpegHead } from './selfie-jpeg.js';
import type { JpegHead } from './selfie-jpeg.js';
import { selfieProblem } from './selfie-reasons.js';

/** Smallest file, in bytes: what the proxy wants too (behaviour.md T1.3.7). */
export const MIN_SELFIE_BYTES = 1024;

/**
 * Largest original, in bytes. Far above what is uploaded, because it is made small first: a phone's photo of 48
 * megapixels has 25 MB.
 */
export const MAX_SELFIE_BYTES = 50 * 1024 * 1024;

/**
 * Most pixels of an original. Phones take selfies of up to 60 megapixels; decoded, a pixel takes four bytes, so this
 * bounds the memory at 320 MB.
 */
export const MAX_SELFIE_PIXELS = 80_000_000;

/** A picture that is worth decoding. */
export interface PictureHeader {
  readonly type: 'jpeg' | 'png' | 'webp' | 'heic' | 'avif';
  /** Pixels as stored, which may lie on their side. */
  readonly width: number;
  readonly height: number;
  readonly jpeg?: JpegHead;
}

type Kind = PictureHeader['type'];
type Size = readonly [width: number, height: number];

/** Enough for every header but that of a JPEG with long segments in front; of those, all is read. */
const HEAD_BYTES = 256 * 1024;
const TAIL_BYTES = 64 * 1024;

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const latin1 = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, to));

/** Bytes of a part of the file; a file that has gone since it was picked cannot be read. */
async function read(file: Blob, from = 0, to = file.size): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(from, to).arrayBuffer());
  } catch (error) {
    throw selfieProblem('cannot-decode', 'The file can no longer be read.', error);
  }
}

/** Brands of the ISO file format that HEIF and AVIF pictures share; the first box lists them. */
function isoKind(start: string): Kind | undefined {
  if (start.slice(4, 8) !== 'ftyp') return undefined;
  const brands = start.slice(8, 64);
  if (/avi[fs]/.test(brands)) return 'avif';
  return /hei[cxms]|hev[cxms]|mif1|msf1/.test(brands) ? 'heic' : undefined;
}

function kindOf(bytes: Uint8Array): Kind {
  const start = latin1(bytes, 0, 1024);
  if (start.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (/^RIFF[^]{4}WEBP/.test(start)) return 'webp';
  const iso = isoKind(start);
  if (iso) return iso;
  if (start.startsWith('GIF8')) throw selfieProblem('gif', 'GIF pictures are not photos.');
  if (start.includes('%PDF-')) throw selfieProblem('pdf', 'The file is a PDF.');
  if (/^(?:\xef\xbb\xbf)?\s*</.test(start) && /<svg[\s>]/i.test(start))
    throw selfieProblem('svg', 'The file is an SVG drawing.');
  throw selfieProblem('not-a-picture', 'The file is not a JPEG, PNG, WebP, HEIC or AVIF picture.');
}

function webpSize(bytes: Uint8Array): Size {
  const view = viewOf(bytes);
  // The three kinds of WebP by the fourth letter of their first chunk.
  switch (latin1(bytes, 12, 16)) {
    case 'VP8 ':
      return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
    case 'VP8L':
      return [(view.getUint32(21, true) & 0x3fff) + 1, ((view.getUint32(21, true) >> 14) & 0x3fff) + 1];
    default:
      return [(view.getUint32(24, true) & 0xffffff) + 1, (view.getUint32(26, true) >>> 8) + 1];
  }
}

/** The largest size that any `ispe` box announces: a picture made of tiles has one for itself and one for the tiles. */
function isoSize(bytes: Uint8Array): Size {
  const view = viewOf(bytes);
  let largest: Size = [0, 0];
  for (let at = bytes.indexOf(0x69); at !== -1 && at + 16 <= bytes.length; at = bytes.indexOf(0x69, at + 1)) {
    if (latin1(bytes, at, at + 4) !== 'ispe') continue;
    const size: Size = [view.getUint32(at + 8), view.getUint32(at + 12)];
    if (size[0] * size[1] > largest[0] * largest[1]) largest = size;
  }
  return largest;
}

function sizeOf(type: Kind, bytes: Uint8Array, jpeg: JpegHead | undefined): Size {
  if (type === 'jpeg') return [jpeg?.width ?? 0, jpeg?.height ?? 0];
  if (type === 'png') return [viewOf(bytes).getUint32(16), viewOf(bytes).getUint32(20)];
  return type === 'webp' ? webpSize(bytes) : isoSize(bytes);
}

/** Firefox shows a picture that was cut off with a white lower half; a search with that would be paid for nothing. */
async function isWhole(file: Blob, type: Kind, bytes: Uint8Array, scan = 0): Promise<boolean> {
  if (type === 'webp') return viewOf(bytes).getUint32(4, true) + 8 <= file.size;
  if (type !== 'jpeg' && type !== 'png') return true;
  const ends = (part: Uint8Array) =>
    type === 'jpeg' ? hasEnd(part) : new TextDecoder('latin1').decode(part).includes('IEND');
  // The end is at the end, unless a phone has put a film behind it.
  return ends(await read(file, Math.max(scan, file.size - TAIL_BYTES))) || ends(await read(file, scan));
}

/**
 * Reads a picture's header.
 *
 * @throws NinepicError with a {@link SelfieReason} for everything that is not worth decoding
 */
export async function readPictureHeader(file: Blob): Promise<PictureHeader> {
  if (file.size === 0) throw selfieProblem('empty', 'The file is empty.');
  if (file.size > MAX_SELFIE_BYTES) throw selfieProblem('too-large', 'The file is larger than 50 MB.');
  const bytes = await read(file, 0, HEAD_BYTES);
  const type = kindOf(bytes);
  if (file.size < MIN_SELFIE_BYTES) throw selfieProblem('too-small', 'The picture is smaller than 1 kB.');
  const jpeg = type === 'jpeg' ? (readJpegHead(bytes) ?? readJpegHead(await read(file))) : undefined;
  const [width, height] = sizeOf(type, bytes, jpeg);
  if (width * height > MAX_SELFIE_PIXELS)
    throw selfieProblem('too-many-pixels', `The picture has ${width} x ${height} pixels.`);
  if (width * height === 0 || !(await isWhole(file, type, bytes, jpeg?.scan)))
    throw selfieProblem('cannot-decode', `The ${type} picture is truncated or damaged.`);
  return { type, width, height, ...(jpeg && { jpeg }) };
}
