/**
 * Takes out of a picture what says where, when and by whom it was taken (behaviour.md T1.20.7). The widget sends clean
 * pictures; this is for every other sender. Bytes are copied or left out, never decoded, so the picture itself stays.
 */
import type { ImageType } from './image.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** @returns the picture without metadata; `undefined` when its structure cannot be followed to the end */
export function stripMetadata(bytes: Bytes, type: ImageType): Bytes | undefined {
  const pieces = type === 'image/jpeg' ? jpeg(bytes) : type === 'image/png' ? png(bytes) : webp(bytes);
  return pieces === undefined ? undefined : concat(pieces);
}

function concat(pieces: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

const viewOf = (bytes: Bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const startsWith = (bytes: Uint8Array, at: number, text: string): boolean =>
  [...text].every((letter, index) => bytes[at + index] === letter.charCodeAt(0));

/** An Exif segment that holds nothing but the orientation; without it a phone's picture would lie on its side. */
function orientationSegment(orientation: number): Uint8Array {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1];
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  return new Uint8Array([0xff, 0xe1, 0, 2 + exif.length + entry.length, ...exif, ...entry]);
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

function jpeg(bytes: Bytes): Uint8Array[] | undefined {
  const view = viewOf(bytes);
  const start = bytes.subarray(0, 2);
  const pieces: Uint8Array[] = [];
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
    const segment = bytes.subarray(at, end);
    if (marker === 0xe1 && startsWith(bytes, at + 4, 'Exif\0\0')) orientation = readOrientation(segment);
    if (!isJpegMetadata(bytes, at, marker)) pieces.push(segment);
    at = end;
    if (marker === 0xda) {
      const stop = scanEnd(bytes, end);
      pieces.push(bytes.subarray(end, stop));
      at = stop;
    }
  }
  const upright = orientation === 1 ? [] : [orientationSegment(orientation)];
  return [start, ...upright, ...pieces, new Uint8Array([0xff, 0xd9])];
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

function png(bytes: Bytes): Uint8Array[] | undefined {
  const view = viewOf(bytes);
  const pieces: Uint8Array[] = [bytes.subarray(0, 8)];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return undefined;
    const name = tag(bytes, at + 4);
    if (PNG_CHUNKS.has(name)) pieces.push(bytes.subarray(at, end));
    if (name === 'IEND') return pieces;
    at = end;
  }
  return undefined;
}

function webp(bytes: Bytes): Uint8Array[] | undefined {
  const view = viewOf(bytes);
  const pieces: Uint8Array[] = [];
  const limit = Math.min(bytes.length, 8 + view.getUint32(4, true));
  let at = 12;
  while (at + 8 <= limit) {
    const size = view.getUint32(at + 4, true);
    // Chunks are padded to even lengths; the last one's padding is forgotten by some writers.
    const end = at + 8 + size + (size % 2);
    if (at + 8 + size > limit) return undefined;
    const name = tag(bytes, at);
    if (WEBP_CHUNKS.has(name)) {
      const chunk = bytes.slice(at, Math.min(end, limit));
      // The flags that announce Exif and XMP go with the chunks.
      if (name === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~0x0c;
      pieces.push(chunk);
    }
    at = end;
  }
  if (pieces.length === 0) return undefined;
  const header = bytes.slice(0, 12);
  const length = pieces.reduce((sum, piece) => sum + piece.length, 4);
  new DataView(header.buffer).setUint32(4, length, true);
  return [header, ...pieces];
}
