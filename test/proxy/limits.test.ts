/** Budgets (behaviour.md T1.3): 429 with the seconds to wait, and nothing sent. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressOf, normalizeAddress } from '../../src/proxy/address.js';
import { MemoryStore, type ProxyStore } from '../../src/proxy/index.js';
import { type Harness, openProxy, selfieForm } from './support/harness.js';
import { picture } from './support/pictures.js';

const jpeg = await picture('jpeg');
const from = (address: string) => ({ address });

async function search(site: Harness, headers: Record<string, string> = {}, address = '198.51.100.7') {
  return site.post('/event/456/faces', selfieForm(jpeg, crypto.randomUUID()), headers, from(address));
}

function assertRefused(answer: Response, seconds: number): void {
  assert.equal(answer.status, 429);
  assert.equal(answer.headers.get('x-ninepic-error'), 'rate-limited');
  assert.equal(answer.headers.get('retry-after'), String(seconds));
  assert.equal(answer.headers.get('cache-control'), 'private, no-store');
}

describe('searches of one address', () => {
  it('are refused beyond the budget, and taken again when its window is over', async () => {
    const site = openProxy({ limits: { billablePerAddress: [3, 600] } });
    for (let n = 0; n < 3; n += 1) assert.equal((await search(site)).status, 200);
    site.clock.now += 60_000;
    assertRefused(await search(site), 540);
    assert.equal(site.sent.length, 3);
    assert.equal((await search(site, {}, '198.51.100.8')).status, 200, 'somebody else is not concerned');
    site.clock.now += 541_000;
    assert.equal((await search(site)).status, 200);
  });

  it('are taken again after a clock that ran ahead was set right', async () => {
    const site = openProxy({ limits: { billablePerAddress: [1, 600] } });
    site.clock.now += 86_400_000;
    assert.equal((await search(site)).status, 200);
    site.clock.now -= 86_400_000;
    assert.equal((await search(site)).status, 200);
    assertRefused(await search(site), 600);
  });

  it('count the same behind 50 invented X-Forwarded-For values (T1.3.1)', async () => {
    const site = openProxy({ limits: { billablePerAddress: [10, 600] } });
    const statuses = [];
    for (let n = 0; n < 50; n += 1)
      statuses.push((await search(site, { 'x-forwarded-for': `203.0.113.${n}` })).status);
    assert.equal(statuses.filter((status) => status === 200).length, 10);
    assert.equal(site.sent.length, 10);
  });

  it('are counted by what the trusted proxy wrote, not by what the visitor wrote before it', async () => {
    const site = openProxy({ trustedHops: 1, limits: { billablePerAddress: [1, 600] } });
    assert.equal((await search(site, { 'x-forwarded-for': '1.1.1.1, 203.0.113.5' })).status, 200);
    assert.equal((await search(site, { 'x-forwarded-for': '2.2.2.2, 203.0.113.5' })).status, 429);
    assert.equal((await search(site, { 'x-forwarded-for': '1.1.1.1, 203.0.113.6' })).status, 200);
  });

  it('count when they are refused, but not on the event’s day (T1.3.6)', async () => {
    const site = openProxy({ limits: { billablePerAddress: [4, 600], billablePerEventDay: 1 } });
    assert.equal((await search(site, { origin: 'https://evil.example' })).status, 403);
    const html = new TextEncoder().encode('<html>'.repeat(300));
    assert.equal((await site.post('/event/456/faces', selfieForm(html))).status, 415);
    assert.equal((await search(site, { 'x-ninepic-widget': '' })).status, 403);
    assert.equal((await search(site)).status, 200, 'the day still had its one');
    assertRefused(await search(site), 600);
    assert.equal(site.sent.length, 1);
  });

  it('share a budget with clip orders', async () => {
    const site = openProxy({ limits: { billablePerAddress: [1, 600] } });
    await search(site);
    const clip = await site.post(
      '/event/456/video-clipping/search-by-selfie',
      selfieForm(undefined, crypto.randomUUID()),
    );
    assert.equal(clip.status, 429);
  });

  it('0 means no limit', async () => {
    const site = openProxy({ limits: { billablePerAddress: [0, 600], billablePerEventDay: 0 } });
    for (let n = 0; n < 150; n += 1) assert.equal((await search(site)).status, 200);
  });
});

describe('searches of one event and day (T1.3.3)', () => {
  it('bound the bill, whoever asks, until midnight UTC', async () => {
    const site = openProxy({ limits: { billablePerEventDay: 2 } });
    assert.equal((await search(site, {}, '198.51.100.1')).status, 200);
    assert.equal((await search(site, {}, '198.51.100.2')).status, 200);
    assertRefused(await search(site, {}, '198.51.100.3'), 16 * 3600);
    assert.equal(site.sent.length, 2);
    site.clock.now += 16 * 3600 * 1000;
    assert.equal((await search(site, {}, '198.51.100.3')).status, 200);
  });
});

describe('bibs of one address (T1.18.1)', () => {
  it('are counted once each, in whatever spelling, and by originals too', async () => {
    const site = openProxy({ limits: { bibsPerAddress: [2, 600] } });
    for (const bib of ['A-1', 'a-1', '%23A-1', '2', '2'])
      assert.equal((await site.get(`/event/456/bibs/${bib}`)).status, 200);
    assertRefused(await site.get('/event/456/bibs/3'), 600);
    const originals = await site.post('/event/456/original-photos', '{"method":"bib","identifier":"3"}');
    assert.equal(originals.status, 429);
    assert.equal(site.sent.length, 5);
  });
});

describe('originals of one address (T1.18.1)', () => {
  it('have a budget of their own', async () => {
    const site = openProxy({ limits: { originalsPerAddress: [2, 600] } });
    const ask = () => site.post('/event/456/original-photos', '{"method":"bib","identifier":"3"}');
    assert.equal((await ask()).status, 200);
    assert.equal((await ask()).status, 200);
    assertRefused(await ask(), 600);
    assert.equal(site.sent.length, 2);
  });
});

describe('a store that fails (T1.3.4)', () => {
  it('closes what is billed and opens what is not', async () => {
    const broken = (): Promise<never> => Promise.reject(new Error('store down'));
    const store: ProxyStore = { take: broken, claim: broken, get: broken, put: broken, delete: broken };
    const site = openProxy({ store });
    assert.equal((await search(site)).status, 503);
    assert.equal(site.sent.length, 0);
    assert.equal((await site.get('/event/456/bibs/7')).status, 200);
    const originals = await site.post('/event/456/original-photos', '{"method":"bib","identifier":"3"}');
    assert.equal(originals.status, 200);
  });

  it('closes what is billed when only the record of the search fails', async () => {
    const memory = new MemoryStore();
    const store: ProxyStore = {
      take: (...counted) => memory.take(...counted),
      claim: () => Promise.reject(new Error('store down')),
      get: (key) => memory.get(key),
      put: (...kept) => memory.put(...kept),
      delete: (key) => memory.delete(key),
    };
    const site = openProxy({ store });
    assert.equal((await search(site)).status, 503);
    assert.equal(site.sent.length, 0);
  });
});

describe('one name for everybody who is counted together (T1.3.2)', () => {
  const rows: [string, string | undefined][] = [
    ['203.0.113.5', '203.0.113.5'],
    [' 203.0.113.5 ', '203.0.113.5'],
    ['203.0.113.5:4711', '203.0.113.5'],
    ['::ffff:203.0.113.5', '203.0.113.5'],
    ['::FFFF:cb00:7105', '203.0.113.5'],
    ['0:0:0:0:0:ffff:203.0.113.5', '203.0.113.5'],
    ['[::ffff:203.0.113.5]:80', '203.0.113.5'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
    ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
    ['[2001:db8:1:2::1]:443', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['256.1.1.1', undefined],
    ['1.2.3', undefined],
    ['0x7f.1.1.1', undefined],
    ['2001:db8:::1', undefined],
    ['12345::', undefined],
    ['', undefined],
    ['unknown', undefined],
    ['_hidden', undefined],
    ['evil.example', undefined],
    ['203.0.113.5, 1.1.1.1', undefined],
    ['[::1', undefined],
    ['1.1.1.1]@[', undefined],
  ];
  for (const [text, expected] of rows)
    it(`${JSON.stringify(text)} is ${expected ?? 'none'}`, () =>
      assert.equal(normalizeAddress(text), expected));

  it('is nobody’s where the platform hands over something else, which is said once', async () => {
    const site = openProxy();
    const server = { address: { address: '127.0.0.1', port: 3000 } } as unknown as { address: string };
    for (const context of [server, {}, server])
      assert.equal((await site.get('/event/456/bibs/12', {}, context)).status, 200);
    assert.deepEqual(
      site.logged.filter(({ level }) => level === 'warn').map(({ message }) => message),
      ['the platform names no address of its visitors: all of them share the budgets of one'],
    );
  });

  it('falls back to the socket where the header is short or no address', () => {
    const request = (forwarded: string) =>
      new Request('https://x.example', { headers: { 'x-forwarded-for': forwarded } });
    assert.equal(addressOf(request('1.1.1.1'), '203.0.113.5', 0), '203.0.113.5');
    assert.equal(addressOf(request('1.1.1.1'), '203.0.113.5', 2), '203.0.113.5');
    assert.equal(addressOf(request('1.1.1.1, nonsense'), '203.0.113.5', 1), '203.0.113.5');
    assert.equal(addressOf(request('1.1.1.1, 2.2.2.2'), '203.0.113.5', 2), '1.1.1.1');
    assert.equal(addressOf(request('1.1.1.1'), undefined, 0), 'unknown');
  });
});

describe('the store in memory', () => {
  it('forgets the oldest beyond a hundred thousand visitors', async () => {
    const store = new MemoryStore(() => 0);
    await store.take('first', 1, 600);
    assert.equal((await store.take('first', 1, 600)).ok, false);
    for (let visitor = 0; visitor < 100_000; visitor += 1) await store.take(`v${visitor}`, 1, 600);
    assert.equal((await store.take('first', 1, 600)).ok, true);
  });

  it('keeps what bounds the bill of a day, however many visitors come, to the last minute of it', async () => {
    let now = 0;
    const store = new MemoryStore(() => now);
    await store.take('day', 1, 86_400);
    for (let visitor = 0; visitor < 100_001; visitor += 1) await store.take(`v${visitor}`, 1, 600);
    assert.equal((await store.take('day', 1, 86_400)).ok, false);
    now = 86_390_000;
    assert.deepEqual(await store.take('day', 1, 10), { ok: false, retryAfter: 10 });
    now = 86_400_000;
    assert.equal((await store.take('day', 1, 86_400)).ok, true);
  });

  it('claims a key for one only, until it is over', async () => {
    let now = 0;
    const store = new MemoryStore(() => now);
    assert.equal(await store.claim('k', 'mine', 10), undefined);
    assert.equal(await store.claim('k', 'yours', 10), 'mine');
    now = 11_000;
    assert.equal(await store.claim('k', 'yours', 10), undefined);
    await store.delete('k');
    assert.equal(await store.get('k'), undefined);
  });
});
