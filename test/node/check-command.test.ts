/** `ninepic-proxy check` as it is published: the built command with the rows that lie beside it. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../src/proxy/conformance/check.js';
import { environmentOf } from '../proxy/support/cases.js';
import { type ProxyProcess, startProxy } from '../proxy/support/process.js';
import { type RecordingUpstream, startUpstream } from '../proxy/support/upstream.js';

const COMMAND = fileURLToPath(new URL('../../dist/proxy/cli.js', import.meta.url));

async function check(...args: string[]): Promise<{ code: number | null; output: string; errors: string }> {
  const child = spawn(process.execPath, [COMMAND, 'check', ...args], { env: {} });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output, errors };
}

describe('ninepic-proxy check', () => {
  let upstream: RecordingUpstream;
  let proxy: ProxyProcess;
  before(async () => {
    upstream = await startUpstream();
    proxy = await startProxy(environmentOf('default', upstream.origin));
  });
  after(async () => {
    await proxy.stop();
    await upstream.close();
  });

  it('finds that ninepic-proxy keeps the contract, and posts nothing that is billed', async () => {
    const { code, output } = await check(proxy.url, '--event', '456', '--origin', 'https://race.example');
    assert.match(output, /The proxy keeps the contract/);
    assert.equal(code, 0);
    const posts = upstream.calls.filter(({ method }) => method === 'POST').map(({ url }) => url);
    assert.ok(posts.length > 0 && posts.every((url) => url.includes('/original-photos')), posts.join());
  });

  it('says what failed, for people and for programs, and ends with 1', async () => {
    upstream.script({ status: 500, body: 'out of order' });
    const { code, errors } = await check(proxy.url, '--event', '456');
    assert.equal(code, 2);
    assert.match(errors, /event 456 answers 500/);
    // Everything that should be let through is refused from the second call on.
    let calls = 0;
    upstream.script(() => ((calls += 1) === 1 ? {} : { status: 302, headers: { location: '/' } }));
    const report = await check(proxy.url, '--event', '456', '--json');
    const { ok, results } = JSON.parse(report.output) as Report;
    assert.equal(ok, false);
    assert.ok(results.some(({ outcome, status }) => outcome === 'failed' && status === 502));
    assert.equal(report.code, 1);
    upstream.script(undefined);
  });

  it('ends with 2 where it cannot check, and says why', async () => {
    for (const [args, why] of [
      [[], /name one address/],
      [['nonsense'], /address must be like/],
      [[proxy.url, '--cheap'], /--cheap/],
      [['http://127.0.0.1:1/ninepic'], /nothing answers at 127\.0\.0\.1:1/],
      [
        [proxy.url, '--event', '456', '--origin', 'https://evil.example'],
        /does not serve https:\/\/evil\.example/,
      ],
    ] as const) {
      const { code, errors } = await check(...args);
      assert.equal(code, 2);
      assert.match(errors, why);
    }
  });
});
