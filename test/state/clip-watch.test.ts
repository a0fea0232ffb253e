import { NinepicClient } from '../../src/api/client.js';
import { ClipWatch } from '../../src/state/clip-watch.js';
import { expect, until } from '../support/page.js';
import { patch, unpatch } from '../support/patches.js';
import { PROXY, failure, json, lost, scripted, success } from '../support/scripted-fetch.js';
import type { Answer } from '../support/scripted-fetch.js';
import { TestClock } from '../support/test-clock.js';

const ID = '6f2d9c4e-1b7a-4c3d-8e5f-0a1b2c3d4e5f';
const processing = json(success({ request_id: ID, status: 'processing', videos: [] }));
const completed = json(success({ request_id: ID, status: 'completed', videos: ['https://c.example/1.mp4'] }));

function watching(answers: readonly Answer[], random = 0.5, orderedAt: number | null = null) {
  const clock = new TestClock();
  const times: number[] = [];
  const start = clock.time;
  const script = scripted(answers);
  const client = new NinepicClient({
    proxyUrl: PROXY,
    fetch: (input, init) => {
      if (init?.mode !== 'no-cors') times.push((clock.time - start) / 1000);
      return script.fetch(input, init);
    },
    platform: { sleep: clock.sleep, now: clock.now, random: () => random },
  });
  const watch = new ClipWatch(client, '456', ID, orderedAt === null ? null : start + orderedAt);
  const stop = new AbortController();
  const run = () => watch.run(stop.signal);
  /** Lets so many polls be answered. */
  const polls = async (count: number) => {
    for (let n = 0; n < count; n += 1) {
      await clock.next();
      await until('the answer, and the next wait', () => clock.isAwaited);
    }
  };
  return { clock, times, script, watch, stop, run, polls };
}

/** Runs to the end, whatever it is. */
async function toTheEnd({ clock, run }: ReturnType<typeof watching>) {
  let isOver = false;
  const over = run().finally(() => (isOver = true));
  over.catch(() => undefined);
  for (;;) {
    await until('a wait or the end', () => isOver || clock.isAwaited);
    if (isOver) return over;
    await clock.next();
  }
}

const gaps = (times: readonly number[]) => times.map((time, n) => time - (times[n - 1] ?? 0));

