import { expect } from '@open-wc/testing';
import { VirtualLayout } from '../../src/ui/virtual-layout.js';
import { stepFrom } from '../../src/ui/virtual-steps.js';
import type { StepKey, Steps } from '../../src/ui/virtual-steps.js';

/** A list of squares, five in a row, of which the first page is read. */
function squares(options: { count?: number; end?: number; gone?: readonly number[] } = {}): Steps {
  const { count = 300, end = count, gone = [] } = options;
  const layout = new VirtualLayout(100, (block) =>
    block === 0
      ? Array.from({ length: Math.min(100, count) }, (_, at) => (gone.includes(at) ? null : 1))
      : undefined,
  );
  layout.update(count, { layout: 'rows', width: 1016, rowHeight: 200, gap: 4 });
  layout.settleAt(0);
  return {
    list: { isGone: (at) => gone.includes(at), isLoaded: (at) => at < 100 },
    layout,
    end,
    screen: 800,
  };
}

const walk = (steps: Steps, from: number, ...keys: StepKey[]) =>
  keys.reduce((at, key) => stepFrom(at, key, steps), from);

describe('the way of a key through a list', () => {
  it('goes on and back, and stops at both ends', () => {
    const steps = squares();
    expect(walk(steps, 7, 'next')).to.equal(8);
    expect(walk(steps, 7, 'previous')).to.equal(6);
    expect(walk(steps, 0, 'previous')).to.equal(0);
    expect(walk(steps, 299, 'next')).to.equal(299);
    expect([walk(steps, 7, 'first'), walk(steps, 7, 'last')]).to.deep.equal([0, 299]);
  });

  it('goes to the photo straight below or above', () => {
    const steps = squares();
    expect(walk(steps, 7, 'down')).to.equal(12);
    expect(walk(steps, 7, 'up')).to.equal(2);
    expect(walk(steps, 2, 'up')).to.equal(2);
    expect(walk(steps, 0, 'down', 'down', 'down', 'up', 'up', 'up')).to.equal(0);
  });

  it('steps over places that hold no photo', () => {
    const steps = squares({ gone: [8, 9] });
    expect(walk(steps, 7, 'next')).to.equal(10);
    expect(walk(steps, 10, 'previous')).to.equal(7);
    expect(walk(squares({ gone: [0] }), 50, 'first')).to.equal(1);
    expect(walk(squares({ count: 100, gone: [99] }), 50, 'last')).to.equal(98);
  });

  it('goes as far as what is shown of the list', () => {
    const steps = squares({ end: 60 });
    expect(walk(steps, 59, 'next')).to.equal(59);
    expect(walk(steps, 10, 'last')).to.equal(59);
    expect(walk(steps, 57, 'down')).to.equal(57);
    expect(walk(steps, 50, 'page-down')).to.equal(59);
  });

  it('goes from the last row that is read to the nearest place of the next page', () => {
    expect(walk(squares(), 97, 'down')).to.equal(100);
  });

  it('goes about a screen at a time, with a little of the last one left', () => {
    const steps = squares();
    const next = walk(steps, 0, 'page-down');
    expect(next).to.equal(15);
    expect(walk(steps, next, 'page-up')).to.equal(0);
    expect(walk(steps, 0, 'page-up')).to.equal(0);
    expect(walk(steps, 295, 'page-down')).to.be.within(295, 299);
  });
});
