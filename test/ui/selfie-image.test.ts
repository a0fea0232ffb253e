import { expect } from '@open-wc/testing';
import { prepareSelfie } from '../../src/ui/selfie-image.js';
import {
  anatomy,
  corners,
  encoded,
  look,
  metadata,
  phonePhoto,
  scene,
  telltales,
  withSegments,
} from '../support/jpegs.js';

/** APP1 to APP15 and comments: where metadata lives. */
const isTelling = (marker: number) => (marker > 0xe0 && marker <= 0xef) || marker === 0xfe;

describe('a photo that is made fit for upload', () => {
  for (let orientation = 1; orientation <= 8; orientation += 1)
    it(`stands upright when it was stored with orientation ${orientation}`, async () => {
      const photo = await phonePhoto(orientation, 900, 1200);
      expect((await look(photo)).colours, 'as the browser shows it').to.eql(Object.values(corners));
      const { width, height, colours } = await look(await prepareSelfie(photo));
      expect([width, height]).to.eql([900, 1200]);
      expect(colours).to.eql(Object.values(corners));
    });

  for (const orientation of [1, 3, 6, 7])
    it(`is decoded at a fraction when large, and upright with orientation ${orientation}`, async () => {
      const { width, height, colours } = await look(
        await prepareSelfie(await phonePhoto(orientation, 3000, 4000)),
      );
      expect([width, height]).to.eql([1200, 1600]);
      expect(colours).to.eql(Object.values(corners));
    });

  it('says nothing about where, when and by whom it was taken', async () => {
    const photo = await phonePhoto();
    expect((await anatomy(photo)).words, 'the test picture').to.eql([...telltales]);
    const { markers, words, tail } = await anatomy(await prepareSelfie(photo));
    expect(words).to.eql([]);
    expect(markers.filter(isTelling)).to.eql([]);
    expect(tail).to.equal(0);
  });

  it('is a JPEG without a name', async () => {
    const file = new File([await phonePhoto()], 'Anna at home.jpg', { type: 'image/jpeg' });
    const prepared = await prepareSelfie(file);
    expect(prepared.type).to.equal('image/jpeg');
    expect(prepared).not.to.be.instanceOf(File);
  });

  const sizes: [string, number, number, [number, number]][] = [
    ['shrinks to 1600 pixels on the longest side', 3200, 1800, [1600, 900]],
    ['shrinks what is a little too large', 1640, 820, [1600, 800]],
    ['never enlarges', 320, 240, [320, 240]],
    ['keeps a strip at least one pixel high', 6000, 1, [1600, 1]],
  ];
  for (const [what, width, height, expected] of sizes)
    it(what, async () => {
      const jpeg = await withSegments(await encoded(scene(width, height)), metadata(1));
      const { width: w, height: h } = await look(await prepareSelfie(jpeg));
      expect([w, h]).to.eql(expected);
    });

  for (const type of ['image/png', 'image/webp'])
    it(`may be ${type}, whatever its name and declared type say`, async () => {
      const picture = new File([await encoded(scene(2000, 1000), type)], 'photo.pdf', {
        type: 'application/pdf',
      });
      const { width, height, colours } = await look(await prepareSelfie(picture));
      expect([width, height]).to.eql([1600, 800]);
      expect(colours).to.eql(Object.values(corners));
    });

  it('puts transparent parts on white', async () => {
    const canvas = new OffscreenCanvas(400, 400);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.fillStyle = 'red';
    for (let y = 50; y < 350; y += 2) context.fillRect(y, y, 40, 1);
    const bitmap = await createImageBitmap(await prepareSelfie(await encoded(canvas, 'image/png')));
    const result = new OffscreenCanvas(400, 400).getContext('2d');
    result?.drawImage(bitmap, 0, 0);
    expect([...(result?.getImageData(5, 5, 1, 1).data ?? [])]).to.eql([255, 255, 255, 255]);
  });

  it('keeps the colours of a picture with a wide profile', async () => {
    const wide = new OffscreenCanvas(3600, 2400);
    const context = wide.getContext('2d', { colorSpace: 'display-p3' });
    if (!context) throw new Error('no canvas');
    context.fillStyle = 'rgb(200 100 50)';
    context.fillRect(0, 0, 3600, 2400);
    const photo = await encoded(wide);
    expect((await anatomy(photo)).words).to.include('ICC_PROFILE');
    const result = new OffscreenCanvas(10, 10).getContext('2d');
    result?.drawImage(await createImageBitmap(await prepareSelfie(photo)), 0, 0);
    const [r = 0, g = 0, b = 0] = result?.getImageData(5, 5, 1, 1).data ?? [];
    expect(r).to.be.closeTo(200, 4);
    expect(g).to.be.closeTo(100, 4);
    expect(b).to.be.closeTo(50, 4);
  });

  it('accepts 25 MB of it, most of them in front of the pixels', async () => {
    const [, , long = new Uint8Array()] = metadata(6);
    const padding = Array.from({ length: 400 }, () => long);
    const photo = await withSegments(await phonePhoto(6), padding, 'x'.repeat(1_500_000));
    expect(photo.size).to.be.greaterThan(25_000_000);
    const prepared = await prepareSelfie(photo);
    expect((await look(prepared)).colours).to.eql(Object.values(corners));
    expect(prepared.size).to.be.lessThan(1_000_000);
  });
});
