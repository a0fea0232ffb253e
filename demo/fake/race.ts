/**
 * The photos of an event. A runner of some pace comes past every photographer once; the photos are a sample of those
 * passages in the order of time, each with the runners who came past together. So a bib's photos tell her race from the
 * start to the finish, and every answer follows from the seed.
 */
import { hash, mix, unit, unmix } from './random.js';
import type { EventSpec, RaceDay } from './world.js';

/** What the fake knows about a photo; the API tells only some of it. */
export interface PhotoFacts {
  /** The event that it is of. */
  readonly eventId: number;
  /** Place in the order of capture. */
  readonly index: number;
  /** `image_id` in the API. */
  readonly id: string;
  /** Epoch seconds, `null` for a photo without a capture time. */
  readonly time: number | null;
  /** Which photographer took it: 0 is the start, the last one the finish. */
  readonly spot: number;
  /** One to three. */
  readonly bibs: readonly string[];
  /** Pixels of the original. */
  readonly width: number;
  /** Pixels of the original. */
  readonly height: number;
  /** False for the few whose size the API does not know. */
  readonly sizeKnown: boolean;
}

/** All photos of an event, and whom they show. */
export interface Race {
  /** How many there are. */
  readonly total: number;
  /** Photos with a time; they come first. */
  readonly timed: number;
  /** @param index in the order of capture, from 0 */
  photoAt(index: number): PhotoFacts;
  /** @returns `undefined` for an id that no photo of this event has */
  photoOf(id: string): PhotoFacts | undefined;
  /** Indexes in order of capture; empty for an unknown bib. Upper and lower case are the same. */
  indexesOf(bib: string): readonly number[];
  /** Every race number, with photos or without. */
  bibs(): readonly string[];
  /** Indexes `[first, end)` of the photos taken in `[from, to)`, epoch seconds. */
  window(from: number, to: number): readonly [first: number, end: number];
  /** Epoch seconds at which a photo with a time was taken. */
  timeOf(index: number): number;
}

const ODD_ID = 'b5513429-1d05-5f2f-c9f9-bd9f9g3gd355';
const ODD_ID_INDEX = 7;
const UNSIZED = new Set([11, 1500]);
/** Room for the number of a passage below its time, in one double. */
const SLOTS = 1_000_000;
/** Runners in one picture came past within so many seconds. */
const TOGETHER = 4;

/** All passages of a day in the order of time, each as `epoch second * SLOTS + runner * spots + spot`. */
function passages(day: RaceDay, seed: number): Float64Array {
  const count = day.spots.length;
  const keys = new Float64Array(day.runners * count);
  const [fastest, slowest] = day.pace;
  for (let runner = 0; runner < day.runners; runner++) {
    // The mean of three draws: most runners are in the middle of the field.
    const luck = (unit(seed, runner, 1) + unit(seed, runner, 2) + unit(seed, runner, 3)) / 3;
    const pace = (fastest + (slowest - fastest) * luck) * 60;
    const delay = luck * day.wave * 0.7 + unit(seed, runner, 4) * day.wave * 0.3;
    day.spots.forEach((km, spot) => {
      const slower = 1 + 0.004 * km + 0.04 * (unit(seed, runner, spot, 5) - 0.5);
      const time = Math.round(day.start + delay + km * pace * slower);
      keys[runner * count + spot] = time * SLOTS + runner * count + spot;
    });
  }
  return keys.sort();
}

interface Moment {
  readonly time: number;
  readonly spot: number;
  readonly bibs: readonly string[];
}

/** The moments of one day, by their place in that day. */
function dayPhotos(day: RaceDay, seed: number): { count: number; at(place: number): Moment } {
  const passed = passages(day, seed);
  const spots = day.spots.length;
  const read = (place: number) => {
    const key = passed[place] ?? 0;
    const slot = key % SLOTS;
    return { time: (key - slot) / SLOTS, spot: slot % spots, runner: Math.floor(slot / spots) };
  };
  return {
    count: day.warmUp + day.photos,
    at(place) {
      const wanted = 1 + Math.floor(unit(seed, place, 6) ** 1.4 * 3);
      if (place < day.warmUp) {
        const bibs = Array.from({ length: wanted }, (_, n) =>
          day.bib((hash(seed, place, 7) + n * 37) % day.runners),
        );
        return { time: day.start - 2400 + place * 45, spot: 0, bibs };
      }
      const first = Math.floor(((place - day.warmUp + 0.5) * passed.length) / day.photos);
      const lead = read(first);
      const bibs = [day.bib(lead.runner)];
      for (let next = first + 1; next < first + 16 && next < passed.length && bibs.length < wanted; next++) {
        const other = read(next);
        if (other.spot === lead.spot && other.time - lead.time <= TOGETHER) bibs.push(day.bib(other.runner));
      }
      return { time: lead.time, spot: lead.spot, bibs };
    },
  };
}

