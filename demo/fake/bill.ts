import type { RouteName } from '../../src/api/routes.js';
import type { Bytes } from './options.js';

/** Everything that the fake serves: the API's routes, and what stands on the hosts of media and storage. */
export type Endpoint = RouteName | 'picture' | 'clipFile' | 'storage' | 'unknown';

/** One request as it arrived. */
export interface Recorded {
  /** What was asked for. */
  readonly endpoint: Endpoint;
  /** As sent: `GET`, `POST`. */
  readonly method: string;
  /** Path and query, as sent. */
  readonly target: string;
  /** Lower-case names; the key is there as it was sent. */
  readonly headers: Readonly<Record<string, string>>;
  /** Epoch milliseconds of the fake's clock. */
  readonly at: number;
  /** Fields of a form or of a JSON body, files left out. */
  fields?: Readonly<Record<string, unknown>>;
  /** The file of the form. */
  upload?: Upload;
  /** What was answered; absent while it is not, or when the connection died. */
  status?: number;
}

/** A selfie as it arrived. */
export interface Upload {
  /** Name of the form field. */
  readonly field: string;
  /** As the form says. */
  readonly filename: string;
  /** Media type, as the form says. */
  readonly type: string;
  /** The file itself. */
  readonly bytes: Bytes;
}

/** What the organiser would pay, and every request that led to it. */
export interface Bill {
  /** Billed searches: each request id once a kind, however often it was sent. */
  readonly searches: number;
  /** Request ids of the selfie searches that were billed. */
  readonly faces: readonly string[];
  /** Request ids of the clip orders that were billed. */
  readonly clips: readonly string[];
  /** How often the matcher really ran. A retry with a known id does not run it. */
  readonly matchesRun: number;
  /** Every request, in the order in which they came. */
  readonly requests: readonly Recorded[];
  /** Number of requests by `"GET byBib"` and the like. */
  readonly counts: Readonly<Record<string, number>>;
  /** Adds a search; billed only if its id is new for its kind. */
  charge(kind: 'faces' | 'clips', requestId: string): void;
  /** Notes that the matcher ran. */
  matched(): void;
  /** Notes a request. */
  record(request: Recorded): void;
  /** Forgets everything, as on the first day of a month. */
  reset(): void;
}

export function createBill(): Bill {
  const faces = new Set<string>();
  const clips = new Set<string>();
  let requests: Recorded[] = [];
  let matchesRun = 0;
  return {
    get searches() {
      return faces.size + clips.size;
    },
    get faces() {
      return [...faces];
    },
    get clips() {
      return [...clips];
    },
    get matchesRun() {
      return matchesRun;
    },
    get requests() {
      return requests;
    },
    get counts() {
      const counts: Record<string, number> = {};
      for (const { method, endpoint } of requests) {
        const name = `${method} ${endpoint}`;
        counts[name] = (counts[name] ?? 0) + 1;
      }
      return counts;
    },
    charge(kind, requestId) {
      (kind === 'faces' ? faces : clips).add(requestId);
    },
    matched() {
      matchesRun += 1;
    },
    record(request) {
      requests.push(request);
    },
    reset() {
      faces.clear();
      clips.clear();
      requests = [];
      matchesRun = 0;
    },
  };
}
