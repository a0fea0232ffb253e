/** Pictures for tests: real ones made by the browser, with segments put in byte by byte, and files that only pretend. */

type Bytes = Uint8Array<ArrayBuffer>;

/** The four corners of the scene, as a person sees it upright. */
export const corners = {
  topLeft: 'red',
  topRight: 'lime',
  bottomLeft: 'blue',
  bottomRight: 'yellow',
} as const;
type Corner = keyof typeof corners;

/** Which corner of the upright scene is stored first, second, third and last, by the definitions of the Exif standard. */
const STORED: readonly (readonly [Corner, Corner, Corner, Corner])[] = [
  ['topLeft', 'topRight', 'bottomLeft', 'bottomRight'],
  ['topRight', 'topLeft', 'bottomRight', 'bottomLeft'],
  ['bottomRight', 'bottomLeft', 'topRight', 'topLeft'],
  ['bottomLeft', 'bottomRight', 'topLeft', 'topRight'],
  ['topLeft', 'bottomLeft', 'topRight', 'bottomRight'],
  ['topRight', 'bottomRight', 'topLeft', 'bottomLeft'],
  ['bottomRight', 'topRight', 'bottomLeft', 'topLeft'],
  ['bottomLeft', 'topLeft', 'bottomRight', 'topRight'],
];

const bytesOf = async (blob: Blob): Promise<Bytes> => new Uint8Array(await blob.arrayBuffer());
const latin1 = (text: string): Bytes => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** Bytes one after the other, from numbers, texts and bytes. */
function join(...parts: (number | string | Uint8Array)[]): Bytes {
  const lists = parts.map((part) =>
    typeof part === 'number' ? [part] : typeof part === 'string' ? latin1(part) : part,
  );
  return Uint8Array.from(lists.flatMap((list) => [...list]));
}

const u16 = (value: number) => new Uint8Array([value >> 8, value]);
const u32 = (value: number) => new Uint8Array([value >>> 24, value >>> 16, value >>> 8, value]);

/** The scene with four coloured quarters and some detail, as it is stored for an orientation. */
export function scene(width: number, height: number, orientation = 1): OffscreenCanvas {
  const [w, h] = orientation > 4 ? [height, width] : [width, height];
  const canvas = new OffscreenCanvas(w, h);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  const order = STORED[orientation - 1];
  order?.forEach((corner, index) => {
    context.fillStyle = corners[corner];
    context.fillRect(index % 2 ? w / 2 : 0, index > 1 ? h / 2 : 0, w / 2, h / 2);
  });
  for (let x = 0; x < w; x += 40) {
    context.fillStyle = `hsl(${x % 360} 60% 50%)`;
    context.fillRect(x, h * 0.45, 20, h * 0.1);
  }
  return canvas;
}

/** Encodes a scene. */
export const encoded = (canvas: OffscreenCanvas, type = 'image/jpeg', quality = 0.95): Promise<Blob> =>
  canvas.convertToBlob({ type, quality });

/** One segment of a JPEG file. */
const segment = (marker: number, ...payload: (number | string | Uint8Array)[]): Bytes => {
  const bytes = join(...payload);
  return join(0xff, marker, u16(bytes.length + 2), bytes);
};

/** What stands in the metadata of {@link phonePhoto} and must not leave the device. */
export const telltales = [
  ...['PhoneCo', '48.8583', 'ns.adobe.com', 'Caption by', 'P3 of PhoneCo', 'Comment of', 'Film of'],
  ...['Exif\0\0', 'JFXX', 'Photoshop', 'ICC_PROFILE', 'MPF\0', 'ftyp'],
] as const;

/** Exif with orientation, maker, GPS and a thumbnail that is itself a JPEG. */
export function exif(
  orientation: number,
  thumbnail: Uint8Array = new Uint8Array([0xff, 0xd8, 0xff, 0xd9]),
): Bytes {
  const entry = (tag: number, type: number, count: number, value: Uint8Array) =>
    join(u16(tag), u16(type), u32(count), value);
  const first = 8;
  const second = first + 2 + 3 * 12 + 4;
  const maker = second + 2 + 2 * 12 + 4;
  const preview = maker + 8;
  return segment(
    0xe1,
    'Exif\0\0MM',
    u16(42),
    u32(first),
    u16(3),
    entry(0x010f, 2, 8, u32(maker)),
    entry(0x0112, 3, 1, join(u16(orientation), 0, 0)),
    entry(0x8825, 4, 1, u32(preview + thumbnail.length)),
    u32(second),
    u16(2),
    entry(0x0201, 4, 1, u32(preview)),
    entry(0x0202, 4, 1, u32(thumbnail.length)),
    u32(0),
    'PhoneCo\0',
    thumbnail,
    u16(0),
    u32(0),
    'GPS 48.8583 2.2945',
  );
}

