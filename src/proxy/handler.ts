/** `createProxy`: one request in, one answer out (design.md section 5). */
import { isNinepicError } from '../api/errors.js';
import { type Route, type RouteName, routes } from '../api/routes.js';
import { addressOf, UNKNOWN } from './address.js';
import { type Answer, envelope, refusal, refusalAnswer, toResponse } from './answer.js';
import type { Call, ProxyContext, Services } from './call.js';
import { UpstreamRefused } from './event-list.js';
import { assertWidget, readPath, readQuery } from './guard.js';
import { createHooks } from './hooks.js';
import { createIdempotency } from './idempotency.js';
import { createLimits } from './limits.js';
import { MemoryStore } from './memory-store.js';
import type { ProxyConfig, ProxyOptions } from './options.js';
import { assertVisitor, readVisitor, type Visitor } from './origin.js';
import { createOriginals } from './originals.js';
import { passOn } from './pass-on.js';
import { readOptions } from './read-options.js';
import { createReads } from './reads.js';
import { createRelay } from './relay.js';
import { createSearches } from './searches.js';
import { createTickets } from './ticket.js';
import { createUpstream } from './upstream.js';

/** The proxy. It never rejects: whatever happens is an answer. */
export type NinepicProxy = (request: Request, context?: ProxyContext) => Promise<Response>;

/** What the log says of a request: never who asked, nor for whom. */
interface Trace {
  route?: RouteName;
  event?: string | undefined;
}

/** What another site's page may send. */
export const ALLOW_HEADERS = 'content-type, x-ninepic-widget, x-ninepic-consent, idempotency-key';

/** How long a browser may remember a preflight. */
export const PREFLIGHT_SECONDS = '600';

/**
 * Makes a proxy. It holds the key, knows a closed table of routes, and answers everything else itself.
 *
 * With a problem in its options it answers 503 to everything and logs what is wrong, without the key.
 */
export function createProxy(options: ProxyOptions): NinepicProxy {
  const { config, problems } = readOptions(options);
  for (const { option, text } of problems)
    config.log({ level: 'error', message: `the option ${option} ${text}`, option });
  if (config.anyOrigin)
    config.log({
      level: 'warn',
      message: 'origins has *: every website may use this proxy and your searches',
    });

  const store = options.store ?? new MemoryStore(config.now);
  const limits = createLimits(config, store);
  const services = { config, store, limits, upstream: createUpstream(config), hooks: createHooks(config) };
  const answerRoute = createRoutes(services);
  let hinted = false;
  let warned = false;

  async function answerRequest(
    request: Request,
    context: ProxyContext,
    visitor: Visitor,
    trace: Trace,
  ): Promise<Answer> {
    const url = new URL(request.url);
    const { byMethod, params } = readPath(url, config);
    trace.event = params.event_id;
    const allow = [...byMethod.keys(), 'OPTIONS'].join(', ');
    if (request.method === 'OPTIONS') return preflight(visitor, allow);
    const name = byMethod.get(request.method);
    if (name === undefined) {
      const refused = refusalAnswer(refusal(405, 'bad-input', `The method must be ${allow}.`));
      return { ...refused, headers: { allow } };
    }
    trace.route = name;
    const route: Route = routes[name];
    if (route.feature !== undefined && !config.routes[route.feature])
      throw refusal(404, 'feature-off', 'This feature is switched off in the proxy.');
    const address = addressOf(request, context.address, config.trustedHops);
    if (address === UNKNOWN) warn();
    // First of all, because what is refused below counts too (behaviour.md T1.3.6).
    if (route.billable) await limits.billable(address);
    // A click on a relayed link comes from anywhere and has no origin; its ticket is the authorisation (T1.4.1).
    if (name !== 'relay') assertVisitor(visitor, request.method);
    if (route.method === 'POST') assertWidget(request);
    const query = readQuery(url, route);
    return answerRoute({ name, route, params, query, request, context, address });
  }

  /** Says once what an organiser forgets most often. */
  function hint(visitor: Visitor): void {
    if (hinted || !visitor.sent || visitor.allowed || config.origins.size > 0 || config.anyOrigin) return;
    hinted = true;
    config.log({ level: 'warn', message: 'another site asked and was refused: origins is empty' });
  }

  /** Says once why some visitors may be refused for what others did. */
  function warn(): void {
    if (warned) return;
    warned = true;
    const message = 'the platform names no address of its visitors: all of them share the budgets of one';
    config.log({ level: 'warn', message });
  }

  return async (request, context = {}) => {
    const started = config.now();
    const visitor = readVisitor(request, config);
    const trace: Trace = {};
    let answer: Answer;
    try {
      if (problems.length > 0)
        throw refusal(503, 'config', 'The proxy is not configured. Its log says what is missing.');
      answer = await answerRequest(request, context, visitor, trace);
    } catch (error) {
      answer = failureAnswer(error, config);
    }
    hint(visitor);
    config.log({
      level: 'info',
      message: 'request',
      method: request.method,
      route: trace.route,
      event: trace.event,
      status: answer.status,
      code: answer.code,
      upstream: answer.upstream,
      ms: Math.round(config.now() - started),
    });
    return toResponse(answer, {
      allowOrigin: visitor.allowOrigin,
      crossOrigin: config.anyOrigin || config.origins.size > 0,
    });
  };
}

/** Tells a browser what another site's page may send. Its own wish list is never read (behaviour.md T1.4.5). */
function preflight(visitor: Visitor, allow: string): Answer {
  if (visitor.sent && !visitor.allowed)
    throw refusal(403, 'forbidden', 'This site is not among the origins of the proxy.');
  return {
    status: 204,
    body: null,
    cache: 'none',
    headers: {
      allow,
      'access-control-allow-methods': allow,
      'access-control-allow-headers': ALLOW_HEADERS,
      'access-control-max-age': PREFLIGHT_SECONDS,
    },
  };
}

/** Everything that was thrown, as an answer; the unexpected is logged by name only, its text could hold anything. */
function failureAnswer(error: unknown, config: ProxyConfig): Answer {
  if (isNinepicError(error)) return refusalAnswer(error);
  if (error instanceof UpstreamRefused) return passOn(error.answer, 'none');
  const name = error instanceof Error ? error.name : typeof error;
  config.log({ level: 'error', message: 'a request failed unexpectedly', error: name });
  return refusalAnswer(refusal(500, 'upstream', 'The proxy failed.'));
}

/** The routes behind the guard. */
function createRoutes(services: Services): (call: Call) => Promise<Answer> {
  const idempotency = createIdempotency(services);
  const read = createReads(services, idempotency);
  const search = createSearches(services, idempotency);
  const { relaySecret, orgId, now } = services.config;
  const tickets = relaySecret === undefined ? undefined : createTickets(relaySecret, orgId, now);
  const originals = createOriginals(services, tickets);
  const relay = tickets && createRelay(services, tickets);
  return async (call) => {
    switch (call.name) {
      case 'healthz': {
        const { requestIds } = services.config;
        return { status: 200, body: envelope('success', 'ok', { status: 'ok', requestIds }), cache: 'none' };
      }
      case 'startFaces':
      case 'startClips':
        return search(call);
      case 'originals':
        return originals(call);
      case 'relay':
        if (relay === undefined) throw refusal(404, 'feature-off', 'The download relay is off.');
        return relay(call);
      case 'events':
      case 'ping':
      case 'eventDetails':
      case 'photos':
      case 'byBib':
      case 'timelineDays':
      case 'timelinePhotos':
      case 'faces':
      case 'clips':
        return read(call);
    }
  };
}
