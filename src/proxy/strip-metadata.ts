/**
 * Takes out of a picture what says where, when and by whom it was taken (behaviour.md T1.20.7). The widget sends clean
 * pictures; this is for every other sender. Bytes are copied or left out, never decoded, so the picture itself stays.
 */
import type { ImageType } from './image.js';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Cleans a picture where it lies, if there is room around it: a second copy of each would be most of what uploads take.
 *
 * @param bytes used up by it
 * @returns the picture without metadata; `undefined` when its structure cannot be followed to the end
 */
export function stripMetadata(bytes: Bytes, type: ImageType): Bytes | undefined {
  return type === 'image/jpeg' ? jpeg(bytes) : type === 'image/png' ? png(bytes) : webp(bytes);
}

/**
 * What is kept of a picture, moved together: ten megabytes can be millions of tiny segments, and as many objects would take
 * forty times their room. What is moved goes towards the beginning only, so what is still to be read stays as it is.
 */
class Kept {
  readonly bytes: Bytes;
  /** Where the picture begins; before it is room for a new beginning, and behind it for an end. */
  private readonly start: number;
  private length: number;
  /** What was kept last, not moved yet: neighbours are moved as one. */
  private from = 0;
  private end = 0;

  /** @param before room in bytes, as `behind` */
  constructor(source: Bytes, before = 0, behind = 0) {
    const { buffer, byteOffset, length } = source;
    const all = before + length + behind;
    const from = byteOffset - before;
    if (from >= 0 && from + all <= buffer.byteLength) this.bytes = new Uint8Array(buffer, from, all);
    else {
      this.bytes = new Uint8Array(all);
      this.bytes.set(source, before);
    }
    this.start = before;
    this.length = before;
  }

  /** @param from of the source, as `end` */
  keep(from: number, end: number): void {
    if (from !== this.end) {
      this.move();
      this.from = from;
    }
    this.end = end;
  }

  /** Everything that was kept, between a beginning and an end for which there is room. */
  whole(head: readonly number[] = [], tail: readonly number[] = []): Bytes {
    this.move();
    const begin = this.start - head.length;
    this.bytes.set(head, begin);
    this.bytes.set(tail, this.length);
    return this.bytes.subarray(begin, this.length + tail.length);
  }

  private move(): void {
    this.bytes.copyWithin(this.length, this.start + this.from, this.start + this.end);
    this.length += this.end - this.from;
    this.from = this.end;
  }
}

const viewOf = (bytes: Bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
function startsWith(bytes: Uint8Array, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1)
    if (bytes[at + index] !== text.charCodeAt(index)) return false;
  return true;
}

/** An Exif segment that holds nothing but the orientation; without it a phone's picture would lie on its side. */
function orientationSegment(orientation: number): number[] {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1];
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  return [0xff, 0xe1, 0, 2 + exif.length + entry.length, ...exif, ...entry];
}

/** The orientation of an Exif segment, 2 to 8; 1 (upright) when it says nothing that can be read. */
function readOrientation(segment: Bytes): number {
  const view = viewOf(segment);
  try {
    const tiff = 10;
    const little = view.getUint16(tiff) === 0x4949;
    const directory = tiff + view.getUint32(tiff + 4, little);
    const count = Math.min(view.getUint16(directory, little), 200);
    for (let entry = directory + 2; entry < directory + 2 + count * 12; entry += 12) {
      if (view.getUint16(entry, little) !== 0x0112) continue;
      const value = view.getUint16(entry + 8, little);
      return value >= 1 && value <= 8 ? value : 1;
    }
  } catch {
    // A damaged Exif segment points outside itself; the picture is then shown as it is stored.
  }
  return 1;
}

/** APP0 as plain JFIF, APP2 as a colour profile and APP14 (Adobe's colour transform) change how pixels look. */
function isJpegMetadata(bytes: Uint8Array, at: number, marker: number): boolean {
  if (marker === 0xe0)
    return !startsWith(bytes, at + 4, 'JFIF\0') || bytes[at + 16] !== 0 || bytes[at + 17] !== 0;
  if (marker === 0xe2) return !startsWith(bytes, at + 4, 'ICC_PROFILE\0');
  if (marker === 0xee) return !startsWith(bytes, at + 4, 'Adobe');
  return (marker >= 0xe1 && marker <= 0xef) || marker === 0xfe;
}

/** The end of entropy-coded data: the next marker that is neither a stuffed byte nor a restart. */
function scanEnd(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) return bytes.length;
    if (next !== 0x00 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

const JPEG_START = [0xff, 0xd8];
const JPEG_END = [0xff, 0xd9];

function jpeg(bytes: Bytes): Bytes | undefined {
  const view = viewOf(bytes);
  const kept = new Kept(bytes, JPEG_START.length + orientationSegment(1).length, JPEG_END.length);
  let orientation = 1;
  let at = 2;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // Whatever follows the end of the picture (a second picture, a film, a maker's notes) is left out.
    if (marker === 0xd9) break;
    if (at + 4 > bytes.length) return undefined;
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length || end < at + 4) return undefined;
    if (marker === 0xe1 && startsWith(bytes, at + 4, 'Exif\0\0'))
      orientation = readOrientation(bytes.subarray(at, end));
    if (!isJpegMetadata(bytes, at, marker)) kept.keep(at, end);
    at = end;
    if (marker === 0xda) {
      at = scanEnd(bytes, end);
      kept.keep(end, at);
    }
  }
  const upright = orientation === 1 ? [] : orientationSegment(orientation);
  return kept.whole([...JPEG_START, ...upright], JPEG_END);
}

/** Chunks that a decoder needs for the pixels and their colours. */
export const PNG_CHUNKS = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'iCCP',
  'sBIT',
  'cICP',
]);
export const WEBP_CHUNKS = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ICCP', 'ANIM', 'ANMF']);

const tag = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

function png(bytes: Bytes): Bytes | undefined {
  const view = viewOf(bytes);
  const kept = new Kept(bytes);
  kept.keep(0, 8);
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return undefined;
    const name = tag(bytes, at + 4);
    if (PNG_CHUNKS.has(name)) kept.keep(at, end);
    if (name === 'IEND') return kept.whole();
    at = end;
  }
  return undefined;
}

function webp(bytes: Bytes): Bytes | undefined {
  const view = viewOf(bytes);
  const kept = new Kept(bytes);
  kept.keep(0, 12);
  const limit = Math.min(bytes.length, 8 + view.getUint32(4, true));
  let at = 12;
  while (at + 8 <= limit) {
    const size = view.getUint32(at + 4, true);
    // Chunks are padded to even lengths; the last one's padding is forgotten by some writers.
    const end = at + 8 + size + (size % 2);
    if (at + 8 + size > limit) return undefined;
    const name = tag(bytes, at);
    if (WEBP_CHUNKS.has(name)) {
      kept.keep(at, Math.min(end, limit));
      // The flags that announce Exif and XMP go with the chunks.
      if (name === 'VP8X' && size > 0) kept.bytes[at + 8] = (bytes[at + 8] ?? 0) & ~0x0c;
    }
    at = end;
  }
  const whole = kept.whole();
  if (whole.length <= 12) return undefined;
  viewOf(whole).setUint32(4, whole.length - 8, true);
  return whole;
}
