/** `ninepic-proxy` as an admin meets it (design.md section 5). */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { optionsFromEnvironment } from '../../src/proxy/environment.js';
import { readOptions } from '../../src/proxy/read-options.js';
import { KEY, REQUEST_ID } from './support/harness.js';
import { runProxy, startProxy } from './support/process.js';
import { sendRaw } from './support/raw.js';
import { startUpstream } from './support/upstream.js';

const env = { NINEPIC_API_KEY: KEY, NINEPIC_ORG_ID: '903', NINEPIC_EVENT_IDS: '456, 789' };

describe('start', () => {
  it('each missing variable is named in a line, and the exit code is 1', async () => {
    const runs = Object.keys(env).map(async (name) => {
      const { code, output, errors } = await runProxy({ ...env, [name]: '' });
      assert.equal(code, 1);
      assert.equal(output, '');
      assert.match(errors, new RegExp(`^ninepic-proxy: ${name} is required`, 'm'));
      assert.ok(!errors.includes(KEY));
    });
    await Promise.all(runs);
  });

  it('what is wrong is said without its value', () => {
    const rows: [string, string][] = [
      ['NINEPIC_API_KEY', 'with space'],
      ['NINEPIC_ORG_ID', 'abc'],
      ['NINEPIC_EVENT_IDS', '456,abc'],
      ['NINEPIC_ORIGINS', 'www.race.example'],
      ['NINEPIC_BASE_PATH', '/a/../b'],
      ['NINEPIC_UPSTREAM', 'http://api.9pic.ai'],
      ['NINEPIC_ROUTES_OFF', 'selfies'],
      ['NINEPIC_ORIGINALS_BY', 'surname'],
      ['NINEPIC_REQUEST_IDS', 'both'],
      ['NINEPIC_RELAY_SECRET', 'brief'],
      ['NINEPIC_RELAY_HOSTS', 'https://x'],
      ['NINEPIC_LIMITS', '{"billable":[1,2]}'],
      ['NINEPIC_LIMITS', '{"billablePerAddress":[1]}'],
      ['NINEPIC_LIMITS', 'not JSON'],
      ['NINEPIC_TRUSTED_HOPS', '-1'],
      ['NINEPIC_REQUIRE_CONSENT', 'maybe'],
      ['NINEPIC_EXPOSE_ORIGINAL_URL', 'maybe'],
      ['NINEPIC_ORIGINS', 'https://*.race.example'],
      ['NINEPIC_FIELDS', '{"file":"a b"}'],
      ['NINEPIC_FIELDS', '{"request_id":"id"}'],
      ['NINEPIC_FIELDS', '{"file":null}'],
      ['NINEPIC_CACHE_SECONDS', 'x'],
      ['NINEPIC_TIMEOUTS', '{"read":0}'],
      ['NINEPIC_TIMEOUTS', '{"reads":5}'],
      ['NINEPIC_TIMEOUTS', '{"read":3000000}'],
    ];
    for (const [name, value] of rows) {
      const { problems } = readOptions(optionsFromEnvironment({ ...env, [name]: value }));
      assert.equal(problems.length, 1, name);
      assert.ok(!problems[0]?.text.includes(value), name);
    }
  });

  it('every variable of the table is understood', () => {
    const options = optionsFromEnvironment({
      ...env,
      NINEPIC_ORIGINS: 'https://race.example, https://www.race.example/',
      NINEPIC_BASE_PATH: 'np',
      NINEPIC_UPSTREAM: 'http://127.0.0.1:9000/',
      NINEPIC_ROUTES_OFF: 'timeline, originals',
      NINEPIC_ORIGINALS_BY: 'bib,selfie,image',
      NINEPIC_REQUEST_IDS: 'server',
      NINEPIC_RELAY_SECRET: 'a secret of some length',
      NINEPIC_RELAY_HOSTS: '.r2.cloudflarestorage.com,files.example',
      NINEPIC_LIMITS: '{"billablePerAddress":0,"billablePerEventDay":5}',
      NINEPIC_TRUSTED_HOPS: '2',
      NINEPIC_REQUIRE_CONSENT: 'true',
      NINEPIC_EXPOSE_ORIGINAL_URL: '1',
      NINEPIC_FIELDS: '{"file":"selfie"}',
    });
    const { config, problems } = readOptions(options);
    assert.deepEqual(problems, []);
    assert.deepEqual([...config.events], ['456', '789']);
    assert.deepEqual([...config.origins], ['https://race.example', 'https://www.race.example']);
    assert.equal(config.basePath, '/np');
    assert.equal(config.upstream, 'http://127.0.0.1:9000');
    assert.deepEqual(
      Object.entries(config.routes).flatMap(([name, on]) => (on ? [] : [name])),
      ['timeline', 'originals'],
    );
    assert.deepEqual(config.originalsBy, ['bib', 'selfie', 'image']);
    assert.equal(config.requestIds, 'server');
    assert.equal(config.limits.billablePerAddress, 0);
    assert.equal(config.limits.billablePerEventDay, 5);
    assert.deepEqual(config.limits.bibsPerAddress, [120, 600]);
    assert.equal(config.trustedHops, 2);
    assert.equal(config.requireConsent, true);
    assert.equal(config.exposeOriginalUrl, true);
    assert.deepEqual(config.fields, { file: 'selfie', requestId: 'request_id' });
  });

  it('a port that is taken is said in a line', async () => {
    const proxy = await startProxy(env);
    try {
      const { code, errors } = await runProxy({ ...env, PORT: String(proxy.port) });
      assert.equal(code, 1);
      assert.match(errors, /^ninepic-proxy: cannot listen on 127\.0\.0\.1:\d+: EADDRINUSE$/m);
    } finally {
      await proxy.stop();
    }
  });
});

