/** From what an organiser wrote to what the proxy works with: every option checked, every default filled in. */
import { isEventId } from '../api/grammar.js';
import { type RouteSwitch, routeSwitches } from '../api/routes.js';
import {
  type Budget,
  type ConfigProblem,
  type LogEntry,
  originalsMethods,
  type ProxyConfig,
  type ProxyLimits,
  type ProxyOptions,
} from './options.js';

export const defaultLimits: ProxyLimits = {
  billablePerAddress: [120, 600],
  bibsPerAddress: [120, 600],
  originalsPerAddress: [300, 600],
  billablePerEventDay: 2000,
};

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const FIELD = /^[A-Za-z0-9_.-]{1,64}$/;
const RELAY_HOST = /^\.?[a-z0-9-]+(\.[a-z0-9-]+)+$/;

/** `np`, `/np/`, `/` and `` as they are meant; `undefined` when it cannot be a path. */
export function normalizeBasePath(path: string): string | undefined {
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

const isBudget = (value: unknown): value is Budget =>
  value === 0 ||
  (Array.isArray(value) &&
    value.length === 2 &&
    value.every((n) => Number.isInteger(n) && n >= 0) &&
    value[1] > 0);

function readLimits(given: Readonly<Partial<ProxyLimits>>): ProxyLimits | undefined {
  const { billablePerEventDay: day, ...budgets } = { ...defaultLimits, ...given };
  const known = Object.keys(given).every((key) => Object.hasOwn(defaultLimits, key));
  if (!known || !Number.isInteger(day) || day < 0 || !Object.values(budgets).every(isBudget))
    return undefined;
  return { ...budgets, billablePerEventDay: day };
}

/** Warnings and errors in the platform's own log, for hosts that give none of their own. */
function consoleLog(entry: LogEntry): void {
  if (entry.level === 'info') return;
  // The console is all that an unknown runtime has.
  // eslint-disable-next-line no-console
  console[entry.level](JSON.stringify({ ...entry, message: `ninepic-proxy: ${entry.message}` }));
}

/**
 * Checks the options and fills in the defaults.
 *
 * @returns the configuration and every problem found; with a problem the proxy answers 503 (behaviour.md T1.1.6)
 */
export function readOptions(options: ProxyOptions): { config: ProxyConfig; problems: ConfigProblem[] } {
  const problems: ConfigProblem[] = [];
  const check = <T>(option: keyof ProxyOptions, value: T | undefined, text: string, fallback: T): T => {
    if (value === undefined) problems.push({ option, text });
    return value ?? fallback;
  };
  const valid = <T>(value: T, ok: boolean): T | undefined => (ok ? value : undefined);

  const apiKey: unknown = options.apiKey;
  if (typeof apiKey !== 'string' || apiKey.trim() === '')
    problems.push({ option: 'apiKey', text: 'is required' });
  else if (!/^[\x21-\x7e]+$/.test(apiKey))
    problems.push({ option: 'apiKey', text: 'has characters that a header cannot carry' });

  const orgId = String((options.orgId as ProxyOptions['orgId'] | undefined) ?? '');
  if (orgId === '') problems.push({ option: 'orgId', text: 'is required' });
  else if (!isEventId(orgId)) problems.push({ option: 'orgId', text: 'is not a number' });

  const events = [...((options.events as ProxyOptions['events'] | undefined) ?? [])].map(String);
  if (events.length === 0)
    problems.push({ option: 'events', text: 'is required: the numbers of your events' });
  else if (!events.every(isEventId))
    problems.push({ option: 'events', text: 'has something that is not a number' });

  const listed = (options.origins ?? []).filter((origin) => origin !== '*');
  const origins = listed.map((origin) => normalizeOrigin(origin.replace(/\/$/, '')));
  if (origins.includes(undefined))
    problems.push({ option: 'origins', text: 'has something that is not like https://race.example' });

  const switches = options.routes ?? {};
  const badSwitch = Object.keys(switches).find(
    (name) => !(routeSwitches as readonly string[]).includes(name),
  );
  if (badSwitch !== undefined)
    problems.push({ option: 'routes', text: `has an unknown name; known: ${routeSwitches.join(', ')}` });
  const routes = Object.fromEntries(routeSwitches.map((name) => [name, switches[name] !== false])) as Record<
    RouteSwitch,
    boolean
  >;

  const originalsBy = options.originalsBy ?? ['bib', 'selfie'];
  if (!originalsBy.every((by) => originalsMethods.includes(by)))
    problems.push({
      option: 'originalsBy',
      text: `has an unknown name; known: ${originalsMethods.join(', ')}`,
    });

  const requestIds = options.requestIds ?? 'client';
  const secret = options.relaySecret === '' ? undefined : options.relaySecret;
  if (secret !== undefined && secret.length < 16)
    problems.push({ option: 'relaySecret', text: 'is shorter than 16 characters' });
  const relayHosts = (options.relayHosts ?? ['.r2.cloudflarestorage.com']).map((host) => host.toLowerCase());
  if (!relayHosts.every((host) => RELAY_HOST.test(host)))
    problems.push({ option: 'relayHosts', text: 'has something that is not a host name' });

  const hops = options.trustedHops ?? 0;
  const fields = {
    file: options.fields?.file ?? 'file',
    requestId: options.fields?.requestId ?? 'request_id',
  };
  const cacheSeconds = options.cacheSeconds ?? 0;
  const timeouts = { read: options.timeouts?.read ?? 15, billable: options.timeouts?.billable ?? 55 };

  const config: ProxyConfig = {
    apiKey: typeof apiKey === 'string' ? apiKey : '',
    orgId,
    events: new Set(events),
    origins: new Set(origins.filter((origin) => origin !== undefined)),
    anyOrigin: options.origins?.includes('*') ?? false,
    basePath: check(
      'basePath',
      normalizeBasePath(options.basePath ?? '/ninepic'),
      'is not a path like /ninepic',
      '/ninepic',
    ),
    upstream: check(
      'upstream',
      readUpstream(options.upstream ?? 'https://api.9pic.ai'),
      'is not an https address (plain http is allowed on loopback only)',
      'https://api.9pic.ai',
    ),
    routes,
    // A search that is switched off must not come back through the door of the originals.
    originalsBy: originalsBy.filter((by) => by === 'image' || routes[by]),
    requestIds: check(
      'requestIds',
      valid(requestIds, requestIds === 'client' || requestIds === 'server'),
      'is neither client nor server',
      'client',
    ),
    relaySecret: secret,
    relayHosts,
    limits: check(
      'limits',
      readLimits(options.limits ?? {}),
      'is not like {"billablePerAddress":[120,600],"billablePerEventDay":2000}',
      defaultLimits,
    ),
    trustedHops: check(
      'trustedHops',
      valid(hops, Number.isInteger(hops) && hops >= 0 && hops < 20),
      'is not a small number',
      0,
    ),
    requireConsent: options.requireConsent ?? false,
    exposeOriginalUrl: options.exposeOriginalUrl ?? false,
    fields: check(
      'fields',
      valid(
        fields,
        Object.values(fields).every((name) => FIELD.test(name)) && fields.file !== fields.requestId,
      ),
      'is not like {"file":"file","requestId":"request_id"}',
      fields,
    ),
    verifyAccess: options.verifyAccess,
    verifyHuman: options.verifyHuman,
    cacheSeconds: check(
      'cacheSeconds',
      valid(cacheSeconds, Number.isFinite(cacheSeconds) && cacheSeconds >= 0 && cacheSeconds <= 3600),
      'is not a number of seconds up to 3600',
      0,
    ),
    timeouts: check(
      'timeouts',
      valid(
        timeouts,
        Object.values(timeouts).every((s) => Number.isFinite(s) && s > 0),
      ),
      'is not a number of seconds',
      timeouts,
    ),
    // Called without a receiver: a platform's own fetch throws when it becomes a method of something else.
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    now: options.now ?? Date.now,
    log: options.log ?? consoleLog,
  };
  return { config, problems };
}
