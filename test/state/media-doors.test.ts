import { expect } from '@open-wc/testing';
import { DoorClosed, MediaDoors } from '../../src/state/media-doors.js';
import { until } from '../support/page.js';
import { patch, unpatch } from '../support/patches.js';

const ADDRESS = 'https://storage.example/large/photo.jpg';
const options = { signal: new AbortController().signal };

/** Never answers, unless the asker gives up. */
const silence = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
const refused = (): Promise<never> => Promise.reject(new TypeError('Failed to fetch'));

type Answer = (signal: AbortSignal) => Promise<Response>;
interface Waits {
  /** How the requests were made, in order. */
  readonly modes: string[];
  readonly armed: Map<number, () => void>;
}

/** A host, and the clock of the requests to it: its waits of 10 and 30 seconds are over when the test says so. */
function host(answers: { readonly cors: Answer; readonly 'no-cors': Answer }): Waits {
  const waits: Waits = { modes: [], armed: new Map() };
  const { setTimeout: real, clearTimeout: stop } = globalThis;
  let last = 1e9;
  patch(
    globalThis,
    'fetch',
    (_: string, { mode, signal }: { mode: 'cors' | 'no-cors'; signal: AbortSignal }) => {
      waits.modes.push(mode);
      return answers[mode](signal);
    },
  );
  patch(globalThis, 'setTimeout', (act: () => void, ms: number) => {
    if (ms !== 10_000 && ms !== 30_000) return real(act, ms);
    waits.armed.set((last += 1), act);
    return last;
  });
  patch(globalThis, 'clearTimeout', (id: number) => {
    if (!waits.armed.delete(id)) stop(id);
  });
  return waits;
}
const expire = ({ armed }: Waits): void => {
  for (const act of armed.values()) act();
};

/** What came of it: a closed door, or another error. */
const outcome = (doors: MediaDoors, isFresh = true): Promise<string> =>
  doors.fetch(ADDRESS, isFresh, options).then(
    () => 'a picture',
    (error: Error) => (error instanceof DoorClosed ? 'closed' : error.message),
  );

describe('whether a host lets this page read its pictures', () => {
  afterEach(() => unpatch());

  it('is no where it answers, but not to this page; it is asked once', async () => {
    const waits = host({ cors: refused, 'no-cors': () => Promise.resolve(new Response()) });
    const doors = new MediaDoors();
    expect(await outcome(doors)).to.equal('closed');
    expect(await outcome(doors)).to.equal('closed');
    expect(waits.modes).to.deep.equal(['cors', 'no-cors']);
    expect(doors.isClosed(ADDRESS)).to.equal(true);
    expect(waits.armed.size).to.equal(0);
  });

  it('is not known where the link may be dead, or nobody is there', async () => {
    const waits = host({ cors: refused, 'no-cors': refused });
    const doors = new MediaDoors();
    expect(await outcome(doors, false)).to.equal('Failed to fetch');
    expect(waits.modes).to.deep.equal(['cors']);
    expect(await outcome(doors)).to.equal('Failed to fetch');
    expect(doors.isClosed(ADDRESS)).to.equal(false);
  });

  it('is not waited for without end, where the host refuses once and then says nothing', async () => {
    const waits = host({ cors: refused, 'no-cors': silence });
    const doors = new MediaDoors();
    const result = outcome(doors);
    await until('the second question', () => waits.modes.length === 2);
    expire(waits);
    expect(await result).to.equal('Failed to fetch');
    expect(doors.isClosed(ADDRESS)).to.equal(false);
    expect(waits.armed.size).to.equal(0);
  });

  it('is not asked of a host that said nothing for 30 seconds', async () => {
    const waits = host({ cors: silence, 'no-cors': () => Promise.resolve(new Response()) });
    const doors = new MediaDoors();
    const result = outcome(doors);
    await until('the question', () => waits.modes.length === 1);
    expire(waits);
    expect(await result).to.equal('stalled');
    expect(waits.modes).to.deep.equal(['cors']);
    expect(doors.isClosed(ADDRESS)).to.equal(false);
  });

  it('is asked no longer than it is wanted', async () => {
    const waits = host({ cors: refused, 'no-cors': silence });
    const control = new AbortController();
    const result = new MediaDoors().fetch(ADDRESS, true, { signal: control.signal }).catch(() => 'left');
    await until('the second question', () => waits.modes.length === 2);
    control.abort();
    expect(await result).to.equal('left');
    expect(waits.armed.size).to.equal(0);
  });
});
