/** `ninepic-proxy check`: our proxy keeps the contract, and whatever another does wrong has a name and costs nothing. */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, it } from 'node:test';
import { createFake, type Fake } from '../../demo/fake/index.js';
import { checkProxy, type Report } from '../../src/proxy/conformance/check.js';
import { reportText } from '../../src/proxy/conformance/command.js';
import { createProxy, type NinepicProxy, type ProxyOptions } from '../../src/proxy/index.js';
import { nodeListener } from '../../src/proxy/node.js';
import { caseFile } from './support/cases.js';

const LISTED = 'https://race.example';
const servers: Server[] = [];
after(() => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
});

interface Opened {
  readonly url: string;
  readonly fake: Fake;
}

/** A proxy of somebody's, over HTTP, in front of the fake. */
async function open(
  make: (right: NinepicProxy, fake: Fake) => NinepicProxy = (right) => right,
  options: Partial<ProxyOptions> = {},
): Promise<Opened> {
  const fake = createFake();
  const right = createProxy({
    apiKey: 'demo-key',
    orgId: 903,
    events: [456],
    origins: [LISTED],
    fetch: (input, init) => fake.fetch(new Request(input, init)),
    log: () => undefined,
    ...options,
  });
  const server = createServer({ maxHeaderSize: 16_384 }, nodeListener(make(right, fake)));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/ninepic`, fake };
}

const failures = ({ results }: Report) => results.filter(({ outcome }) => outcome === 'failed');
const failedAreas = (report: Report) => [...new Set(failures(report).map(({ area }) => area))].sort();
const judged = ({ results }: Report) => results.filter(({ outcome }) => outcome !== 'skipped').length;

/** The answer with other headers. */
const dressed = (answer: Response, headers: Record<string, string | null>): Response => {
  const changed = new Headers(answer.headers);
  for (const [name, value] of Object.entries(headers)) {
    if (value === null) changed.delete(name);
    else changed.set(name, value);
  }
  return new Response(answer.body, { status: answer.status, headers: changed });
};

/** What one writes in an afternoon: the path goes on as it came, with the key. */
const naive =
  (_: NinepicProxy, fake: Fake): NinepicProxy =>
  async (request) => {
    const { pathname, search } = new URL(request.url);
    const url = `https://api.9pic.ai/api/v1/ext/903${pathname.replace('/ninepic', '')}${search}`;
    if (pathname.endsWith('/healthz')) return new Response('ok');
    const headers = new Headers(request.headers);
    headers.set('x-api-key', 'demo-key');
    const body = ['GET', 'HEAD'].includes(request.method) ? null : await request.arrayBuffer();
    return fake.fetch(new Request(url, { method: request.method, headers, body }));
  };

describe('the check of our own proxy', () => {
  it('finds nothing wrong, as its own site and as another, and costs nothing', async () => {
    for (const origin of [undefined, LISTED]) {
      // Most proxies serve their own site and no other.
      const { url, fake } = await open(undefined, origin ? {} : { origins: [] });
      const report = await checkProxy({ url, ...(origin ? { origin } : {}) }, caseFile);
      assert.deepEqual(failures(report), []);
      assert.equal(report.event, '456', 'the first event of its list');
      assert.ok(judged(report) > 170, `${judged(report)} rows judged`);
      assert.equal(report.ok, true);
      assert.equal(fake.bill.searches, 0);
      assert.equal(fake.bill.matchesRun, 0);
      assert.ok(!report.results.some(({ outcome }) => outcome === 'differs'));
    }
  });

  it('makes searches when it is asked to, and only then', async () => {
    const { url, fake } = await open();
    const report = await checkProxy({ url, origin: LISTED, billable: true }, caseFile);
    assert.deepEqual(failures(report), []);
    assert.ok(fake.bill.searches > 0 && fake.bill.searches <= 10, `${fake.bill.searches} searches`);
  });

  it('leaves out what the organiser switched off, and what a budget does not let through', async () => {
    const { url } = await open(undefined, {
      routes: { timeline: false, originals: false, bib: false },
      limits: { bibsPerAddress: [3, 600] },
    });
    const report = await checkProxy({ url, origin: LISTED }, caseFile);
    assert.deepEqual(failures(report), []);
  });

  it('works below a root, and with the mount in the query as plain WordPress permalinks have it', async () => {
    const inQuery = (right: NinepicProxy): NinepicProxy => {
      return (request) => {
        const url = new URL(request.url);
        const route = url.searchParams.get('rest_route');
        if (route === null) return right(request);
        url.searchParams.delete('rest_route');
        const target = new URL(route.replace('/ninepic/v1', '/ninepic'), url);
        target.search = url.search;
        const init = { method: request.method, headers: request.headers, body: request.body, duplex: 'half' };
        return right(new Request(target, init));
      };
    };
    const { url } = await open(inQuery);
    const report = await checkProxy(
      { url: url.replace('/ninepic', '/?rest_route=/ninepic/v1'), event: '456', origin: LISTED },
      caseFile,
    );
    assert.ok(report.results.some(({ area, outcome }) => area === 'who may ask' && outcome === 'ok'));
    assert.deepEqual(
      failures(report).filter(({ area }) => area === 'who may ask'),
      [],
    );
  });
});