function hideTab(hidden: boolean): void {
  patch(document, 'visibilityState', hidden ? 'hidden' : 'visible');
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('the watch over a clip', () => {
  afterEach(() => unpatch());

  it('looks after three seconds, then ever more seldom, at most every thirty', async () => {
    const watched = watching([...Array<Answer>(8).fill(processing), completed]);
    const { clips } = await toTheEnd(watched);
    expect(clips).to.have.length(1);
    const [first, second, third, ...rest] = gaps(watched.times);
    expect([first, second, third?.toFixed(2)]).to.deep.equal([3, 4.8, '7.68']);
    expect(rest.at(-1)).to.equal(30);
  });

  for (const random of [0, 1])
    it(`keeps between three and thirty seconds whatever the jitter is (${random})`, async () => {
      const watched = watching([...Array<Answer>(8).fill(processing), completed], random);
      await toTheEnd(watched);
      const all = gaps(watched.times);
      expect(Math.min(...all)).to.be.at.least(3);
      expect(Math.max(...all)).to.be.at.most(30);
      expect(all[1]).to.be.closeTo(4.8 * (random === 0 ? 0.85 : 1.15), 0.001);
    });

  it('asks another address each time, so that a cache cannot answer', async () => {
    const watched = watching([processing, processing, processing, completed]);
    await toTheEnd(watched);
    const stamps = watched.script.sent.map(({ url }) => url.searchParams.get('_'));
    expect(new Set(stamps)).to.have.property('size', 4);
    expect(stamps.every((stamp) => /^\d+$/.test(stamp ?? ''))).to.equal(true);
  });

  it('gives up in the end, and goes on when it is asked to', async () => {
    const watched = watching([processing]);
    const error = await failure(toTheEnd(watched));
    expect([error['code'], error['retryable']]).to.deep.equal(['timeout', true]);
    expect(watched.times.length).to.be.at.most(60);
    expect(watched.times.at(-1)).to.be.within(14 * 60, 16 * 60);
    const before = watched.times.length;
    watched.watch.renew();
    void watched.run().catch(() => undefined);
    await watched.polls(2);
    expect(watched.times).to.have.length(before + 2);
    watched.stop.abort();
  });

  it('forgives an error now and then, but not five in a row', async () => {
    const broken = json('', 500);
    const often = watching([broken, broken, broken, broken, processing, broken, lost, completed]);
    expect((await toTheEnd(often)).clips).to.have.length(1);
    // A poll is never repeated at once: each of these waited for its time.
    expect(Math.min(...gaps(often.times))).to.be.at.least(3);
    const always = watching([broken]);
    const error = await failure(toTheEnd(always));
    expect([error['code'], error['retryable']]).to.deep.equal(['upstream', true]);
    expect(always.times).to.have.length(5);
  });

  it('takes the time that a busy server asks for', async () => {
    const watched = watching([json('', 429, { 'retry-after': '50' }), completed]);
    await toTheEnd(watched);
    expect(gaps(watched.times)).to.deep.equal([3, 50]);
  });

  it('bears with a server that does not know a new order yet, for half a minute', async () => {
    const unknown = json('', 404);
    const found = watching([unknown, unknown, processing, completed], 0.5, 0);
    expect((await toTheEnd(found)).clips).to.have.length(1);
    const never = watching([unknown], 0.5, 0);
    expect(await failure(toTheEnd(never))).to.include({ code: 'clip-failed', status: 404 });
    expect(never.times.at(-1)).to.be.within(27, 60);
    const old = watching([unknown], 0.5, -60_000);
    expect(await failure(toTheEnd(old))).to.include({ code: 'clip-failed' });
    expect(old.times).to.have.length(1);
  });

  for (const status of [401, 403])
    it(`stops at ${status}`, async () => {
      const watched = watching([json('', status)]);
      expect(await failure(toTheEnd(watched))).to.include({ code: 'forbidden', retryable: false });
      expect(watched.times).to.have.length(1);
    });

  it('rests in a hidden tab, and looks once on return', async () => {
    const watched = watching([processing]);
    void watched.run().catch(() => undefined);
    await watched.polls(2);
    hideTab(true);
    await until('rest', () => !watched.clock.isAwaited);
    watched.clock.advance(2 * 3600_000);
    expect(watched.times).to.have.length(2);
    hideTab(false);
    await watched.polls(1);
    expect(watched.times.at(-1)).to.equal(7.8 + 7200);
    // Nothing is made up for: the next one comes after its gap.
    await watched.polls(1);
    expect(gaps(watched.times).at(-1)).to.be.above(7);
    watched.stop.abort();
  });

  it('does not ask more often because the tab comes and goes', async () => {
    const watched = watching([processing]);
    void watched.run().catch(() => undefined);
    await watched.polls(1);
    for (let n = 0; n < 5; n += 1) {
      hideTab(true);
      await until('rest', () => !watched.clock.isAwaited);
      hideTab(false);
      await until('wait', () => watched.clock.isAwaited);
    }
    await watched.polls(1);
    expect(gaps(watched.times).at(-1)).to.be.at.least(3);
    watched.stop.abort();
  });

  it('does not spend its budget on the hours that a device slept', async () => {
    const watched = watching([processing, processing, completed]);
    const over = watched.run();
    await watched.polls(1);
    watched.clock.advance(2 * 3600_000);
    await until('the poll on waking', () => watched.times.length === 2 && watched.clock.isAwaited);
    await watched.clock.next();
    expect((await over).clips).to.have.length(1);
  });

  it('waits while the device is offline, and looks once when it is back', async () => {
    const watched = watching([processing, completed]);
    const over = watched.run();
    await watched.polls(1);
    patch(navigator, 'onLine', false);
    window.dispatchEvent(new Event('offline'));
    await until('rest', () => !watched.clock.isAwaited);
    watched.clock.advance(600_000);
    expect(watched.times).to.have.length(1);
    patch(navigator, 'onLine', true);
    window.dispatchEvent(new Event('online'));
    await watched.clock.next();
    expect((await over).clips).to.have.length(1);
  });

  it('leaves no listener and no timer behind', async () => {
    const watched = watching([processing]);
    const over = watched.run();
    await watched.polls(1);
    watched.stop.abort();
    expect((await failure(over)).name).to.equal('AbortError');
    expect(watched.clock.isAwaited).to.equal(false);
    window.dispatchEvent(new Event('online'));
    expect(watched.times).to.have.length(1);
  });
});
