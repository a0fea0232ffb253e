/**
 * A photo from a phone or a disk, made fit for upload on the device: upright, small, and silent about where, when and
 * by whom it was taken (behaviour.md T1.20.7). Loaded when the first picture is picked.
 *
 * There is no worker, since a strict `worker-src` would forbid it, and no `<img>` with a `blob:` address, since a
 * strict `img-src` would: the browser's own decoders work off the main thread.
 */
import { drawUpright, encodeJpeg, fit, MAX_SELFIE_SIDE } from './selfie-canvas.js';
import type { Drawable } from './selfie-canvas.js';
import { MIN_SELFIE_BYTES, readPictureHeader } from './selfie-header.js';
import type { PictureHeader } from './selfie-header.js';
import { cleanJpeg, withoutApp1 } from './selfie-jpeg.js';
import { selfieProblem } from './selfie-reasons.js';

/** The proxy refuses more (behaviour.md T1.3.7); some is left for the rest of the form. */
const MAX_UPLOAD_BYTES = 10_000_000;

/**
 * Decodes a large JPEG at an eighth, two eighths and so on of its size, which its format makes cheap: a sixteenth of
 * the memory for 48 megapixels, and no large copy on the main thread. Browsers without it decode in full.
 */
async function decodeReduced(jpeg: Blob, { width, height }: PictureHeader): Promise<VideoFrame | undefined> {
  const eighths = Math.ceil((8 * MAX_SELFIE_SIDE) / Math.max(width, height));
  if (eighths > 4 || typeof ImageDecoder !== 'function') return undefined;
  const decoder = new ImageDecoder({
    type: 'image/jpeg',
    data: jpeg.stream(),
    desiredWidth: Math.ceil((width * eighths) / 8),
    desiredHeight: Math.ceil((height * eighths) / 8),
  });
  try {
    return (await decoder.decode()).image;
  } catch {
    return undefined;
  } finally {
    decoder.close();
  }
}

async function decode(file: Blob, header: PictureHeader): Promise<Drawable & { close(): void }> {
  const reduced = header.type === 'jpeg' ? await decodeReduced(file, header) : undefined;
  if (reduced) {
    const { displayWidth: width, displayHeight: height } = reduced;
    return { source: reduced, width, height, close: () => reduced.close() };
  }
  // One side only: the browser keeps the proportions, also where it turns a PNG, WebP or HEIC picture by itself.
  const [resizeWidth] = fit(header.width, header.height, MAX_SELFIE_SIDE);
  const options = resizeWidth < header.width ? { resizeWidth, resizeQuality: 'high' as const } : {};
  const source = await createImageBitmap(file, options);
  return { source, width: source.width, height: source.height, close: () => source.close() };
}

/** For browsers whose canvas cannot be trusted: the original bytes, cleaned. */
async function cleanOriginal(file: Blob, { jpeg }: PictureHeader): Promise<Blob> {
  const clean = jpeg && (await cleanJpeg(new Uint8Array(await file.arrayBuffer()), jpeg.orientation));
  if (clean && clean.size <= MAX_UPLOAD_BYTES) return clean;
  throw selfieProblem(
    'protected',
    'Canvases are falsified in this browser, and only a JPEG of up to 10 MB can be cleaned without one.',
  );
}

/**
 * Makes a picture fit for upload.
 *
 * @returns a JPEG without Exif, XMP, IPTC, GPS, colour profile, thumbnail or file name, upright, longest side at most
 *   1600 pixels and never enlarged. Where the browser falsifies canvases it is the original JPEG without its metadata,
 *   in its own size, with the orientation as its only tag.
 * @throws NinepicError `bad-image` or `too-large`; `selfieReason(error)` tells more. Nothing that announces more than
 *   {@link MAX_SELFIE_PIXELS} is decoded.
 */
export async function prepareSelfie(file: Blob): Promise<Blob> {
  const header = await readPictureHeader(file);
  const { jpeg } = header;
  let picture: Drawable & { close(): void };
  try {
    picture = await decode(jpeg ? await withoutApp1(file, jpeg) : file, header);
  } catch (error) {
    const reason = header.type === 'heic' ? 'heic' : 'cannot-decode';
    throw selfieProblem(reason, `The browser cannot decode this ${header.type} picture.`, error);
  }
  let prepared: Blob | undefined;
  try {
    prepared = await encodeJpeg(drawUpright(picture, jpeg?.orientation ?? 1));
  } catch {
    // A canvas that throws is a canvas that cannot be trusted.
  } finally {
    picture.close();
  }
  prepared ??= await cleanOriginal(file, header);
  if (prepared.size < MIN_SELFIE_BYTES) throw selfieProblem('too-small', 'The picture shows nothing.');
  return prepared;
}