const hex = (value: number): string => value.toString(16).padStart(8, '0');

/** A UUID that carries its index, so that nothing has to be looked up to come back from it. */
function photoId(seed: number, index: number): string {
  const a = hex(mix(index ^ seed));
  const b = hex(hash(seed, index, 8));
  const c = hex(hash(seed, index, 9));
  return `${a}-${b.slice(0, 4)}-5${b.slice(5)}-a${c.slice(1, 4)}-${c}${hex(hash(seed, index, 10)).slice(4)}`;
}

/** First index whose time is not before `time`. */
function lowerBound(times: Float64Array, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Builds the race of an event: some milliseconds for 3,000 photos, some tenths of a second for 100,000. */
export function createRace(spec: EventSpec, worldSeed: number): Race {
  const seed = hash(worldSeed, spec.id);
  const days = spec.days.map((day, number) => dayPhotos(day, hash(seed, number)));
  const timed = days.reduce((sum, day) => sum + day.count, 0);
  const total = timed + (days.length === 0 ? 0 : spec.untimed);

  const momentAt = (index: number): Moment => {
    // A photo without a time shows what some other photo shows.
    let place = index < timed ? index : hash(seed, index, 11) % timed;
    for (const day of days) {
      if (place < day.count) return day.at(place);
      place -= day.count;
    }
    throw new RangeError(`Event ${spec.id} has no photo ${index}.`);
  };

  const times = new Float64Array(timed);
  for (let index = 0; index < timed; index++) times[index] = momentAt(index).time;

  const idAt = (index: number): string =>
    spec.oddities && index === ODD_ID_INDEX ? ODD_ID : photoId(seed, index);

  const photoAt = (index: number): PhotoFacts => {
    const { spot, bibs } = momentAt(index);
    const portrait = unit(seed, index, 12) < 0.38;
    return {
      eventId: spec.id,
      index,
      id: idAt(index),
      time: index < timed ? (times[index] ?? 0) : null,
      spot,
      bibs,
      width: portrait ? 2000 : 3000,
      height: portrait ? 3000 : 2000,
      sizeKnown: !(spec.oddities && UNSIZED.has(index)),
    };
  };

  let byBib: Map<string, number[]> | undefined;
  const bibIndex = (): Map<string, number[]> => {
    if (byBib) return byBib;
    byBib = new Map();
    for (let index = 0; index < total; index++)
      for (const bib of momentAt(index).bibs) {
        const indexes = byBib.get(bib);
        if (indexes) indexes.push(index);
        else byBib.set(bib, [index]);
      }
    return byBib;
  };

  return {
    total,
    timed,
    photoAt,
    photoOf(id) {
      if (spec.oddities && id === ODD_ID) return photoAt(ODD_ID_INDEX);
      const index = (unmix(Number.parseInt(id.slice(0, 8), 16)) ^ seed) >>> 0;
      return index < total && idAt(index) === id ? photoAt(index) : undefined;
    },
    indexesOf: (bib) => bibIndex().get(bib.toUpperCase()) ?? [],
    bibs: () => [...bibIndex().keys()],
    window: (from, to) => [lowerBound(times, from), lowerBound(times, to)],
    timeOf: (index) => times[index] ?? 0,
  };
}

/** Photos of a bib. `TEAM` is not in the race: it stands for the largest searches that there are. */
export const indexesOf = (
  race: Race,
  bib: string,
  { teamPhotos }: { readonly teamPhotos: number },
): readonly number[] =>
  bib.toUpperCase() === 'TEAM'
    ? Array.from({ length: Math.min(teamPhotos, race.total) }, (_, n) => n)
    : race.indexesOf(bib);
