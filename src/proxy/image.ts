/** What a picture is, told by its bytes and never by what the sender says (behaviour.md T1.3.7). */

export type ImageType = 'image/jpeg' | 'image/png' | 'image/webp';

/** A picture's type and its size in pixels as the header announces it. */
export interface ImageInfo {
  readonly type: ImageType;
  readonly width: number;
  readonly height: number;
}

const ascii = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

/** @returns the type by the first bytes, or `undefined` for everything that is none of the three */
export function imageType(bytes: Uint8Array): ImageType | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  if (ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP') return 'image/webp';
  return undefined;
}

/** A start-of-frame marker of JPEG: C0 to CF without DHT, JPG and DAC. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function jpegSize(view: DataView): [number, number] | undefined {
  let at = 2;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at += 1;
    else if (isFrame(marker)) return [view.getUint16(at + 7), view.getUint16(at + 5)];
    else if (marker === 0xda || marker === 0xd9) return undefined;
    else at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

function webpSize(view: DataView, bytes: Uint8Array): [number, number] | undefined {
  if (view.byteLength < 30) return undefined;
  switch (ascii(bytes, 12, 4)) {
    case 'VP8 ':
      return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
    }
    case 'VP8X':
      return [
        (view.getUint32(24, true) & 0xffffff) + 1,
        (view.getUint16(27, true) | (view.getUint8(29) << 16)) + 1,
      ];
    default:
      return undefined;
  }
}

/** @returns `undefined` when the bytes are no picture of the three types, or announce no size */
export function imageInfo(bytes: Uint8Array): ImageInfo | undefined {
  const type = imageType(bytes);
  if (type === undefined) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let size: [number, number] | undefined;
  if (type === 'image/jpeg') size = jpegSize(view);
  else if (type === 'image/webp') size = webpSize(view, bytes);
  else if (view.byteLength >= 24 && ascii(bytes, 12, 4) === 'IHDR')
    size = [view.getUint32(16), view.getUint32(20)];
  const [width = 0, height = 0] = size ?? [];
  return width > 0 && height > 0 ? { type, width, height } : undefined;
}