/** All the metadata that a phone, an editor and a photographer leave in a file. */
export const metadata = (orientation: number): Bytes[] => [
  exif(orientation),
  segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', '<x:xmpmeta tiff:Orientation="3">PhoneCo</x:xmpmeta>'),
  segment(0xe1, 'http://ns.adobe.com/xmp/extension/\0', 'x'.repeat(60_000)),
  segment(0xed, 'Photoshop 3.0\0', '8BIM', 0x04, 0x04, 0, 0, u32(24), 'Caption by the sender..'),
  segment(0xe2, 'ICC_PROFILE\0', 1, 2, 'P3 of PhoneCo'.padEnd(200)),
  segment(0xe2, 'MPF\0', 'MM', u16(42)),
  segment(0xe0, 'JFXX\0', 0x10, 0xff, 0xd8, 0xff, 0xd9),
  segment(0xfe, 'Comment of the sender'),
];

/** Puts segments behind the first two bytes of a JPEG, and something behind its end, as phones do with short films. */
export async function withSegments(jpeg: Blob, segments: readonly Bytes[], tail = ''): Promise<Blob> {
  const bytes = await bytesOf(jpeg);
  const whole = new Blob([bytes.subarray(0, 2), ...segments, bytes.subarray(2), tail]);
  // In one piece, as files are: Firefox tells a picture by the first part of a blob.
  return new Blob([await whole.arrayBuffer()], { type: 'image/jpeg' });
}

/** A photo as a phone stores it: turned, and full of metadata. */
export async function phonePhoto(orientation = 6, width = 900, height = 1200): Promise<Blob> {
  const jpeg = await encoded(scene(width, height, orientation));
  return withSegments(jpeg, metadata(orientation), 'Film of the sender ftypmp4');
}

/** Marker bytes of a JPEG's segments up to its first scan, and what is behind the end of the picture. */
export async function anatomy(jpeg: Blob): Promise<{ markers: number[]; words: string[]; tail: number }> {
  const bytes = await bytesOf(jpeg);
  const markers: number[] = [];
  let at = 2;
  while (at < bytes.length && markers.at(-1) !== 0xda) {
    markers.push(bytes[at + 1] ?? 0);
    at += 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0);
  }
  const text = new TextDecoder('latin1').decode(bytes);
  const end = text.indexOf('\xff\xd9', at);
  return { markers, words: telltales.filter((word) => text.includes(word)), tail: bytes.length - end - 2 };
}

/** The colour at each corner of a decoded picture, and its size: what a person sees. */
export async function look(picture: Blob): Promise<{ width: number; height: number; colours: string[] }> {
  const bitmap = await createImageBitmap(picture);
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context?.drawImage(bitmap, 0, 0);
  const colours = [
    [0.1, 0.1],
    [0.9, 0.1],
    [0.1, 0.9],
    [0.9, 0.9],
  ].map(([x = 0, y = 0]) => {
    const [r = 0, g = 0, b = 0] =
      context?.getImageData(Math.floor(x * width), Math.floor(y * height), 1, 1).data ?? [];
    const key = [r, g, b].map((value) => (value > 200 ? 1 : value < 60 ? 0 : '?')).join('');
    return { '100': 'red', '010': 'lime', '001': 'blue', '110': 'yellow' }[key] ?? `rgb(${r} ${g} ${b})`;
  });
  return { width, height, colours };
}

const padded = (bytes: Uint8Array, type: string, size = 4096): Blob =>
  new Blob([bytes as Bytes, new Uint8Array(Math.max(0, size - bytes.length))], { type });

/** A PNG that announces a size and holds hardly anything. */
export const pngHeader = (width: number, height: number): Blob =>
  padded(
    join(
      '\x89PNG\r\n\x1a\n',
      u32(13),
      'IHDR',
      u32(width),
      u32(height),
      8,
      2,
      0,
      0,
      0,
      u32(0),
      u32(9),
      'IDAT',
    ),
    'image/png',
  );

/** A JPEG that announces a size and holds no pixels. */
export const jpegHeader = (width: number, height: number): Blob =>
  padded(
    join(
      0xff,
      0xd8,
      segment(0xc0, 8, u16(height), u16(width), 1, 1, 0x11, 0),
      segment(0xda, 1, 1, 0, 0, 63, 0),
      0xff,
      0xd9,
    ),
    'image/jpeg',
  );

const u24le = (value: number) => new Uint8Array([value, value >> 8, value >> 16]);

/** An extended WebP that announces a size. */
export const webpHeader = (width: number, height: number): Blob =>
  padded(
    join('RIFF', u32(0), 'WEBPVP8X', 10, 0, 0, 0, 0, 0, 0, 0, u24le(width - 1), u24le(height - 1)),
    'image/webp',
  );

/** A HEIC as an iPhone writes it, as far as its sizes: tiles of 512 pixels and the whole. No browser here decodes it. */
export const heicHeader = (width: number, height: number): Blob => {
  const ispe = (w: number, h: number) => join(u32(20), 'ispe', u32(0), u32(w), u32(h));
  return padded(
    join(u32(24), 'ftypheic', u32(0), 'mif1heic', ispe(512, 512), ispe(width, height)),
    'image/heic',
  );
};

/** Files that are no photo, whatever they are called. */
export const impostors = {
  pdf: padded(latin1('%PDF-1.7\n1 0 obj\n'), 'image/jpeg'),
  svg: padded(
    latin1('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    'image/svg+xml',
  ),
  gif: padded(latin1('GIF89a\x01\0\x01\0\0\0\0;'), 'image/gif'),
  'not-a-picture': padded(latin1('<!doctype html><title>Photo</title>'), 'image/png'),
} as const;
