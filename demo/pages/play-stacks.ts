/** A 9Pic of one's own for each playground that is open, so that the faults of one do not meet the others. */
import { randomUUID } from 'node:crypto';
import type { FakeOptions } from '../fake/index.js';
import { createStack, type Stack } from '../stack.js';

/** What a visitor of the playground can switch on. */
export interface Trouble {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  /** It is read once a page, so the preview has to be loaded anew. */
  readonly reloads?: true;
  readonly arm: (stack: Stack) => void;
}

const always = 'always' as const;

export const troubles: readonly Trouble[] = [
  {
    name: 'slow',
    label: 'Slow',
    hint: 'every answer takes four seconds',
    arm: ({ faults }) => void faults.arm('slow', { ms: 4000, times: always }),
  },
  {
    name: 'lost',
    label: 'Lost answer',
    hint: 'the next selfie or clip order is done, but its answer dies on the way; nothing is paid twice',
    arm({ faults }) {
      faults.arm('lost-answer', { route: 'startFaces' });
      faults.arm('lost-answer', { route: 'startClips' });
    },
  },
  {
    name: 'offline',
    label: 'Offline',
    hint: 'no answer reaches the page',
    arm: ({ faults }) => void faults.arm('reset', { times: always }),
  },
  {
    name: 'busy',
    label: '429',
    hint: '9Pic has had too many requests, and wants 90 seconds of peace',
    arm: ({ fake }) => void fake.faults.arm('429', { times: always, retryAfter: 90 }),
  },
  {
    name: 'broken',
    label: 'Server error',
    hint: '9Pic answers with 503',
    arm: ({ fake }) => void fake.faults.arm('503', { times: always }),
  },
  {
    name: 'nobody',
    label: 'No matches',
    hint: 'no selfie and no race number finds a photo',
    arm({ fake }) {
      fake.configure({ faces: 'nobody' });
      fake.faults.arm('status', { route: 'byBib', status: 404, times: always });
    },
  },
  {
    name: 'expired',
    label: 'Expired links',
    hint: 'links to originals have run out before they are used',
    arm: ({ fake }) => fake.configure({ presignedSeconds: 0 }),
  },
  {
    name: 'off',
    label: 'Features off',
    hint: 'the event offers no selfies, clips and times',
    reloads: true,
    arm: ({ fake }) =>
      fake.configure({ flags: { selfie_search: false, video_selfie_search: false, timeline_search: false } }),
  },
];

/** More playgrounds than these are not open at one time; the oldest one has to go. */
const MOST = 6;

export interface PlayStacks {
  /** @returns the address of a new proxy */
  open(host: string): Promise<{ id: string; proxy: string }>;
  /** Everything but these troubles is over. @returns false for a stack that is gone */
  set(id: string, names: readonly string[]): boolean;
  /** What it cost so far: billable searches and orders. */
  bill(id: string): number | undefined;
  readonly all: Iterable<Stack>;
  close(): Promise<void>;
}

export function createPlayStacks(fake: FakeOptions, otherName: (host: string) => string): PlayStacks {
  const stacks = new Map<string, Stack>();
  return {
    async open(host) {
      const [oldest] = stacks;
      if (oldest && stacks.size >= MOST) {
        stacks.delete(oldest[0]);
        await oldest[1].close();
      }
      const id = randomUUID().slice(0, 8);
      const prefix = `/playground/${id}`;
      const stack = await createStack({
        prefix,
        mediaOrigin: `http://${otherName(host)}`,
        upstream: 'in-process',
        fake: { ...fake },
        proxy: { log: () => undefined, relaySecret: randomUUID() },
      });
      stacks.set(id, stack);
      return { id, proxy: stack.proxyPath };
    },
    set(id, names) {
      const stack = stacks.get(id);
      if (!stack) return false;
      stack.faults.clear();
      stack.fake.faults.clear();
      stack.fake.configure({
        faces: 'runner',
        presignedSeconds: 3600,
        flags: { selfie_search: true, video_selfie_search: true, timeline_search: true },
      });
      for (const trouble of troubles) if (names.includes(trouble.name)) trouble.arm(stack);
      return true;
    },
    bill: (id) => stacks.get(id)?.fake.bill.searches,
    get all() {
      return stacks.values();
    },
    async close() {
      await Promise.all([...stacks.values()].map((stack) => stack.close()));
      stacks.clear();
    },
  };
}
