/** One photo: its own runners with their own numbers in front of one of the backgrounds. */
import sharp, { type OverlayOptions } from 'sharp';
import type { PhotoFacts } from '../fake/index.js';
import { sceneOf } from './scene.js';

/** The noise of a sensor; without it a large picture looks like a print. */
let tile: Promise<Buffer> | undefined;
const grain = (): Promise<Buffer> =>
  (tile ??= sharp({
    create: {
      width: 512,
      height: 512,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 9 },
    },
  })
    .greyscale()
    .png()
    .toBuffer());

export interface Rendering {
  /** Pixels of the longer side. */
  readonly size: number;
  readonly stamped: boolean;
  readonly format: 'webp' | 'jpeg';
}

/** @param plate its background, at any size */
export async function renderPhoto(photo: PhotoFacts, plate: Buffer, options: Rendering): Promise<Buffer> {
  const scale = options.size / Math.max(photo.width, photo.height);
  const [width, height] = [Math.round(photo.width * scale), Math.round(photo.height * scale)];
  const drawn = sceneOf(photo, options.stamped, width);
  const input = await sharp(Buffer.from(drawn)).resize(width, height, { fit: 'fill' }).raw().toBuffer();
  const layers: OverlayOptions[] = [{ input, raw: { width, height, channels: 4 } }];
  if (options.size > 800) layers.push({ input: await grain(), tile: true, blend: 'soft-light' });
  const picture = sharp(plate)
    .resize(width, height, { fit: 'fill', kernel: 'linear' })
    .composite(layers)
    .removeAlpha();
  return options.format === 'jpeg'
    ? picture.jpeg({ quality: options.stamped ? 80 : 88 }).toBuffer()
    : picture.webp({ quality: 78, effort: 2 }).toBuffer();
}
