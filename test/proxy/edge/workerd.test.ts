/** The rows of `cases.json` on workerd, and what only a platform of many machines can get wrong. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { caseFile, environmentOf, runCase } from '../support/cases.js';
import { REQUEST_ID, selfieForm, SITE } from '../support/harness.js';
import { picture } from '../support/pictures.js';
import { type RecordingUpstream, startUpstream } from '../support/upstream.js';
import { startWorker, type Worker } from './workerd.js';

const mountOf = (environment: string): string =>
  (caseFile.environments[environment]?.NINEPIC_BASE_PATH ?? '/ninepic').replace(/\/$/, '');

for (const environment of Object.keys(caseFile.environments)) {
  describe(`the Worker over a socket (${environment})`, () => {
    let upstream: RecordingUpstream;
    let trap: RecordingUpstream;
    let worker: Worker;

    before(async () => {
      [upstream, trap] = await Promise.all([startUpstream(), startUpstream()]);
      worker = await startWorker(environmentOf(environment, upstream.origin));
    });
    after(async () => {
      await worker.stop();
      await Promise.all([upstream.close(), trap.close()]);
    });

    for (const row of caseFile.cases.filter((one) => (one.environment ?? 'default') === environment))
      it(`${row.rule}: ${row.name}`, () =>
        runCase(row, { port: worker.port, mount: mountOf(environment) }, upstream, trap, 'workerd'));
  });
}

describe('budgets and searches in Durable Objects', () => {
  let upstream: RecordingUpstream;
  let worker: Worker;
  const jpeg = picture('jpeg');

  before(async () => {
    upstream = await startUpstream();
    worker = await startWorker({
      ...environmentOf('default', upstream.origin),
      NINEPIC_LIMITS: '{"billablePerEventDay":3,"bibsPerAddress":[2,600]}',
    });
  });
  after(async () => {
    await worker.stop();
    await upstream.close();
  });

  const search = async (id: string, bytes?: Uint8Array<ArrayBuffer>) =>
    fetch(`http://127.0.0.1:${worker.port}/ninepic/event/456/faces`, {
      method: 'POST',
      body: selfieForm(bytes ?? (await jpeg), id),
      headers: { origin: SITE, 'x-ninepic-widget': '1' },
    });
  const posts = () => upstream.calls.filter(({ method }) => method === 'POST').length;

  it('the same id at the same moment is one search; with another picture it is 422', async () => {
    upstream.script({ delay: 300 });
    const answers = await Promise.all([
      search(REQUEST_ID),
      search(REQUEST_ID),
      search(REQUEST_ID.toUpperCase()),
    ]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200],
    );
    assert.equal(posts(), 1);
    assert.equal((await search(REQUEST_ID, await picture('jpeg', 90, 70))).status, 422);
    assert.equal((await search(REQUEST_ID)).status, 200);
    assert.equal(posts(), 1);
  });

  it('the day of the event is bounded', async () => {
    upstream.script(undefined);
    const statuses = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await search(crypto.randomUUID())).status);
    assert.deepEqual(statuses, [200, 200, 429, 429]);
    assert.equal(posts(), 3);
  });

  it('bibs are counted once each', async () => {
    const ask = async (bib: string) =>
      (await fetch(`http://127.0.0.1:${worker.port}/ninepic/event/456/bibs/${bib}`)).status;
    assert.deepEqual([await ask('1'), await ask('1'), await ask('2'), await ask('3')], [200, 200, 200, 429]);
  });

  it('readers of one page at one moment are all answered', async () => {
    upstream.script({ delay: 100 });
    const readers = Array.from({ length: 30 }, async () => {
      const answer = await fetch(`http://127.0.0.1:${worker.port}/ninepic/event/456/images?page=9`);
      assert.equal(answer.status, 200);
      return answer.text();
    });
    assert.equal(new Set(await Promise.all(readers)).size, 1);
  });
});
