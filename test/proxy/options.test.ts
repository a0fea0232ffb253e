/** What an organiser wrote is understood or named, wherever the proxy runs; a default never takes its place in silence. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createProxy, optionsFromEnvironment, type ProxyOptions } from '../../src/proxy/index.js';
import { readOptions } from '../../src/proxy/read-options.js';
import { KEY } from './support/harness.js';

const env = { NINEPIC_API_KEY: KEY, NINEPIC_ORG_ID: '903', NINEPIC_EVENT_IDS: '456' };

/** What the proxy answers to everything, and which options its log names. */
async function start(options: ProxyOptions): Promise<{ status: number; named: unknown[] }> {
  const named: unknown[] = [];
  const proxy = createProxy({
    ...options,
    log: ({ level, option }) => level === 'error' && named.push(option),
  });
  const { status } = await proxy(new Request('https://race.example/ninepic/healthz'));
  return { status, named };
}

describe('bindings of a Worker', () => {
  it('what cannot be read closes the proxy, and is named', async () => {
    const rows: [variable: string, value: unknown, option: string][] = [
      ['NINEPIC_ROUTES_OFF', 'selfies', 'routes'],
      ['NINEPIC_ORIGINALS_BY', 'bibs', 'originalsBy'],
      ['NINEPIC_REQUIRE_CONSENT', 'ja', 'requireConsent'],
      ['NINEPIC_EXPOSE_ORIGINAL_URL', 'never', 'exposeOriginalUrl'],
      ['NINEPIC_LIMITS', '{"billablePerEventDay":', 'limits'],
      ['NINEPIC_LIMITS', '[]', 'limits'],
      ['NINEPIC_FIELDS', 'selfie', 'fields'],
      ['NINEPIC_TIMEOUTS', '15', 'timeouts'],
      ['NINEPIC_TRUSTED_HOPS', 'one', 'trustedHops'],
    ];
    for (const [variable, value, option] of rows)
      assert.deepEqual(
        await start(optionsFromEnvironment({ ...env, [variable]: value })),
        { status: 503, named: [option] },
        variable,
      );
  });

  it('may be what they mean instead of text', () => {
    const { config, problems } = readOptions(
      optionsFromEnvironment({
        ...env,
        NINEPIC_ORG_ID: 903,
        NINEPIC_EVENT_IDS: [456, 789],
        NINEPIC_REQUIRE_CONSENT: true,
        NINEPIC_TRUSTED_HOPS: 1,
        NINEPIC_LIMITS: { billablePerEventDay: 5 },
      }),
    );
    assert.deepEqual(problems, []);
    assert.equal(config.orgId, '903');
    assert.deepEqual([...config.events], ['456', '789']);
    assert.equal(config.requireConsent, true);
    assert.equal(config.trustedHops, 1);
    assert.equal(config.limits.billablePerEventDay, 5);
  });
});

describe('a log that fails', () => {
  it('at once or later is no visitor’s concern', async () => {
    const given = { apiKey: KEY, orgId: 903, events: [456] };
    const logs: (() => unknown)[] = [
      () => {
        throw new Error('the disk is full');
      },
      () => Promise.reject(new Error('the collector is gone')),
    ];
    for (const log of logs) {
      const proxy = createProxy({ ...given, log });
      assert.equal((await proxy(new Request('https://race.example/ninepic/healthz'))).status, 200);
    }
  });
});

describe('options of a host without types', () => {
  it('that mean something else than they say are named, and nothing is served', async () => {
    const rows: Record<string, unknown>[] = [
      { events: '456' },
      { origins: 'https://race.example' },
      { originalsBy: 'bib' },
      { relayHosts: 'files.example' },
      { exposeOriginalUrl: 'false' },
      { requireConsent: 'false' },
      { routes: { selfie: 'false' } },
      { fields: { request_id: 'id' } },
      { limits: 'none' },
      { timeouts: { read: '15' } },
    ];
    for (const row of rows) {
      const given = { apiKey: KEY, orgId: 903, events: [456], ...row } as unknown as ProxyOptions;
      assert.deepEqual(await start(given), { status: 503, named: Object.keys(row) }, JSON.stringify(row));
    }
  });
});
