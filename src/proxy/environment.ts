/** The options as an environment holds them: of a process, or the bindings of a Worker (design.md section 5). */
import { routeSwitches } from '../api/routes.js';
import { type ConfigProblem, type OriginalsBy, originalsMethods, type ProxyOptions } from './options.js';

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

/** Reads the variables.
 *
 * @returns the options, and what could not be read; a missing variable is found when the options are checked
 */
export function readEnvironment(env: Readonly<Record<string, unknown>>): {
  options: ProxyOptions;
  problems: ConfigProblem[];
} {
  const problems: ConfigProblem[] = [];
  const text = (name: Name): string | undefined => {
    const value = env[variables[name]];
    const trimmed = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
    return trimmed === '' ? undefined : trimmed;
  };
  const list = (name: Name): string[] | undefined =>
    text(name)
      ?.split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
  const oneOf = <T extends string>(name: Name, known: readonly T[]): T[] | undefined => {
    const values = list(name);
    if (values?.some((value) => !(known as readonly string[]).includes(value)))
      problems.push({ option: name, text: `has an unknown name; known: ${known.join(', ')}` });
    return values?.filter((value): value is T => (known as readonly string[]).includes(value));
  };
  const flag = (name: Name): boolean | undefined => {
    const value = text(name)?.toLowerCase();
    if (value === undefined) return undefined;
    if (['1', 'true', 'yes', 'on'].includes(value)) return true;
    if (!['0', 'false', 'no', 'off'].includes(value))
      problems.push({ option: name, text: 'is neither true nor false' });
    return false;
  };
  const json = (name: Name): object | undefined => {
    try {
      const value: unknown = JSON.parse(text(name) ?? 'null');
      if (value === null) return undefined;
      if (typeof value === 'object' && !Array.isArray(value)) return value;
    } catch {
      // Said below, without the text of the parser: it quotes what it read.
    }
    problems.push({ option: name, text: 'is not a JSON object' });
    return undefined;
  };

  const off = oneOf('routes', routeSwitches);
  const count = (name: Name): number | undefined => {
    const value = text(name);
    return value === undefined ? undefined : /^\d{1,6}$/.test(value) ? Number(value) : NaN;
  };
  const given: { [K in keyof ProxyOptions]?: ProxyOptions[K] | undefined } = {
    apiKey: text('apiKey') ?? '',
    orgId: text('orgId') ?? '',
    events: list('events') ?? [],
    origins: list('origins'),
    basePath: text('basePath'),
    upstream: text('upstream'),
    routes: off && Object.fromEntries(off.map((name) => [name, false])),
    originalsBy: oneOf<OriginalsBy>('originalsBy', originalsMethods),
    requestIds: text('requestIds') as ProxyOptions['requestIds'],
    relaySecret: text('relaySecret'),
    relayHosts: list('relayHosts'),
    limits: json('limits'),
    trustedHops: count('trustedHops'),
    cacheSeconds: count('cacheSeconds'),
    requireConsent: flag('requireConsent'),
    exposeOriginalUrl: flag('exposeOriginalUrl'),
    fields: json('fields'),
    timeouts: json('timeouts'),
  };
  const set = Object.entries(given).filter(([, value]) => value !== undefined);
  return { options: Object.fromEntries(set) as unknown as ProxyOptions, problems };
}

/** The options of `createProxy` from an environment; what is wrong with them makes the proxy answer 503 and say so. */
export function optionsFromEnvironment(env: Readonly<Record<string, unknown>>): ProxyOptions {
  return readEnvironment(env).options;
}
