/** A server that wants to be left alone for minutes: there is no button until then, and there is one from then on. */
import '../../src/define.js';
import { expect, page, part, parts, shows, tag, tiles, until } from '../support/page.js';
import { phonePhoto } from '../support/jpegs.js';
import { hurried, pageWith } from '../support/selfie.js';
import { CLIP, CONSENT } from '../flows/clip-scene.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

const { setTimeout: realTimeout } = globalThis;
const realNow = Date.now;

describe('a long Retry-After', () => {
  let stack: TestStack;
  /** What waits for longer than a minute. */
  let waiting: Map<unknown, { readonly wake: () => void; readonly ms: number }>;
  beforeEach(async () => {
    stack = await openStack();
    waiting = new Map();
    globalThis.setTimeout = ((wake: () => void, ms = 0, ...rest: unknown[]) => {
      const id = realTimeout(wake, ms, ...rest);
      if (ms > 60_000) waiting.set(id, { wake, ms });
      return id;
    }) as typeof setTimeout;
  });
  afterEach(async () => {
    Object.assign(globalThis, { setTimeout: realTimeout });
    Date.now = realNow;
    sessionStorage.clear();
    await stack.close();
  });

  /** The time that was waited for is over. */
  const passes = async (seconds: number) => {
    const ms = seconds * 1000;
    const over = () => [...waiting.values()].filter((one) => one.ms > ms - 10_000 && one.ms <= ms).at(-1);
    await until('a wait', () => over() !== undefined);
    Date.now = () => realNow() + ms + 1000;
    over()?.wake();
  };

  it('has its button when the time has passed, and not before', async () => {
    await stack.fault('429', { route: 'photos', at: 'proxy', times: 'always', retryAfter: 90 });
    const body = await page(
      '<ninepic-gallery proxy-url="{proxy}" event-id="{event}"></ninepic-gallery>',
      stack,
    );
    const gallery = tag(body, 'ninepic-gallery');
    await shows(gallery, 'Try again in 2 minutes.');
    expect(parts(gallery, 'retry').length).to.equal(0);
    await passes(90);
    await until('the button', () => parts(gallery, 'retry').length === 1);
    await stack.heal();
    part(gallery, 'retry').click();
    await until('photos', () => tiles(gallery).length > 0);
  });

  it('lets her order her clips when the time has passed, and not before; nothing is ordered meanwhile', async () => {
    const { session } = hurried(stack);
    const clip = tag(await pageWith(session, CLIP), 'ninepic-clip');
    await session.searchSelfie(await phonePhoto(), CONSENT);
    await until('the button that orders', () => parts(clip, 'button').length === 1);
    await stack.fault('429', { route: 'startClips', at: 'proxy', times: 'always', retryAfter: 90 });
    part(clip, 'button').click();
    await shows(clip, 'Try again in 2 minutes.');
    expect(parts(clip, 'retry').length + parts(clip, 'button').length).to.equal(0);
    await passes(90);
    await until('the button', () => parts(clip, 'retry').length === 1);
    expect((await stack.bill()).clips).to.be.empty;
    await stack.heal();
    part(clip, 'retry').click();
    await until('an order', async () => (await stack.bill()).clips.length === 1);
  });
});
