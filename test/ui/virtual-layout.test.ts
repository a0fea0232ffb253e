import { expect } from '@open-wc/testing';
import { VirtualLayout } from '../../src/ui/virtual-layout.js';
import type { Metrics } from '../../src/ui/virtual-layout.js';

const DESKTOP: Metrics = { layout: 'rows', width: 1280, rowHeight: 200, gap: 4 };
const GRID: Metrics = { ...DESKTOP, layout: 'grid' };
/** Portraits in every other page: heights that no estimate knows. */
const ratios = (block: number) => Array.from({ length: 100 }, () => (block % 2 ? 2 / 3 : 3 / 2));

/** A long list, of which the pages in `read` have come. */
class List {
  readonly read: Set<number>;
  readonly layout: VirtualLayout;

  constructor(count: number, read: readonly number[] = [], metrics = DESKTOP) {
    this.read = new Set(read);
    this.layout = new VirtualLayout(100, (block) =>
      this.read.has(block) ? ratios(block).slice(0, Math.min(100, count - block * 100)) : undefined,
    );
    this.layout.update(count, metrics);
    this.layout.settleAt(0);
  }
}

describe('the layout of a long list', () => {
  it('has a height from its length alone, before anything is read', () => {
    const { layout } = new List(100_000);
    expect(layout.height).to.be.greaterThan(1_000_000);
    expect(layout.boxOf(0)).to.equal(undefined);
    // A photo that was not read is looked for where its share of the list is.
    expect(layout.yOf(50_000) / layout.height).to.be.closeTo(0.5, 0.001);
    expect(layout.indexAt(layout.yOf(70_000) + 1)).to.be.closeTo(70_000, 20);
  });

  it('takes the first page that was read for what the rest is like', () => {
    const { layout } = new List(100_000, [0]);
    const first = layout.boxOf(99);
    const page = (first?.y ?? 0) + (first?.height ?? 0) + 4;
    expect(layout.height).to.be.closeTo(page * 1000 - 4, 1);
  });

  it('leaves what stands above a page that comes where it is, and moves what is below by what it was off', () => {
    const list = new List(1000, [0, 4]);
    const { layout } = list;
    layout.settleAt(400);
    const before = [0, 99, 400, 499].map((index) => layout.boxOf(index)?.y ?? NaN);
    const height = layout.height;
    list.read.add(5);
    expect(layout.settleAt(500)).to.equal(true);
    expect([0, 99, 400, 499].map((index) => layout.boxOf(index)?.y)).to.deep.equal(before);
    const off = layout.height - height;
    expect(Math.abs(off)).to.be.greaterThan(100);
    expect(layout.yOf(600)).to.be.closeTo(
      (layout.boxOf(599)?.y ?? 0) + (layout.boxOf(599)?.height ?? 0) + 4,
      1e-6,
    );
    // Once more is nothing new.
    expect(layout.settleAt(500)).to.equal(false);
  });

  it('takes only pages between two heights', () => {
    const list = new List(1000, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const { layout } = list;
    const top = layout.yOf(400) + 10;
    expect(layout.settle(top, top + 1500)).to.equal(true);
    expect([0, 400, 800].map((index) => layout.boxOf(index) !== undefined)).to.deep.equal([
      true,
      true,
      false,
    ]);
  });

  it('finds the photo at every height, and the height of every photo', () => {
    const { layout } = new List(1000, [0, 1, 2]);
    for (const index of [100, 200]) layout.settleAt(index);
    for (let index = 0; index < 300; index += 1) {
      const box = layout.boxOf(index);
      if (!box) throw new Error(`Nothing stands at ${index}.`);
      const [from, to] = layout.rowAt(box.y + box.height / 2);
      expect(from).to.be.at.most(index);
      expect(to).to.be.greaterThan(index);
      expect(layout.boxOf(from)?.x).to.equal(0);
    }
  });

  it('ends where its last photo ends, also where that fills a page that was not read', () => {
    const { layout } = new List(300);
    expect(layout.yOf(300)).to.be.closeTo(layout.height, 5);
  });

  it('names all photos between two heights, and none where there are none', () => {
    const { layout } = new List(1000, [0]);
    const [from, to] = layout.range(300, 900);
    for (let index = 0; index < 100; index += 1) {
      const box = layout.boxOf(index);
      const isSeen = box && box.y + box.height > 300 && box.y < 900;
      if (isSeen) expect(index >= from && index < to, `${index} of ${from} to ${to}`).to.equal(true);
    }
    expect(layout.range(-500, -1)).to.deep.equal([0, 0]);
    expect(layout.range(layout.height + 1, layout.height + 500)).to.deep.equal([0, 0]);
    expect(new List(0).layout.range(0, 800)).to.deep.equal([0, 0]);
  });

  it('leaves no hole where a place holds no photo', () => {
    const layout = new VirtualLayout(100, () => ratios(0).map((ratio, at) => (at % 3 ? ratio : null)));
    layout.update(100, DESKTOP);
    layout.settleAt(0);
    expect(layout.boxOf(0)).to.equal(undefined);
    expect(layout.boxOf(1)).to.include({ x: 0, y: 0 });
    const [one, two] = [layout.boxOf(2), layout.boxOf(4)];
    expect(two?.x).to.be.closeTo((one?.x ?? 0) + (one?.width ?? 0) + 4, 1e-6);
  });

  it('is laid out anew for another width, and keeps nothing of the old one', () => {
    const { layout } = new List(1000, [0, 1]);
    layout.settleAt(100);
    const phone = { ...DESKTOP, width: 320, rowHeight: 120 };
    expect([layout.hasOther(DESKTOP), layout.hasOther(phone)]).to.deep.equal([false, true]);
    expect([layout.update(1000, DESKTOP), layout.update(1000, phone)]).to.deep.equal([false, true]);
    expect(layout.boxOf(0)).to.equal(undefined);
    layout.settleAt(0);
    expect(layout.boxOf(0)?.width).to.be.at.most(320);
  });

  it('forgets a page that is to be read again, and no other', () => {
    const { layout } = new List(1000, [0, 1]);
    layout.settleAt(100);
    layout.prune((block) => block !== 1);
    expect([layout.boxOf(0) !== undefined, layout.boxOf(100)]).to.deep.equal([true, undefined]);
  });

  it('needs nothing to be read for equal tiles', () => {
    const { layout } = new List(100_000, [], GRID);
    const [one, below] = [layout.boxOf(0), layout.boxOf(6)];
    expect(one).to.include({ x: 0, y: 0 });
    expect(one?.width).to.equal(one?.height);
    expect(6 * (one?.width ?? 0) + 5 * 4).to.be.closeTo(1280, 1e-6);
    expect(below?.x).to.equal(0);
    expect(layout.indexAt(below?.y ?? 0)).to.equal(6);
    expect(layout.indexAt(below?.y ?? 0, true)).to.equal(11);
    expect(layout.boxOf(99_999)?.y).to.be.closeTo(layout.height - (one?.height ?? 0), 1e-6);
    expect(layout.boxOf(100_000)).to.equal(undefined);
  });
});
