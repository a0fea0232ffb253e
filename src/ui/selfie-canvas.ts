/** Drawing a picture upright and taking it out of the canvas again, with proof that the canvas told the truth. */
import { cleanJpeg } from './selfie-jpeg.js';
import type { Orientation } from './selfie-jpeg.js';

/** Longest side of what is uploaded, in pixels (behaviour.md T1.20.7). */
export const MAX_SELFIE_SIDE = 1600;
const JPEG_QUALITY = 0.9;

/** The part of the transform that turns and mirrors, for each orientation of the Exif standard. */
const TURNS: Record<Orientation, readonly [a: number, b: number, c: number, d: number]> = {
  1: [1, 0, 0, 1],
  2: [-1, 0, 0, 1],
  3: [-1, 0, 0, -1],
  4: [1, 0, 0, -1],
  5: [0, 1, 1, 0],
  6: [0, 1, -1, 0],
  7: [0, -1, -1, 0],
  8: [0, -1, 1, 0],
};

/** Something to draw, and its size in pixels before it is turned. */
export interface Drawable {
  readonly source: ImageBitmap | VideoFrame | HTMLVideoElement | OffscreenCanvas;
  readonly width: number;
  readonly height: number;
}

/** Fits a size into a square without enlarging it. */
export function fit(width: number, height: number, side: number): [width: number, height: number] {
  const scale = Math.min(1, side / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

function newCanvas(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', {
    willReadFrequently: width <= SAMPLE,
  });
  if (!context) throw new Error('The browser gave no canvas.');
  context.imageSmoothingQuality = 'high';
  return context;
}

/** Draws upright onto a new canvas, longest side 1600 pixels at most. */
export function drawUpright({ source, width, height }: Drawable, orientation: Orientation): OffscreenCanvas {
  const [a, b, c, d] = TURNS[orientation];
  const [across, down] = fit(width, height, MAX_SELFIE_SIDE);
  const [w, h] = a === 0 ? [down, across] : [across, down];
  const context = newCanvas(w, h);
  context.setTransform(a, b, c, d, a + c < 0 ? w : 0, b + d < 0 ? h : 0);
  context.drawImage(source, 0, 0, across, down);
  return context.canvas;
}

/** Pixels a side of the small copies that are compared. */
const SAMPLE = 32;
/** Protections that change a pixel by a step or two are harmless; this many steps of 255 are not. */
const NOISE = 12;

/** A small copy of a picture, as red, green, blue and alpha. */
function sample(source: OffscreenCanvas | ImageBitmap): Uint8ClampedArray {
  const context = newCanvas(SAMPLE, SAMPLE);
  context.drawImage(source, 0, 0, SAMPLE, SAMPLE);
  return context.getImageData(0, 0, SAMPLE, SAMPLE).data;
}

/** Nothing was drawn: a video that had no frame yet, or a memory that is full. */
export const isEmpty = (canvas: OffscreenCanvas): boolean => sample(canvas).every((value) => value === 0);

/** Brightness from 0 to 255; colours lose detail in every JPEG, brightness does not. */
const brightness = (pixels: Uint8ClampedArray, at: number) =>
  0.3 * (pixels[at] ?? 0) + 0.6 * (pixels[at + 1] ?? 0) + 0.1 * (pixels[at + 2] ?? 0);

function areAlike(one: Uint8ClampedArray, other: Uint8ClampedArray): boolean {
  let difference = 0;
  for (let at = 0; at < one.length; at += 4)
    difference += Math.abs(brightness(one, at) - brightness(other, at));
  return difference / (one.length / 4) <= NOISE;
}

/** Whether pixels that were drawn can be read back: known colours, one a pixel. */
function readsBack(): boolean {
  const context = newCanvas(SAMPLE, SAMPLE);
  const colour = (x: number, y: number) => [x * 8, y * 8, (x ^ y) * 8, 255] as const;
  for (let y = 0; y < SAMPLE; y += 1)
    for (let x = 0; x < SAMPLE; x += 1) {
      context.fillStyle = `rgb(${colour(x, y).slice(0, 3).join(' ')})`;
      context.fillRect(x, y, 1, 1);
    }
  const { data } = context.getImageData(0, 0, SAMPLE, SAMPLE);
  return data.every((value, at) => {
    const pixel = at >> 2;
    return Math.abs(value - (colour(pixel % SAMPLE, (pixel / SAMPLE) | 0)[at & 3] ?? 0)) <= NOISE;
  });
}

/** Transparent parts become white; a JPEG would make them black. */
function putOnWhite(canvas: OffscreenCanvas): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  context.resetTransform();
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
}

/**
 * The canvas as JPEG, without the segments that an encoder adds.
 *
 * Privacy protections answer with noise, stripes or white instead of the picture, and a full memory with nothing
 * (behaviour.md T1.20.8). So a known pattern is read back first, and the finished JPEG is decoded again and compared
 * with what was drawn: a paid search is never started with noise.
 *
 * @returns `undefined` when the canvas cannot be trusted
 */
export async function encodeJpeg(canvas: OffscreenCanvas): Promise<Blob | undefined> {
  if (!readsBack()) return undefined;
  if (isEmpty(canvas)) return undefined;
  putOnWhite(canvas);
  const encoded = await canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
  const jpeg = await cleanJpeg(new Uint8Array(await encoded.arrayBuffer()), 1);
  if (!jpeg) return undefined;
  const decoded = await createImageBitmap(jpeg);
  try {
    return areAlike(sample(canvas), sample(decoded)) ? jpeg : undefined;
  } finally {
    decoded.close();
  }
}
