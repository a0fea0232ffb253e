import '../../src/define.js';
import type { NinepicSelfieSearch } from '../../src/elements/selfie-search.js';
import { anatomy, corners, look, phonePhoto } from '../support/jpegs.js';
import { expect, page, shows, tag } from '../support/page.js';
import { ALONE, searchSelfie } from '../support/selfie.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

const UPRIGHT = [corners.topLeft, corners.topRight, corners.bottomLeft, corners.bottomRight];

describe('the picture that reaches 9Pic', () => {
  let stack: TestStack;
  afterEach(() => stack.close());

  const send = async (photo: Blob) => {
    stack = await openStack();
    const search = tag<NinepicSelfieSearch>(await page(ALONE, stack), 'ninepic-selfie-search');
    await searchSelfie(search, photo);
    await shows(search, /photos? found/);
    const [upload, ...more] = await stack.uploads();
    if (!upload || more.length > 0) throw new Error('one upload');
    const picture = new Blob([upload.bytes as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' });
    return { upload, picture, ...(await anatomy(picture)), seen: await look(picture) };
  };

  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8])
    it(`is upright and says nothing of place, time or maker (orientation ${orientation})`, async () => {
      const { upload, markers, words, tail, seen } = await send(await phonePhoto(orientation, 900, 1200));
      expect(seen.colours).to.deep.equal(UPRIGHT);
      expect([seen.width, seen.height]).to.deep.equal([900, 1200]);
      expect(words).to.be.empty;
      expect(tail).to.equal(0);
      // No APP segment but the one that every JPEG begins with, and no comment.
      expect(markers.filter((marker) => (marker > 0xe0 && marker <= 0xef) || marker === 0xfe)).to.be.empty;
      expect([upload.field, upload.filename, upload.type]).to.deep.equal([
        'file',
        'selfie.jpg',
        'image/jpeg',
      ]);
    });

  it('is at most 1600 pixels long, and keeps its proportions', async () => {
    const { seen, words } = await send(await phonePhoto(6, 2400, 3200));
    expect([seen.width, seen.height]).to.deep.equal([1200, 1600]);
    expect(seen.colours).to.deep.equal(UPRIGHT);
    expect(words).to.be.empty;
  });
});
