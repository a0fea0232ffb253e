/** What an organiser can set, and the checked form of it that the rest of the proxy works with (design.md section 5). */
import type { RouteSwitch } from '../api/routes.js';
import type { ProxyStore } from './store.js';

/** A budget: how many, within how many seconds. A count of 0, or 0 instead of the pair, means no limit. */
export type Budget = readonly [count: number, seconds: number] | 0;

/** The four budgets of behaviour.md T1.3.3. */
export interface ProxyLimits {
  /** Selfie and clip searches of one address; default 120 in 600 s. Refused requests count too. */
  readonly billablePerAddress: Budget;
  /** Different bibs asked for by one address; default 120 in 600 s. */
  readonly bibsPerAddress: Budget;
  /** Requests for links to originals by one address, and as many files through the relay; default 300 in 600 s. */
  readonly originalsPerAddress: Budget;
  /** Selfie and clip searches that reach 9Pic, per event and UTC day; default 2000. The only one that bounds the bill. */
  readonly billablePerEventDay: number;
}

/** By what originals may be asked for. `image` has to be asked for: every image id is public (behaviour.md F13). */
export const originalsMethods = ['bib', 'selfie', 'image'] as const;
/** By a race number that was searched, by a selfie search, or by photo. */
export type OriginalsBy = (typeof originalsMethods)[number];

/** One line of the log. It never holds an address, a bib, a request id, a body or the key (behaviour.md T1.6.8). */
export interface LogEntry {
  /** `error`: somebody has to do something. */
  readonly level: 'info' | 'warn' | 'error';
  /** What happened, in a sentence. */
  readonly message: string;
  readonly [field: string]: string | number | boolean | undefined;
}

/** Everything that `createProxy` takes; `apiKey`, `orgId` and `events` are required. */
export interface ProxyOptions {
  /** The key of 9Pic. Without it every call is answered by 503. */
  readonly apiKey: string;
  /** The organisation's number at 9Pic. */
  readonly orgId: number | string;
  /** The events that this proxy serves. */
  readonly events: readonly (number | string)[];
  /** Sites besides its own that may use the proxy, as `https://race.example`; `*` is any site. Default: none. */
  readonly origins?: readonly string[];
  /** Where the proxy is mounted; default `/ninepic`. `np`, `/np/` and `/` are read as meant. */
  readonly basePath?: string;
  /** Default `https://api.9pic.ai`; plain http only on loopback. */
  readonly upstream?: string;
  /** What is switched off (`false`); default: everything is on. */
  readonly routes?: Readonly<Partial<Record<RouteSwitch, boolean>>>;
  /** Default `['bib', 'selfie']`. */
  readonly originalsBy?: readonly OriginalsBy[];
  /** `client` (default): the minted id goes upstream; `server`: it is only our idempotency key. */
  readonly requestIds?: 'client' | 'server';
  /** Secret of the download relay, at least 16 characters; default: no relay. */
  readonly relaySecret?: string;
  /**
   * Hosts the relay may fetch from; a leading dot means "ends with". Default `['.r2.cloudflarestorage.com']`. Always by
   * https, but for this machine's own names (`localhost`, `127.0.0.1:9000`), which are for tests.
   */
  readonly relayHosts?: readonly string[];
  /** Budgets that differ from the defaults. */
  readonly limits?: Readonly<Partial<ProxyLimits>>;
  /** Where budgets and idempotency keys live; default: the memory of this process. */
  readonly store?: ProxyStore;
  /** How many reverse proxies of your own append to `X-Forwarded-For`; default 0: the header is ignored. */
  readonly trustedHops?: number;
  /** Refuse a selfie without `X-NinePic-Consent`; default false. */
  readonly requireConsent?: boolean;
  /** Leave `original_url` in lists; default false (behaviour.md T1.18.3). */
  readonly exposeOriginalUrl?: boolean;
  /** What 9Pic calls the parts of the upload; default `file` and `request_id`. */
  readonly fields?: { readonly file?: string; readonly requestId?: string };
  /** Asked before a bib search and before originals by bib; false is 403 (behaviour.md T1.18.1). */
  readonly verifyAccess?: (question: { bib: string; request: Request }) => boolean | Promise<boolean>;
  /** Asked before a selfie or clip search; false is 403 (behaviour.md T1.3.8). The request has no body. */
  readonly verifyHuman?: (request: Request) => boolean | Promise<boolean>;
  /**
   * How long lists that hold nobody's search are answered from memory, in seconds; default 0. Those who ask at the same
   * moment share one call in any case.
   */
  readonly cacheSeconds?: number;
  /** Seconds until 9Pic is given up; default 15 for reads and 55 for what is billed (behaviour.md R2.2.3). */
  readonly timeouts?: { readonly read?: number; readonly billable?: number };
  /** Default: the platform's. */
  readonly fetch?: typeof fetch;
  /** Milliseconds since 1970; default: the platform's clock. */
  readonly now?: () => number;
  /** Default: warnings and errors go to the platform's console, one JSON line each. */
  readonly log?: (entry: LogEntry) => void;
}

/** The options with every default filled in. */
export interface ProxyConfig {
  readonly apiKey: string;
  readonly orgId: string;
  readonly events: ReadonlySet<string>;
  readonly origins: ReadonlySet<string>;
  readonly anyOrigin: boolean;
  /** `` or `/np`. */
  readonly basePath: string;
  /** Scheme, host and path prefix without a slash at the end. */
  readonly upstream: string;
  readonly routes: Readonly<Record<RouteSwitch, boolean>>;
  readonly originalsBy: readonly OriginalsBy[];
  readonly requestIds: 'client' | 'server';
  readonly relaySecret: string | undefined;
  readonly relayHosts: readonly string[];
  readonly limits: ProxyLimits;
  readonly trustedHops: number;
  readonly requireConsent: boolean;
  readonly exposeOriginalUrl: boolean;
  readonly fields: { readonly file: string; readonly requestId: string };
  readonly verifyAccess: ProxyOptions['verifyAccess'];
  readonly verifyHuman: ProxyOptions['verifyHuman'];
  readonly cacheSeconds: number;
  readonly timeouts: { readonly read: number; readonly billable: number };
  readonly fetch: typeof fetch;
  readonly now: () => number;
  readonly log: (entry: LogEntry) => void;
}

/** What is wrong with one option, in words that never hold its value (it may be the key). */
export interface ConfigProblem {
  readonly option: keyof ProxyOptions;
  readonly text: string;
}
