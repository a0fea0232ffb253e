/** Who may ask (behaviour.md 1.4). Every refusal leaves 9Pic uncalled. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openProxy, REQUEST_ID, selfieForm, SITE } from './support/harness.js';
import { picture } from './support/pictures.js';

const selfie = selfieForm(await picture('jpeg'));

describe('a search that costs money (T1.4.1, T1.4.2)', () => {
  const refused: [string, Record<string, string>][] = [
    ['without an origin', { origin: '' }],
    ['from null', { origin: 'null' }],
    ['from another site', { origin: 'https://evil.example' }],
    ['from a name that ends like ours', { origin: 'https://evil-race.example' }],
    ['from a name that begins like ours', { origin: 'https://race.example.evil.example' }],
    ['from another port', { origin: 'https://race.example:444' }],
    ['from another scheme', { origin: 'http://race.example' }],
    ['without the widget header', { 'x-ninepic-widget': '' }],
    [
      'as a form of another site',
      { origin: SITE, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
    ],
    [
      'as an image of another site',
      { origin: SITE, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
    ],
  ];
  for (const [name, headers] of refused) {
    it(`${name} is 403`, async () => {
      const site = openProxy();
      const answer = await site.post('/event/456/faces', selfie, headers);
      assert.equal(answer.status, 403);
      assert.equal(answer.headers.get('x-ninepic-error'), 'forbidden');
      assert.equal(site.sent.length, 0);
    });
  }

  it('from a listed site reaches 9Pic once', async () => {
    const site = openProxy();
    assert.equal((await site.post('/event/456/faces', selfie)).status, 200);
    assert.equal(site.sent.length, 1);
  });

  it('from the page of the proxy itself needs no list', async () => {
    const site = openProxy({ origins: [] });
    const own = { origin: 'http://proxy.example' };
    assert.equal((await site.post('/event/456/faces', selfie, own)).status, 200);
    const modern = { origin: 'https://public-name.example', 'sec-fetch-site': 'same-origin' };
    assert.equal((await site.post('/event/456/faces', selfie, modern)).status, 200);
    const lying = {
      origin: 'http://proxy.example',
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'cors',
    };
    assert.equal((await site.post('/event/456/faces', selfie, lying)).status, 403);
  });
});

describe('every answer says for whom it is (T1.4.4, T1.8.1)', () => {
  const paths = ['/event/456/images', '/event/456/faces', '/nothing', '/healthz', '/event/456/images?page=x'];
  it('with Vary, without credentials, and without a wildcard', async () => {
    const site = openProxy();
    for (const path of paths)
      for (const origin of [SITE, 'https://evil.example', undefined]) {
        const answer = await site.get(path, origin === undefined ? {} : { origin });
        assert.equal(answer.headers.get('vary'), 'Origin');
        assert.equal(answer.headers.get('access-control-allow-credentials'), null);
        assert.equal(answer.headers.get('access-control-allow-origin'), origin === SITE ? SITE : null);
        assert.equal(answer.headers.get('x-frame-options'), 'DENY');
        assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
        assert.equal(answer.headers.get('cross-origin-resource-policy'), 'cross-origin');
        assert.equal(
          answer.headers.get('content-security-policy'),
          "default-src 'none'; frame-ancestors 'none'; sandbox",
        );
      }
  });

  it('a result by id is kept out of search engines and referrers (T1.6.9)', async () => {
    const answer = await openProxy().get(`/event/456/faces/${REQUEST_ID}`);
    assert.equal(answer.headers.get('x-robots-tag'), 'noindex');
    assert.equal(answer.headers.get('referrer-policy'), 'no-referrer');
  });

  it('a proxy for its own site only does not offer itself to others', async () => {
    const answer = await openProxy({ origins: [] }).get('/healthz');
    assert.equal(answer.headers.get('cross-origin-resource-policy'), 'same-site');
  });
});

describe('preflight (T1.4.5)', () => {
  it('a wish list of 64 kB is answered at once and never repeated', async () => {
    const site = openProxy();
    const started = performance.now();
    const answer = await site.proxy(
      new Request('https://proxy.example/ninepic/event/456/faces', {
        method: 'OPTIONS',
        headers: { origin: SITE, 'access-control-request-headers': 'a ,'.repeat(21_845) },
      }),
    );
    assert.equal(answer.status, 204);
    assert.ok(performance.now() - started < 2000);
    assert.ok(JSON.stringify([...answer.headers]).length < 2000);
    assert.equal(site.sent.length, 0);
  });
});

describe('an empty list (T1.4.8)', () => {
  it('refuses every other site and says once what is missing', async () => {
    const site = openProxy({ origins: [] });
    for (let visit = 0; visit < 3; visit += 1)
      assert.equal((await site.get('/event/456/images', { origin: SITE })).status, 403);
    assert.equal(site.sent.length, 0);
    assert.equal(site.logged.filter(({ message }) => message.includes('origins is empty')).length, 1);
  });

  it('a star has to be written, and is warned of', async () => {
    const site = openProxy({ origins: ['*'] });
    const answer = await site.get('/event/456/images', { origin: 'https://any.example' });
    assert.equal(answer.headers.get('access-control-allow-origin'), 'https://any.example');
    assert.ok(site.logged.some(({ level }) => level === 'warn'));
  });
});
