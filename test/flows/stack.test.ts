/** The server side of the browser tests: real HTTP, real origins, one isolated stack a test. */
import { assert } from '@open-wc/testing';
import { NinepicClient } from '../../src/api/client.js';
import { isNinepicError } from '../../src/api/errors.js';
import { openStack, type TestStack } from '../support/stack.js';

const loads = (url: string): Promise<boolean> =>
  new Promise((resolve) => {
    const image = new Image();
    image.onload = () => resolve(image.naturalWidth > 0);
    image.onerror = () => resolve(false);
    image.src = url;
  });

const reads = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(url, { mode: 'cors', credentials: 'omit', cache: 'no-store' })).ok;
  } catch {
    return false;
  }
};

describe('the stack of a browser test', () => {
  let stack: TestStack;
  let client: NinepicClient;

  const open = async (options: Parameters<typeof openStack>[0] = {}) => {
    stack = await openStack(options);
    client = new NinepicClient({ proxyUrl: stack.proxyUrl });
  };
  afterEach(() => stack.close());

  it('leads through the proxy to the fake, and tells what was asked', async () => {
    await open();
    const found = await client.byBib(stack.eventId, '1234');
    assert.equal(found.photos.length, found.total);
    assert.deepEqual(
      (await stack.requests()).map(({ endpoint }) => endpoint),
      ['byBib'],
    );
    const { counts, searches } = await stack.bill();
    assert.deepEqual(counts, { 'GET byBib': 1 });
    assert.equal(searches, 0);
  });

  it('shows pictures from another origin, and lets them be read as the storage allows', async () => {
    await open({ fake: { storage: { cors: false } } });
    const { photos } = await client.byBib(stack.eventId, '1234');
    const thumbnail = photos[0]?.thumbnail ?? '';
    assert.notEqual(new URL(thumbnail).origin, location.origin);
    assert.equal(await loads(thumbnail), true);
    const { links } = await client.originals(stack.eventId, { method: 'bib', identifier: '1234' });
    const url = links[0]?.url ?? '';
    assert.equal(await loads(url), true);
    assert.equal(await reads(url), false);
    await stack.configure({ storage: { cors: true } });
    assert.equal(await reads(url), true);
    await stack.advance(3_700_000);
    assert.equal(await reads(url), false);
  });

  it('loses an answer on the way to the browser', async () => {
    await open();
    await stack.fault('lost-answer', { route: 'ping', at: 'proxy', times: 'always' });
    let failure: unknown;
    await client.ping(stack.eventId).catch((error: unknown) => (failure = error));
    assert.equal(isNinepicError(failure), true);
    assert.isAbove((await stack.bill()).counts['GET ping'] ?? 0, 0);
  });

  it('keeps two tests apart', async () => {
    await open();
    const other = await openStack();
    await other.fault('500', { route: 'byBib', times: 'always' });
    assert.isNotEmpty((await client.byBib(stack.eventId, '1234')).photos);
    await other.close();
  });
});
