/** The options as an environment holds them: of a process, or the bindings of a Worker (design.md section 5). */
import type { ProxyOptions } from './options.js';

/** The variable of each option. */
export const variables = {
  apiKey: 'NINEPIC_API_KEY',
  orgId: 'NINEPIC_ORG_ID',
  events: 'NINEPIC_EVENT_IDS',
  origins: 'NINEPIC_ORIGINS',
  basePath: 'NINEPIC_BASE_PATH',
  upstream: 'NINEPIC_UPSTREAM',
  routes: 'NINEPIC_ROUTES_OFF',
  originalsBy: 'NINEPIC_ORIGINALS_BY',
  requestIds: 'NINEPIC_REQUEST_IDS',
  relaySecret: 'NINEPIC_RELAY_SECRET',
  relayHosts: 'NINEPIC_RELAY_HOSTS',
  limits: 'NINEPIC_LIMITS',
  trustedHops: 'NINEPIC_TRUSTED_HOPS',
  requireConsent: 'NINEPIC_REQUIRE_CONSENT',
  exposeOriginalUrl: 'NINEPIC_EXPOSE_ORIGINAL_URL',
  fields: 'NINEPIC_FIELDS',
  cacheSeconds: 'NINEPIC_CACHE_SECONDS',
  timeouts: 'NINEPIC_TIMEOUTS',
} as const satisfies Partial<Record<keyof ProxyOptions, string>>;

type Name = keyof typeof variables;

/** What a variable says; undefined where it is missing or empty. Workers hold lists, numbers and objects as what they are. */
function read(env: Readonly<Record<string, unknown>>, name: Name): unknown {
  const value = env[variables[name]];
  const trimmed = typeof value === 'string' ? value.trim() : value;
  return trimmed === '' || trimmed === null ? undefined : trimmed;
}

const asText = (value: unknown): unknown => (typeof value === 'number' ? String(value) : value);

function asList(value: unknown): unknown {
  const text = asText(value);
  if (typeof text !== 'string') return text;
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function asFlag(value: unknown): unknown {
  const word = String(value).toLowerCase();
  if (['1', 'true', 'yes', 'on'].includes(word)) return true;
  return ['0', 'false', 'no', 'off'].includes(word) ? false : value;
}

function asCount(value: unknown): unknown {
  return /^\d{1,6}$/.test(String(value)) ? Number(value) : value;
}

function asJson(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** Names as `routes` wants them: each is off. */
function asSwitches(value: unknown): unknown {
  const names = asList(value);
  return Array.isArray(names) ? Object.fromEntries(names.map((name) => [name, false])) : names;
}

const readers = {
  apiKey: asText,
  orgId: asText,
  events: asList,
  origins: asList,
  basePath: asText,
  upstream: asText,
  routes: asSwitches,
  originalsBy: asList,
  requestIds: asText,
  relaySecret: asText,
  relayHosts: asList,
  limits: asJson,
  trustedHops: asCount,
  requireConsent: asFlag,
  exposeOriginalUrl: asFlag,
  fields: asJson,
  cacheSeconds: asCount,
  timeouts: asJson,
} satisfies Record<Name, (value: unknown) => unknown>;

/**
 * The options of `createProxy` from an environment. What cannot be read is handed on as it is: the proxy finds it with all
 * else that is wrong, answers 503 and says so, and never goes on with a default that nobody asked for.
 */
export function optionsFromEnvironment(env: Readonly<Record<string, unknown>>): ProxyOptions {
  const given = (Object.keys(readers) as Name[]).flatMap((name): [Name, unknown][] => {
    const value = read(env, name);
    return value === undefined ? [] : [[name, readers[name](value)]];
  });
  return { apiKey: '', orgId: '', events: [], ...Object.fromEntries(given) };
}
