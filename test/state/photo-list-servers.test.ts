/** A list of photos whose server caps its pages, changes meanwhile, says what is not so, or fails. */
import { expect } from '@open-wc/testing';
import { NinepicError } from '../../src/api/errors.js';
import { Server, ids, photo, range, see, settled } from './photo-server.js';

describe('a server that caps its pages', () => {
  for (const says of [true, false])
    it(`is asked by its own size, whether it says so or not (${says})`, async () => {
      const server = new Server(95);
      server.cap = 30;
      if (!says) server.bend = (page) => ({ ...page, pageSize: null });
      const list = server.list();
      expect(list.pageSize).to.equal(30);
      await see(list, 0, 95);
      expect(server.asked).to.have.members([2, 3, 4]);
      expect(ids(list)).to.deep.equal(range(95));
    });
});

describe('photos that come and go while somebody looks', () => {
  it('stand nowhere twice when new ones shift the pages, and are said to be new', async () => {
    const server = new Server(300);
    const list = server.list();
    server.photos = [...range(7, 1000), ...server.photos];
    await see(list, 0, 300);
    expect(new Set(ids(list)).size).to.equal(ids(list).length);
    expect(list.newer).to.equal(7);
    expect([list.isGone(100), list.isGone(106), list.isGone(107), list.count]).to.deep.equal([
      true,
      true,
      false,
      293,
    ]);
  });

  it('do not end the list when so many are new that two pages bring none', async () => {
    const server = new Server(3000);
    const list = server.list();
    await see(list, 0, 300);
    server.photos = [...range(250, 5000), ...server.photos];
    await see(list, 300, 600);
    expect(list.length).to.equal(3000);
    await see(list, 2900, 3000);
    expect(list.at(2950)?.id).to.equal('p2700');
  });

  it('do not end the list when six pages bring none', async () => {
    const server = new Server(3000);
    const list = server.list();
    await see(list, 0, 300);
    server.photos = [...range(600, 5000), ...server.photos];
    await see(list, 300, 1000);
    await see(list, 2900, 3000);
    expect([list.length, list.at(2950)?.id]).to.deep.equal([3000, 'p2350']);
  });

  it('are all found when some were deleted', async () => {
    const server = new Server(500);
    const list = server.list();
    await see(list, 0, 200);
    const gone = ['p10', 'p150', 'p151'];
    server.photos = server.photos.filter((id) => !gone.includes(id));
    await see(list, 200, 300);
    expect(list.length).to.equal(497);
    expect(list.at(0)?.id, 'shown until it is read anew').to.equal('p0');
    await see(list, 0, 497);
    await see(list, 0, 497);
    expect(ids(list)).to.deep.equal(server.photos);
    expect(list.count).to.equal(497);
  });

  it('end the list where its total says, when somebody jumps to a page that is no more', async () => {
    const server = new Server(3000);
    const list = server.list();
    server.photos.splice(0, 500);
    await see(list, 2950, 3000);
    expect(list.length).to.equal(2500);
    expect(server.asked).to.deep.equal([30]);
    await see(list, 2450, 2500);
    expect(list.at(2499)?.id).to.equal('p2999');
    expect(server.asked).to.deep.equal([30, 25]);
  });

  it('are not read for ever where each answer counts one less', async () => {
    const server = new Server(500);
    const list = server.list();
    let total = 500;
    server.bend = (page) => ({ ...page, total: (total -= 1) });
    for (let look = 0; look < 40; look += 1) await see(list, 0, 500);
    expect(server.asked.length).to.be.lessThan(40);
  });
});

