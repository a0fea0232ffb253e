/** From what an organiser wrote to what the proxy works with: every option checked, every default filled in. */
import { isEventId } from '../api/grammar.js';
import { type RouteSwitch, routeSwitches } from '../api/routes.js';
import {
  type Budget,
  type ConfigProblem,
  type LogEntry,
  type OriginalsBy,
  originalsMethods,
  type ProxyConfig,
  type ProxyLimits,
  type ProxyOptions,
} from './options.js';
import { isRelayHost } from './relay-hosts.js';

export const defaultLimits: ProxyLimits = {
  billablePerAddress: [120, 600],
  bibsPerAddress: [120, 600],
  originalsPerAddress: [300, 600],
  billablePerEventDay: 2000,
};

/** Seconds (behaviour.md R2.2.3). */
export const defaultTimeouts = { read: 15, billable: 55 };

/** 9Pic's own address. */
export const UPSTREAM = 'https://api.9pic.ai';
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
/** What the parts of an upload may be called. */
export const FIELD = /^[A-Za-z0-9_.-]{1,64}$/;

/** `np`, `/np/`, `/` and `` as they are meant; `undefined` when it cannot be a path. */
function normalizeBasePath(path: string): string | undefined {
  const trimmed = path.replace(/^\/+|\/+$/g, '');
  if (trimmed === '') return '';
  return /^[A-Za-z0-9._~-]+(\/[A-Za-z0-9._~-]+)*$/.test(trimmed) && !/(^|\/)\.\.?(\/|$)/.test(trimmed)
    ? `/${trimmed}`
    : undefined;
}