describe('the check of a proxy with a fault', () => {
  const faults: [name: string, make: typeof naive, areas: string[]][] = [
    [
      'everybody may read its answers',
      (right) => async (request) => dressed(await right(request), { 'access-control-allow-origin': '*' }),
      ['who may ask'],
    ],
    [
      'errors may be cached',
      (right) => async (request) => dressed(await right(request), { 'cache-control': 'public, max-age=60' }),
      ['caches'],
    ],
    [
      'it does not look at the origin',
      (right) => (request) => {
        const headers = new Headers(request.headers);
        for (const name of ['sec-fetch-site', 'sec-fetch-mode', 'origin']) headers.delete(name);
        if (request.method === 'POST') headers.set('origin', LISTED);
        const init = { method: request.method, headers, body: request.body, duplex: 'half' };
        return right(new Request(request.url, init));
      },
      ['who may ask'],
    ],
    [
      'HEAD and its like are taken for GET',
      (right) => (request) =>
        right(
          ['PUT', 'DELETE', 'PATCH', 'HEAD'].includes(request.method)
            ? new Request(request.url, { headers: request.headers })
            : request,
        ),
      ['methods'],
    ],
    [
      'any page size is passed on',
      (right) => (request) => {
        const url = new URL(request.url);
        url.searchParams.delete('page_size');
        return right(new Request(url, request));
      },
      ['what the widget sends'],
    ],
  ];
  for (const [name, make, areas] of faults)
    it(`${name}: named, with what it means, and nothing is billed`, async () => {
      const { url, fake } = await open(make);
      const report = await checkProxy({ url, origin: LISTED, event: '456' }, caseFile);
      assert.equal(report.ok, false);
      for (const area of failedAreas(report)) assert.ok(areas.includes(area), `${area} failed too`);
      const text = reportText(report);
      for (const { why = '' } of failures(report).slice(0, 3)) assert.ok(text.includes(why));
      assert.match(text, /FAILED[^]*This means: /);
      assert.equal(fake.bill.searches, 0);
    });

  it('that passes everything on: it is said in which ways, and 9Pic still bills nothing', async () => {
    const { url, fake } = await open(naive);
    const report = await checkProxy({ url, event: '456' }, caseFile);
    assert.ok(failures(report).length > 50);
    for (const area of ['who may ask', 'the list of routes', 'caches'])
      assert.ok(failedAreas(report).includes(area), `nothing about ${area}`);
    assert.equal(fake.bill.searches, 0);
    assert.equal(fake.bill.matchesRun, 0);
  });
});

describe('the check cannot be made', () => {
  it('where nothing answers, where the site is not served, and of an event that is not there', async () => {
    const { url } = await open();
    const why = (pattern: RegExp) => (error: Error) => pattern.test(error.message);
    await assert.rejects(checkProxy({ url: 'ftp://x' }, caseFile), why(/address/));
    await assert.rejects(checkProxy({ url: 'http://127.0.0.1:1/ninepic' }, caseFile), why(/nothing answers/));
    await assert.rejects(
      checkProxy({ url, origin: 'https://evil.example' }, caseFile),
      why(/--event|--origin/),
    );
    await assert.rejects(checkProxy({ url, event: '457' }, caseFile), why(/event 457 answers 404/));
    const foreign = { url, event: '456', origin: 'https://evil.example' };
    await assert.rejects(checkProxy(foreign, caseFile), why(/--origin/));
  });
});
