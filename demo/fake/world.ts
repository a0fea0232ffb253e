/** The organisation and its events. Two carry the demo (456) and the tests of scale (789); the others are the odd ones. */

/** What an organiser has switched on (9pic-api.md section 4). */
export interface Flags {
  /** Anything at all. */
  event_enabled: boolean;
  /** By race number. */
  bib_search: boolean;
  /** By selfie. */
  selfie_search: boolean;
  /** By name; the tags have no such search. */
  name_search: boolean;
  /** Clips. */
  video_search: boolean;
  /** Clips by selfie; the tags need both. */
  video_selfie_search: boolean;
  /** By time. */
  timeline_search: boolean;
}

/** One day of running. */
export interface RaceDay {
  /** Epoch seconds of the first start. */
  readonly start: number;
  /** How many set out. */
  readonly runners: number;
  /** Kilometres at which photographers stand; the last one is the finish. */
  readonly spots: readonly number[];
  /** Photos of the runners on the course. */
  readonly photos: number;
  /** Photos taken half an hour before the start. */
  readonly warmUp: number;
  /** Minutes a kilometre, of the fastest and of the slowest. */
  readonly pace: readonly [fastest: number, slowest: number];
  /** Seconds until the last runner has crossed the start line. */
  readonly wave: number;
  /** The race number of a runner, from 0. */
  readonly bib: (runner: number) => string;
}

/** An event of the fake. */
export interface EventSpec {
  /** `event_id` in the API. */
  readonly id: number;
  /** As visitors read it. */
  readonly name: string;
  /** As 9Pic's own addresses have it. */
  readonly slug: string;
  /** Local wall time without an offset, as the API has it. */
  readonly date: string;
  /** 9Pic's own word, such as `active`. */
  readonly status: string;
  /** URL, path or nothing: all three are in the API. */
  readonly cover: 'url' | 'path' | null;
  /** What its organiser has switched on. */
  readonly flags: Flags;
  /** When it was run, and who came past. */
  readonly days: readonly RaceDay[];
  /** Photos without a capture time; they come last. */
  readonly untimed: number;
  /** Two photos with a null size and one with an id that is no UUID (9pic-api.md 1.1). */
  readonly oddities: boolean;
}

const everything: Flags = {
  event_enabled: true,
  bib_search: true,
  selfie_search: true,
  name_search: false,
  video_search: true,
  video_selfie_search: true,
  timeline_search: true,
};

/** Epoch seconds of a wall time in India, which is 5 h 30 min ahead of UTC all the year. */
const india = (local: string): number => Date.parse(`${local}+05:30`) / 1000;

const TRAIL_SPOTS = [0.2, 4, 9, 13.5, 18, 21.1] as const;

/** 720 half-marathoners as 1001 to 1720, 80 of the relay as R1 to R80: 800 bibs. */
const trailBib = (runner: number): string => (runner < 720 ? String(1001 + runner) : `R${runner - 719}`);

const sahyadri: EventSpec = {
  id: 456,
  name: 'Sahyadri Trail Marathon',
  slug: 'sahyadri-trail-marathon-2026',
  date: '2026-01-18T06:00:00',
  status: 'active',
  cover: 'url',
  flags: everything,
  // The warm-up is at 05:20 in India: that is the day before in UTC, so one local day straddles two of the API's.
  days: [
    {
      start: india('2026-01-18T06:00:00'),
      runners: 800,
      spots: TRAIL_SPOTS,
      photos: 2964,
      warmUp: 12,
      pace: [4.6, 13],
      wave: 300,
      bib: trailBib,
    },
  ],
  untimed: 24,
  oddities: true,
};

const deccan: EventSpec = {
  id: 789,
  name: 'Deccan Running Festival',
  slug: 'deccan-running-festival-2026',
  date: '2026-03-14T05:30:00',
  status: 'active',
  cover: 'path',
  flags: everything,
  days: [
    {
      start: india('2026-03-14T06:30:00'),
      runners: 12_000,
      spots: [0.2, 3, 5, 7, 9, 10],
      photos: 45_000,
      warmUp: 0,
      pace: [3.2, 11],
      wave: 2400,
      bib: (runner) => String(10_001 + runner),
    },
    {
      start: india('2026-03-15T05:30:00'),
      runners: 9000,
      spots: [0.3, 8, 16, 25, 34, 42.2],
      photos: 54_600,
      warmUp: 0,
      pace: [3.3, 9.5],
      wave: 1500,
      bib: (runner) => String(50_001 + runner),
    },
  ],
  untimed: 400,
  oddities: false,
};

/** A small event; most of them differ from the marathon in one thing. */
function small(id: number, name: string, differs: Partial<EventSpec>, photos = 40): EventSpec {
  const day = { start: india('2025-11-09T06:30:00'), runners: 30, spots: TRAIL_SPOTS, warmUp: 0, wave: 30 };
  return {
    id,
    name,
    slug: name.toLowerCase().replaceAll(' ', '-'),
    date: '2025-11-09T06:30:00',
    status: 'active',
    cover: null,
    flags: everything,
    days: photos === 0 ? [] : [{ ...day, photos, pace: [5, 9], bib: (runner) => String(101 + runner) }],
    untimed: 0,
    oddities: false,
    ...differs,
  };
}

const nothing: Flags = {
  ...everything,
  bib_search: false,
  selfie_search: false,
  video_search: false,
  video_selfie_search: false,
  timeline_search: false,
};

/** Every event of the organisation, in the order of the list. */
export const events: readonly EventSpec[] = [
  sahyadri,
  deccan,
  small(457, 'Monsoon Ridge Run', { status: 'draft', date: '2026-08-02T06:00:00' }, 0),
  small(458, 'Lakeside Night Run', { flags: { ...everything, event_enabled: false } }),
  small(459, 'Village Mile', { flags: nothing }),
  small(460, 'Fort Climb', {}, 0),
];

/** An event that belongs to another organisation: 403, where an unknown one is 404. */
export const FOREIGN_EVENT_ID = 999;
/** The organisation whose events these are. */
export const ORG_ID = 903;
