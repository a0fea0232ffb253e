/** A list of photos that is loaded where somebody looks. */
import { expect } from '@open-wc/testing';
import { NinepicError } from '../../src/api/errors.js';
import { Server, ids, range, see, settled } from './photo-server.js';

describe('a list of photos', () => {
  it('knows its length from page one', () => {
    const list = new Server(3000).list();
    expect([list.length, list.count, list.at(0)?.id, list.at(99)?.id]).to.deep.equal([
      3000,
      3000,
      'p0',
      'p99',
    ]);
    expect([list.at(100), list.isLoaded(100), list.isGone(100), list.isGone(3000)]).to.deep.equal([
      undefined,
      false,
      false,
      true,
    ]);
  });

  it('loads where somebody looks, and nothing between', async () => {
    const server = new Server(3000);
    const list = server.list();
    await see(list, 2450, 2460);
    expect(server.asked).to.deep.equal([25]);
    expect([list.at(2450)?.id, list.indexOf('p2450'), list.indexOf('p500')]).to.deep.equal([
      'p2450',
      2450,
      -1,
    ]);
  });

  it('does not ask for what is here', async () => {
    const server = new Server(300);
    const list = server.list();
    await see(list, 0, 300);
    await see(list, 0, 300);
    expect(server.asked).to.have.members([2, 3]).and.have.length(2);
    expect(ids(list)).to.deep.equal(range(300));
  });

  it('reads a stretch that nobody looks at, two pages at once, behind what somebody looks at', async () => {
    const server = new Server(3000);
    server.hold();
    const list = server.list();
    const reading = list.read(100, 700);
    await see(list, 2000, 2050);
    expect(server.asked).to.deep.equal([2, 3]);
    await server.answer();
    expect(await reading).to.equal(true);
    expect(server.asked.slice(0, 3)).to.deep.equal([2, 3, 21]);
    expect([...server.asked].sort((a, b) => a - b)).to.deep.equal([2, 3, 4, 5, 6, 7, 21]);
    expect([server.mostInFlight, server.cancelled]).to.deep.equal([2, []]);
    expect(await list.read(100, 700)).to.equal(true);
    expect(server.asked).to.have.length(7);
  });

  it('says that a stretch is not whole when a page of it failed', async () => {
    const server = new Server(1000);
    server.failing.set(3, new NinepicError('upstream', 'no'));
    const list = server.list();
    expect(await list.read(0, 500)).to.equal(false);
    expect([...server.asked].sort((a, b) => a - b)).to.deep.equal([2, 3, 4, 5]);
    expect(await list.read(600, 700)).to.equal(true);
  });

  it('stops reading a stretch when it is told to', async () => {
    const server = new Server(3000);
    server.hold();
    const list = server.list();
    const stop = new AbortController();
    const reading = list.read(100, 3000, stop.signal);
    await see(list, 150, 160);
    stop.abort();
    expect(await reading).to.equal(false);
    expect(server.cancelled).to.deep.equal([3]);
    await server.answer();
    expect(server.asked).to.deep.equal([2, 3]);
    const second = list.read(2000, 2100);
    list.pause();
    expect(await second).to.equal(false);
  });

  it('asks for two pages at once at most, the middle first', async () => {
    const server = new Server(3000);
    server.hold();
    const list = server.list();
    await see(list, 100, 800);
    expect(server.asked).to.have.length(2);
    expect(server.asked[0]).to.equal(5);
    await server.answer();
    await settled();
    expect(server.mostInFlight).to.equal(2);
    expect(ids(list)).to.have.length(800);
  });

  it('cancels the pages that were flown over', async () => {
    const server = new Server(3000);
    server.hold();
    const list = server.list();
    await see(list, 500, 600);
    await see(list, 2000, 2100);
    await server.answer();
    expect(server.cancelled).to.deep.equal([6]);
    expect([list.at(500), list.at(2000)?.id, list.error]).to.deep.equal([undefined, 'p2000', undefined]);
  });

  it('loads what each of two looks at: where one goes, the other loses nothing', async () => {
    const server = new Server(3000);
    server.hold();
    const list = server.list();
    const [one, other] = [{}, {}];
    list.want(500, 600, false, one);
    list.want(2000, 2100, false, other);
    list.want(0, 0, false, other);
    list.want(2500, 2600, false, other);
    await server.answer();
    await settled();
    expect(server.cancelled).to.deep.equal([21]);
    expect([list.at(500)?.id, list.at(2500)?.id]).to.deep.equal(['p500', 'p2500']);
  });

  it('loads a page that was flown over when somebody comes back', async () => {
    const server = new Server(3000);
    server.hold();
    const list = server.list();
    list.want(500, 600);
    list.want(2000, 2100);
    list.want(500, 600);
    await server.answer();
    await settled();
    expect(list.at(500)?.id).to.equal('p500');
  });

  it('stops when it is paused, and goes on when somebody looks again', async () => {
    const server = new Server(3000);
    server.hold();
    const list = server.list();
    await see(list, 500, 600);
    list.pause();
    await settled();
    await server.answer();
    expect([server.asked, server.inFlight]).to.deep.equal([[6], 0]);
    await see(list, 500, 600);
    expect(list.at(500)?.id).to.equal('p500');
  });

  it('tells those who listen, until they leave', async () => {
    const list = new Server(300).list();
    const leave = new AbortController();
    let told = 0;
    list.subscribe(() => (told += 1), { signal: leave.signal });
    await see(list, 100, 200);
    expect(told).to.equal(1);
    leave.abort();
    await see(list, 200, 300);
    expect(told).to.equal(1);
  });

  it('asks for nothing once it is disposed of', async () => {
    const server = new Server(300);
    const list = server.list();
    list.dispose();
    await see(list, 0, 300);
    expect(server.asked).to.be.empty;
  });
});

describe('a list without photos', () => {
  it('has nothing to ask for', async () => {
    const server = new Server(0);
    const list = server.list();
    await see(list, 0, 100);
    expect([list.length, list.count, server.asked.length]).to.deep.equal([0, 0, 0]);
  });
});
