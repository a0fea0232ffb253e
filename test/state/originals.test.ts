import { expect } from '@open-wc/testing';
import type { Photo } from '../../src/api/payloads.js';
import { createSession } from '../../src/state/session.js';
import type { FoundOriginal } from '../../src/state/originals.js';
import { openStack } from '../support/stack.js';
import type { OpenStackOptions, TestStack } from '../support/stack.js';

describe("a session's links to originals", () => {
  let stack: TestStack;
  afterEach(() => stack.close());

  async function open(options: OpenStackOptions = {}) {
    stack = await openStack(options);
    const session = createSession({ proxyUrl: stack.proxyUrl, eventId: stack.eventId });
    session.subscribe(() => undefined);
    await session.known;
    return session;
  }
  type Session = Awaited<ReturnType<typeof open>>;

  const shown = (session: Session): Photo[] => [...(session.state.shown?.photos.loaded() ?? [])];
  async function take(links: AsyncIterable<FoundOriginal>): Promise<FoundOriginal[]> {
    const taken: FoundOriginal[] = [];
    for await (const link of links) taken.push(link);
    return taken;
  }
  /** The requests for links that reached 9Pic; one that a fault swallowed has no body. */
  const asked = async () =>
    (await stack.upstream()).flatMap(({ endpoint, fields, target }) => {
      const { method, identifier } = (fields ?? {}) as { method?: string; identifier?: string | string[] };
      const page = new URL(target, 'http://x').searchParams.get('page');
      return endpoint === 'originals' ? [{ method, identifier, page }] : [];
    });

  it('are those of the bib, one for each photo, by one request', async () => {
    const session = await open();
    await session.searchBib('1234');
    const photos = shown(session);
    expect(photos).to.not.be.empty;
    expect(await asked()).to.be.empty;
    const links = await take(session.originals(photos));
    expect(links.map(({ photo }) => photo)).to.deep.equal(photos);
    expect(links.map(({ filename }) => filename)).to.deep.equal(photos.map(({ id }) => `${id}.jpg`));
    expect(await asked()).to.deep.equal([{ method: 'bib', identifier: '1234', page: '1' }]);
  });

  it('are asked for when they are taken, not before', async () => {
    const session = await open();
    await session.searchBib('1234');
    const links = session.originals(shown(session));
    expect(await asked()).to.be.empty;
    const { value } = await links.next();
    expect((value as FoundOriginal).url).to.contain('X-Amz-Signature');
    expect(await asked()).to.have.length(1);
  });

  it('are none for photos of all, without a request', async () => {
    const session = await open();
    session.showAll();
    await new Promise<void>((resolve) =>
      session.subscribe(({ shown: set }) => {
        if (set) resolve();
      }),
    );
    expect(await take(session.originals(shown(session).slice(0, 3)))).to.be.empty;
    expect(await asked()).to.be.empty;
  });

  it('are there for a photo of all that is hers, too', async () => {
    const session = await open();
    await session.searchBib('1234');
    const [own] = shown(session);
    await session.searchTime(0, 1);
    expect(own && (await take(session.originals([own])))).to.have.length(1);
    expect((await asked()).map(({ page }) => page)).to.deep.equal(['1']);
  });

  it('are asked for by photo where the proxy allows it', async () => {
    const session = await open({ proxy: { originalsBy: ['bib', 'selfie', 'image'] } });
    await session.searchBib('1234');
    const own = shown(session);
    await take(session.originals(own));
    const some = own.slice(0, 2);
    await take(session.originals(some));
    const strangers = await session.client.photos(stack.eventId, { pageSize: 70 });
    expect(await take(session.originals(strangers.photos))).to.have.length(70);
    const requests = await asked();
    expect(requests.map(({ method }) => method)).to.deep.equal([
      'bib',
      'image_ids',
      'image_ids',
      'image_ids',
    ]);
    expect(requests[1]?.identifier).to.deep.equal(some.map(({ id }) => id));
    expect(requests[2]?.identifier).to.have.length(60);
  });

  it('come by bib where 9Pic does not know ids', async () => {
    const session = await open({ proxy: { originalsBy: ['bib', 'image'] } });
    await session.searchBib('1234');
    await stack.fault('status', { route: 'originals', status: 422 });
    const some = shown(session).slice(0, 2);
    expect(await take(session.originals(some))).to.have.length(2);
    expect(await take(session.originals(some))).to.have.length(2);
    expect((await asked()).map(({ method }) => method)).to.deep.equal([undefined, 'bib']);
  });

  it('are none where the organiser did not store originals', async () => {
    const session = await open({ fake: { storage: { originals: false } } });
    await session.searchBib('1234');
    expect(await take(session.originals(shown(session)))).to.be.empty;
    expect(await asked()).to.have.length(1);
  });

  for (const envelope of ['flat', 'enveloped'] as const)
    it(`are read from a body that is ${envelope}`, async () => {
      const session = await open({ fake: { envelope } });
      await session.searchBib('1234');
      const photos = shown(session);
      expect(await take(session.originals(photos))).to.have.length(photos.length);
    });

  it('fail as everything of the client fails', async () => {
    const session = await open();
    await session.searchBib('1234');
    await stack.fault('status', { route: 'originals', status: 403, times: 'always' });
    try {
      await take(session.originals(shown(session)));
      expect.fail('should fail');
    } catch (error) {
      expect((error as { code?: string }).code).to.be.oneOf(['forbidden', 'feature-off']);
    }
  });
});
