import { expect } from '@open-wc/testing';
import * as geometry from '../../src/ui/viewer-geometry.js';

const stage = { width: 1000, height: 500 };
const landscape = { width: 3000, height: 2000 };

describe('the arithmetic of the viewer', () => {
  describe('fitting a picture into the stage', () => {
    const cases: [string, geometry.Size | undefined, geometry.Size][] = [
      ['a landscape fills the height of a wide stage', landscape, { width: 750, height: 500 }],
      ['a panorama fills the width', { width: 4000, height: 1000 }, { width: 1000, height: 250 }],
      ['a portrait fills the height', { width: 1000, height: 2000 }, { width: 250, height: 500 }],
      ['a small picture grows', { width: 30, height: 20 }, { width: 750, height: 500 }],
      ['an unknown one takes the stage', undefined, stage],
      ['an impossible one takes the stage', { width: 0, height: 20 }, stage],
    ];
    for (const [what, picture, expected] of cases)
      it(what, () => expect(geometry.fit(picture, stage)).to.deep.equal(expected));
  });

  describe('how far one can zoom in', () => {
    const cases: [string, geometry.Size | undefined, number][] = [
      ['twice the pixels of a large picture', landscape, 8],
      ['three times the stage for a small one', { width: 300, height: 200 }, 3],
      ['not endlessly', { width: 30_000, height: 20_000 }, 10],
      ['three times where nothing is known', undefined, 3],
    ];
    for (const [what, picture, expected] of cases)
      it(what, () => expect(geometry.maxScale(picture, stage)).to.equal(expected));
  });

  describe('zooming around a point', () => {
    const points: geometry.Point[] = [
      { x: 0, y: 0 },
      { x: 200, y: -100 },
      { x: -333, y: 80 },
    ];
    for (const point of points)
      it(`keeps what is under ${point.x}, ${point.y}`, () => {
        const before = { scale: 1.5, x: 20, y: -10 };
        const after = geometry.zoomAt(before, 4, point);
        const onPicture = (view: geometry.View) => ({
          x: (point.x - view.x) / view.scale,
          y: (point.y - view.y) / view.scale,
        });
        expect(after.scale).to.equal(4);
        expect(onPicture(after).x).to.be.closeTo(onPicture(before).x, 1e-9);
        expect(onPicture(after).y).to.be.closeTo(onPicture(before).y, 1e-9);
      });
  });

  describe('coming to rest', () => {
    const cases: [string, geometry.View, geometry.View][] = [
      ['a picture pulled small fits again', { scale: 0.6, x: 40, y: 90 }, geometry.FITTED],
      ['no gap at the right edge', { scale: 2, x: -900, y: 0 }, { scale: 2, x: -250, y: 0 }],
      ['no gap at the top', { scale: 2, x: 0, y: 900 }, { scale: 2, x: 0, y: 250 }],
      [
        'a side that is smaller than the stage is centred',
        { scale: 1.2, x: 80, y: 10 },
        { scale: 1.2, x: 0, y: 10 },
      ],
      ['what is inside stays', { scale: 2, x: 100, y: -200 }, { scale: 2, x: 100, y: -200 }],
      ['too large becomes as large as allowed', { scale: 20, x: 0, y: 0 }, { scale: 8, x: 0, y: 0 }],
    ];
    for (const [what, view, expected] of cases)
      it(what, () => expect(geometry.settle(view, landscape, stage)).to.deep.equal(expected));
  });

  describe('pulling past an end', () => {
    it('gives way less and less, to both sides alike, and never further than the stage', () => {
      const pulls = [0, 50, 100, 200, 400, 100_000].map((pull) => geometry.rubberBand(pull, 300));
      expect(pulls[0]).to.equal(0);
      for (let n = 1; n < pulls.length; n += 1)
        expect(pulls[n])
          .to.be.above(pulls[n - 1] ?? NaN)
          .and.below(300);
      expect(geometry.rubberBand(-100, 300)).to.equal(-geometry.rubberBand(100, 300));
      expect(geometry.rubberBand(100, 300)).to.be.below(60);
      expect(geometry.rubberBand(100, 0)).to.equal(0);
    });

    it('is free inside', () => {
      expect(geometry.stretch(120, 200, 300)).to.equal(120);
      expect(geometry.stretch(250, 200, 300)).to.be.within(201, 249);
      expect(geometry.stretch(-250, 200, 300)).to.equal(-geometry.stretch(250, 200, 300));
      expect(geometry.stretchScale(2, 4)).to.equal(2);
      expect(geometry.stretchScale(8, 4)).to.be.within(4.1, 7);
      expect(geometry.stretchScale(0.5, 4)).to.be.within(0.55, 0.9);
    });
  });

  describe('speed', () => {
    const at = (time: number, x: number, y = 0): geometry.Sample => ({ time, x, y });
    const cases: [string, geometry.Sample[], number, geometry.Point][] = [
      ['of nothing', [], 0, { x: 0, y: 0 }],
      ['of one place', [at(0, 5)], 0, { x: 0, y: 0 }],
      ['of a steady movement', [at(0, 0), at(50, -50, 25)], 50, { x: -1, y: 0.5 }],
      ['looks at the end only', [at(0, 900), at(500, 0), at(550, 100)], 560, { x: 2, y: 0 }],
      ['is gone after a rest', [at(0, 0), at(50, 500)], 400, { x: 0, y: 0 }],
      ['of two events at one time', [at(10, 0), at(10, 90)], 10, { x: 0, y: 0 }],
    ];
    for (const [what, samples, now, expected] of cases)
      it(what, () => expect(geometry.velocity(samples, now)).to.deep.equal(expected));
  });

  describe('where a swipe lands', () => {
    const cases: [string, number, number, -1 | 0 | 1][] = [
      ['a short slow one comes back', -100, 0, 0],
      ['a long slow one to the left brings what is right', -500, 0, 1],
      ['a long slow one to the right brings what is left', 500, 0, -1],
      ['a short flick is enough', -60, -2, 1],
      ['one that was turned back comes back', -500, 2, 0],
      ['a flick against the movement comes back', 100, -3, 0],
      ['never two photos', -5000, -50, 1],
    ];
    for (const [what, distance, speed, expected] of cases)
      it(what, () => expect(geometry.landing(distance, speed, 1000)).to.equal(expected));
  });

  describe('whether pulling down closes', () => {
    const cases: [string, number, number, boolean][] = [
      ['far enough', 200, 0, true],
      ['a flick', 30, 1, true],
      ['not a little', 60, 0, false],
      ['not when pushed back up', 200, -2, false],
      ['not upwards', -300, -2, false],
    ];
    for (const [what, distance, speed, expected] of cases)
      it(what, () => expect(geometry.closes(distance, speed, 600)).to.equal(expected));
  });

  it('turns of the wheel zoom in and out by the same, whatever they are counted in', () => {
    const turn = (deltaY: number, deltaMode = 0, ctrlKey = false) =>
      geometry.wheelFactor({ deltaY, deltaMode, ctrlKey });
    expect(turn(-100)).to.be.above(1.1);
    expect(turn(-100) * turn(100)).to.be.closeTo(1, 1e-9);
    expect(turn(-3, 1)).to.be.closeTo(turn(-48), 1e-9);
    expect(turn(-4, 0, true)).to.be.above(turn(-4));
    expect(turn(1e9)).to.be.above(0.3);
  });

  it('lays a picture exactly over its tile, and cuts off what the tile does not show', () => {
    const tile = { left: 100, top: 300, width: 200, height: 200 };
    const { view, inset } = geometry.cover(tile, { width: 750, height: 500 }, { left: 0, top: 0, ...stage });
    expect(view).to.deep.equal({ scale: 0.4, x: -300, y: 150 });
    expect((stage.width - 2 * inset.x) * view.scale).to.be.closeTo(200, 1e-9);
    expect((stage.height - 2 * inset.y) * view.scale).to.be.closeTo(200, 1e-9);
  });
});
