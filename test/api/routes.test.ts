import { expect } from '@open-wc/testing';
import { parseProxyUrl, routeUrl } from '../../src/api/proxy-url.js';
import { buildPath, matchPath, routes } from '../../src/api/routes.js';
import type { RouteName } from '../../src/api/routes.js';

const ID = '3f2b8c1e-9d47-4a6b-8f10-2c5e7a9b4d31';
const PARAMS = { event_id: '456', bib: '1234', request_id: ID, ticket: 'a'.repeat(16) };

describe('the table of routes', () => {
  for (const name of Object.keys(routes) as RouteName[])
    it(`finds ${name} again by the path that it builds`, () => {
      const path = buildPath(name, PARAMS);
      const match = matchPath(path.slice(1).split('/').map(decodeURIComponent));
      expect(match?.byMethod.get(routes[name].method)).to.equal(name);
    });

  it('tells the two methods of one path apart', () =>
    expect([...(matchPath(['event', '456', 'video-clipping', ID])?.byMethod ?? [])]).to.deep.equal([
      ['GET', 'clips'],
    ]));

  it('never takes a word of a path for a parameter', () =>
    expect([
      ...(matchPath(['event', '456', 'video-clipping', 'search-by-selfie'])?.byMethod.keys() ?? []),
    ]).to.deep.equal(['POST']));

  it('gives parameters in their canonical form', () =>
    expect(matchPath(['event', '456', 'bibs', '#１２３'])?.params).to.deep.equal({
      event_id: '456',
      bib: '123',
    }));

  for (const segments of [
    [],
    [''],
    ['event'],
    ['event', '456'],
    ['event', '0456', 'images'],
    ['event', '..', 'images'],
    ['event', '456', 'images', ''],
    ['event', '456', 'bibs', '..'],
    ['event', '456', 'bibs', 'a/b'],
    ['event', '456', 'faces', 'not-a-uuid'],
    ['EVENT', '456', 'images'],
    ['__proto__'],
  ])
    it(`has nothing at /${segments.join('/')}`, () => expect(matchPath(segments)).to.equal(undefined));

  for (const [name, params] of [
    ['byBib', { event_id: '456', bib: '..' }],
    ['byBib', { event_id: '456', bib: '%2e%2e' }],
    ['byBib', { event_id: '456' }],
    ['faces', { event_id: '456', request_id: '../../x' }],
    ['photos', { event_id: '456/../789' }],
    ['relay', { event_id: '456', ticket: 'short' }],
  ] as const)
    it(`builds no path for ${name} with ${JSON.stringify(params)}`, () =>
      expect(() => buildPath(name, params))
        .to.throw()
        .with.property('code', 'bad-input'));
});

describe('a proxy address as an organiser writes it', () => {
  const BASE = 'https://race.example/photos/2026/';
  for (const [written, href] of [
    ['/ninepic', 'https://race.example/ninepic'],
    ['/ninepic/', 'https://race.example/ninepic'],
    ['ninepic', 'https://race.example/photos/2026/ninepic'],
    ['https://RACE.example:443/ninepic', 'https://race.example/ninepic'],
    ['https://race.example/ninepic#x', 'https://race.example/ninepic'],
    ['https://race.example/ninepic?', 'https://race.example/ninepic'],
    ['//proxy.example/n//', 'https://proxy.example/n'],
    ['https://race.example', 'https://race.example/'],
    ['http://localhost:8787/ninepic', 'http://localhost:8787/ninepic'],
    ['/?rest_route=/ninepic/v1', 'https://race.example/?rest_route=/ninepic/v1'],
  ] as const)
    it(`${written} is ${href}`, () => expect(parseProxyUrl(written, BASE).href).to.equal(href));

  for (const written of [
    'https://api.9pic.ai',
    'https://API.9pic.AI/api/v1/ext/903',
    'https://api.9pic.ai./',
    'https://api.9pic.ai:8443/',
    'https://key@race.example/ninepic',
    'https://race.example:pw@evil.example/',
    'javascript:alert(1)',
    'ftp://race.example/',
    'data:,x',
    'https://',
  ])
    it(`${written} is refused`, () =>
      expect(() => parseProxyUrl(written, BASE))
        .to.throw()
        .with.property('code', 'config'));
});

describe('the address of a call', () => {
  const url = (proxy: string, name: RouteName = 'byBib', bib = '1234', query = {}) =>
    routeUrl(parseProxyUrl(proxy), name, { ...PARAMS, bib }, query);

  it('stands below the proxy', () =>
    expect(url('https://race.example/ninepic/')).to.equal(
      'https://race.example/ninepic/event/456/bibs/1234',
    ));

  it('keeps what the proxy has in its query', () =>
    expect(url('https://race.example/p?site=7', 'photos', '1', { page: 2 })).to.equal(
      'https://race.example/p/event/456/images?site=7&page=2',
    ));

  it('goes into `rest_route` where WordPress has plain permalinks, encoded once', () => {
    const built = new URL(url('https://race.example/?rest_route=/ninepic/v1/', 'byBib', '10K 55'));
    expect(built.pathname).to.equal('/');
    expect(built.searchParams.get('rest_route')).to.equal('/ninepic/v1/event/456/bibs/10K 55');
  });

  it('passes only what the route knows, and the cache breaker', () =>
    expect(url('https://race.example/p', 'clips', '1', { _: 3, page: 1, apiKey: 'x' })).to.equal(
      `https://race.example/p/event/456/video-clipping/${ID}?_=3`,
    ));

  it('stays below the proxy whatever anybody types as a bib', () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    let state = seed;
    const next = (below: number) => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return (state >>> 8) % below;
    };
    const pool = [
      ...'0123456789abcXYZ..//\\%2eE?#;:@& \t\n\u0000-_é１٤🏃\ud800\u202e',
      '..',
      '%2e',
      '../',
      '%5c',
    ];
    const bases = ['https://race.example/a/ninepic', 'https://race.example/?rest_route=/ninepic/v1'];
    let built = 0;
    for (let run = 0; run < 10_000; run += 1) {
      const bib = Array.from({ length: 1 + next(8) }, () => pool[next(pool.length)]).join('');
      for (const base of bases) {
        let href: string;
        try {
          href = url(base, 'byBib', bib);
        } catch {
          continue;
        }
        built += 1;
        const { origin, pathname, searchParams } = new URL(href);
        const route = searchParams.get('rest_route');
        const path = route === null ? pathname : route;
        const prefix = route === null ? '/a/ninepic/event/456/bibs/' : '/ninepic/v1/event/456/bibs/';
        const ok =
          origin === 'https://race.example' &&
          path.startsWith(prefix) &&
          /^[^/\\]+$/.test(path.slice(prefix.length)) &&
          !/^\.+$/.test(path.slice(prefix.length));
        if (!ok) throw new Error(`seed ${seed}: ${JSON.stringify(bib)} became ${href}`);
      }
    }
    expect(built, `seed ${seed}`).to.be.greaterThan(1000);
  });
});
