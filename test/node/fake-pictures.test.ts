/** The demo's pictures: real files of the promised sizes, previews with the organiser's strip, originals without. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { createFake } from '../../demo/fake/index.js';
import { drawnPictures } from '../../demo/pictures/index.js';
import { lookOf } from '../../demo/pictures/look.js';
import { plateOf } from '../../demo/pictures/scene.js';

const { race } = createFake().album(456);
const indexes = Array.from({ length: race.total }, (_, index) => index);
const wide = indexes.map((index) => race.photoAt(index)).find(({ width, height }) => width > height);
const tall = indexes.map((index) => race.photoAt(index)).find(({ width, height }) => width < height);
assert.ok(wide && tall, 'the marathon has photos of both orientations');

/** Mean brightness at the foot of a picture, between the organiser's name and the sponsors'. */
async function brightnessBelow(bytes: Uint8Array): Promise<number> {
  const { width, height } = await sharp(bytes).metadata();
  const [left, top] = [Math.round(width * 0.43), Math.round(height * 0.96)];
  const strip = { left, top, width: Math.round(width * 0.06), height: height - top };
  const { channels } = await sharp(await sharp(bytes).extract(strip).toBuffer()).stats();
  return channels.reduce((sum, { mean }) => sum + mean, 0) / channels.length;
}

describe('drawn pictures', () => {
  const pictures = drawnPictures();

  it('are as large as they should be, in both orientations', async () => {
    for (const [photo, width, height] of [
      [wide, 400, 267],
      [tall, 267, 400],
    ] as const) {
      const small = await pictures.picture(photo, 'small');
      const size = await sharp(small.bytes).metadata();
      assert.deepEqual([size.width, size.height], [width, height]);
      assert.ok(small.bytes.byteLength > 5_000 && small.bytes.byteLength < 25_000, 'weighs like a thumbnail');
    }
  });

  it('carry the strip as previews, and not as originals', async () => {
    const preview = await pictures.picture(wide, 'large');
    const original = await pictures.picture(wide, 'original');
    const size = await sharp(original.bytes).metadata();
    assert.deepEqual([size.format, size.width, size.height], ['jpeg', wide.width, wide.height]);
    const [stamped, clean] = [await brightnessBelow(preview.bytes), await brightnessBelow(original.bytes)];
    assert.ok(clean > stamped * 1.5, `the strip darkens the foot: ${clean} without, ${stamped} with it`);
  });

  it('show a runner in the same kit in all her photos, in the light of the hour', () => {
    assert.deepEqual(lookOf('1234'), lookOf('1234'));
    assert.notDeepEqual(lookOf('1234'), lookOf('1235'));
    const [first, ...rest] = race.indexesOf('1234').map((index) => plateOf(race.photoAt(index)).light.name);
    assert.equal(first, 'dawn');
    assert.ok(rest.some((light) => light !== first));
  });

  it('are beside real clips', async () => {
    for (const number of [0, 1, 2]) {
      const { bytes } = await pictures.clip(number);
      assert.equal(new TextDecoder().decode(bytes.subarray(4, 8)), 'ftyp');
      assert.ok(bytes.byteLength < 150_000);
    }
  });
});
