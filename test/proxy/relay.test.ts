/** The download relay (behaviour.md 6.5): what it hands out, to whom, under which name, and until when. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BYTES, openRelay, PHOTO, refused } from './support/relay.js';
import { KEY, SITE, success } from './support/harness.js';
import { elsewhere, names } from './support/relay-tables.js';

const MINUTE = 60_000;

describe('a link through the relay', () => {
  it('saves the photo whole, under its name, and nobody keeps a copy on the way', async () => {
    const site = openRelay();
    const answer = await site.get(await site.relay());
    assert.equal(answer.status, 200);
    assert.deepEqual(new Uint8Array(await answer.arrayBuffer()), BYTES);
    const headers = Object.fromEntries(answer.headers);
    assert.equal(headers['content-type'], 'image/jpeg');
    assert.equal(headers['content-disposition'], `attachment; filename="a.jpg"; filename*=UTF-8''a.jpg`);
    assert.equal(headers['cache-control'], 'private, no-store');
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(headers.vary, 'Origin');
  });

  it('asks storage for exactly what was signed, and shows it neither the key nor the visitor', async () => {
    const site = openRelay();
    await site.get(await site.relay(), {
      cookie: 'session=1',
      authorization: 'Bearer x',
      origin: 'https://elsewhere.example',
      referer: 'https://race.example/me',
      'x-forwarded-for': '203.0.113.5',
    });
    const [call] = site.fetched();
    assert.equal(call?.url, PHOTO);
    assert.deepEqual(Object.keys(Object.fromEntries(call?.headers ?? [])).sort(), [
      'accept',
      'accept-encoding',
      'user-agent',
    ]);
    assert.ok(!JSON.stringify(site.sent.slice(1)).includes(KEY));
  });

  it('works for a click on any site, because a click has no origin', async () => {
    const site = openRelay();
    const path = await site.relay();
    const click = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    assert.equal((await site.get(path, click)).status, 200);
    const byPage = await site.get(path, { origin: SITE });
    assert.equal(byPage.headers.get('access-control-allow-origin'), SITE);
    const foreign = await site.get(path, { origin: 'https://evil.example' });
    assert.equal(foreign.headers.get('access-control-allow-origin'), null);
  });

  it('stands in every item of a flat answer as of an enveloped one; the address of the file stays', async () => {
    const site = openRelay();
    for (const flat of [false, true]) {
      site.list([{ url: PHOTO, filename: 'a.jpg' }, { url: PHOTO }, null, 'x', { url: 7 }], flat);
      const links = await site.ask();
      assert.equal(links[0]?.url, PHOTO);
      assert.deepEqual(
        links.map((link) => typeof link?.relay),
        ['string', 'string', 'undefined', 'undefined', 'undefined'],
      );
      assert.match(String(links[0]?.relay), /^\/ninepic\/event\/456\/originals\/[A-Za-z0-9_-]{100,}$/);
    }
  });

  it('is offered by the details, and by nobody but the proxy', async () => {
    const off = openRelay({ relaySecret: '' });
    off.list([{ url: PHOTO, relay: '/elsewhere/originals/aaaaaaaaaaaaaaaaaaaa' }]);
    assert.deepEqual(await off.ask(), [{ url: PHOTO }]);
    await refused(await off.get(`/event/456/originals/${'a'.repeat(99)}`), 404, 'feature-off');
    const on = openRelay();
    on.reply(() => success({ event_id: 456 }));
    const details = (await (await on.get('/event/456/details')).json()) as { data: { proxy: object } };
    assert.deepEqual('relay' in details.data.proxy && details.data.proxy.relay, true);
  });

  it('is not read by anybody: two tickets for one file have nothing in common', async () => {
    const site = openRelay();
    const [one, two] = [await site.relay(), await site.relay()].map((path) => path.split('/').at(-1) ?? '');
    assert.notEqual(one, two);
    for (const ticket of [one, two]) {
      const text = Buffer.from(ticket ?? '', 'base64url').toString('latin1');
      assert.ok(!/r2\.cloud|a\.jpg|Amz/.test(text));
    }
  });
});

describe('a ticket', () => {
  it('that was changed in any place opens nothing', async () => {
    const site = openRelay();
    const path = await site.relay();
    const ticket = path.split('/').at(-1) ?? '';
    const bytes = Buffer.from(ticket, 'base64url');
    for (let at = 0; at < bytes.length; at += 7) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const forged = path.replace(ticket, changed.toString('base64url'));
      await refused(await site.get(forged), 403, 'forbidden');
    }
    for (const end of [16, 40, 80, ticket.length - 2])
      await refused(await site.get(path.replace(ticket, ticket.slice(0, end))), 403, 'forbidden');
    await refused(await site.get(`${path}aaaa`), 403, 'forbidden');
    await refused(await site.get(`/event/456/originals/${'A'.repeat(200)}`), 403, 'forbidden');
    assert.equal(site.fetched().length, 0);
  });

  it('of another event, another organisation or another secret is not ours', async () => {
    const site = openRelay();
    const path = await site.relay(456);
    await refused(await site.get(path.replace('/456/', '/789/')), 403, 'forbidden');
    for (const foreign of [{ relaySecret: 'another secret, as long' }, { orgId: 904 }])
      await refused(await openRelay(foreign).get(path), 403, 'forbidden');
    assert.equal((await openRelay().get(path)).status, 200, 'a second process with the same secret');
    assert.equal(site.fetched().length, 0);
  });

  it('is good for retries until it ends: after 50 minutes, or with the link, whichever is sooner', async () => {
    const site = openRelay();
    const long = await site.relay();
    site.list([{ url: PHOTO.replace('Expires=3600', 'Expires=600'), filename: 'a.jpg' }]);
    const short = await site.relay();
    site.clock.now += 10 * MINUTE - 1;
    for (const path of [long, short, long, short]) assert.equal((await site.get(path)).status, 200);
    site.clock.now += 1;
    await refused(await site.get(short), 410, 'not-found');
    site.clock.now += 40 * MINUTE - 1;
    assert.equal((await site.get(long)).status, 200);
    site.clock.now += 1;
    const before = site.fetched().length;
    await refused(await site.get(long), 410, 'not-found');
    assert.equal(site.fetched().length, before);
  });

  it('is not made for a link that has already ended', async () => {
    const site = openRelay();
    site.clock.now += 60 * MINUTE;
    assert.deepEqual(await site.ask(), [{ url: PHOTO, filename: 'a.jpg' }]);
  });

  for (const url of elsewhere)
    it(`is not made for ${url.slice(0, 70) || 'nothing'}`, async () => {
      const site = openRelay();
      site.list([{ url, filename: 'a.jpg' }]);
      assert.deepEqual(await site.ask(), [{ url, filename: 'a.jpg' }]);
    });

  it('opens nothing once its host is off the list', async () => {
    const path = await openRelay().relay();
    const strict = openRelay({ relayHosts: ['files.example'] });
    await refused(await strict.get(path), 403, 'forbidden');
    assert.equal(strict.fetched().length, 0);
  });
});

describe('the name of a saved file', () => {
  for (const [given, type, header] of names)
    it(`${JSON.stringify(given)?.slice(0, 40)} as ${type}`, async () => {
      const said = await openRelay().savedAs(given, type);
      assert.equal(said, header);
      assert.ok(/^[\x20-\x7e]+$/.test(said));
    });
});

describe('the budget of the relay', () => {
  it('is as large as that of the links, and refused tickets count', async () => {
    const site = openRelay({ limits: { originalsPerAddress: [3, 600] } });
    const path = await site.relay();
    const forged = await site.get(`/event/456/originals/${'A'.repeat(99)}`);
    const statuses = [forged.status];
    for (let n = 0; n < 3; n += 1) statuses.push((await site.get(path)).status);
    assert.deepEqual(statuses, [403, 200, 200, 429]);
    assert.equal(site.fetched().length, 2);
    assert.equal((await site.get(path, {}, { address: '203.0.113.9' })).status, 200);
  });

  it('is not in the way of the links', async () => {
    const site = openRelay({ limits: { originalsPerAddress: [1, 600] } });
    const path = await site.relay();
    assert.equal((await site.get(path)).status, 200);
    assert.equal((await site.get(path)).status, 429);
  });
});
