import { expect } from '@open-wc/testing';
import type { Photo } from '../../src/api/payloads.js';
import { Selection } from '../../src/state/selection.js';

const photo = (id: string): Photo => ({
  id,
  preview: `https://photos.9pic.ai/${id}.jpg`,
  thumbnail: `https://photos.9pic.ai/${id}-small.jpg`,
  width: 3,
  height: 2,
});
const ids = (selection: Selection) => selection.photos.map(({ id }) => id);

describe('a selection', () => {
  it('keeps photos by their id, in the order in which they were ticked', () => {
    const selection = new Selection();
    selection.set([photo('b')], true);
    selection.set([photo('a'), photo('b'), photo('c')], true);
    expect(ids(selection)).to.deep.equal(['b', 'a', 'c']);
    // The same photo, read anew with another address.
    expect(selection.has('a')).to.equal(true);
    selection.set([{ ...photo('a'), preview: 'https://photos.9pic.ai/new.jpg' }], false);
    expect([ids(selection), selection.size]).to.deep.equal([['b', 'c'], 2]);
  });

  it('tells of every change, once, and of nothing else', () => {
    const selection = new Selection();
    let told = 0;
    const leave = new AbortController();
    selection.subscribe(() => (told += 1), { signal: leave.signal });
    selection.set([photo('a'), photo('b')], true);
    selection.set([photo('a')], true);
    selection.set([photo('z')], false);
    expect(told).to.equal(1);
    selection.clear();
    selection.clear();
    expect(told).to.equal(2);
    leave.abort();
    selection.set([photo('a')], true);
    expect(told).to.equal(2);
  });

  it('gives the same frozen list until something changes', () => {
    const selection = new Selection();
    selection.set([photo('a')], true);
    const before = selection.photos;
    expect(Object.isFrozen(before)).to.equal(true);
    selection.set([photo('a')], true);
    expect(selection.photos).to.equal(before);
    selection.set([photo('b')], true);
    expect(selection.photos).to.not.equal(before);
    expect(before).to.have.length(1);
  });
});
