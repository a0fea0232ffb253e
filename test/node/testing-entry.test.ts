/** `ninepic-elements/testing` as a host's own test uses it: by the package's name, out of what was built, as the README says. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { root, textOf } from '../support/sources.js';

/** The README's example, up to where a test asserts; what is printed comes after it. */
function example(): string {
  const code = /## In your own tests\n[^]*?```js\n([^]*?)```/.exec(textOf('README.md'))?.[1];
  assert.ok(code, 'the README shows how to test with the fake');
  return code;
}

const run = (more: string): unknown =>
  JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '--eval', `${example()}\n${more}`], {
      cwd: root,
      encoding: 'utf8',
    }),
  );

test('the example of the README finds photos of a bib, and the bill stays empty', () => {
  const { total, searches } = run(
    `console.log(JSON.stringify({ total: photos.total, searches: fake.bill.searches }));`,
  ) as { total: number; searches: number };
  assert.ok(total > 0);
  assert.equal(searches, 0);
});

test('a selfie search is on the bill, once, and its fault can be armed', () => {
  const found = run(`
    const { tinyPictures } = await import('ninepic-elements/testing');
    const { bytes } = await tinyPictures.picture({ width: 3, height: 2 }, 'small');
    // The proxy takes nothing under a kilobyte for a selfie, so the picture gets more pixels' worth of scan data.
    const file = new Blob([bytes.slice(0, -2), new Uint8Array(2000).fill(0x55), bytes.slice(-2)], { type: 'image/jpeg' });
    const requestId = crypto.randomUUID();
    fake.faults.arm('lost-answer', { route: 'startFaces' });
    const search = { file, requestId, idempotencyKey: requestId, consentVersion: 'test' };
    const lost = await client.startFaces('456', search).then(() => null, (error) => error.code);
    const mine = await client.faces('456', requestId);
    console.log(JSON.stringify({ lost, mine: mine.total, searches: fake.bill.searches }));
  `) as { lost: string | null; mine: number; searches: number };
  assert.equal(found.searches, 1);
  assert.ok(found.mine > 0);
  assert.notEqual(found.lost, null);
});