describe('check', () => {
  it('tells a wrong key from an event that is not there, and bills nothing', async () => {
    const upstream = await startUpstream();
    try {
      upstream.script(({ url }) => (url.includes('/789/') ? { status: 404 } : { status: 403 }));
      const { code, errors } = await runProxy({ ...env, NINEPIC_UPSTREAM: upstream.origin }, ['--check']);
      assert.equal(code, 1);
      assert.match(errors, /event 456: .*the key is wrong or inactive/);
      assert.match(errors, /event 789: 9Pic does not know this event/);
      assert.deepEqual(
        upstream.calls.map(({ method, url }) => `${method} ${url.split('/').pop() ?? ''}`),
        ['GET ping', 'GET ping'],
      );
      upstream.script(undefined);
      assert.equal((await runProxy({ ...env, NINEPIC_UPSTREAM: upstream.origin }, ['--check'])).code, 0);
    } finally {
      await upstream.close();
    }
  });
});

describe('running', () => {
  it('says where it listens in exactly one line, logs JSON lines without personal data, and stops gracefully', async () => {
    const upstream = await startUpstream();
    const proxy = await startProxy({ ...env, NINEPIC_UPSTREAM: upstream.origin, NINEPIC_BASE_PATH: '/np/' });
    assert.match(proxy.url, /^http:\/\/127\.0\.0\.1:\d+\/np$/);
    assert.equal((await fetch(`${proxy.url}/event/456/bibs/98765`)).status, 200);
    await fetch(`${proxy.url}/event/456/faces/${REQUEST_ID}`);

    // A request that is on its way when the signal comes is still answered.
    upstream.script({ delay: 300 });
    const slow = fetch(`${proxy.url}/event/456/images`);
    while (upstream.calls.length < 3) await new Promise((resolve) => setImmediate(resolve));
    const stopped = proxy.stop();
    assert.equal((await slow).status, 200);
    assert.equal(await stopped, 0);
    await assert.rejects(fetch(`${proxy.url}/healthz`));

    const lines = proxy.log().trim().split('\n');
    const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(entries.map(({ message, route, status }) => [message, route, status]).slice(0, 2), [
      ['request', 'byBib', 200],
      ['request', 'faces', 200],
    ]);
    for (const personal of ['98765', REQUEST_ID, '127.0.0.1', KEY])
      assert.ok(!proxy.log().includes(personal));
    await upstream.close();
  });

  it('ends a search before it stops, also when the visitor has left', async () => {
    const upstream = await startUpstream();
    const proxy = await startProxy({
      ...env,
      NINEPIC_UPSTREAM: upstream.origin,
      NINEPIC_ORIGINS: 'https://race.example',
    });
    upstream.script({ delay: 500 });
    const body = Buffer.from(
      `--b\r\nContent-Disposition: form-data; name="request_id"\r\n\r\n${REQUEST_ID}\r\n--b--\r\n`,
    );
    const head = `POST ${proxy.mount}/event/456/video-clipping/search-by-selfie HTTP/1.1\r\nHost: x\r\nOrigin: https://race.example\r\nX-NinePic-Widget: 1\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: ${body.length}\r\n\r\n`;
    const leaving = sendRaw(proxy.port, Buffer.concat([Buffer.from(head), body]), { halfClose: true });
    while (upstream.calls.length < 1) await new Promise((resolve) => setImmediate(resolve));
    assert.equal((await leaving).status, 0, 'the visitor is gone');
    assert.equal(await proxy.stop(), 0);
    assert.match(proxy.log(), /"route":"startClips","event":"456","status":200/);
    await upstream.close();
  });

  it('goes on where nobody reads its log any more', async () => {
    const proxy = await startProxy(env);
    proxy.child.stderr?.destroy();
    // The first line that nobody reads fails after its answer is out.
    for (let n = 0; n < 5; n += 1) assert.equal((await fetch(`${proxy.url}/healthz`)).status, 200);
    assert.equal(await proxy.stop(), 0);
  });

  it('does not wait for connections that never ask for anything', { timeout: 30_000 }, async () => {
    const proxy = await startProxy(env);
    for (const bytes of ['', 'GET /ninepic/healthz HTTP/1.1\r\nHo']) {
      const socket = connect(proxy.port, '127.0.0.1').on('error', () => undefined);
      await once(socket, 'connect');
      if (bytes !== '') socket.write(bytes);
    }
    assert.equal((await fetch(`${proxy.url}/healthz`)).status, 200);
    assert.equal(await proxy.stop(), 0);
  });
});
