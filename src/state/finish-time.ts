/** "Around my finish time": what people write for it, which instant that is, and how wide to look. */
import { asciiDigits } from '../api/grammar.js';
import type { Timeline } from './timeline.js';
import type { ZoneClock } from './zone-clock.js';

/** A time of day, with the day where somebody named it. */
export interface FinishTime {
  /** `YYYY-MM-DD`, or `null`: whichever day the race was on. */
  readonly date: string | null;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Seconds ahead of UTC, where it was written with the time; `null`: the clock of the race. */
  readonly offset: number | null;
}

/** Seconds to each side that are looked at first, and at most (design.md 4.3). */
export const NARROW = 2 * 60;
export const WIDE = 32 * 60;

const WRITTEN =
  /^(?:(\d{4}-\d\d-\d\d)[t ] *)?(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:[.,]\d{1,9})?)? *(?:([ap])\.?m\.?)?(z|[+-]\d\d:?\d\d)?$/;
const DIGITS_ONLY = /^(\d\d)(\d\d)(\d\d)?$/;

function offsetOf(written: string | undefined): number | null {
  if (written === undefined) return null;
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(written) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60);
}

const isDate = (date: string): boolean => {
  const time = Date.parse(`${date}T00:00:00Z`);
  // The 30th of February is read as a day in March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
};

/**
 * Reads `08:42:10`, `8:42`, `8.42.10`, `084210`, `8:42:10 pm` and `2026-01-18T08:42:10`, in the digits of any script.
 *
 * @returns `undefined` for what is no time of day
 */
export function parseFinishTime(text: string): FinishTime | undefined {
  if (text.length > 60) return undefined;
  const written = asciiDigits(text.normalize('NFKC')).trim().toLowerCase().replace(DIGITS_ONLY, spread);
  const match = WRITTEN.exec(written);
  if (!match) return undefined;
  const [, date = null, hours, minutes, seconds, half, zone] = match;
  const [read, minute, second] = [Number(hours), Number(minutes), Number(seconds ?? 0)];
  if (half !== undefined && (read < 1 || read > 12)) return undefined;
  const hour = half === undefined ? read : (read % 12) + (half === 'p' ? 12 : 0);
  if (hour > 23 || minute > 59 || second > 59 || (date !== null && !isDate(date))) return undefined;
  return { date, hour, minute, second, offset: offsetOf(zone) };
}

const spread = (_: string, hour: string, minute: string, second = '00'): string =>
  `${hour}:${minute}:${second}`;

/** How many photos were probably taken in a window, were each hour's spread evenly over it. */
export function expected({ days }: Timeline, from: number, to: number): number {
  let sum = 0;
  for (const hour of days.flatMap(({ hours }) => hours)) {
    const shared = Math.min(to, hour.to) - Math.max(from, hour.from);
    if (shared > 0) sum += (hour.count * shared) / (hour.to - hour.from);
  }
  return sum;
}

/** A day in seconds. */
const DAY = 24 * 3600;

/**
 * The instant at which the wall shows what it shows in UTC at `utc`. What it shows twice, when clocks go back, is taken for
 * the first time; what it never shows, when they go forward, is as much later as they skip.
 *
 * @param utc epoch seconds
 * @returns epoch seconds
 */
export function instantOnWall(clock: ZoneClock, utc: number): number {
  const before = clock.offset(utc - DAY);
  const after = clock.offset(utc + DAY);
  const found = [before, after].find((offset) => clock.offset(utc - offset) === offset);
  return utc - (found ?? before);
}

/**
 * The instant that is meant, in epoch seconds. Without a day it is the one of the race on which most photos were taken
 * around that time.
 *
 * @param days `YYYY-MM-DD`, the days of the race; the first one wins where none has photos then
 * @returns `undefined` when no day is known
 */
export function instantOf(
  time: FinishTime,
  days: readonly string[],
  clock: ZoneClock,
  timeline: Timeline | null,
): number | undefined {
  const on = (date: string): number => {
    const { hour, minute, second, offset } = time;
    const utc = Date.parse(`${date}T00:00:00Z`) / 1000 + hour * 3600 + minute * 60 + second;
    return offset === null ? instantOnWall(clock, utc) : utc - offset;
  };
  if (time.date !== null) return on(time.date);
  let best: { instant: number; photos: number } | undefined;
  for (const instant of days.filter(isDate).map(on)) {
    const photos = timeline ? expected(timeline, instant - WIDE, instant + WIDE) : 0;
    if (!best || photos > best.photos) best = { instant, photos };
  }
  return best?.instant;
}

/** The window around an instant, in epoch seconds. */
export const windowAround = (centre: number, half: number): { from: number; to: number } => ({
  from: centre - half,
  to: centre + half,
});

/** The next wider window around the same instant; `null` when this one is as wide as it gets. */
export function widen({ from, to }: { from: number; to: number }): { from: number; to: number } | null {
  const half = (to - from) / 2;
  if (half >= WIDE) return null;
  return windowAround(Math.floor((from + to) / 2), Math.min(WIDE, Math.max(NARROW, Math.floor(half) * 2)));
}
