/** Real pictures of the three types, with the metadata that a phone writes. */
import sharp, { type Sharp } from 'sharp';

export type Bytes = Uint8Array<ArrayBuffer>;

/** Noise compresses badly, so that a small picture is still larger than the smallest that is taken. */
function noise(width: number, height: number): Sharp {
  const data = Buffer.alloc(width * height * 3);
  let seed = 42;
  for (let index = 0; index < data.length; index += 1) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    data[index] = seed >> 16;
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

const exif = {
  IFD0: { Copyright: 'SECRET-COPYRIGHT', ImageDescription: 'SECRET-DESCRIPTION' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 30/1 0/1' },
};

/** @param orientation the Exif orientation, 1 (upright) to 8 */
export async function jpegWithMetadata(orientation = 6): Promise<Bytes> {
  const buffer = await noise(64, 48)
    .jpeg({ quality: 80 })
    .withExif(exif)
    .withMetadata({ exif, orientation })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">SECRET-XMP</x:xmpmeta>')
    .toBuffer();
  return new Uint8Array(buffer);
}

export async function picture(type: 'jpeg' | 'png' | 'webp', width = 64, height = 48): Promise<Bytes> {
  return new Uint8Array(await noise(width, height).toFormat(type).toBuffer());
}

export async function pictureWithMetadata(type: 'png' | 'webp'): Promise<Bytes> {
  return new Uint8Array(
    await noise(64, 48)
      .toFormat(type)
      .withExif(exif)
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">SECRET-XMP</x:xmpmeta>')
      .toBuffer(),
  );
}
