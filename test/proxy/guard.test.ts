/** The closed table and the key (behaviour.md 1.1, 1.2), on the handler itself; `cases.json` has the raw requests. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createProxy } from '../../src/proxy/index.js';
import { upstreamUrl } from '../../src/proxy/upstream.js';
import { readOptions } from '../../src/proxy/read-options.js';
import { KEY, openProxy, REQUEST_ID, selfieForm, SITE } from './support/harness.js';
import { picture } from './support/pictures.js';

/** A small deterministic source of bytes; its seed is part of every failure. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

const PIECES = [
  ...[
    '..',
    '.',
    '%2e',
    '%2E',
    '%2f',
    '%5c',
    '%25',
    '%00',
    '%0a',
    '%ff',
    '%c0%ae',
    '/',
    '//',
    '\\',
    ';',
    '?',
    '#',
    '&',
    '=',
  ],
  ...[
    'event',
    '456',
    '457',
    'bibs',
    'images',
    'faces',
    'details',
    'originals',
    REQUEST_ID,
    '1234',
    'A-1',
    'é',
    '１２',
    ' ',
  ],
];

describe('whatever the path, only the table leaves (T1.2.2)', () => {
  it('10,000 random paths stay below the event, or are refused', async () => {
    const seed = 20261122;
    const next = random(seed);
    const site = openProxy({ limits: { bibsPerAddress: 0 } });
    const allowed =
      /^https:\/\/api\.9pic\.ai\/api\/v1\/ext\/903\/event\/456\/(images|details|ping|bibs\/[^/?]+|timeline\/days|faces\/[0-9a-f-]{36}|video-clipping\/[0-9a-f-]{36})$/;
    for (let run = 0; run < 10_000; run += 1) {
      const depth = 1 + Math.floor(next() * 6);
      const path = Array.from({ length: depth }, () => PIECES[Math.floor(next() * PIECES.length)]).join(
        next() < 0.5 ? '/' : '',
      );
      const prefix = next() < 0.6 ? '/event/456/' : '/';
      site.sent.length = 0;
      const answer = await site.get(prefix + path);
      assert.notEqual(answer.status, 500, `seed ${seed}, path ${prefix}${path}`);
      for (const { url } of site.sent)
        assert.match(url.split('?')[0] ?? '', allowed, `seed ${seed}, path ${prefix}${path} became ${url}`);
    }
  });

  it('a parameter that slipped through would still not leave', () => {
    const { config } = readOptions({ apiKey: KEY, orgId: 903, events: [456] });
    for (const bib of ['..', '.', '%2e%2e', 'a/b', '', '?x'])
      assert.throws(() => upstreamUrl(config, { route: 'byBib', params: { event_id: '456', bib } }));
  });

  it('an address longer than any of ours is refused with 414', async () => {
    const site = openProxy();
    const answer = await site.get(`/event/456/images?x=${'a'.repeat(12_000)}`);
    assert.equal(answer.status, 414);
    assert.equal(site.sent.length, 0);
  });
});

describe('what goes to 9Pic (T1.2.7)', () => {
  it('a read carries the key, a user agent and the wish for JSON, and nothing of the visitor', async () => {
    const site = openProxy();
    await site.get('/event/456/images', {
      cookie: 'a=b',
      authorization: 'Bearer x',
      range: 'bytes=0-1',
      referer: SITE,
    });
    const [call] = site.sent;
    assert.deepEqual([...(call?.headers ?? [])].sort(), [
      ['accept', 'application/json'],
      ['user-agent', 'ninepic-elements-proxy'],
      ['x-api-key', KEY],
    ]);
  });

  it('originals carry JSON that the proxy wrote itself', async () => {
    const site = openProxy();
    await site.post('/event/456/original-photos', '{"method":"bib","identifier":"12","extra":true}');
    assert.equal(site.sent[0]?.body, '{"method":"bib","identifier":"12"}');
    assert.equal(site.sent[0]?.headers.get('content-type'), 'application/json');
  });
});

describe('without its key the proxy is closed (T1.1.6)', () => {
  for (const missing of ['apiKey', 'orgId', 'events'] as const) {
    it(`without ${missing} everything is 503, and the log names the option`, async () => {
      const site = openProxy({ [missing]: missing === 'events' ? [] : '' });
      for (const path of ['/event/456/images', '/healthz', '/nothing']) {
        const answer = await site.get(path);
        assert.equal(answer.status, 503);
        assert.equal(answer.headers.get('x-ninepic-error'), 'config');
      }
      assert.equal(site.sent.length, 0);
      assert.ok(site.logged.some(({ level, option }) => level === 'error' && option === missing));
    });
  }

  it('an upstream that would carry the key in the clear is refused', async () => {
    for (const upstream of [
      'http://api.9pic.ai',
      'ftp://api.9pic.ai',
      'https://user:pass@api.9pic.ai',
      'nonsense',
    ]) {
      const site = openProxy({ upstream });
      assert.equal((await site.get('/event/456/images')).status, 503);
      assert.equal(site.sent.length, 0);
    }
    const local = openProxy({ upstream: 'http://127.0.0.1:9' });
    assert.equal((await local.get('/event/456/images')).status, 200);
  });

  it('neither log nor answers ever hold the key (T1.1.1)', async () => {
    const site = openProxy({ limits: { bibsPerAddress: [1, 60] } });
    const answers = [
      await site.get('/event/456/images'),
      await site.get('/event/456/bibs/1'),
      await site.get('/event/456/bibs/2'),
      await site.get('/nothing'),
      await site.post('/event/456/faces', selfieForm(await picture('jpeg'))),
    ];
    site.reply(new Error(`connect failed with ${KEY}`));
    answers.push(await site.get('/event/456/details'));
    for (const answer of answers) {
      const text = JSON.stringify([...answer.headers]) + (await answer.text());
      assert.ok(!text.includes(KEY));
    }
    assert.ok(!JSON.stringify(site.logged).includes(KEY));
  });

  it('the log holds no bib, no request id and no address (T1.6.8)', async () => {
    const site = openProxy();
    await site.get('/event/456/bibs/98765');
    await site.get(`/event/456/faces/${REQUEST_ID}`);
    const log = JSON.stringify(site.logged);
    for (const personal of ['98765', REQUEST_ID, '198.51.100.7'])
      assert.ok(!log.includes(personal), personal);
    assert.match(log, /"route":"byBib"/);
  });
});

describe('the mount', () => {
  for (const [basePath, path] of [
    ['np', '/np'],
    ['/np/', '/np'],
    ['/', ''],
    ['', ''],
    ['/wp-json/ninepic/v1', '/wp-json/ninepic/v1'],
    [undefined, '/ninepic'],
  ] as const) {
    it(`${String(basePath)} is read as ${path || 'the root'}`, async () => {
      const proxy = createProxy({
        apiKey: KEY,
        orgId: 903,
        events: ['456'],
        log: () => undefined,
        ...(basePath === undefined ? {} : { basePath }),
      });
      assert.equal((await proxy(new Request(`https://proxy.example${path}/healthz`))).status, 200);
      assert.equal((await proxy(new Request(`https://proxy.example/other${path}/healthz`))).status, 404);
    });
  }
});
