/** `createProxy`: one request in, one answer out (design.md section 5). */
import { isNinepicError } from '../api/errors.js';
import { type Params, type Route, type RouteName, routes } from '../api/routes.js';
import { type Answer, envelope, refusal, refusalAnswer, toResponse } from './answer.js';
import { ByteBudget } from './bytes.js';
import { detailsBody } from './event-details.js';
import { createEventList, UpstreamRefused } from './event-list.js';
import { assertConsent, assertMediaType, assertWidget, type Query, readPath, readQuery } from './guard.js';
import type { ProxyConfig, ProxyOptions } from './options.js';
import { assertVisitor, readVisitor, type Visitor } from './origin.js';
import { withoutOriginalUrls } from './original-urls.js';
import { readOriginalsRequest } from './originals-request.js';
import { readOptions } from './read-options.js';
import { buildUpload, readUpload, type Upload } from './selfie-upload.js';
import { createUpstream, type Upstream, type UpstreamAnswer } from './upstream.js';

/** What the platform knows of a request besides the request. */
export interface ProxyContext {
  /** The address of the socket, or what the platform guarantees instead of it (`CF-Connecting-IP` on Workers). */
  readonly address?: string;
  /** Keeps the platform from ending work that goes on after the answer, or after the visitor has left. */
  readonly waitUntil?: (work: Promise<unknown>) => void;
}

/** The proxy. It never rejects: whatever happens is an answer. */
export type NinepicProxy = (request: Request, context?: ProxyContext) => Promise<Response>;

/** All uploads in flight together; beyond it a visitor is asked to come again in two seconds. */
const UPLOAD_MEMORY = 128 * 1024 * 1024;
const ALLOW_HEADERS = 'content-type, x-ninepic-widget, x-ninepic-consent, idempotency-key';

/** One request on its way through the proxy. */
interface Call {
  readonly name: RouteName;
  readonly route: Route;
  readonly params: Params;
  readonly query: Query;
  readonly request: Request;
  readonly context: ProxyContext;
}

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

  const upstream = createUpstream(config);
  const answerRoute = createRoutes(config, upstream);

  return async (request, context = {}) => {
    const started = config.now();
    const visitor = readVisitor(request, config);
    const trace: { route?: RouteName; event?: string | undefined } = {};
    let answer: Answer;
    try {
      if (problems.length > 0)
        throw refusal(503, 'config', 'The proxy is not configured. Its log says what is missing.');
      answer = await answerRequest(request, context, visitor, trace);
    } catch (error) {
      answer = failureAnswer(error, config);
    }
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

  async function answerRequest(
    request: Request,
    context: ProxyContext,
    visitor: Visitor,
    trace: { route?: RouteName; event?: string | undefined },
  ): Promise<Answer> {
    const url = new URL(request.url);
    const { byMethod, params } = readPath(url, config);
    trace.event = params.event_id;
    const allow = [...byMethod.keys(), 'OPTIONS'].join(', ');
    if (request.method === 'OPTIONS') return preflight(visitor, allow);
    const name = byMethod.get(request.method);
    if (name === undefined)
      return {
        ...refusalAnswer(refusal(405, 'bad-input', `The method must be ${allow}.`)),
        headers: { allow },
      };
    trace.route = name;
    const route: Route = routes[name];
    if (route.feature !== undefined && !config.routes[route.feature])
      throw refusal(404, 'feature-off', 'This feature is switched off in the proxy.');
    assertVisitor(visitor, request.method);
    if (route.method === 'POST') assertWidget(request);
    const query = readQuery(url, route);
    return answerRoute({ name, route, params, query, request, context });
  }
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
      'access-control-max-age': '600',
    },
  };
}

/** Everything that was thrown, as an answer; the unexpected is logged by name only, its text could hold anything. */
function failureAnswer(error: unknown, config: ProxyConfig): Answer {
  if (isNinepicError(error)) return refusalAnswer(error);
  if (error instanceof UpstreamRefused) return relay(error.answer, 'none');
  const name = error instanceof Error ? error.name : typeof error;
  config.log({ level: 'error', message: 'a request failed unexpectedly', error: name });
  return refusalAnswer(refusal(500, 'upstream', 'The proxy failed.'));
}

