import { expect } from '@open-wc/testing';
import { clearPreview, drawPreview } from '../../src/ui/selfie-preview.js';
import { encoded, phonePhoto, scene } from '../support/jpegs.js';

const colourAt = (canvas: HTMLCanvasElement, x: number, y: number) => [
  ...(canvas.getContext('2d')?.getImageData(x, y, 1, 1).data ?? []).slice(0, 3),
];

describe('the preview of a picked picture', () => {
  it('is drawn upright and bounded', async () => {
    const canvas = document.createElement('canvas');
    await drawPreview(canvas, await phonePhoto(6, 900, 1200), 300);
    expect([canvas.width, canvas.height]).to.eql([225, 300]);
    const [red = 0, green = 255] = colourAt(canvas, 20, 20);
    expect(red).to.be.greaterThan(200);
    expect(green).to.be.lessThan(60);
  });

  it('is not enlarged', async () => {
    const canvas = document.createElement('canvas');
    await drawPreview(canvas, await encoded(scene(200, 100)));
    expect([canvas.width, canvas.height]).to.eql([200, 100]);
  });

  it('shows the picture that was picked last, however long the first one takes', async () => {
    const canvas = document.createElement('canvas');
    const large = await encoded(scene(4000, 4000));
    const small = await encoded(scene(100, 50));
    await Promise.all([drawPreview(canvas, large), drawPreview(canvas, small)]);
    expect([canvas.width, canvas.height]).to.eql([100, 50]);
  });

  it('leaves nothing behind when it is cleared, even while it is being drawn', async () => {
    const canvas = document.createElement('canvas');
    const drawing = drawPreview(canvas, await encoded(scene(400, 400)));
    clearPreview(canvas);
    await drawing;
    expect([canvas.width, canvas.height]).to.eql([0, 0]);
  });
});
