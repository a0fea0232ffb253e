/** Hours of UTC by the clock of the race, and where they begin in the list of all photos. */
import { expect } from '@open-wc/testing';
import { TimeWords } from '../../src/controllers/time-words.js';
import { expected, instantOnWall } from '../../src/state/finish-time.js';
import { arrange, hourAt } from '../../src/state/timeline.js';
import { ZoneClock } from '../../src/state/zone-clock.js';

const utc = (iso: string) => Date.parse(iso) / 1000;
const day = (date: string, hours: Readonly<Record<number, number>>) => ({
  date,
  total: 0,
  hours: Object.entries(hours).map(([hour, count]) => ({ hour: Number(hour), count })),
});
const clock = (zone: string, epoch: number) =>
  new Date((epoch + new ZoneClock(zone).offset(epoch)) * 1000).toISOString().slice(11, 16);

describe('the hours of an event', () => {
  for (const [zone, at, from, to, date] of [
    ['Asia/Kolkata', '2026-01-18T00:00:00Z', '05:30', '06:30', '2026-01-18'],
    ['Asia/Kathmandu', '2026-01-18T00:00:00Z', '05:45', '06:45', '2026-01-18'],
    ['America/St_Johns', '2026-01-18T10:00:00Z', '06:30', '07:30', '2026-01-18'],
    ['America/St_Johns', '2026-01-18T03:00:00Z', '23:30', '00:30', '2026-01-17'],
    ['Pacific/Kiritimati', '2026-01-18T10:00:00Z', '00:00', '01:00', '2026-01-19'],
    ['Europe/Berlin', '2026-03-29T00:00:00Z', '01:00', '03:00', '2026-03-29'],
    ['Europe/Berlin', '2026-10-25T00:00:00Z', '02:00', '02:00', '2026-10-25'],
    ['America/New_York', '2026-11-01T05:00:00Z', '01:00', '01:00', '2026-11-01'],
    ['UTC', '2026-12-31T23:00:00Z', '23:00', '00:00', '2026-12-31'],
  ] as const)
    it(`in ${zone}, ${at} is ${from} to ${to} of ${date}`, () => {
      const one = day(at.slice(0, 10), { [Number(at.slice(11, 13))]: 7 });
      const [found] = arrange([one], new ZoneClock(zone)).days;
      const [hour] = found?.hours ?? [];
      expect(found?.date).to.equal(date);
      expect(hour?.from).to.equal(utc(at));
      expect(clock(zone, hour?.from ?? 0)).to.equal(from);
      expect(clock(zone, hour?.to ?? 0)).to.equal(to);
    });

  it('are gathered into days of the place, however UTC cuts them', () => {
    const days = [day('2026-01-17', { 23: 12 }), day('2026-01-18', { 0: 300, 1: 500, 18: 4, 19: 2 })];
    const india = arrange(days, new ZoneClock('Asia/Kolkata'));
    expect(india.days.map(({ date, count, first }) => [date, count, first])).to.deep.equal([
      ['2026-01-18', 816, 0],
      ['2026-01-19', 2, 816],
    ]);
    expect(india.days[0]?.hours.map(({ first, count }) => [first, count])).to.deep.equal([
      [0, 12],
      [12, 300],
      [312, 500],
      [812, 4],
    ]);
    expect(india.timed).to.equal(818);
    const london = arrange(days, new ZoneClock('Europe/London'));
    expect(london.days.map(({ date, count }) => [date, count])).to.deep.equal([
      ['2026-01-17', 12],
      ['2026-01-18', 806],
    ]);
  });

  it('are in order and counted once, whatever order they come in', () => {
    const days = [
      day('2026-01-18', { 5: 3 }),
      day('2026-01-17', { 5: 2 }),
      day('2026-01-18', { 5: 4 }),
      day('2026-13-99', { 1: 9 }),
      day('2026-02-30', { 1: 9 }),
    ];
    const found = arrange(days, new ZoneClock('UTC'));
    expect(found.days.map(({ date, count, first }) => [date, count, first])).to.deep.equal([
      ['2026-01-17', 2, 0],
      ['2026-01-18', 7, 2],
    ]);
  });

  it('tell when a photo of the list was taken, and that the last ones have no time', () => {
    const timeline = arrange([day('2026-01-18', { 0: 10, 1: 5 })], new ZoneClock('UTC'));
    const hourOf = (index: number) => hourAt(timeline, index)?.from;
    expect([0, 9, 10, 14].map(hourOf)).to.deep.equal([
      utc('2026-01-18T00:00:00Z'),
      utc('2026-01-18T00:00:00Z'),
      utc('2026-01-18T01:00:00Z'),
      utc('2026-01-18T01:00:00Z'),
    ]);
    expect(hourAt(timeline, 15)).to.equal(null);
    expect(hourAt({ days: [], timed: 0 }, 0)).to.equal(null);
  });

  it('tell roughly how many photos a window has', () => {
    const timeline = arrange([day('2026-01-18', { 0: 60, 1: 120 })], new ZoneClock('UTC'));
    const from = utc('2026-01-18T00:30:00Z');
    expect(expected(timeline, from, from + 3600)).to.equal(90);
    expect(expected(timeline, from + 86_400, from + 90_000)).to.equal(0);
  });
});

