import { matchPath, type Params, type RouteName } from '../../src/api/routes.js';
import { createAlbum, type Album } from './album.js';
import { failure, Refusal } from './answers.js';
import { answer, checkGate, listEvents, type Context } from './api-routes.js';
import { createBill, type Bill, type Endpoint, type Recorded, type Upload } from './bill.js';
import { createClock, type Clock } from './clock.js';
import { createFaults, type Faults } from './faults.js';
import { answerMedia, type MediaHost } from './media.js';
import {
  applySettings,
  defaults,
  type FakeOptions,
  type FakeSettings,
  type FakeSettingsPatch,
} from './options.js';
import { createRace } from './race.js';
import { createSearches, type SelfieForm } from './searches.js';
import { tinyPictures } from './tiny-pictures.js';
import { events, FOREIGN_EVENT_ID, ORG_ID } from './world.js';

/**
 * A pretend 9Pic: `(Request) => Response`, in Node and in a browser. It stands where api.9pic.ai, photos.9pic.ai and the
 * storage of the originals stand, checks the key as 9Pic does, and keeps a bill.
 */
export interface Fake {
  /** Answers for every host that it pretends to be; rejects where the connection would have died. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** The key that it takes. */
  readonly apiKey: string;
  /** The organisation that this key is of. */
  readonly orgId: number;
  /** What the run would have cost, and all that was asked. */
  readonly bill: Bill;
  /** Breaks the next calls. */
  readonly faults: Faults;
  /** The time that links, clips and budgets go by. */
  readonly clock: Clock;
  /** As they are now; `configure` changes them. */
  readonly settings: Readonly<FakeSettings>;
  /** Changes settings while it runs. */
  configure(patch: FakeSettingsPatch): void;
  /** The photos of an event. @throws RangeError for an event that does not exist */
  album(eventId: number): Album;
}

const PREFIX = '/api/v1/ext/';
const FILE_FIELDS = ['file', 'selfie', 'image'] as const;

interface Target {
  readonly route: RouteName;
  readonly params: Params;
}

/** The route of a path below `/api/v1/ext/<org>`, by the table that client and proxy use too. */
function targetOf(method: string, segments: readonly string[]): Target {
  const match = matchPath(segments);
  if (!match) {
    // The table knows only well-formed ids; 9Pic tells a malformed one from an unknown address.
    const id = segments.length === 4 && /^(faces|video-clipping)$/.test(segments[2] ?? '');
    throw id ? new Refusal(400, 'request_id is not a valid UUID') : new Refusal(404, 'Not Found');
  }
  const route = match.byMethod.get(method);
  if (!route) throw new Refusal(405, 'Method Not Allowed');
  return { route, params: match.params };
}

async function readForm(request: Request, recorded: Recorded): Promise<SelfieForm> {
  let form: FormData;
  try {
    form = await request.formData();
  } catch {
    throw new Refusal(422, 'body: Field required');
  }
  const texts = [...form].filter(([, value]) => typeof value === 'string');
  recorded.fields = Object.fromEntries(texts);
  const id = form.get('request_id') ?? new URL(request.url).searchParams.get('request_id');
  if (typeof id === 'string' && !/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(id))
    throw new Refusal(400, 'request_id was provided but is not a valid UUID');
  for (const field of FILE_FIELDS) {
    const value = form.get(field);
    if (value === null || typeof value === 'string') continue;
    const bytes = new Uint8Array(await value.arrayBuffer());
    const file: Upload = { field, filename: value.name, type: value.type, bytes };
    recorded.upload = file;
    if (bytes.byteLength === 0) throw new Refusal(400, 'The uploaded selfie file is empty');
    return typeof id === 'string' ? { file, requestId: id } : { file };
  }
  return typeof id === 'string' ? { requestId: id } : {};
}

async function readJson(request: Request, recorded: Recorded): Promise<unknown> {
  try {
    const body: unknown = await request.json();
    recorded.fields = body as Record<string, unknown>;
    return body;
  } catch {
    throw new Refusal(422, 'body: JSON decode error');
  }
}

