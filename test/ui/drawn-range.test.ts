import { expect } from '@open-wc/testing';
import { drawnRange } from '../../src/ui/drawn-range.js';
import { VirtualLayout } from '../../src/ui/virtual-layout.js';

/** Seven landscape photos of ten, as at a race. */
const RATIOS = [1.5, 1.5, 0.667, 1.5, 1.333, 1.5, 0.667, 1.5, 1.5, 1.5];
const SCREEN = 800;

function layoutOf(count: number, kind: 'rows' | 'grid' = 'rows'): VirtualLayout {
  const layout = new VirtualLayout(100, (block) =>
    Array.from({ length: 100 }, (_, at) => RATIOS[(at * 7 + block) % RATIOS.length] ?? 1.5),
  );
  layout.update(count, { layout: kind, width: 1280, rowHeight: 208, gap: 4 });
  return layout;
}

const at = (layout: VirtualLayout, top: number, travel: number, isResting: boolean, end: number) => {
  layout.settle(top - SCREEN, top + 2 * SCREEN);
  return drawnRange(layout, { top, bottom: top + SCREEN, height: SCREEN, travel, isResting }, end);
};

describe('what is drawn of a long list', () => {
  for (const kind of ['rows', 'grid'] as const)
    it(`is the same number of photos wherever a screen of ${kind} rests, and all that are seen`, () => {
      const layout = layoutOf(100_000, kind);
      const counts: number[] = [];
      for (const top of [500, 4321, 40_000, 444_444, 2_000_000, 3_500_000]) {
        const [from, to] = at(layout, top, 80, true, 100_000);
        const [first, last] = layout.range(top, top + SCREEN);
        expect(from).to.be.at.most(first);
        expect(to).to.be.at.least(last);
        counts.push(to - from);
      }
      expect(Math.max(...counts) - Math.min(...counts), counts.join(', ')).to.be.at.most(3);
      expect(Math.max(...counts)).to.be.at.most(30);
    });

  it('is as much at both ends', () => {
    const layout = layoutOf(10_000);
    const [, middle] = [0, at(layout, 100_000, 80, true, 10_000)];
    const count = middle[1] - middle[0];
    const start = at(layout, 0, -80, true, 10_000);
    expect(start).to.deep.equal([0, count]);
    const end = at(layout, layout.height - SCREEN, 80, true, 10_000);
    expect(end).to.deep.equal([10_000 - count, 10_000]);
    expect(at(layoutOf(3), 0, 80, true, 3)).to.deep.equal([0, 3]);
  });

  it('reaches further ahead than back while it moves', () => {
    const layout = layoutOf(10_000);
    layout.settle(90_000, 110_000);
    const [first, last] = layout.range(100_000, 100_000 + SCREEN);
    const [down, up] = [at(layout, 100_000, 80, false, 10_000), at(layout, 100_000, -80, false, 10_000)];
    expect(down[1] - last).to.be.greaterThan(first - down[0]);
    expect(first - up[0]).to.be.greaterThan(up[1] - last);
  });

  it('changes once in two rows while it moves, by what comes ahead', () => {
    const layout = layoutOf(10_000);
    layout.settle(90_000, 110_000);
    let drawn: readonly [number, number] = [0, 0];
    const rows = new Set<number>();
    let drawings = 0;
    for (let top = 95_000; top < 105_000; top += 40) {
      const look = { top, bottom: top + SCREEN, height: SCREEN, travel: 40, isResting: false };
      const next = drawnRange(layout, look, 10_000, drawn);
      const [first, last] = layout.range(top - SCREEN / 4, look.bottom + 0.6 * SCREEN);
      expect(next[0]).to.be.at.most(first);
      expect(next[1]).to.be.at.least(last);
      expect(next[1] - next[0]).to.be.at.most(60);
      rows.add(last);
      if (next !== drawn) drawings += 1;
      drawn = next;
    }
    expect(rows.size).to.be.greaterThan(30);
    expect(drawings).to.be.within(rows.size / 2 - 5, rows.size / 2 + 1);
  });

  it('is little more than the first screen before anybody scrolls', () => {
    const layout = layoutOf(10_000);
    const [, last] = layout.range(0, SCREEN);
    expect(at(layout, 0, 0, true, 10_000)[1] - last).to.be.at.most(6);
  });

  it('is little more than the screen after a leap, until it rests: what is waited for comes first', () => {
    const layout = layoutOf(10_000);
    layout.settle(90_000, 110_000);
    const [first, last] = layout.range(100_000, 100_000 + SCREEN);
    const drawn = layout.range(90_000, 110_000);
    for (const travel of [50_000, -50_000]) {
      const look = { top: 100_000, bottom: 100_000 + SCREEN, height: SCREEN, travel, isResting: false };
      const [from, to] = drawnRange(layout, look, 10_000, drawn);
      expect(first - from).to.be.within(0, 6);
      expect(to - last).to.be.within(0, 6);
    }
  });
});
