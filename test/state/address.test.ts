import { expect } from '@open-wc/testing';
import { Address, parseValue, readPair, resultsAddress, writePair } from '../../src/state/address.js';
import type { AddressOptions } from '../../src/state/address.js';
import type { Query } from '../../src/state/search-state.js';
import { patch, unpatch } from '../support/patches.js';

const ID = '3f2b8c1e-9d47-4a6b-8f10-2c5e7a9b4d31';
const KEY = 'ninepic-456';
const BIB: Query = { by: 'bib', bib: '10K 55' };
const SELFIE: Query = { by: 'selfie', requestId: ID };
const home = location.href;

const address = (options: Partial<AddressOptions> = {}) =>
  new Address({ eventId: '456', group: null, hashKey: null, enabled: true, ...options });
const open = (rest: string, state: unknown = null) =>
  history.replaceState(state, '', home.replace(/[?#].*$/s, '') + rest);

afterEach(() => {
  unpatch();
  history.replaceState(null, '', home);
  sessionStorage.clear();
});

describe('the value in the address', () => {
  for (const [value, query] of [
    [ID, SELFIE],
    [ID.toUpperCase(), { by: 'selfie', requestId: ID.toUpperCase() }],
    ['bib:1234', { by: 'bib', bib: '1234' }],
    ['bib:10K%2055', BIB],
    ['bib:%EF%BC%91', { by: 'bib', bib: '1' }],
    ['', null],
    ['1234', null],
    ['bib:', null],
    ['bib:..', null],
    ['bib:%2e%2e', null],
    ['bib:a%2Fb', null],
    ['bib:%', null],
    ['bib:%E0%A4', null],
    [`bib:${'1'.repeat(500)}`, null],
    [`${ID}x`, null],
    [`${ID}\n`, null],
    ['<script>', null],
    ['__proto__', null],
  ] as const)
    it(`${JSON.stringify(value.slice(0, 40))} is ${JSON.stringify(query)}`, () =>
      expect(parseValue(value)).to.deep.equal(query));
});

describe('everything else in the fragment', () => {
  for (const [before, after] of [
    ['', `#${KEY}=1`],
    ['#', `#${KEY}=1`],
    ['#finish', `#finish&${KEY}=1`],
    ['#a=b&c', `#a=b&c&${KEY}=1`],
    ['#a&', `#a&&${KEY}=1`],
    ['#&&', `#&&&${KEY}=1`],
    [`#${KEY}=0&x=%20y`, `#${KEY}=1&x=%20y`],
    [`#x&${KEY}=0`, `#x&${KEY}=1`],
    [`#${KEY}-b=0`, `#${KEY}-b=0&${KEY}=1`],
    [`#x${KEY}=0`, `#x${KEY}=0&${KEY}=1`],
    [`#${KEY}=0&x&${KEY}=2`, `#${KEY}=1&x`],
    ['#__proto__[x]=1&constructor.prototype.y=1', `#__proto__[x]=1&constructor.prototype.y=1&${KEY}=1`],
  ] as const)
    it(`stays: ${before || 'nothing'} becomes ${after}`, () =>
      expect(writePair(before, KEY, '1')).to.equal(after));

  it('comes back byte for byte when our pair leaves, 10,000 times', () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    let state = seed;
    const next = (below: number) => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return (state >>> 8) % below;
    };
    const pool = [...'ab=&#%?/!:;+.~ é🏃\u0000', KEY, `${KEY}-b=`, `x${KEY}=`, '%26', '__proto__'];
    for (let run = 0; run < 10_000; run += 1) {
      const text = Array.from({ length: next(12) }, () => pool[next(pool.length)]).join('');
      const foreign = text.split('&').some((part) => part.replace(/^#/, '').startsWith(`${KEY}=`))
        ? 'x'
        : text;
      const before = foreign === '' ? '' : `#${foreign}`;
      const withPair = writePair(before, KEY, ID);
      const what = `seed ${seed}, ${JSON.stringify(before)}`;
      if (readPair(withPair, KEY) !== ID) throw new Error(`${what}: the pair is lost`);
      if (writePair(withPair, KEY, null) !== before)
        throw new Error(`${what}: became ${writePair(withPair, KEY, null)}`);
    }
    expect(({} as Record<string, unknown>)['x']).to.equal(undefined);
  });
});

describe('a search in the address of the page', () => {
  it('is written and read, with the state of the history kept and nobody told', async () => {
    open('?tab=2#finish', { router: 7 });
    const entries = history.length;
    const told: string[] = [];
    const listen = ({ type }: Event) => told.push(type);
    window.addEventListener('popstate', listen);
    window.addEventListener('hashchange', listen);
    address().write(BIB);
    await new Promise((resolve) => setTimeout(resolve, 20));
    window.removeEventListener('popstate', listen);
    window.removeEventListener('hashchange', listen);
    expect(location.search + location.hash).to.equal(`?tab=2#finish&${KEY}=bib:10K%2055`);
    expect(history.state).to.deep.equal({ router: 7 });
    expect([history.length, told]).to.deep.equal([entries, []]);
    expect(address().read()).to.deep.equal(BIB);
    address().write(null);
    expect(location.search + location.hash).to.equal('?tab=2#finish');
  });

  it('keeps the whole address where the page has a base', () => {
    const base = document.createElement('base');
    base.href = 'https://cdn.example/';
    document.head.append(base);
    try {
      open('#x');
      address().write(SELFIE);
      expect(location.hash).to.equal(`#x&${KEY}=${ID}`);
      expect(sessionStorage).to.have.length(0);
    } finally {
      base.remove();
    }
  });

  it('has a key of its own for a group, and the one that the author chose', () => {
    open('');
    address({ group: 'left' }).write(BIB);
    address({ hashKey: 'photos' }).write(SELFIE);
    expect(location.hash).to.equal(`#${KEY}-left=bib:10K%2055&photos=${ID}`);
  });

  for (const router of ['#/race/456', '#!/race'])
    it(`leaves ${router} to the router, unless a key was chosen for it`, () => {
      open(`${router}&${KEY}=${ID}`);
      const before = location.href;
      address().write(BIB);
      expect([address().read(), location.href]).to.deep.equal([null, before]);
      address({ hashKey: 'p' }).write(SELFIE);
      expect(location.hash).to.equal(`${router}&${KEY}=${ID}&p=${ID}`);
    });

  it('is neither read nor written under `no-hash`', () => {
    open(`#${KEY}=${ID}`);
    const off = address({ enabled: false });
    off.write(BIB);
    expect([off.read(), location.hash]).to.deep.equal([null, `#${KEY}=${ID}`]);
  });

  it('that is neither shape is ignored and stays', () => {
    open(`#${KEY}=hello`);
    expect([address().read(), location.hash]).to.deep.equal([null, `#${KEY}=hello`]);
  });

  it('is not looked for in a megabyte, and not written into it', () => {
    open(`#${'x'.repeat(1_000_000)}&${KEY}=${ID}`);
    const before = location.href;
    expect(address().read()).to.equal(null);
    address().write(BIB);
    expect(location.href === before).to.equal(true);
    expect(address().read()).to.deep.equal(BIB);
  });

  it('waits in the storage where the address cannot be written, and leaves no trace when it is cleared', () => {
    open('#x');
    patch(history, 'replaceState', () => {
      throw new DOMException('too many', 'SecurityError');
    });
    address().write(SELFIE);
    expect([location.hash, address().read()]).to.deep.equal(['#x', SELFIE]);
    unpatch();
    address().write(null);
    expect([location.hash, address().read(), sessionStorage.length]).to.deep.equal(['#x', null, 0]);
  });

  it('survives a storage that throws', () => {
    open('#x');
    const refuse = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    patch(history, 'replaceState', refuse);
    patch(Storage.prototype, 'setItem', refuse);
    patch(Storage.prototype, 'removeItem', refuse);
    patch(Storage.prototype, 'getItem', refuse);
    address().write(SELFIE);
    expect(address().read()).to.equal(null);
  });

  it('is told after a navigation to another one, not to an anchor and not back', async () => {
    open('');
    const watched = address();
    watched.write(BIB);
    const told: Query[] = [];
    const leave = new AbortController();
    watched.watch((query) => told.push(query), leave.signal);
    const go = async (hash: string) => {
      location.hash = hash;
      await new Promise((resolve) => window.addEventListener('hashchange', resolve, { once: true }));
    };
    await go('#section2');
    await go(`#${KEY}=bib:10K%2055`);
    await go(`#${KEY}=nonsense`);
    expect(told).to.be.empty;
    await go(`#${KEY}=${ID}`);
    leave.abort();
    await go(`#${KEY}=bib:7`);
    expect(told).to.deep.equal([SELFIE]);
  });
});

describe('a search that 9Pic hands over in the query', () => {
  for (const [query, found, left] of [
    [`?selfieRequestId=${ID}`, SELFIE, ''],
    [`?eventId=456&selfieRequestId=${ID}&bibNumber=7`, SELFIE, '?eventId=456'],
    ['?bibNumber=10K%2055', BIB, ''],
    ['?bibNumber=10K+55&a=%20b&ref=aGk=', BIB, '?a=%20b&ref=aGk='],
    ['?&a=1&bibNumber=%2310K%2055', BIB, '?&a=1'],
    [`?selfie%52equestId=${ID}`, SELFIE, ''],
    ['?bibNumber=..&x', null, '?x'],
    ['?selfieRequestId=nonsense', null, ''],
    ['?eventId=789&bibNumber=7', null, '?eventId=789&bibNumber=7'],
    ['?a=1', null, '?a=1'],
    ['', null, ''],
  ] as const)
    it(`${query || 'none'} is ${JSON.stringify(found)}, and leaves ${left || 'nothing'}`, () => {
      open(`${query}#finish`, { router: 7 });
      expect(address().takeQuery()).to.deep.equal(found);
      expect([location.search, location.hash, history.state]).to.deep.equal([left, '#finish', { router: 7 }]);
    });
});

describe('the address of a page for results', () => {
  it('keeps what it has', () =>
    expect(
      resultsAddress(
        'https://race.example/photos?x=1#top',
        { eventId: '456', group: null, shared: undefined },
        BIB,
      ),
    ).to.equal(`https://race.example/photos?x=1#top&${KEY}=bib:10K%2055`));
});