describe('the clock of a place', () => {
  for (const [zone, wall, iso] of [
    ['Asia/Kolkata', [2026, 1, 18, 8, 42, 10], '2026-01-18T03:12:10Z'],
    ['Asia/Kathmandu', [2026, 1, 18, 8, 42, 10], '2026-01-18T02:57:10Z'],
    ['America/St_Johns', [2026, 7, 1, 0, 0, 0], '2026-07-01T02:30:00Z'],
    ['UTC', [2026, 12, 31, 23, 59, 59], '2026-12-31T23:59:59Z'],
    // Twice 02:30: the first one. Never 02:30: as much later as is skipped.
    ['Europe/Berlin', [2026, 10, 25, 2, 30, 0], '2026-10-25T00:30:00Z'],
    ['Europe/Berlin', [2026, 3, 29, 2, 30, 0], '2026-03-29T01:30:00Z'],
    ['America/New_York', [2026, 11, 1, 1, 30, 0], '2026-11-01T05:30:00Z'],
    ['Australia/Lord_Howe', [2026, 4, 5, 1, 45, 0], '2026-04-04T14:45:00Z'],
  ] as const)
    it(`in ${zone} shows ${wall.join(' ')} at ${iso}`, () => {
      const [year, month, date, hour, minute, second] = wall;
      const found = instantOnWall(
        new ZoneClock(zone),
        Date.UTC(year, month - 1, date, hour, minute, second) / 1000,
      );
      expect(new Date(found * 1000).toISOString()).to.equal(iso.replace('Z', '.000Z'));
    });

  it('names the zones of an hour in which the clock is changed, and of no other', () => {
    const words = new TimeWords(new ZoneClock('America/New_York'), 'en');
    const hours = ['04:00', '05:00', '06:00'].map((time) => utc(`2026-11-01T${time}Z`));
    expect(hours.map((from) => Object.values(words.span(from, from + 3600)).join(' to '))).to.deep.equal([
      '00:00 to 01:00',
      '01:00 EDT to 01:00 EST',
      '01:00 to 02:00',
    ]);
    const spring = utc('2026-03-08T06:00Z');
    expect(words.span(spring, spring + 3600)).to.deep.equal({ from: '01:00 EST', to: '03:00 EDT' });
  });

  it("is the visitor's own where the page names none, or one that does not exist", () => {
    const said: unknown[] = [];
    const { warn } = console;
    console.warn = (...words: unknown[]) => void said.push(words.join(' '));
    try {
      const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
      for (const zone of [null, '', 'India/Bombay', 'x'.repeat(500)]) {
        const found = new ZoneClock(zone);
        expect([found.zone, found.isOwn]).to.deep.equal([own, true]);
      }
    } finally {
      console.warn = warn;
    }
    expect(said).to.have.length(2);
    expect(said[0]).to.contain('India/Bombay');
    expect(new ZoneClock('Asia/Kolkata').isOwn).to.equal(false);
  });
});
