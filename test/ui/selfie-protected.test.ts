import { expect } from '@open-wc/testing';
import { prepareSelfie } from '../../src/ui/selfie-image.js';
import { selfieReason } from '../../src/ui/selfie-reasons.js';
import { anatomy, corners, encoded, look, phonePhoto, scene } from '../support/jpegs.js';
import { patch, unpatch } from '../support/patches.js';

const canvases = OffscreenCanvas.prototype;
const contexts = OffscreenCanvasRenderingContext2D.prototype;
// Bound to nothing on purpose: they are called with the canvas they belong to.
const { convertToBlob } = Object.getOwnPropertyDescriptors(canvases);
const { getImageData } = Object.getOwnPropertyDescriptors(contexts);

type Change = (data: Uint8ClampedArray) => void;

const white: Change = (data) => data.fill(255);
const random: Change = (data) => {
  for (let at = 0; at < data.length; at += 1) data[at] = at % 4 === 3 ? 255 : Math.random() * 256;
};
const stripes: Change = (data) => {
  for (let at = 0; at < data.length; at += 1) if (at % 64 < 32) data[at] = 255;
};
const lastBit: Change = (data) => {
  for (let at = 0; at < data.length; at += 1) if (at % 4 !== 3) data[at] = (data[at] ?? 0) ^ (at % 3 ? 1 : 0);
};

/** What reads pixels answers with changed ones. */
function falsifyReading(change: Change): void {
  const read = getImageData?.value as typeof contexts.getImageData;
  patch(
    contexts,
    'getImageData',
    function (this: OffscreenCanvasRenderingContext2D, ...area: [number, number, number, number]) {
      const pixels = read.apply(this, area);
      change(pixels.data);
      return pixels;
    },
  );
}

/** What makes a file of a canvas makes one of changed pixels. */
function falsifyEncoding(change: Change): void {
  const read = getImageData?.value as typeof contexts.getImageData;
  const encode = convertToBlob?.value as typeof canvases.convertToBlob;
  patch(canvases, 'convertToBlob', function (this: OffscreenCanvas, options?: ImageEncodeOptions) {
    const { width, height } = this;
    const copy = new OffscreenCanvas(width, height);
    const context = copy.getContext('2d');
    context?.drawImage(this, 0, 0);
    if (context) {
      const pixels = read.apply(context, [0, 0, width, height]);
      change(pixels.data);
      context.putImageData(pixels, 0, 0);
    }
    return encode.apply(copy, [options]);
  });
}

const reasonOf = async (file: Blob) =>
  prepareSelfie(file).then(
    () => 'accepted',
    (error: unknown) => selfieReason(error),
  );

function noise(width: number, height: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const pixels = new ImageData(width, height);
  random(pixels.data);
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  return canvas;
}

describe('a browser that falsifies canvases', () => {
  afterEach(unpatch);

  const protections: [string, () => void][] = [
    ['answers with white', () => (falsifyReading(white), falsifyEncoding(white))],
    ['answers with noise', () => (falsifyReading(random), falsifyEncoding(random))],
    ['falsifies files only, with noise', () => falsifyEncoding(random)],
    ['falsifies files only, with stripes', () => falsifyEncoding(stripes)],
    ['draws nothing', () => patch(contexts, 'drawImage', () => undefined)],
    [
      'throws',
      () => patch(canvases, 'convertToBlob', () => Promise.reject(new DOMException('no', 'SecurityError'))),
    ],
    ['has no such canvas', () => patch(window, 'OffscreenCanvas', undefined)],
  ];
  for (const [what, protect] of protections)
    it(`and ${what}: the original goes out, upright and silent`, async () => {
      const photo = await phonePhoto(6, 900, 1200);
      protect();
      const prepared = await prepareSelfie(photo);
      unpatch();
      const { words, markers, tail } = await anatomy(prepared);
      expect(words, 'the orientation has to be said in Exif').to.eql(['Exif\0\0']);
      expect(markers.filter((marker) => marker === 0xe1)).to.have.length(1);
      expect(markers.filter((marker) => marker > 0xe1 && marker !== 0xee)).to.eql([]);
      expect(tail).to.equal(0);
      const { width, height, colours } = await look(prepared);
      expect([width, height, ...colours]).to.eql([900, 1200, ...Object.values(corners)]);
    });

  it('and the photo lies upright already: not a single tag is left', async () => {
    const photo = await phonePhoto(1);
    falsifyReading(random);
    expect((await anatomy(await prepareSelfie(photo))).words).to.eql([]);
  });

  for (const type of ['image/png', 'image/webp'])
    it(`cannot clean ${type}, and refuses it`, async () => {
      const picture = await encoded(scene(600, 600), type);
      falsifyEncoding(random);
      expect(await reasonOf(picture)).to.equal('protected');
    });

  it('refuses a JPEG that is too large for the proxy as it is', async () => {
    const photo = await encoded(noise(3000, 3000), 'image/jpeg', 1);
    expect(photo.size).to.be.greaterThan(10_000_000);
    falsifyEncoding(white);
    expect(await reasonOf(photo)).to.equal('protected');
  });

  it('by a step or so only does no harm: the small picture goes out', async () => {
    const photo = await phonePhoto(6, 1800, 2400);
    falsifyReading(lastBit);
    falsifyEncoding(lastBit);
    const prepared = await prepareSelfie(photo);
    unpatch();
    const { width, height } = await look(prepared);
    expect([width, height]).to.eql([1200, 1600]);
    expect((await anatomy(prepared)).words).to.eql([]);
  });

  it('is not suspected because of a noisy picture', async () => {
    expect(await reasonOf(await encoded(noise(1600, 1200), 'image/png'))).to.equal('accepted');
  });
});