describe('a server that says what is not so', () => {
  it('ends for ever `hasNext` after two pages without a new photo', async () => {
    const server = new Server(100);
    server.bend = (page) => ({ ...page, photos: range(100).map(photo), total: null, hasNext: true });
    const list = server.list();
    for (let look = 0; look < 20; look += 1) await see(list, 0, list.length);
    expect(server.asked).to.deep.equal([2, 3]);
    expect([list.length, list.count]).to.deep.equal([100, 100]);
  });

  it('ends for a page that is given again and again, although its total has grown', async () => {
    const server = new Server(20_000);
    const list = server.list();
    server.bend = (page) => ({ ...page, photos: range(100).map(photo), total: 20_001, hasNext: true });
    for (let from = 0; from < 3000; from += 100) await see(list, from, from + 200);
    expect(server.asked.length).to.be.at.most(5);
    expect(list.length).to.equal(100);
  });

  it('that ignores the page counts what can be shown', async () => {
    const server = new Server(100);
    server.bend = (page) => ({ ...page, photos: range(100).map(photo), total: 1_000_000, hasNext: true });
    const list = server.list();
    for (let look = 0; look < 10; look += 1) await see(list, 0, 1000);
    expect([list.length, list.count]).to.deep.equal([100, 100]);
    // Two that bring nothing, and the two that were under way by then.
    expect(server.asked.length).to.be.at.most(4);
  });

  it('without totals is read one page at a time', async () => {
    const server = new Server(250);
    server.bend = (page) => ({ ...page, total: null });
    const list = server.list();
    const lengths = [list.length];
    for (let look = 0; look < 4; look += 1) {
      await see(list, 0, list.length);
      lengths.push(list.length);
    }
    expect(lengths).to.deep.equal([200, 300, 250, 250, 250]);
    expect(ids(list)).to.deep.equal(range(250));
  });

  it('has no more than its first page where that has room left', () => {
    const server = new Server(40);
    server.bend = (page) => ({ ...page, total: 4000 });
    expect(server.list().length).to.equal(40);
  });

  it('counts fewer than it sent: what is here stays', () => {
    const server = new Server(40);
    server.bend = (page) => ({ ...page, total: 3 });
    expect(server.list().length).to.equal(40);
  });

  it('counts photos that cannot be shown as places, not as photos', () => {
    const server = new Server(100);
    server.bend = (page) => ({ ...page, photos: page.photos.slice(0, 90), dropped: 10 });
    const list = server.list();
    expect([list.length, list.count, list.isGone(95)]).to.deep.equal([100, 90, true]);
  });

  it('lists a photo twice on one page: it is shown once', () => {
    const server = new Server(3);
    server.photos = ['a', 'a', 'b'];
    expect(ids(server.list())).to.deep.equal(['a', 'b']);
  });
});

describe('a page past the end', () => {
  for (const code of ['not-found', 'request-unknown'] as const)
    it(`ends the list, and is asked for once (${code})`, async () => {
      const server = new Server(250);
      server.bend = (page) => ({ ...page, total: 3000, hasNext: page.page < 3 });
      for (let page = 4; page <= 30; page += 1)
        server.failing.set(page, new NinepicError(code, '', { status: 404 }));
      const list = server.list();
      await see(list, 2000, 2100);
      expect(server.asked).to.deep.equal([21]);
      for (let look = 0; look < 4; look += 1) await see(list, 0, list.length);
      expect([list.length, list.count, list.newer, list.error]).to.deep.equal([250, 250, 0, undefined]);
      expect(ids(list)).to.deep.equal(range(250));
    });
});

describe('a page that fails', () => {
  it('leaves the others alone, and is asked for again when somebody wants it', async () => {
    const server = new Server(300);
    const error = new NinepicError('upstream', '', { status: 500 });
    server.failing.set(2, error);
    const list = server.list();
    await see(list, 0, 300);
    expect([list.error, list.at(50)?.id, list.at(150), list.at(250)?.id]).to.deep.equal([
      error,
      'p50',
      undefined,
      'p250',
    ]);
    await see(list, 0, 300);
    expect(server.asked.filter((page) => page === 2)).to.have.length(1);
    server.failing.clear();
    list.retry();
    await settled();
    expect([list.error, list.at(150)?.id]).to.deep.equal([undefined, 'p150']);
  });

  for (const [what, thrown] of [
    ['an abort that nobody asked for', new DOMException('', 'AbortError')],
    ['a mistake of ours', new TypeError('x is not a function')],
  ] as const)
    it(`by ${what} is not asked for without end`, async () => {
      const server = new Server(300);
      server.failing.set(2, thrown);
      const list = server.list();
      await see(list, 100, 200);
      expect(server.asked).to.deep.equal([2]);
      expect(list.error?.code).to.equal('bad-response');
    });
});
