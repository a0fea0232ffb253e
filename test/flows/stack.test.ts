/** The server side of the browser tests: real HTTP, real origins, one isolated stack a test. */
import { expect } from '@open-wc/testing';
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
    expect(found.photos.length).to.equal(found.total);
    expect((await stack.requests()).map(({ endpoint }) => endpoint)).to.deep.equal(['byBib']);
    const { counts, searches } = await stack.bill();
    expect(counts).to.deep.equal({ 'GET byBib': 1 });
    expect(searches).to.equal(0);
  });

  it('shows pictures from another origin, and lets them be read as the storage allows', async () => {
    await open({ fake: { storage: { cors: false } } });
    const { photos } = await client.byBib(stack.eventId, '1234');
    const thumbnail = photos[0]?.thumbnail ?? '';
    expect(new URL(thumbnail).origin).not.to.equal(location.origin);
    expect(await loads(thumbnail)).to.equal(true);
    const { links } = await client.originals(stack.eventId, { method: 'bib', identifier: '1234' });
    const url = links[0]?.url ?? '';
    expect(await loads(url)).to.equal(true);
    expect(await reads(url)).to.equal(false);
    await stack.configure({ storage: { cors: true } });
    expect(await reads(url)).to.equal(true);
    await stack.advance(3_700_000);
    expect(await reads(url)).to.equal(false);
  });

  it('loses an answer on the way to the browser', async () => {
    await open();
    await stack.fault('lost-answer', { route: 'ping', at: 'proxy', times: 'always' });
    let failure: unknown;
    await client.ping(stack.eventId).catch((error: unknown) => (failure = error));
    expect(isNinepicError(failure)).to.equal(true);
    expect((await stack.bill()).counts['GET ping']).to.be.greaterThan(0);
  });

  it('keeps two tests apart', async () => {
    await open();
    const other = await openStack();
    await other.fault('500', { route: 'byBib', times: 'always' });
    expect((await client.byBib(stack.eventId, '1234')).photos).not.to.have.length(0);
    await other.close();
  });
});