/** Makes a pretend 9Pic; each has photos, a bill and faults of its own. */
export function createFake(options: FakeOptions = {}): Fake {
  const {
    apiKey = 'demo-key',
    orgId = ORG_ID,
    seed = 1,
    clock = createClock(),
    pictures,
    searches,
    clipOrders,
    ...patch
  } = options;
  const settings = defaults();
  applySettings(settings, patch);
  const bill = createBill();
  const faults = createFaults(clock);
  const context: Context = {
    settings,
    clock,
    orgId,
    searches: createSearches(settings, bill, clock, searches, clipOrders),
  };
  const albums = new Map<number, Album>();

  const album = (eventId: number): Album => {
    const known = albums.get(eventId);
    if (known) return known;
    const spec = events.find((event) => event.id === eventId);
    if (!spec) throw new RangeError(`There is no event ${eventId}.`);
    const created = createAlbum(createRace(spec, seed));
    albums.set(eventId, created);
    return created;
  };
  const mediaHost: MediaHost = { settings, clock, album, pictures: pictures ?? tinyPictures };

  /** Key, host and ownership, in the order in which 9Pic's errors name them. */
  const checkAccess = (request: Request, org: string): void => {
    const key = request.headers.get('x-api-key');
    if (key === null) throw new Refusal(401, 'X-API-Key header is missing');
    if (key !== apiKey) throw new Refusal(403, 'API key is invalid or inactive');
    const host = request.headers.get('host') ?? new URL(request.url).host;
    if (settings.host !== null && host !== settings.host) throw new Refusal(403, 'Host is not approved');
    if (org !== String(orgId)) throw new Refusal(403, 'Organisation does not belong to this key');
  };

  const answerApi = async (request: Request, path: string, recorded: Recorded): Promise<Response> => {
    const [org = '', ...segments] = path
      .slice(PREFIX.length)
      .split('/')
      .map((part) => decodeURIComponent(part));
    checkAccess(request, org);
    const { route, params } = targetOf(request.method, segments);
    const query = new URL(request.url).searchParams;
    if (route === 'events') return listEvents(context, query);
    const id = Number(params.event_id);
    if (id === FOREIGN_EVENT_ID) throw new Refusal(403, 'Event does not belong to this organisation');
    const event = events.find((one) => one.id === id);
    if (!event) throw new Refusal(404, 'Event configuration not found');
    checkGate(route, event, settings);
    const multipart = route === 'startFaces' || route === 'startClips';
    const form = multipart ? await readForm(request, recorded) : {};
    const json = route === 'originals' ? await readJson(request, recorded) : undefined;
    return answer(context, { route, params, query, event, album: album(id), form, json });
  };

  const endpointOf = (method: string, path: string): Endpoint => {
    if (path.startsWith('/imgs/')) return 'picture';
    if (path.startsWith('/clips/')) return 'clipFile';
    if (path.startsWith('/raw-memories/')) return 'storage';
    try {
      return targetOf(method, path.slice(PREFIX.length).split('/').slice(1).map(decodeURIComponent)).route;
    } catch {
      return 'unknown';
    }
  };

  const handle = async (request: Request, endpoint: Endpoint, path: string, recorded: Recorded) => {
    const isMedia = endpoint === 'picture' || endpoint === 'clipFile' || endpoint === 'storage';
    await clock.sleep(isMedia ? settings.mediaLatency : settings.latency);
    try {
      if (isMedia) return await answerMedia(mediaHost, request, endpoint, path);
      if (!path.startsWith(PREFIX)) throw new Refusal(404, 'Not Found');
      return await answerApi(request, path, recorded);
    } catch (error) {
      if (error instanceof Refusal) return failure(error.status, error.message);
      if (error instanceof URIError) return failure(400, 'Malformed address');
      throw error;
    }
  };

  return {
    apiKey,
    orgId,
    bill,
    faults,
    clock,
    settings,
    album,
    configure: (change) => applySettings(settings, change),
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      const endpoint = endpointOf(request.method, pathname);
      const recorded: Recorded = {
        endpoint,
        method: request.method,
        target: pathname + search,
        headers: Object.fromEntries(request.headers),
        at: clock.now(),
      };
      bill.record(recorded);
      const response = await faults.around(endpoint, request, () =>
        handle(request, endpoint, pathname, recorded),
      );
      recorded.status = response.status;
      return response;
    },
  };
}
