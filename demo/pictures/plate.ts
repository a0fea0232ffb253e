/** The background of a photo: one of the places in one light, as a camera with a long lens sees it. */
import sharp, { type OverlayOptions } from 'sharp';
import type { Frame } from './nature.js';
import { layersOf } from './places.js';
import { frameOf, type PlateKey } from './plate-key.js';
import { svg } from './shapes.js';

/** Pixels of the longer side; everything in it is out of focus, so it is enlarged for larger pictures. */
const PLATE_SIZE = 800;
const SCALE = PLATE_SIZE / 1600;

const layer = (frame: Frame, body: string) =>
  sharp(Buffer.from(svg(frame.width, frame.height, body, frame.width * SCALE)));

/** Stones and leaves, coarser the nearer: noise, stretched with the perspective. */
async function texture(frame: Frame): Promise<OverlayOptions[]> {
  const width = Math.round(frame.width * SCALE);
  const top = Math.round(frame.horizon * SCALE);
  const rows = Math.round(frame.height * SCALE) - top;
  const noise = (cells: number, sigma: number) =>
    sharp({
      create: {
        width: cells,
        height: Math.round(cells * 0.8),
        channels: 3,
        background: '#808080',
        noise: { type: 'gaussian', mean: 128, sigma },
      },
    })
      .greyscale()
      .png()
      .toBuffer();
  const stretch = async (cells: number, sigma: number) =>
    sharp(await noise(cells, sigma))
      .resize(width, rows, { fit: 'fill', kernel: 'cubic' })
      .png()
      .toBuffer();
  const [fine, coarse] = await Promise.all([stretch(380, 34), stretch(46, 20)]);
  return [fine, coarse].map((input) => ({ input, left: 0, top, blend: 'soft-light' as const }));
}

/** Renders a background. A tenth of a second or some; keep the result. */
export async function renderPlate(key: PlateKey): Promise<Buffer> {
  const frame = frameOf(key);
  const { far, middle, ground } = layersOf(key.spot, frame);
  const [distance, land, people, grit] = await Promise.all([
    layer(frame, far).blur(2.6).png().toBuffer(),
    layer(frame, ground).blur(1.1).png().toBuffer(),
    layer(frame, middle).blur(2.2).png().toBuffer(),
    texture(frame),
  ]);
  const flat = await sharp(distance)
    .composite([{ input: land }, ...grit, { input: people }])
    .removeAlpha()
    .png({ compressionLevel: 1 })
    .toBuffer();
  // A camera's contrast; what was drawn is flatter.
  return sharp(flat)
    .linear(1.14, -12)
    .modulate({ saturation: 1.15 })
    .webp({ quality: 94, effort: 2 })
    .toBuffer();
}
