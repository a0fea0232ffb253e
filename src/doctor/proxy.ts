/** What the proxies answer, and what they say of the events. Free questions only. */
import { routeUrl } from '../api/proxy-url.js';
import type { Params, RouteName } from '../api/routes.js';
import { isOn as isSet } from '../state/page-config.js';
import { ask, PATIENCE, type Heard, type Silence } from './ask.js';
import type { Visit } from './settings.js';
import { nameOf } from './tags.js';
import { found, type Finding } from './words.js';

/** No search has this id, so that asking for it finds nothing and tells who says so. */
const NOBODY = '00000000-0000-4000-8000-000000000000';

/** The flags that a tag needs, its route's switch in the proxy, and a free question that the same switch answers. */
interface Feature {
  readonly flags: readonly string[];
  readonly route: string;
  readonly name: RouteName;
  readonly params?: Params;
}
const FEATURES: Readonly<Record<string, Feature>> = {
  'ninepic-bib-search': { flags: ['bib_search'], route: 'bib', name: 'byBib', params: { bib: '0' } },
  'ninepic-selfie-search': {
    flags: ['selfie_search'],
    route: 'selfie',
    name: 'faces',
    params: { request_id: NOBODY },
  },
  'ninepic-clip': {
    flags: ['video_search', 'video_selfie_search'],
    route: 'clip',
    name: 'clips',
    params: { request_id: NOBODY },
  },
};
const TIMELINE: Feature = { flags: ['timeline_search'], route: 'timeline', name: 'timelineDays' };

type Answer = Heard | Silence;
const isHeard = (answer: Answer): answer is Heard => typeof answer === 'object';
const record = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;

class Proxy {
  readonly address: string;
  private readonly url: URL;

  constructor(address: string) {
    this.address = address;
    this.url = new URL(address);
  }

  at(name: RouteName, params: Params = {}, query: Record<string, number> = {}): string {
    return routeUrl(this.url, name, params, query);
  }

  ask(name: RouteName, params: Params = {}, query: Record<string, number> = {}): Promise<Answer> {
    return ask(this.at(name, params, query));
  }
}

function examineSilence(proxy: Proxy, silence: Silence): Finding {
  const values = {
    proxy: proxy.address,
    health: proxy.at('healthz'),
    seconds: PATIENCE / 1000,
    // Of the policy the proxy's origin is missing, of the proxy the page's.
    origin: silence === 'policy' ? new URL(proxy.address).origin : location.origin,
  };
  // A proxy for its own site only says nothing at all to others: to a page that looks like one that is not there.
  const isForeign = new URL(proxy.address).origin !== location.origin;
  return found(
    'wrong',
    silence === 'silent' && isForeign ? 'proxy.silent.foreign' : `proxy.${silence}`,
    values,
  );
}

/** @param details the answer for an event, which a proxy that is not ours has too */
function examineHealth(proxy: Proxy, health: Answer, details: Answer): Finding[] {
  const values = { proxy: proxy.address };
  if (!isHeard(health)) return [examineSilence(proxy, health)];
  const { status, code, data } = health;
  if (status === 200 && data) {
    const ids = data['requestIds'];
    const findings = [found('good', 'proxy.fine', values)];
    if (ids === 'client' || ids === 'server') findings.push(found('good', `proxy.ids.${ids}`));
    return findings;
  }
  if (code === 'config') return [found('wrong', 'proxy.unset', values)];
  if (code === 'forbidden') return [examineSilence(proxy, 'cors')];
  // Whoever made a proxy need not have thought of /healthz.
  if (isHeard(details) && details.data && details.status === 200)
    return [found('good', 'proxy.fine', values)];
  return [found('wrong', data || status !== 200 ? 'proxy.missing' : 'proxy.page', { ...values, status })];
}

/** Which events the proxy has, for somebody who mistyped one. */
async function served(proxy: Proxy): Promise<string> {
  const answer = await proxy.ask('events');
  const list = isHeard(answer) ? answer.data?.['events'] : undefined;
  const names = (Array.isArray(list) ? list : []).flatMap((item) => {
    const { event_id: id, event_name: name } = record(item) ?? {};
    return typeof id === 'number' || typeof id === 'string'
      ? [typeof name === 'string' ? `${id} (${name})` : `${id}`]
      : [];
  });
  return names.length > 0 ? found('good', 'event.served', { list: names.slice(0, 20).join(', ') }).text : '';
}

