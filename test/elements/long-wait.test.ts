/** A server that wants to be left alone for minutes: there is no button until then, and there is one from then on. */
import '../../src/define.js';
import { expect, page, part, parts, shows, tag, tiles, until } from '../support/page.js';
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
    await stack.close();
  });

  it('has its button when the time has passed, and not before', async () => {
    await stack.fault('429', { route: 'photos', at: 'proxy', times: 'always', retryAfter: 90 });
    const body = await page(
      '<ninepic-gallery proxy-url="{proxy}" event-id="{event}"></ninepic-gallery>',
      stack,
    );
    const gallery = tag(body, 'ninepic-gallery');
    await shows(gallery, 'Try again in 2 minutes.');
    expect(parts(gallery, 'retry')).to.be.empty;
    const [over] = [...waiting.values()].filter(({ ms }) => ms > 80_000 && ms <= 90_000).slice(-1);
    expect(over).to.not.equal(undefined);
    Date.now = () => realNow() + 91_000;
    over?.wake();
    await until('the button', () => parts(gallery, 'retry').length === 1);
    await stack.heal();
    part(gallery, 'retry').click();
    await until('photos', () => tiles(gallery).length > 0);
  });
});