/** An answer of 9Pic as ours: its status and its envelope, none of its headers but `Retry-After`. */
function relay(answer: UpstreamAnswer, cache: Route['cache'], body = answer.text): Answer {
  const { status, json, retryAfter } = answer;
  const message =
    typeof json === 'object' && json !== null && 'message' in json && typeof json.message === 'string'
      ? json.message
      : `9Pic answered ${status}.`;
  return {
    status,
    body: status === 200 ? body : envelope('error', message, null),
    cache,
    upstream: status,
    ...(retryAfter === undefined ? {} : { headers: { 'retry-after': retryAfter } }),
  };
}

/** The routes behind the guard. */
function createRoutes(config: ProxyConfig, upstream: Upstream): (call: Call) => Promise<Answer> {
  const listEvents = createEventList(config, upstream);
  const memory = new ByteBudget(UPLOAD_MEMORY);

  async function read({ name, route, params, query }: Call): Promise<Answer> {
    const answer = await upstream({ route: name, params, query });
    if (answer.status !== 200) return relay(answer, 'none');
    if (name === 'eventDetails') return relay(answer, route.cache, detailsBody(answer.json, config));
    const body = config.exposeOriginalUrl ? answer.text : withoutOriginalUrls(answer.json, answer.text);
    // What one visitor was let through to is not kept where the next one could find it.
    const guarded = name === 'byBib' && config.verifyAccess !== undefined;
    return relay(answer, guarded ? 'none' : route.cache, body);
  }

  async function assertAccess(bib: string, request: Request): Promise<void> {
    if (config.verifyAccess === undefined) return;
    const question = { bib, request: withoutBody(request) };
    if (!(await ask(() => config.verifyAccess?.(question))))
      throw refusal(403, 'forbidden', 'The organiser has not allowed this search.');
  }

  async function search(call: Call): Promise<Answer> {
    const { name, params, query, request } = call;
    assertMediaType(request, 'multipart/form-data');
    if (name === 'startFaces') assertConsent(request, config);
    if (config.verifyHuman && !(await ask(() => config.verifyHuman?.(withoutBody(request)))))
      throw refusal(403, 'forbidden', 'The check for humans was not passed.');
    const upload = await readUpload(request, memory);
    assertSearchable(name, upload);
    if (upload.picture) assertConsent(request, config);
    const answer = await upstream({ route: name, params, query, body: buildUpload(upload, config.fields) });
    const body = config.exposeOriginalUrl ? answer.text : withoutOriginalUrls(answer.json, answer.text);
    return relay(answer, 'none', body);
  }

  async function originals({ name, params, query, request }: Call): Promise<Answer> {
    assertMediaType(request, 'application/json');
    const { body, bib } = await readOriginalsRequest(request, config);
    if (bib !== undefined) await assertAccess(bib, request);
    return relay(await upstream({ route: name, params, query, body }), 'none');
  }

  /** A hook that fails lets nobody through. */
  async function ask(hook: () => unknown): Promise<boolean> {
    try {
      return (await hook()) === true;
    } catch {
      config.log({ level: 'error', message: 'a hook of the organiser failed' });
      throw refusal(503, 'forbidden', 'The check for this search is not available.');
    }
  }

  return async (call) => {
    switch (call.name) {
      case 'healthz':
        return { status: 200, body: envelope('success', 'ok', { status: 'ok' }), cache: 'none' };
      case 'events':
        return { status: 200, body: await listEvents(call.query), cache: call.route.cache, upstream: 200 };
      case 'startFaces':
      case 'startClips':
        return search(call);
      case 'originals':
        return originals(call);
      case 'relay':
        throw refusal(404, 'feature-off', 'The download relay is off.');
      case 'byBib':
        await assertAccess(call.params.bib ?? '', call.request);
        return read(call);
      case 'ping':
      case 'eventDetails':
      case 'photos':
      case 'timelineDays':
      case 'timelinePhotos':
      case 'faces':
      case 'clips':
        return read(call);
    }
  };
}

/** What a hook may look at: the body stays ours to read, and to bound. */
const withoutBody = (request: Request): Request =>
  new Request(request.url, { method: request.method, headers: request.headers });

function assertSearchable(name: RouteName, { picture, requestId }: Upload): void {
  if (name === 'startFaces' && !picture) throw refusal(400, 'bad-input', 'file is missing.');
  if (!picture && requestId === undefined) throw refusal(400, 'bad-input', 'file or request_id is missing.');
}
