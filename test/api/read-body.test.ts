import { expect } from '@open-wc/testing';
import { fetchImage } from '../../src/api/fetch-image.js';
import { readBody } from '../../src/api/read-body.js';
import { until } from '../support/page.js';
import { patch, unpatch } from '../support/patches.js';

const ADDRESS = 'https://storage.example/large/photo.jpg';

/** A JPEG of so many bytes, for all that is looked at. */
function photo(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size).fill(7);
  bytes.set([0xff, 0xd8, 0xff]);
  return bytes;
}

interface Storage {
  /** Bytes that were taken from it. */
  sent: number;
  /** Whether the reader let go of it. */
  isLeft: boolean;
}

/**
 * Storage whose answer has this length in its header and these pieces in its body.
 *
 * @param end what comes after the last piece: the end, silence, or a connection that dies
 */
function store(
  length: string | null,
  pieces: Iterable<Uint8Array<ArrayBuffer>>,
  end: 'end' | 'silence' | 'lost' = 'end',
): Storage {
  const storage: Storage = { sent: 0, isLeft: false };
  const waiting = pieces[Symbol.iterator]();
  patch(globalThis, 'fetch', (_: string, { signal }: { signal: AbortSignal }) => {
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
      {
        start: (controller) =>
          signal.addEventListener('abort', () => {
            storage.isLeft = true;
            controller.error(signal.reason);
          }),
        pull(controller) {
          const next = waiting.next();
          if (!next.done) {
            storage.sent += next.value.length;
            controller.enqueue(next.value);
          } else if (end === 'end') controller.close();
          else if (end === 'lost') controller.error(new TypeError('network error'));
          else return new Promise<void>(() => undefined);
          return undefined;
        },
      },
      { highWaterMark: 0 },
    );
    const headers = {
      'content-type': 'image/jpeg',
      ...(length === null ? {} : { 'content-length': length }),
    };
    return Promise.resolve(new Response(body, { headers }));
  });
  return storage;
}

/** Reads it, and keeps a balance of the bytes that were reported. */
function read() {
  const progress = { bytes: 0 };
  const control = new AbortController();
  const result = readBody(ADDRESS, { signal: control.signal, onBytes: (more) => (progress.bytes += more) });
  return { progress, control, result };
}

