/** What each route of the API answers (9pic-api.md sections 2 to 11). */
import type { Params, RouteName } from '../../src/api/routes.js';
import { imageItem, pageAsked, pagination, positions, Refusal, success, type Json } from './answers.js';
import type { Album } from './album.js';
import type { Clock } from './clock.js';
import type { FakeSettings } from './options.js';
import { listOriginals } from './originals.js';
import { indexesOf, type PhotoFacts } from './race.js';
import type { Searches, SelfieForm } from './searches.js';
import { events, type EventSpec, type Flags } from './world.js';

/** One call, after its path, key and event were found good. */
export interface Call {
  readonly route: RouteName;
  readonly params: Params;
  readonly query: URLSearchParams;
  readonly event: EventSpec;
  readonly album: Album;
  readonly form: SelfieForm;
  /** The body of `original-photos`. */
  readonly json: unknown;
}

export interface Context {
  readonly settings: FakeSettings;
  readonly clock: Clock;
  readonly orgId: number;
  readonly searches: Searches;
}

export const flagsOf = (event: EventSpec, settings: FakeSettings): Flags => ({
  ...event.flags,
  ...settings.flags,
});

/** The flags without which a route answers 403 (9pic-api.md section 4). */
const GATES: Partial<Record<RouteName, readonly (keyof Flags)[]>> = {
  byBib: ['bib_search'],
  startFaces: ['selfie_search'],
  faces: ['selfie_search'],
  timelineDays: ['timeline_search'],
  timelinePhotos: ['timeline_search'],
  startClips: ['video_search', 'video_selfie_search'],
  clips: ['video_search', 'video_selfie_search'],
};

/** @throws Refusal 403 for a route whose feature is off */
export function checkGate(route: RouteName, event: EventSpec, settings: FakeSettings): void {
  const flags = flagsOf(event, settings);
  if (GATES[route]?.some((flag) => !flags[flag]))
    throw new Refusal(403, 'This feature is not enabled for the event');
}

function coverOf(event: EventSpec, settings: FakeSettings): string | null {
  if (event.cover === null) return null;
  const path = `/imgs/${event.id}/cover.jpg`;
  return event.cover === 'path' ? path : settings.mediaBase + path;
}

/** The organisation's events, drafts included. */
export function listEvents({ settings }: Context, query: URLSearchParams): Response {
  const asked = pageAsked(query, settings, 10, 100);
  const list = positions(events.length, asked).flatMap((n) => events[n] ?? []);
  return success(settings, 'events', 'Records for events', {
    events: list.map((event) => ({
      event_id: event.id,
      event_name: event.name,
      event_slug: event.slug,
      event_date: event.date,
      status: event.status,
      cover_image: coverOf(event, settings),
    })),
    pagination: pagination(events.length, asked.page, asked.pageSize),
  });
}

/** A page of photos, out of a list of which only the length and the place of each is known. */
function photoPage(
  context: Context,
  call: Call,
  list: { total: number; at(position: number): PhotoFacts },
): Json {
  const asked = pageAsked(call.query, context.settings, 32, 100);
  return {
    images: positions(list.total, asked).map((n) => imageItem(list.at(n), context.settings)),
    pagination: pagination(list.total, asked.page, asked.pageSize),
  };
}

const chosen = (album: Album, indexes: readonly number[]) => ({
  total: indexes.length,
  at: (n: number) => album.race.photoAt(indexes[n] ?? 0),
});

function timelineDays({ race }: Album): Json {
  const days = new Map<string, Map<number, number>>();
  for (let index = 0; index < race.timed; index++) {
    const time = new Date(race.timeOf(index) * 1000);
    const date = time.toISOString().slice(0, 10);
    const hours = days.get(date) ?? new Map<number, number>();
    hours.set(time.getUTCHours(), (hours.get(time.getUTCHours()) ?? 0) + 1);
    days.set(date, hours);
  }
  return {
    days: [...days].map(([date, hours]) => ({
      date,
      total: [...hours.values()].reduce((sum, count) => sum + count, 0),
      hours: [...hours].map(([hour, count]) => ({ hour, count })),
    })),
  };
}

function timelinePhotos(context: Context, call: Call): Json {
  const [from, to] = ['from', 'to'].map((name) => {
    const text = call.query.get(name);
    if (text === null || !/^\d{1,11}$/.test(text))
      throw new Refusal(422, `query.${name}: Input should be a valid integer`);
    return Number(text);
  }) as [number, number];
  if (from >= to) throw new Refusal(400, 'from must be before to');
  const { race } = call.album;
  const [first, end] = race.window(from, to);
  return photoPage(context, call, { total: end - first, at: (n) => race.photoAt(first + n) });
}

function faceResult(
  context: Context,
  call: Call,
  found: { requestId: string; indexes: readonly number[] },
): Json {
  return {
    request_id: found.requestId,
    confidence_percentage: context.settings.threshold,
    ...photoPage(context, call, chosen(call.album, found.indexes)),
  };
}

/** Answers a call to an event. @throws Refusal for what 9Pic refuses */
export function answer(context: Context, call: Call): Response {
  const { settings, searches, orgId } = context;
  const { route, params, event, album } = call;
  const ok = (message: string, data: Json) => success(settings, route, message, data);
  switch (route) {
    case 'ping':
      return ok('pong', { status: 'ok', org_id: orgId, event_id: event.id });
    case 'eventDetails':
      return ok('Event details', {
        event_id: event.id,
        event_name: event.name,
        event_slug: event.slug,
        event_date: event.date,
        status: event.status,
        ...flagsOf(event, settings),
      });
    case 'photos':
      return ok(
        album.total === 0 ? 'No images found' : 'Records for all images',
        photoPage(context, call, { total: album.total, at: (n) => album.photoAt(n) }),
      );
    case 'byBib': {
      const bib = params.bib ?? '';
      const indexes = indexesOf(album.race, bib, settings);
      if (indexes.length === 0 && settings.bibMiss === 404)
        throw new Refusal(404, `BIB number ${bib} not found for this event`);
      return ok(`Records for bib number ${bib}`, photoPage(context, call, chosen(album, indexes)));
    }
    case 'timelineDays': {
      const data = timelineDays(album);
      return ok(album.race.timed === 0 ? 'No timeline data' : 'Timeline buckets', data);
    }
    case 'timelinePhotos':
      return ok('Timeline images', timelinePhotos(context, call));
    case 'startFaces':
      return ok(
        'Face search results',
        faceResult(context, call, searches.startFaces(album.race, event.id, call.form)),
      );
    case 'faces':
      return ok(
        'Face search results',
        faceResult(context, call, searches.faces(event.id, params.request_id ?? '')),
      );
    case 'startClips':
      return ok('Video clipping started', searches.startClips(album.race, event.id, call.form));
    case 'clips':
      return ok('Video clipping status', searches.clips(event.id, params.request_id ?? ''));
    case 'originals':
      return ok('Original photos', listOriginals(context, call));
    case 'healthz':
    case 'events':
    case 'relay':
      throw new Refusal(404, 'Not Found');
  }
}
