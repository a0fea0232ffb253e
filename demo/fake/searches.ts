/** Selfie searches and clips: what was found under which request id. */
import type { Bill, Upload } from './bill.js';
import type { Clock } from './clock.js';
import { Refusal, type Json } from './answers.js';
import type { FakeSettings } from './options.js';
import type { Race } from './race.js';
import { hash, hashBytes, unit } from './random.js';

/** A stored result; it never grows (9pic-api.md 8.2). */
export interface FaceSearch {
  /** The id under which it was asked for; a UUID. */
  readonly requestId: string;
  /** Places of its photos in the event's list, from 0; best matches first. */
  readonly indexes: readonly number[];
}

/** Clips that were ordered, and are ready after a while. */
export interface ClipOrder {
  /** Of the selfie search that they are of. */
  readonly requestId: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** How often they were asked for since. */
  readonly polls: number;
}

/** A selfie POST as it was understood. */
export interface SelfieForm {
  readonly requestId?: string;
  readonly file?: Upload;
}

/** Where searches are kept, by event and request id; a `Map` is one. */
export interface FoundSearches {
  /** @returns what was stored under this key, `undefined` where nothing was */
  get(key: string): FaceSearch | undefined;
  /** Stores it for as long as it is to be found. */
  set(key: string, search: FaceSearch): unknown;
}

/** Where clip orders are kept, as searches are. */
export interface ClipOrders {
  /** @returns what was stored under this key, `undefined` where nothing was */
  get(key: string): ClipOrder | undefined;
  /** Stores it in the place of an earlier one. */
  set(key: string, order: ClipOrder): unknown;
}

export interface Searches {
  startFaces(race: Race, event: number, form: SelfieForm): FaceSearch;
  faces(event: number, requestId: string): FaceSearch;
  startClips(race: Race, event: number, form: SelfieForm): Json;
  clips(event: number, requestId: string): Json;
}

/**
 * A UUID of version 4. `crypto.randomUUID` is missing on pages without https, where the fake may run too.
 */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/**
 * The runner's photos, best first, with a near miss or two at the end as face search has them. Photos of neighbours in
 * the field stand in for the near misses.
 */
function match(race: Race, bytes: Uint8Array, settings: FakeSettings): number[] {
  const bibs = race.bibs();
  const face = hashBytes(bytes);
  const bib = bibs[face % bibs.length];
  if (settings.faces === 'nobody' || bib === undefined) return [];
  const sure = [...race.indexesOf(bib)].sort((a, b) => unit(face, a) - unit(face, b));
  const misses = [hash(face, 1) % race.total, hash(face, 2) % race.total];
  return [...new Set([...sure, ...misses.slice(0, face % 3)])];
}

/**
 * @param found what was found before, by event and request id; the new is put there
 * @param orders the same of clips
 */
export function createSearches(
  settings: FakeSettings,
  bill: Bill,
  clock: Clock,
  found: FoundSearches = new Map(),
  orders: ClipOrders = new Map(),
): Searches {
  const keyOf = (event: number, requestId: string) => `${event}/${requestId.toLowerCase()}`;

  /** @returns the stored search, or the id under which a new one is to be stored */
  const resolve = (event: number, form: SelfieForm): FaceSearch | string => {
    const { requestId } = form;
    if (requestId === undefined) return newId();
    const known = found.get(keyOf(event, requestId));
    if (known) return known;
    switch (settings.unknownIds) {
      case 'reject-404':
        throw new Refusal(404, 'request_id does not exist');
      case 'reject-400':
        throw new Refusal(400, 'request_id was provided but is not known');
      case 'empty':
        return { requestId, indexes: [] };
      case 'accept':
        return settings.requestIds === 'own' ? newId() : requestId;
    }
  };

  const search = (race: Race, event: number, file: Upload, requestId: string): FaceSearch => {
    bill.matched();
    const result = { requestId, indexes: match(race, file.bytes, settings) };
    found.set(keyOf(event, requestId), result);
    return result;
  };

  const videos = (requestId: string): unknown[] => {
    const { shape, count } = settings.clip;
    if (typeof shape !== 'string') return [...shape];
    return Array.from({ length: count }, (_, n) => {
      const url = `${settings.mediaBase}/clips/${requestId}/${n}.mp4`;
      return shape === 'strings' ? url : { clip_url: url, duration: 4, start: 12.5 + n * 60 };
    });
  };

  const status = ({ requestId, startedAt, polls }: ClipOrder): Json => {
    const over = polls >= settings.clip.polls && clock.now() - startedAt >= settings.clip.ms;
    const common = { request_id: requestId };
    return over
      ? { ...common, status: settings.clip.status, videos: videos(requestId) }
      : { ...common, status: 'processing', videos: [] };
  };

  return {
    startFaces(race, event, form) {
      const resolved = resolve(event, form);
      if (typeof resolved !== 'string') return resolved;
      if (!form.file) throw new Refusal(422, 'body.file: Field required');
      bill.charge('faces', resolved);
      return search(race, event, form.file, resolved);
    },
    faces(event, requestId) {
      const known = found.get(keyOf(event, requestId));
      if (!known) throw new Refusal(404, 'request_id does not exist');
      return known;
    },
    startClips(race, event, form) {
      if (!form.file && form.requestId === undefined)
        throw new Refusal(400, 'Either a selfie or a request_id is required');
      const running = form.requestId === undefined ? undefined : orders.get(keyOf(event, form.requestId));
      if (running) return { request_id: running.requestId, status: 'processing' };
      const resolved = resolve(event, form);
      if (typeof resolved === 'string' && !form.file) throw new Refusal(404, 'request_id does not exist');
      const { requestId } =
        typeof resolved === 'string' && form.file
          ? search(race, event, form.file, resolved)
          : (resolved as FaceSearch);
      bill.charge('clips', requestId);
      orders.set(keyOf(event, requestId), { requestId, startedAt: clock.now(), polls: 0 });
      return { request_id: requestId, status: 'processing' };
    },
    clips(event, requestId) {
      const key = keyOf(event, requestId);
      const order = orders.get(key);
      if (!order) throw new Refusal(404, 'request_id does not exist');
      orders.set(key, { ...order, polls: order.polls + 1 });
      return status(order);
    },
  };
}