async function examineRefusal(proxy: Proxy, event: string, answer: Heard): Promise<Finding> {
  const { status, code, upstream } = answer;
  const values = { event, status };
  if (status === 404 && !upstream)
    return found('wrong', 'event.unknown', { event, served: await served(proxy) });
  if (status === 404) return found('wrong', 'event.gone', values);
  if (status === 429) return found('mind', 'event.budget');
  const isKey = upstream === '401' || upstream === '403' || (status === 403 && code !== 'forbidden');
  return found('wrong', isKey ? 'event.forbidden' : 'event.failed', values);
}

/** Who switched a feature off: the proxy refuses by itself, 9Pic's refusals pass through it. */
async function isOffInProxy(proxy: Proxy, event: string, { name, params }: Feature): Promise<boolean> {
  const answer = await proxy.ask(name, { event_id: event, ...params });
  return isHeard(answer) && answer.code === 'feature-off' && !answer.upstream;
}

async function examineFeatures(
  proxy: Proxy,
  { eventId, tags }: Visit,
  data: Readonly<Record<string, unknown>>,
  all: readonly Element[],
): Promise<Finding[]> {
  const offers = record(data['proxy']);
  const findings: Finding[] = [];
  const isOn = ({ flags }: Feature) => flags.every((flag) => data[flag] === true);
  for (const element of tags) {
    const feature = FEATURES[element.localName];
    const tag = nameOf(element, all);
    if (element.localName === 'ninepic-gallery' && offers?.['gallery'] === false) {
      if (!isSet(element.getAttribute('search-only')))
        findings.push(found('mind', 'feature.proxy', { tag, route: 'gallery' }));
    } else if (feature && !isOn(feature)) {
      const { route } = feature;
      const flag = feature.flags.filter((name) => data[name] !== true).join(', ');
      const byProxy = await isOffInProxy(proxy, eventId, feature);
      findings.push(found('wrong', byProxy ? 'feature.proxy' : 'feature.9pic', { tag, route, flag }));
    }
  }
  if (!tags.some(({ localName }) => localName === 'ninepic-gallery')) return findings;
  if (!isOn(TIMELINE)) {
    const who = (await isOffInProxy(proxy, eventId, TIMELINE)) ? 'NINEPIC_ROUTES_OFF' : '9Pic';
    findings.push(found('good', 'feature.timeline', { who }));
  }
  if (offers?.['originals'] === false) findings.push(found('mind', 'feature.originals'));
  return findings;
}

async function examineEvent(
  proxy: Proxy,
  visit: Visit,
  details: Answer,
  all: readonly Element[],
): Promise<Finding[]> {
  const { eventId: event } = visit;
  // That nobody answers is said already.
  if (!isHeard(details)) return [];
  const { status, data } = details;
  if (status !== 200) return [await examineRefusal(proxy, event, details)];
  if (!data) return [found('wrong', 'proxy.page', { proxy: proxy.address })];
  const findings: Finding[] = [];
  const offers = record(data['proxy']);
  if (!offers && data['event_enabled'] === undefined)
    return [found('wrong', 'proxy.strange', { proxy: proxy.address, event })];
  if (!offers) findings.push(found('mind', 'proxy.foreign', { proxy: proxy.address }));
  if (data['event_enabled'] !== true) return [...findings, found('wrong', 'event.closed', { event })];
  const name = typeof data['event_name'] === 'string' ? data['event_name'] : '–';
  findings.push(found('good', 'event.fine', { event, name }));
  if (offers) {
    const by = Array.isArray(offers['originalsBy']) ? offers['originalsBy'].join(', ') : '–';
    const consent = offers['requireConsent'] === true ? 'demanded' : 'not demanded';
    findings.push(
      found('good', 'proxy.offers', {
        by: offers['originals'] === false ? 'no' : by,
        relay: offers['relay'] === true ? 'yes' : 'no',
        consent,
      }),
    );
  }
  return [...findings, ...(await examineFeatures(proxy, visit, data, all))];
}

/** @param visits every proxy and event on the page */
export async function examineProxies(visits: readonly Visit[], all: readonly Element[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const address of new Set(visits.map(({ proxyUrl }) => proxyUrl))) {
    const proxy = new Proxy(address);
    const here = visits.filter(({ proxyUrl }) => proxyUrl === address);
    const [health, ...details] = await Promise.all([
      proxy.ask('healthz'),
      ...here.map(({ eventId }) => proxy.ask('eventDetails', { event_id: eventId })),
    ]);
    const said = examineHealth(proxy, health, details[0] ?? 'silent');
    findings.push(...said);
    // Of a proxy that cannot be reached nothing more can be learnt.
    if (said.some(({ level }) => level === 'wrong')) continue;
    for (const [index, visit] of here.entries())
      findings.push(...(await examineEvent(proxy, visit, details[index] ?? 'silent', all)));
  }
  return findings;
}
