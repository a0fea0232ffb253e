/**
 * Named faults that a test arms for the next calls of an endpoint. The same faults stand in front of the fake (9Pic
 * fails) and in front of the proxy (the way between the phone and the proxy fails).
 */
import type { Endpoint } from './bill.js';
import type { Clock } from './clock.js';
import { bodyFaults, type BodyFault } from './body-faults.js';

/** The connection died; the server in front of the fake cuts its socket, `fetch` in the same process rejects. */
export class ConnectionLost extends TypeError {
  constructor() {
    super('fetch failed: the connection was lost');
  }
}

/** Faults that end a call before or after its work was done. */
const transportFaults = [
  'reset',
  'hang',
  'slow',
  'lost-answer',
  'late-answer',
  'status',
  '429',
  '500',
  '502',
  '503',
  '504',
  'feature-off',
  'redirect',
] as const;

/** What can go wrong: on the way, or in the body of the answer. */
export type FaultName = (typeof transportFaults)[number] | BodyFault;

/** Which calls fail, and how. */
export interface FaultOptions {
  /** The endpoint that fails; default: every one of the API. */
  route?: Endpoint;
  /** How many calls fail; default 1. */
  times?: number | 'always';
  /** How many calls go through before the first one fails; default 0. */
  after?: number;
  /** Only calls of this page fail. */
  page?: number;
  /** Only calls with this in their address fail, for example those for one photo. */
  match?: string;
  /** Milliseconds of `slow` and `late-answer` (default 3000). */
  ms?: number;
  /** Status of `status`, `redirect`, `html` and `empty-body`. */
  status?: number;
  /** Value of `Retry-After`, as it is sent. */
  retryAfter?: string | number;
  /** What `lost-answer` looks like: a dead connection (default) or the 504 of a gateway. */
  how?: 'reset' | '504';
  /** Target of `redirect`. */
  to?: string;
}

interface Armed extends FaultOptions {
  readonly name: FaultName;
  left: number;
  skip: number;
}

/** Faults that are armed, each for the calls that its options name. */
export interface Faults {
  /**
   * Breaks the next calls.
   *
   * @returns disarms it
   */
  arm(name: FaultName, options?: FaultOptions): () => void;
  /** Disarms all. */
  clear(): void;
  /** Runs a call through the first fault that is armed for it. */
  around(endpoint: Endpoint, request: Request, work: () => Promise<Response>): Promise<Response>;
}

const isBodyFault = (name: string): name is BodyFault => Object.hasOwn(bodyFaults, name);

const isMedia = (endpoint: Endpoint): boolean =>
  endpoint === 'picture' || endpoint === 'clipFile' || endpoint === 'storage';

const envelope = (status: number, message: string, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify({ responseType: 'error', message, data: null }), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });

/** Never answers, unless the asker gives up. */
const hang = (request: Request): Promise<never> =>
  new Promise((_, reject) => {
    const giveUp = () => reject(new DOMException('The asker gave up.', 'AbortError'));
    if (request.signal.aborted) giveUp();
    request.signal.addEventListener('abort', giveUp, { once: true });
  });

async function suffer(
  fault: Armed,
  request: Request,
  work: () => Promise<Response>,
  clock: Clock,
): Promise<Response> {
  const { name, status, ms = 3000 } = fault;
  if (isBodyFault(name)) return bodyFaults[name](await work(), fault);
  const retry: Record<string, string> =
    fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
  switch (name) {
    case 'reset':
      throw new ConnectionLost();
    case 'hang':
      return hang(request);
    case 'slow':
      await clock.sleep(ms);
      return work();
    case 'late-answer': {
      const answer = await work();
      await clock.sleep(ms);
      return answer;
    }
    case 'lost-answer':
      await work();
      if (fault.how === '504') return envelope(504, 'Gateway timeout');
      throw new ConnectionLost();
    case '429':
      // The gateway in front of 9Pic answers, not 9Pic: another body (9pic-api.md 1.2).
      return Response.json({ message: 'Too Many Requests' }, { status: 429, headers: retry });
    case '500':
    case '502':
    case '503':
    case '504':
      return envelope(Number(name), 'Something went wrong', retry);
    case 'status':
      return envelope(status ?? 400, `Refused with ${status ?? 400}`, retry);
    case 'feature-off':
      return envelope(403, 'This feature is not enabled for the event');
    case 'redirect':
      return new Response(null, {
        status: status ?? 302,
        headers: { location: fault.to ?? 'https://elsewhere.example/' },
      });
  }
}

/** Makes what {@link Fake.faults} is; a server in front of a proxy can have its own. */
export function createFaults(clock: Clock): Faults {
  let armed: Armed[] = [];

  const next = (endpoint: Endpoint, request: Request): Armed | undefined =>
    armed.find((fault) => {
      if (fault.route ? fault.route !== endpoint : isMedia(endpoint)) return false;
      const page = new URL(request.url).searchParams.get('page') ?? '1';
      if (fault.page !== undefined && String(fault.page) !== page) return false;
      if (fault.match !== undefined && !request.url.includes(fault.match)) return false;
      if (fault.skip > 0) {
        fault.skip -= 1;
        return false;
      }
      return fault.left > 0;
    });

  return {
    arm(name, options = {}) {
      if (!(transportFaults as readonly string[]).includes(name) && !isBodyFault(name))
        throw new RangeError(`There is no fault "${name}".`);
      const { times = 1, after = 0 } = options;
      const fault: Armed = { ...options, name, left: times === 'always' ? Infinity : times, skip: after };
      armed.push(fault);
      return () => {
        armed = armed.filter((other) => other !== fault);
      };
    },
    clear() {
      armed = [];
    },
    async around(endpoint, request, work) {
      const fault = next(endpoint, request);
      if (!fault) return work();
      fault.left -= 1;
      return suffer(fault, request, work, clock);
    },
  };
}
