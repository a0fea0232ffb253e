import { expect } from '@open-wc/testing';
import { ScrollSpace } from '../../src/ui/scroll-space.js';

const SCREEN = 800;
const CAP = 8_000_000;

/** A box of at most `CAP` pixels over a list, and a scroll bar. */
class Box {
  readonly space = new ScrollSpace(CAP);
  readonly layout: number;
  y = 0;

  constructor(layout: number) {
    this.layout = layout;
    this.space.resize(layout, SCREEN);
  }

  get lowest(): number {
    return this.space.height - SCREEN;
  }

  scrollTo(y: number): void {
    this.y = Math.max(0, Math.min(this.lowest, y));
    this.space.follow(this.y);
  }

  /** What stands at the upper edge. */
  get place(): number {
    return this.y + this.space.shift;
  }

  /** As the gallery does it: the bar is moved, the photos stay. @returns whether it had to */
  straighten(isResting = false): boolean {
    if (!this.space.isAstray(this.y, isResting)) return false;
    const { place } = this;
    this.y = this.space.scrollOf(place);
    this.space.pin(this.y, place);
    expect(this.place).to.be.closeTo(place, 0.001);
    return true;
  }
}

describe('the space that a scroll bar goes through', () => {
  it('is the list itself, where that is no taller than a browser takes', () => {
    const box = new Box(4_500_000);
    expect(box.space.height).to.equal(4_500_000);
    for (const y of [0, 10_000, 3_000_000, 4_499_200]) {
      box.scrollTo(y);
      expect([box.place, box.space.shift]).to.deep.equal([y, 0]);
      expect(box.space.isAstray(y, true)).to.equal(false);
    }
  });

  it('makes room in such a list without a scroll, until that is more than a screen, or she comes near an end', () => {
    const box = new Box(4_500_000);
    box.scrollTo(3_000_000);
    for (const by of [330, -200]) expect(box.space.slide(by)).to.equal(0);
    for (const step of [80, -80, 1500]) {
      const { place } = box;
      box.scrollTo(box.y + step);
      expect(box.place - place).to.equal(step);
    }
    expect(box.place - box.y).to.equal(130);
    expect(box.straighten(true)).to.equal(false);
    box.space.slide(SCREEN);
    expect(box.straighten()).to.equal(false);
    expect(box.straighten(true)).to.equal(true);
    expect(box.place - box.y).to.equal(0);
    box.space.slide(130);
    // To the end, a screen at a time: the bar is right long before it.
    while (box.y < box.lowest) {
      box.scrollTo(box.y + SCREEN);
      box.straighten();
    }
    expect(box.place).to.equal(4_500_000 - SCREEN);
    expect(box.space.slide(100)).to.equal(100);
    // A leap by the scroll bar leads where it shows.
    box.scrollTo(1_000_000);
    expect(box.space.slide(130)).to.equal(0);
    box.scrollTo(2_000_000);
    expect(box.place).to.equal(2_000_000);
  });

  for (const layout of [26_400_000, 396_000_000]) {
    it(`leads to every part of a list of ${layout} pixels, both ends exactly`, () => {
      const box = new Box(layout);
      expect(box.space.height).to.equal(CAP);
      box.scrollTo(box.lowest);
      expect(box.place).to.equal(layout - SCREEN);
      box.scrollTo(box.lowest / 2);
      expect(box.place).to.be.closeTo((layout - SCREEN) / 2, layout / 1000);
      let before = -1;
      for (let y = 0; y <= box.lowest; y += 40_000) {
        box.scrollTo(y);
        expect(box.place).to.be.greaterThan(before);
        before = box.place;
        expect(box.space.scrollOf(box.place)).to.be.closeTo(y, 1);
      }
      box.scrollTo(0);
      expect(box.place).to.equal(0);
    });

    it(`moves photos by as much as a small scroll, in a list of ${layout} pixels`, () => {
      const box = new Box(layout);
      box.scrollTo(5_000_000);
      for (const step of [1, -1, 100, -120, 760, -760, 1500]) {
        const before = box.place;
        box.scrollTo(box.y + step);
        expect(box.place - before).to.equal(step);
      }
    });

    it(`reaches both ends of ${layout} pixels by wheel, without one place skipped`, () => {
      const box = new Box(layout);
      for (const direction of [1, -1]) {
        // From somewhere near the end, so that the test ends too.
        box.scrollTo(direction > 0 ? box.lowest - 60_000 : 60_000);
        const end = direction > 0 ? layout - SCREEN : 0;
        let steps = 0;
        while (Math.abs(box.place - end) > 0.001 && steps < 100_000) {
          const before = box.place;
          box.scrollTo(box.y + direction * 700);
          expect(Math.abs(box.place - before)).to.be.at.most(700);
          box.straighten();
          steps += 1;
        }
        expect(box.place).to.be.closeTo(end, 0.001);
      }
    });
  }

  it('brings the scroll bar to where it belongs once nobody scrolls', () => {
    const box = new Box(80_000_000);
    box.scrollTo(4_000_000);
    for (let step = 0; step < 100; step += 1) box.scrollTo(box.y + 500);
    expect(box.straighten()).to.equal(false);
    expect(box.straighten(true)).to.equal(true);
    expect(box.y).to.be.closeTo(4_005_000, 100);
    expect(box.straighten(true)).to.equal(false);
  });

  it('makes room for rows that turned out higher without a scroll, where it can', () => {
    const box = new Box(80_000_000);
    box.scrollTo(4_000_000);
    const { place } = box;
    expect(box.space.slide(37.5)).to.equal(0);
    expect(box.place - place).to.equal(37.5);
    box.scrollTo(0);
    expect(box.space.slide(-20)).to.equal(-20);
  });

  it('unfolds a list that came to fit', () => {
    const box = new Box(80_000_000);
    box.scrollTo(4_000_000);
    box.space.resize(6_000_000, SCREEN);
    expect([box.space.shift, box.space.height]).to.deep.equal([0, 6_000_000]);
  });
});
