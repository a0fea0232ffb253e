/** Every row of `cases.json`, as bytes on a socket of the real `ninepic-proxy`. */
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { caseFile, environmentOf, runCase } from './support/cases.js';
import { type ProxyProcess, startProxy } from './support/process.js';
import { type RecordingUpstream, startUpstream } from './support/upstream.js';

for (const environment of Object.keys(caseFile.environments)) {
  describe(`ninepic-proxy over a socket (${environment})`, () => {
    let upstream: RecordingUpstream;
    let trap: RecordingUpstream;
    let proxy: ProxyProcess;

    before(async () => {
      [upstream, trap] = await Promise.all([startUpstream(), startUpstream()]);
      proxy = await startProxy(environmentOf(environment, upstream.origin));
    });
    after(async () => {
      const code = await proxy.stop();
      await Promise.all([upstream.close(), trap.close()]);
      assert.equal(code, 0, 'it stops when it is told to');
      assert.ok(!proxy.log().includes(caseFile.key), 'the key is in the log');
    });

    for (const row of caseFile.cases.filter((one) => (one.environment ?? 'default') === environment))
      it(`${row.rule}: ${row.name}`, () => runCase(row, proxy, upstream, trap));
  });
}
