/** The fake behind msw: the same answers as behind the proxy, in the page itself. */
import { assert } from '@open-wc/testing';
import { NinepicClient } from '../../src/api/client.js';
import { isNinepicError } from '../../src/api/errors.js';
import { startWorkerStack, type WorkerStack } from '../support/stack-worker.js';

describe('the fake behind msw', () => {
  let stack: WorkerStack;
  let client: NinepicClient;

  before(async () => {
    stack = await startWorkerStack();
    client = new NinepicClient({ proxyUrl: stack.proxyUrl });
  });
  after(() => stack.stop());

  it('answers the client, and shows pictures', async () => {
    const details = await client.eventDetails('456');
    assert.equal(details.proxy?.originals, true);
    const { photos } = await client.byBib('456', '1234');
    const image = new Image();
    image.src = photos[0]?.thumbnail ?? '';
    await image.decode();
    assert.isAbove(image.naturalWidth, 0);
  });

  it('bills a selfie, and can lose an answer', async () => {
    stack.fake.faults.arm('reset', { route: 'ping', times: 'always' });
    const failure: unknown = await client.ping('456').catch((error: unknown) => error);
    assert.isTrue(isNinepicError(failure));
    const form = { file: new Blob(['a face']), idempotencyKey: 'one', consentVersion: '1' };
    const requestId = '0f8fad5b-d9cb-469f-a165-70867728950e';
    const faces = await client.startFaces('456', { ...form, requestId });
    assert.equal(faces.requestId, requestId);
    assert.equal(stack.fake.bill.searches, 1);
  });
});
