/**
 * The hours of an event, by the clock of its place, and where each begins in the list of all photos. That list is in the
 * order of capture with the photos without a time last, so an hour's first photo stands where the counts before it end.
 */
import type { TimelineDay } from '../api/payloads.js';
import type { ZoneClock } from './zone-clock.js';

/** One of the API's hours. It is an hour of UTC: where the zone is at the half hour, so are its ends. */
export interface Hour {
  /** Epoch seconds. */
  readonly from: number;
  /** Epoch seconds, an hour later. */
  readonly to: number;
  readonly count: number;
  /** Place of its first photo in the list of all photos. */
  readonly first: number;
}

/** A calendar day of the race's place, which may take hours of two UTC days. */
export interface Day {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly count: number;
  readonly first: number;
  readonly hours: readonly Hour[];
}

export interface Timeline {
  readonly days: readonly Day[];
  /** How many photos have a time; those without follow them in the list. */
  readonly timed: number;
}

/** An hour in seconds. */
const HOUR = 3600;

/** An hour belongs to the day on which it begins. Hours that are named twice are added up; dates that are none are dropped. */
export function arrange(days: readonly TimelineDay[], clock: ZoneClock): Timeline {
  const counts = new Map<number, number>();
  for (const { date, hours } of days) {
    const midnight = Date.parse(`${date}T00:00:00Z`) / 1000;
    // Chrome takes the 30th of February for the 2nd of March.
    if (Number.isNaN(midnight) || new Date(midnight * 1000).getUTCDate() !== Number(date.slice(-2))) continue;
    for (const { hour, count } of hours) {
      const from = midnight + hour * HOUR;
      counts.set(from, (counts.get(from) ?? 0) + count);
    }
  }
  const arranged = new Map<string, { date: string; count: number; first: number; hours: Hour[] }>();
  let first = 0;
  for (const [from, count] of [...counts].sort(([a], [b]) => a - b)) {
    const date = clock.dayOf(from);
    const day = arranged.get(date) ?? { date, count: 0, first, hours: [] };
    day.hours.push({ from, to: from + HOUR, count, first });
    day.count += count;
    arranged.set(date, day);
    first += count;
  }
  return { days: [...arranged.values()], timed: first };
}

/** The hour in which a place of the list was taken; `null` for a photo without a time. */
export function hourAt({ days, timed }: Timeline, index: number): Hour | null {
  if (index >= timed) return null;
  const begun = (one: { first: number }) => one.first <= index;
  return days.filter(begun).at(-1)?.hours.filter(begun).at(-1) ?? null;
}