/** `https://race.example` from any spelling of the same origin; `undefined` for everything that is not an origin. */
export function normalizeOrigin(text: string): string | undefined {
  if (!/^https?:\/\/[^/?#@\\\s]+$/i.test(text)) return undefined;
  try {
    return new URL(text).origin;
  } catch {
    return undefined;
  }
}

function readUpstream(text: string): string | undefined {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return undefined;
  }
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
  if (!secure || url.username || url.password || url.search || url.hash) return undefined;
  return url.origin + url.pathname.replace(/\/+$/, '');
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object with none but these names, whose values are all as they should be. */
const isRecordOf = (value: unknown, known: object, fits: (one: unknown) => boolean): boolean =>
  isObject(value) &&
  Object.entries(value).every(
    ([name, one]) => Object.hasOwn(known, name) && (one === undefined || fits(one)),
  );

const isText = (value: unknown): value is string => typeof value === 'string';
const isField = (value: unknown): boolean => isText(value) && FIELD.test(value);
/** Longer ones would overrun the platform's timers, which then ring at once. */
const isPatience = (value: unknown): boolean => typeof value === 'number' && value > 0 && value <= 3600;

const isBudget = (value: unknown): value is Budget =>
  value === 0 ||
  (Array.isArray(value) &&
    value.length === 2 &&
    value.every((n) => Number.isInteger(n) && n >= 0) &&
    value[1] > 0);

function readLimits(given: Readonly<Partial<ProxyLimits>>): ProxyLimits | undefined {
  if (!isRecordOf(given, defaultLimits, () => true)) return undefined;
  const { billablePerEventDay: day, ...budgets } = { ...defaultLimits, ...given };
  if (!Number.isInteger(day) || day < 0 || !Object.values(budgets).every(isBudget)) return undefined;
  return { ...budgets, billablePerEventDay: day };
}

/** Warnings and errors in the platform's own log, for hosts that give none of their own. */
function consoleLog(entry: LogEntry): void {
  if (entry.level === 'info') return;
  // The console is all that an unknown runtime has.
  // eslint-disable-next-line no-console
  console[entry.level](JSON.stringify({ ...entry, message: `ninepic-proxy: ${entry.message}` }));
}

/** A log that fails, at once or later, is no visitor's concern, and must not end the process of the host. */
function unfailing(log: (entry: LogEntry) => unknown): (entry: LogEntry) => void {
  return (entry) => {
    try {
      const writing = log(entry);
      if (writing instanceof Promise) writing.catch(() => undefined);
    } catch {
      // There is nowhere left to say so.
    }
  };
}

/** Takes note of what is wrong with an option, unless it is right. */
type Check = (option: keyof ProxyOptions, ok: boolean, text: string) => void;
type Part<K extends keyof ProxyConfig> = Pick<ProxyConfig, K>;

/** The items of a list as text, undefined where it is none: of the text `456` each letter would be an event. */
function readList(option: keyof ProxyOptions, given: unknown, check: Check): string[] | undefined {
  const isList = Array.isArray(given) && given.every((item) => isText(item) || typeof item === 'number');
  check(option, isList, 'is not a list');
  return isList ? given.map(String) : undefined;
}

/** A host without types may write `'false'`, which is not what it says. */
function readFlag(option: keyof ProxyOptions, given: unknown, check: Check): boolean {
  check(option, typeof given === 'boolean', 'is neither true nor false');
  return given === true;
}

/** Whose key, and for which events. A host without types may have left any of them out. */
function readAccount(options: ProxyOptions, check: Check): Part<'apiKey' | 'orgId' | 'events'> {
  const given = options as Partial<ProxyOptions>;
  const apiKey: unknown = given.apiKey;
  const key = typeof apiKey === 'string' && apiKey.trim() !== '' ? apiKey : '';
  check('apiKey', key !== '', 'is required');
  check('apiKey', /^[\x21-\x7e]*$/.test(key), 'has characters that a header cannot carry');

  const orgId = String(given.orgId ?? '');
  check('orgId', orgId !== '', 'is required');
  check('orgId', orgId === '' || isEventId(orgId), 'is not a number');

  const events = readList('events', given.events ?? [], check);
  check('events', events?.length !== 0, 'is required: the numbers of your events');
  check('events', events?.every(isEventId) ?? true, 'has something that is not a number');
  return { apiKey: key, orgId, events: new Set(events) };
}

/** Where the proxy stands, and who may come. */
function readPlace(
  options: ProxyOptions,
  check: Check,
): Part<'origins' | 'anyOrigin' | 'basePath' | 'upstream' | 'trustedHops'> {
  const given = readList('origins', options.origins ?? [], check) ?? [];
  const listed = given.filter((origin) => origin !== '*');
  // No browser sends a star, so that `https://*.race.example` would let nobody in.
  const origins = listed.map((origin) =>
    origin.includes('*') ? undefined : normalizeOrigin(origin.replace(/\/$/, '')),
  );
  check('origins', !origins.includes(undefined), 'has something that is not like https://race.example');

  const basePath = normalizeBasePath(String(options.basePath ?? '/ninepic'));
  check('basePath', basePath !== undefined, 'is not a path like /ninepic');

  const upstream = readUpstream(options.upstream ?? UPSTREAM);
  const secure = 'is not an https address (plain http is allowed on loopback only)';
  check('upstream', upstream !== undefined, secure);

  const trustedHops = options.trustedHops ?? 0;
  const countable = Number.isInteger(trustedHops) && trustedHops >= 0 && trustedHops < 20;
  check('trustedHops', countable, 'is not a small number');
  return {
    origins: new Set(origins.filter((origin) => origin !== undefined)),
    anyOrigin: given.includes('*'),
    basePath: basePath ?? '/ninepic',
    upstream: upstream ?? UPSTREAM,
    trustedHops,
  };
}

/** What visitors may ask for. */
function readFeatures(
  options: ProxyOptions,
  check: Check,
): Part<'routes' | 'originalsBy' | 'relaySecret' | 'relayHosts'> {
  const given: unknown = options.routes ?? {};
  const switches: ProxyOptions['routes'] = isObject(given) ? given : {};
  const known = Object.keys(switches).every((name) => (routeSwitches as readonly string[]).includes(name));
  const isSwitch = (value: unknown) => value === undefined || typeof value === 'boolean';
  const readable = isObject(given) && Object.values(given).every(isSwitch);
  check('routes', readable, 'is not like {"selfie":false}');
  check('routes', known, `has an unknown name; known: ${routeSwitches.join(', ')}`);
  const routes = Object.fromEntries(routeSwitches.map((name) => [name, switches[name] !== false])) as Record<
    RouteSwitch,
    boolean
  >;

  const originalsBy = (readList('originalsBy', options.originalsBy ?? ['bib', 'selfie'], check) ??
    []) as OriginalsBy[];
  const methods = originalsBy.every((by) => originalsMethods.includes(by));
  check('originalsBy', methods, `has an unknown name; known: ${originalsMethods.join(', ')}`);

  const relaySecret = options.relaySecret === '' ? undefined : options.relaySecret;
  const isSecret = relaySecret === undefined || (isText(relaySecret) && relaySecret.length >= 16);
  check('relaySecret', isSecret, 'is shorter than 16 characters');
  const listed = readList('relayHosts', options.relayHosts ?? ['.r2.cloudflarestorage.com'], check) ?? [];
  const relayHosts = listed.map((host) => host.toLowerCase());
  const hosts = relayHosts.every(isRelayHost);
  check('relayHosts', hosts, 'has something that is not a host name');
  return {
    routes,
    // A search that is switched off must not come back through the door of the originals.
    originalsBy: originalsBy.filter((by) => by === 'image' || routes[by]),
    relaySecret,
    relayHosts,
  };
}

/** How 9Pic is asked, and how often. */
function readExchange(
  options: ProxyOptions,
  check: Check,
): Part<'requestIds' | 'limits' | 'fields' | 'cacheSeconds' | 'timeouts'> {
  const requestIds = options.requestIds ?? 'client';
  const knownIds = requestIds === 'client' || requestIds === 'server';
  check('requestIds', knownIds, 'is neither client nor server');

  const limits = readLimits(options.limits ?? {});
  const budgets = 'is not like {"billablePerAddress":[120,600],"billablePerEventDay":2000}';
  check('limits', limits !== undefined, budgets);

  const fields = options.fields ?? {};
  const { file = 'file', requestId = 'request_id' } = fields;
  const named = isRecordOf(fields, { file, requestId }, isField) && file !== requestId;
  check('fields', named, 'is not like {"file":"file","requestId":"request_id"}');

  const cacheSeconds = options.cacheSeconds ?? 0;
  const short = Number.isFinite(cacheSeconds) && cacheSeconds >= 0 && cacheSeconds <= 3600;
  check('cacheSeconds', short, 'is not a number of seconds up to 3600');

  const timeouts = options.timeouts ?? {};
  const { read = defaultTimeouts.read, billable = defaultTimeouts.billable } = timeouts;
  const timed = isRecordOf(timeouts, defaultTimeouts, isPatience);
  check('timeouts', timed, 'is not like {"read":15,"billable":55}, in seconds up to 3600');
  return {
    requestIds,
    limits: limits ?? defaultLimits,
    fields: { file, requestId },
    cacheSeconds,
    timeouts: { read, billable },
  };
}

/**
 * Checks the options and fills in the defaults.
 *
 * @returns the configuration and every problem found; with a problem the proxy answers 503 (behaviour.md T1.1.6)
 */
export function readOptions(options: ProxyOptions): { config: ProxyConfig; problems: ConfigProblem[] } {
  const problems: ConfigProblem[] = [];
  const check: Check = (option, ok, text) => {
    if (!ok) problems.push({ option, text });
  };
  const config: ProxyConfig = {
    ...readAccount(options, check),
    ...readPlace(options, check),
    ...readFeatures(options, check),
    ...readExchange(options, check),
    requireConsent: readFlag('requireConsent', options.requireConsent ?? false, check),
    exposeOriginalUrl: readFlag('exposeOriginalUrl', options.exposeOriginalUrl ?? false, check),
    verifyAccess: options.verifyAccess,
    verifyHuman: options.verifyHuman,
    // Called without a receiver: a platform's own fetch throws when it becomes a method of something else.
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    now: options.now ?? Date.now,
    log: unfailing(options.log ?? consoleLog),
  };
  return { config, problems };
}
