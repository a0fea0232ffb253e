/** Every row of `cases.json`, as bytes on a socket of a real Apache with a real WordPress behind it. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { caseFile, environmentOf, runCase } from '../support/cases.js';
import { type RecordingUpstream, startUpstream } from '../support/upstream.js';
import { assertQuiet, startWordPress, type WordPress } from './wordpress.js';

let site: WordPress;
let upstream: RecordingUpstream;
let trap: RecordingUpstream;

before(async () => {
  [upstream, trap, site] = await Promise.all([startUpstream(), startUpstream(), startWordPress()]);
});
after(async () => {
  const log = site.log();
  await site.stop();
  await Promise.all([upstream.close(), trap.close()]);
  assert.ok(!log.includes(caseFile.key), 'the key is in the log');
  assertQuiet(log);
});

const environments = Object.keys(caseFile.environments);

for (const environment of environments) {
  describe(`the plugin over a socket (${environment})`, () => {
    before(() => {
      const { NINEPIC_BASE_PATH: _, ...variables } = environmentOf(environment, upstream.origin);
      site.define({ ...variables, NINEPIC_ALLOW_LOOPBACK: true });
      site.forgetSearches();
    });

    for (const row of caseFile.cases.filter((one) => (one.environment ?? 'default') === environment))
      it(`${row.rule}: ${row.name}`, () =>
        runCase(row, { port: site.port, mount: '/wp-json/ninepic/v1' }, upstream, trap, 'wordpress'));
  });
}
