/** The segments of a JPEG file: what they say about size and direction, and a copy without those that tell secrets. */

type Bytes = Uint8Array<ArrayBuffer>;

/** How the stored pixels have to be turned: 1 (not at all) to 8, as the Exif standard numbers them. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

interface Segment {
  readonly marker: number;
  /** Offset of the `FF` that starts it, and of the first byte behind it. */
  readonly start: number;
  readonly end: number;
}

/** Everything before the pixels. */
export interface JpegHead {
  /** Of the pixels as stored, before they are turned. */
  readonly width: number;
  readonly height: number;
  readonly orientation: Orientation;
  readonly segments: readonly Segment[];
  /** Offset of the first scan: the pixels and all that follows. */
  readonly scan: number;
}

const SOS = 0xda;
const EOI = 0xd9;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP14 = 0xee;

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const says = (bytes: Uint8Array, at: number, text: string) =>
  [...text].every((letter, index) => bytes[at + index] === letter.charCodeAt(0));

/** Start of frame: C0 to CF, without the tables C4 and CC and the unused C8. */
const isFrame = (marker: number) => (marker & 0xf0) === 0xc0 && ![0xc4, 0xc8, 0xcc].includes(marker);

/** The segment at an offset, `undefined` where there is none or where it ends outside. Fill bytes are skipped. */
function segmentAt(bytes: Uint8Array, at: number): Segment | undefined {
  if (bytes[at] !== 0xff) return undefined;
  let start = at;
  while (bytes[start + 1] === 0xff) start += 1;
  const marker = bytes[start + 1];
  if (marker === EOI) return { marker, start, end: start + 2 };
  if (marker === undefined || start + 4 > bytes.length) return undefined;
  const length = viewOf(bytes).getUint16(start + 2);
  const end = start + 2 + length;
  return length < 2 || end > bytes.length ? undefined : { marker, start, end };
}

/** Tag 0x0112 of the first directory; a damaged segment counts as upright. */
function readOrientation(exif: Uint8Array): Orientation {
  const view = viewOf(exif);
  try {
    const little = view.getUint16(0) === 0x4949;
    const directory = view.getUint32(4, little);
    for (let left = view.getUint16(directory, little), at = directory + 2; left > 0; left -= 1, at += 12) {
      if (view.getUint16(at, little) !== 0x0112) continue;
      const value = view.getUint16(at + 8, little);
      if (value >= 1 && value <= 8) return value as Orientation;
    }
  } catch {
    // An offset that points outside: nothing can be read.
  }
  return 1;
}

/** @returns `undefined` when the first scan is not within these bytes, or when they are no JPEG */
export function readJpegHead(bytes: Uint8Array): JpegHead | undefined {
  const segments: Segment[] = [];
  let size: { width: number; height: number } | undefined;
  let exif: Orientation | undefined;
  let at = 2;
  for (;;) {
    const segment = segmentAt(bytes, at);
    if (!segment || segment.marker === EOI) return undefined;
    const { marker, start, end } = segment;
    if (marker === SOS) return size && { ...size, orientation: exif ?? 1, segments, scan: start };
    if (isFrame(marker) && end - start >= 9) {
      const view = viewOf(bytes);
      size = { height: view.getUint16(start + 5), width: view.getUint16(start + 7) };
    }
    // Where a file has two Exif segments, readers go by the first.
    if (marker === APP1 && says(bytes, start + 4, 'Exif\0\0'))
      exif ??= readOrientation(bytes.subarray(start + 10, end));
    segments.push(segment);
    at = end;
  }
}

/** Joins bytes in memory: Firefox tells a picture by a blob's first part, and two bytes are too few for it. */
const join = (parts: readonly BlobPart[]): Promise<ArrayBuffer> => new Blob([...parts]).arrayBuffer();

/**
 * The file without its APP1 segments; its pixels are not read. With the orientation gone, no browser turns the
 * picture, whatever its default is, and we turn it exactly once.
 */
export async function withoutApp1(file: Blob, head: JpegHead): Promise<Blob> {
  const kept = head.segments.filter(({ marker }) => marker !== APP1);
  const start = await join([file.slice(0, 2), ...kept.map(({ start, end }) => file.slice(start, end))]);
  return new Blob([start, file.slice(head.scan)], { type: 'image/jpeg' });
}

/** Whether an end-of-image marker is among bytes that begin at or behind the first scan. */
export function hasEnd(bytes: Uint8Array): boolean {
  for (let at = bytes.lastIndexOf(EOI); at > 0; at = bytes.lastIndexOf(EOI, at - 1))
    if (bytes[at - 1] === 0xff) return true;
  return false;
}

/** Kept: tables, frames, scans, a plain JFIF header, and Adobe's note about the colour transform. Nothing else. */
function isPicture(bytes: Uint8Array, { marker, start, end }: Segment): boolean {
  if (marker === APP0) return end - start === 18 && says(bytes, start + 4, 'JFIF\0');
  if (marker === APP14) return end - start === 16 && says(bytes, start + 4, 'Adobe');
  return marker >= 0xc0 && marker < APP0;
}

/** The marker that ends entropy-coded data: neither a stuffed zero nor a restart marker nor a fill byte. */
function scanEnd(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return -1;
}

/** An Exif segment that says which way is up, and nothing else. */
function exifOf(orientation: Orientation): Bytes {
  const tiff = [
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    1,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ];
  return new Uint8Array([0xff, APP1, 0, tiff.length + 8, 0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff]);
}

/**
 * The same picture without Exif, XMP, IPTC, GPS, colour profile, thumbnails, comments, or anything behind its end.
 *
 * @param orientation written back as the only tag, unless it is 1
 * @returns `undefined` when the file cannot be followed to the end of the picture: it is truncated or damaged
 */
export async function cleanJpeg(bytes: Bytes, orientation: Orientation): Promise<Blob | undefined> {
  const parts: Bytes[] = [bytes.subarray(0, 2)];
  if (orientation !== 1) parts.push(exifOf(orientation));
  let at = 2;
  for (;;) {
    const segment = segmentAt(bytes, at);
    if (!segment) return undefined;
    at = segment.end;
    if (segment.marker === SOS) at = scanEnd(bytes, at);
    if (at === -1) return undefined;
    if (isPicture(bytes, segment)) parts.push(bytes.subarray(segment.start, at));
    if (segment.marker === EOI) return new Blob([await join(parts)], { type: 'image/jpeg' });
  }
}
