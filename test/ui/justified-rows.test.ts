import { expect } from '@open-wc/testing';
import { justifyRows, ratioOf } from '../../src/ui/justified-rows.js';
import type { Box, RowsOptions } from '../../src/ui/justified-rows.js';

/** Photos of a race: seven in ten 3:2, two 2:3, some 4:3 and 16:9; the same ones every time. */
function photosOf(count: number, seed = 1): number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (state * 48_271) % 2_147_483_647;
    const dice = state / 2_147_483_647;
    return dice < 0.7 ? 3 / 2 : dice < 0.92 ? 2 / 3 : dice < 0.97 ? 4 / 3 : 16 / 9;
  });
}

function rowsOf(boxes: readonly Box[]): Box[][] {
  const rows = new Map<number, Box[]>();
  for (const box of boxes) rows.set(box.y, [...(rows.get(box.y) ?? []), box]);
  return [...rows.values()];
}

const DESKTOP: RowsOptions = { width: 1280, rowHeight: 200, gap: 4, ragged: false };
const PHONE: RowsOptions = { width: 320, rowHeight: 120, gap: 4, ragged: false };
/** How far the rows of a screen are from what was asked for, all together. */
const badnessOf = (rows: readonly Box[][], wanted: number) =>
  rows.reduce((sum, [box]) => sum + Math.log((box?.height ?? wanted) / wanted) ** 2, 0);

describe('rows that are filled edge to edge', () => {
  for (const [name, options] of Object.entries({ desktop: DESKTOP, phone: PHONE }))
    describe(`on a ${name}`, () => {
      const ratios = photosOf(100);
      const { boxes, height } = justifyRows(ratios, options);
      const rows = rowsOf(boxes);

      it('are full, one below the other, a gap apart', () => {
        let y = 0;
        for (const row of rows) {
          expect(row[0]?.x).to.equal(0);
          expect(row[0]?.y).to.be.closeTo(y, 1e-6);
          row.forEach((box, at) => {
            const before = row[at - 1];
            if (before) expect(box.x).to.be.closeTo(before.x + before.width + options.gap, 1e-6);
          });
          const last = row.at(-1);
          expect((last?.x ?? 0) + (last?.width ?? 0)).to.be.closeTo(options.width, 1e-6);
          y += (row[0]?.height ?? 0) + options.gap;
        }
        expect(height).to.be.closeTo(y - options.gap, 1e-6);
      });

      it('keep the order of the photos, and cut none', () => {
        expect(boxes).to.have.length(100);
        boxes.forEach((box, at) => expect(box.width / box.height).to.be.closeTo(ratios[at] ?? NaN, 1e-6));
      });

      it('are near the height that was asked for', () => {
        for (const [box] of rows) {
          expect(box?.height).to.be.greaterThan(options.rowHeight / 2);
          expect(box?.height).to.be.lessThan(options.rowHeight * 1.75);
        }
      });
    });

  it('are broken where all of them together come nearest to it', () => {
    const options = { ...DESKTOP, width: 700 };
    for (let seed = 1; seed <= 20; seed += 1) {
      const ratios = photosOf(9, seed);
      const found = badnessOf(rowsOf(justifyRows(ratios, options).boxes), options.rowHeight);
      // Every way there is to break nine photos into rows.
      for (let breaks = 0; breaks < 2 ** 8; breaks += 1) {
        let cost = 0;
        let row: number[] = [];
        ratios.forEach((ratio, at) => {
          row.push(ratio);
          if (at < 8 && !(breaks & (2 ** at))) return;
          const sum = row.reduce((total, one) => total + one, 0);
          const height = (options.width - options.gap * (row.length - 1)) / sum;
          // What is taller than that is left short, which no other way has to be better than.
          cost += height > options.rowHeight * 1.75 ? Infinity : Math.log(height / options.rowHeight) ** 2;
          row = [];
        });
        expect(found, `photos ${seed}, breaks ${breaks}`).to.be.at.most(cost + 1e-9);
      }
    }
  });

  it('are the same for the same photos, so that nothing moves when they are laid out again', () => {
    const ratios = photosOf(100, 7);
    expect(justifyRows(ratios, DESKTOP)).to.deep.equal(justifyRows([...ratios], { ...DESKTOP }));
  });

  it('do not stretch a last row after which nothing comes', () => {
    const { boxes } = justifyRows([2, 2, 2, 1.5], { ...DESKTOP, ragged: true });
    expect(boxes.at(-1)?.height).to.equal(200);
    const [tall] = justifyRows([0.2], DESKTOP).boxes;
    expect(tall?.height).to.equal(350);
  });

  it('grow where there is but one: a search with one upright photo, or two, is no row of stamps', () => {
    const lone = (...ratios: number[]) => justifyRows(ratios, { ...PHONE, ragged: true });
    expect(lone(2 / 3).boxes).to.deep.equal([{ x: 0, y: 0, width: 140, height: 210 }]);
    expect(lone(2 / 3, 2 / 3).boxes.map(({ height }) => height)).to.deep.equal([210, 210]);
    // No wider than the screen.
    expect(lone(2).boxes).to.deep.equal([{ x: 0, y: 0, width: 320, height: 160 }]);
  });

  it('give each photo room for a finger, however narrow it is', () => {
    for (const options of [PHONE, DESKTOP, { ...PHONE, width: 1280 }]) {
      const { boxes } = justifyRows([0.2, 0.2, ...photosOf(40), 0.2, 0.2, 0.2, 1.5, 0.2], options);
      expect(Math.min(...boxes.map(({ width }) => width))).to.be.at.least(44);
    }
  });

  it('hold one photo that is wider than the screen, and none at all', () => {
    const { boxes, height } = justifyRows([5, 5], PHONE);
    expect(boxes.map((box) => [box.x, box.width])).to.deep.equal([
      [0, 320],
      [0, 320],
    ]);
    expect(height).to.equal(64 + 4 + 64);
    expect(justifyRows([], PHONE)).to.deep.equal({ boxes: [], height: 0 });
  });
});

describe('the ratio of a photo', () => {
  it('is that of its pixels; what nobody knows is 3:2, what is absurd is made plausible (T1.16.3)', () => {
    expect(ratioOf(6000, 4000)).to.equal(1.5);
    expect(ratioOf(4000, 6000)).to.be.closeTo(2 / 3, 1e-9);
    expect([ratioOf(null, 4000), ratioOf(6000, null), ratioOf(null, null)]).to.deep.equal([1.5, 1.5, 1.5]);
    expect([ratioOf(20_000, 1), ratioOf(1, 20_000)]).to.deep.equal([5, 0.2]);
  });
});
