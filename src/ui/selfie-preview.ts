/** The picked picture on a canvas: an `<img>` would need a `blob:` address, which a strict `img-src` forbids. */
import { fit } from './selfie-canvas.js';

/** Which drawing a canvas waits for: when two pictures are picked quickly, the later one stays. */
const latest = new WeakMap<HTMLCanvasElement, symbol>();

/**
 * Draws a prepared picture and gives the canvas its proportions.
 *
 * @param side longest side of the canvas in pixels; default 640. How large it is shown is up to CSS.
 * @throws InvalidStateError when the picture cannot be decoded
 */
export async function drawPreview(canvas: HTMLCanvasElement, picture: Blob, side = 640): Promise<void> {
  const mine = Symbol('preview');
  latest.set(canvas, mine);
  const bitmap = await createImageBitmap(picture);
  if (latest.get(canvas) === mine) {
    const [width, height] = fit(bitmap.width, bitmap.height, side);
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d');
    if (context) {
      context.imageSmoothingQuality = 'high';
      context.drawImage(bitmap, 0, 0, width, height);
    }
  }
  bitmap.close();
}

/** Takes the picture off the canvas and out of memory, also one that is still being drawn (T1.20.6). */
export function clearPreview(canvas: HTMLCanvasElement): void {
  latest.delete(canvas);
  canvas.width = 0;
  canvas.height = 0;
}
