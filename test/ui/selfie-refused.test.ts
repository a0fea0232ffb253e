import { expect } from '@open-wc/testing';
import { isNinepicError } from '../../src/api/errors.js';
import { prepareSelfie } from '../../src/ui/selfie-image.js';
import { selfieReason, selfieReasons } from '../../src/ui/selfie-reasons.js';
import type { SelfieReason } from '../../src/ui/selfie-reasons.js';
import {
  encoded,
  heicHeader,
  impostors,
  jpegHeader,
  phonePhoto,
  pngHeader,
  scene,
  webpHeader,
} from '../support/jpegs.js';
import { patch, unpatch } from '../support/patches.js';

/** What came of a file, and how often the browser was asked to decode something. */
async function refusal(
  file: Blob,
): Promise<{ code: string; reason: SelfieReason | undefined; decoded: number }> {
  let decoded = 0;
  const { ImageDecoder: Decoder } = window;
  const decode = window.createImageBitmap.bind(window);
  patch(window, 'createImageBitmap', (...args: Parameters<typeof decode>) => {
    decoded += 1;
    return decode(...args);
  });
  // Not every browser has it.
  if (typeof Decoder === 'function') {
    const Counted = class extends Decoder {
      constructor(init: ImageDecoderInit) {
        decoded += 1;
        super(init);
      }
    };
    patch(window, 'ImageDecoder', Counted);
  }
  try {
    await prepareSelfie(file);
  } catch (error) {
    if (!isNinepicError(error)) throw error;
    expect(error.retryable).to.equal(false);
    return { code: error.code, reason: selfieReason(error), decoded };
  }
  throw new Error('The file was accepted.');
}

const cut = async (whole: Promise<Blob>, part: number) => {
  const blob = await whole;
  return blob.slice(0, Math.floor(blob.size * part));
};

/** A file that was moved or deleted after it was picked. */
class GoneFile extends Blob {
  override slice(): Blob {
    return new GoneFile(['x'.repeat(2000)]);
  }
  override arrayBuffer(): Promise<never> {
    return Promise.reject(new DOMException('gone', 'NotReadableError'));
  }
}

describe('a file that is not worth decoding', () => {
  afterEach(unpatch);

  const undecoded: [string, () => Blob | Promise<Blob>, SelfieReason][] = [
    ['no bytes', () => new Blob([]), 'empty'],
    ['a picture under 1 kB', () => encoded(scene(4, 4)), 'too-small'],
    ['a PDF called .jpg', () => new File([impostors.pdf], 'me.jpg', { type: 'image/jpeg' }), 'pdf'],
    ['an SVG', () => impostors.svg, 'svg'],
    ['a GIF', () => impostors.gif, 'gif'],
    ['a web page called .png', () => impostors['not-a-picture'], 'not-a-picture'],
    ['51 MB', () => new Blob([new Uint8Array(51 * 1024 * 1024)]), 'too-large'],
    ['a PNG of 20,000 x 20,000', () => pngHeader(20_000, 20_000), 'too-many-pixels'],
    ['a PNG of 4 billion pixels a side', () => pngHeader(0xffffffff, 0xffffffff), 'too-many-pixels'],
    ['a JPEG of 65,535 x 65,535', () => jpegHeader(65_535, 65_535), 'too-many-pixels'],
    ['a WebP of 16,383 x 16,383', () => webpHeader(16_383, 16_383), 'too-many-pixels'],
    ['a HEIC of 20,000 x 20,000 in tiles', () => heicHeader(20_000, 20_000), 'too-many-pixels'],
    ['a PNG without a size', () => pngHeader(0, 100), 'cannot-decode'],
    ['half a JPEG', () => cut(phonePhoto(), 0.6), 'cannot-decode'],
    ['the first bytes of a JPEG', () => cut(phonePhoto(), 0.1), 'cannot-decode'],
    ['half a PNG', () => cut(encoded(scene(800, 800), 'image/png'), 0.5), 'cannot-decode'],
    ['half a WebP', () => cut(encoded(scene(800, 800), 'image/webp'), 0.5), 'cannot-decode'],
    ['a file that has gone', () => new GoneFile(['x'.repeat(2000)]), 'cannot-decode'],
  ];
  for (const [what, file, reason] of undecoded)
    it(`${what} is refused before decoding: ${reason}`, async () => {
      const { code, reason: told, decoded } = await refusal(await file());
      expect(told).to.equal(reason);
      expect(decoded).to.equal(0);
      expect(code).to.equal(reason.startsWith('too-') && reason !== 'too-small' ? 'too-large' : 'bad-image');
    });

  const undecodable: [string, () => Blob | Promise<Blob>, SelfieReason][] = [
    ['a HEIC in a browser without HEIC', () => heicHeader(4032, 3024), 'heic'],
    ['a JPEG without pixels', () => jpegHeader(800, 800), 'cannot-decode'],
  ];
  for (const [what, file, reason] of undecodable)
    it(`${what} is refused by the browser: ${reason}`, async () => {
      const { code, reason: told, decoded } = await refusal(await file());
      expect([code, told]).to.eql(['bad-image', reason]);
      expect(decoded).to.be.greaterThan(0);
    });

  it('other errors have no reason', () => {
    expect(selfieReason(new Error('x', { cause: { selfie: 'constructor' } }))).to.equal(undefined);
    expect(selfieReason(undefined)).to.equal(undefined);
    expect(selfieReasons).to.have.length(11);
  });
});
