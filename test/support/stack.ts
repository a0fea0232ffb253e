/** The browser's side of a test's own server (see `stack-middleware.ts`). */
import type { FakeSettingsPatch, FaultName, FaultOptions } from '../../demo/fake/index.js';
import type { ProxyOptions } from '../../src/proxy/index.js';

/** Everything has to survive JSON. */
export interface OpenStackOptions {
  /** Default 456, the marathon of 3,000 photos; 789 has 100,000, 459 has every feature off, 460 no photos. */
  eventId?: number;
  fake?: FakeSettingsPatch & { seed?: number };
  proxy?: Partial<Omit<ProxyOptions, 'fetch' | 'now' | 'log' | 'store' | 'verifyAccess' | 'verifyHuman'>>;
  /** Default `in-process`; `http` puts real sockets between proxy and fake, for tests of dying connections. */
  upstream?: 'http' | 'in-process';
  /** Default `tiny`: real JPEGs of 24 × 16 pixels. */
  pictures?: 'tiny' | 'drawn';
}

export interface StackOpened {
  readonly id: string;
  readonly proxyUrl: string;
  readonly eventId: string;
}

export interface BillSeen {
  readonly searches: number;
  readonly faces: string[];
  readonly clips: string[];
  readonly matchesRun: number;
  /** By `"GET byBib"` and the like; what reached 9Pic. */
  readonly counts: Record<string, number>;
}

export interface RequestSeen {
  readonly endpoint: string;
  readonly method: string;
  readonly target: string;
  readonly headers: Record<string, string>;
  readonly fields?: Record<string, unknown>;
  readonly status?: number;
}

export interface UploadSeen {
  readonly field: string;
  readonly filename: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Where a fault sits: between proxy and 9Pic (default), or between this browser and the proxy. */
export type FaultPlace = { at?: 'upstream' | 'proxy' };

export interface TestStack extends StackOpened {
  bill(): Promise<BillSeen>;
  /** What this browser asked of the proxy. */
  requests(): Promise<RequestSeen[]>;
  /** What reached 9Pic, pictures included. */
  upstream(): Promise<RequestSeen[]>;
  uploads(): Promise<UploadSeen[]>;
  fault(name: FaultName, options?: FaultOptions & FaultPlace): Promise<void>;
  /** Disarms every fault. */
  heal(): Promise<void>;
  /** Moves the server's clock forward. */
  advance(ms: number): Promise<void>;
  configure(settings: FakeSettingsPatch): Promise<void>;
  /** Adds photos to the event, or takes some away, at a position of the list of all photos. */
  changePhotos(change: { insertAt?: number; removeAt?: number; count: number }): Promise<void>;
  close(): Promise<void>;
}

/** Kept here because tests replace `globalThis.fetch`. */
const realFetch = globalThis.fetch.bind(globalThis);

async function ask<T>(path: string, body?: unknown): Promise<T> {
  const response = await realFetch(
    `/__stack/${path}`,
    body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) },
  );
  if (!response.ok) throw new Error(`The test's server answered ${response.status} to ${path}.`);
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** Opens a stack for one test; `close` it in `afterEach`. */
export async function openStack(options: OpenStackOptions = {}): Promise<TestStack> {
  const opened = await ask<StackOpened>('new', options);
  const { id, eventId } = opened;
  return {
    ...opened,
    bill: () => ask(`${id}/bill`),
    requests: () => ask(`${id}/requests`),
    upstream: () => ask(`${id}/upstream`),
    uploads: async () => {
      const uploads = await ask<(Omit<UploadSeen, 'bytes'> & { bytes: string })[]>(`${id}/uploads`);
      return uploads.map((upload) => ({
        ...upload,
        bytes: Uint8Array.from(atob(upload.bytes), (letter) => letter.charCodeAt(0)),
      }));
    },
    fault: (name, place = {}) => ask(`${id}/fault`, { name, ...place }),
    heal: () => ask(`${id}/heal`, {}),
    advance: (ms) => ask(`${id}/clock`, { advance: ms }),
    configure: (settings) => ask(`${id}/configure`, settings),
    changePhotos: (change) => ask(`${id}/photos`, { eventId: Number(eventId), ...change }),
    close: () => ask(`${id}/close`, {}),
  };
}