const reasonOf = async (result: Promise<unknown>): Promise<string> => {
  try {
    await result;
    return 'none';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** The largest piece of memory that is asked for at once, in bytes. */
function watchMemory(): { readonly largest: number } {
  const memory = { largest: 0 };
  patch(
    globalThis,
    'Uint8Array',
    new Proxy(Uint8Array, {
      construct(target, given: [number]) {
        if (typeof given[0] === 'number') memory.largest = Math.max(memory.largest, given[0]);
        return new target(...given);
      },
    }),
  );
  return memory;
}

describe('reading a file out of storage', () => {
  afterEach(() => unpatch());

  const halves = (bytes: Uint8Array<ArrayBuffer>) => [bytes.slice(0, 1000), bytes.slice(1000)];

  for (const [what, length] of [
    ['the true length', '5000'],
    ['no length', null],
    ['less than comes', '1500'],
    ['more than comes', '9000'],
    ['nothing', '0'],
    ['a negative length', '-5000'],
    ['a word', 'many'],
    ['nothing but a blank', ' '],
    ['a fraction', '4999.5'],
    ['no number', 'NaN'],
    ['no end', 'Infinity'],
    ['10 GB', '10000000000'],
    ['more than a number holds', '9'.repeat(400)],
  ] as const)
    it(`takes what comes, where ${what} was announced`, async () => {
      const bytes = photo(5000);
      store(length, halves(bytes));
      const memory = watchMemory();
      const { result, progress } = read();
      const { bytes: found } = await result;
      expect(memory.largest).to.be.below(100_000);
      expect(found.length).to.equal(5000);
      expect(found.every((byte, index) => byte === bytes[index])).to.equal(true);
      expect(progress.bytes).to.equal(5000);
      // A picture it is only if nothing contradicts that.
      const isPicture = length === null || length === '5000';
      store(length, halves(bytes));
      const reason = await reasonOf(fetchImage(ADDRESS, { signal: new AbortController().signal }));
      if (isPicture) expect(reason).to.equal('none');
      else expect(reason).to.match(/^Not a whole picture \(200, image\/jpeg, 5000 of /);
    });

  it('holds no more than one copy where the length is true', async () => {
    store('300000', [photo(100_000), photo(100_000), photo(100_000)]);
    const memory = watchMemory();
    const { result } = read();
    expect((await result).bytes.length).to.equal(300_000);
    expect(memory.largest).to.equal(300_000);
  });

  it('takes back what it reported, where the connection dies in the middle', async () => {
    store('9000', [photo(5000)], 'lost');
    const { result, progress } = read();
    expect(await reasonOf(result)).to.equal('network error');
    expect(progress.bytes).to.equal(0);
  });

  it('gives up a body that never ends, at 100 MB, and lets go of it', async () => {
    const piece = photo(4e6);
    const storage = store(
      null,
      (function* () {
        for (;;) yield piece;
      })(),
    );
    const memory = watchMemory();
    const { result, progress } = read();
    expect(await reasonOf(result)).to.equal('too large');
    expect(storage).to.deep.equal({ sent: 104e6, isLeft: true });
    expect(progress.bytes).to.equal(0);
    expect(memory.largest).to.be.at.most(200e6);
  });

  describe('that stalls', () => {
    interface Timer {
      readonly act: () => void;
      readonly ms: number;
    }
    /** Timers of 30 seconds that are armed; the tests' own waiting has others. */
    function watchTimers(): Map<number, Timer> {
      const armed = new Map<number, Timer>();
      const { setTimeout: real, clearTimeout: stop } = globalThis;
      let last = 1e9;
      patch(globalThis, 'setTimeout', (act: () => void, ms: number) => {
        if (ms !== 30_000) return real(act, ms);
        armed.set((last += 1), { act, ms });
        return last;
      });
      patch(globalThis, 'clearTimeout', (id: number) => {
        if (!armed.delete(id)) stop(id);
      });
      return armed;
    }

    it('is given up 30 seconds after its last byte', async () => {
      const storage = store('9000', [photo(2000), photo(3000)], 'silence');
      const timers = watchTimers();
      const { result, progress } = read();
      await until('both pieces', () => progress.bytes === 5000);
      // Each piece began the wait anew.
      expect([...timers.keys()]).to.deep.equal([1e9 + 3]);
      timers.get(1e9 + 3)?.act();
      expect(await reasonOf(result)).to.equal('stalled');
      expect(storage.isLeft).to.equal(true);
      expect(progress.bytes).to.equal(0);
      expect(timers.size).to.equal(0);
    });

    it('is given up 30 seconds after it was asked for, where no answer comes', async () => {
      patch(
        globalThis,
        'fetch',
        (_: string, { signal }: { signal: AbortSignal }) =>
          new Promise((_resolve, reject) =>
            signal.addEventListener('abort', () => reject(signal.reason as Error)),
          ),
      );
      const timers = watchTimers();
      const { result } = read();
      expect(timers.size).to.equal(1);
      for (const { act } of timers.values()) act();
      expect(await reasonOf(result)).to.equal('stalled');
    });

    it('leaves no timer behind where it came whole, or nobody wants it any more', async () => {
      const timers = watchTimers();
      store('5000', [photo(5000)]);
      await read().result;
      expect(timers.size).to.equal(0);
      const storage = store('9000', [photo(5000)], 'silence');
      const { result, control, progress } = read();
      await until('the first piece', () => progress.bytes === 5000);
      control.abort();
      expect(await reasonOf(result)).to.match(/abort/i);
      expect(timers.size).to.equal(0);
      expect(storage.isLeft).to.equal(true);
    });
  });
});
