/** What people write for the time at which they finished, and which photos that asks for. */
import { expect } from '@open-wc/testing';
import { instantOf, parseFinishTime, widen, windowAround } from '../../src/state/finish-time.js';
import { arrange } from '../../src/state/timeline.js';
import { ZoneClock } from '../../src/state/zone-clock.js';

const INDIA = new ZoneClock('Asia/Kolkata');
const iso = (epoch: number | undefined) =>
  epoch === undefined ? undefined : new Date(epoch * 1000).toISOString().slice(0, 19);

describe('a finish time', () => {
  for (const [written, hour, minute, second] of [
    ['08:42:10', 8, 42, 10],
    ['8:42', 8, 42, 0],
    ['  8.42.10 ', 8, 42, 10],
    ['084210', 8, 42, 10],
    ['0842', 8, 42, 0],
    ['08:42:10.350', 8, 42, 10],
    ['8:42:10 am', 8, 42, 10],
    ['8:42 PM', 20, 42, 0],
    ['12:05 a.m.', 0, 5, 0],
    ['00:00:00', 0, 0, 0],
    ['23:59:59', 23, 59, 59],
    ['०८:४२:१०', 8, 42, 10],
    ['０８：４２', 8, 42, 0],
  ] as const)
    it(`can be written ${written}`, () => {
      expect(parseFinishTime(written)).to.deep.include({ hour, minute, second, date: null, offset: null });
    });

  for (const written of [
    '',
    'yesterday',
    '24:00',
    '08:60',
    '08:42:60',
    '13:00 pm',
    '0:10 am',
    '842',
    '1:2:3',
    '-08:42',
    '2026-02-30T08:42',
    '2026-01-18',
    '08:42:10<script>',
    '9'.repeat(5000),
  ] as const)
    it(`is not ${JSON.stringify(written.slice(0, 20))}`, () => {
      expect(parseFinishTime(written)).to.equal(undefined);
    });

  it('is meant by the clock of the race, on the day that it names', () => {
    const on = (written: string) => {
      const time = parseFinishTime(written);
      return iso(time && instantOf(time, ['2026-05-05'], INDIA, null));
    };
    expect(on('2026-01-18T08:42:10')).to.equal('2026-01-18T03:12:10');
    expect(on('2026-01-18 08:42')).to.equal('2026-01-18T03:12:00');
    expect(on('2026-01-18T08:42:10Z')).to.equal('2026-01-18T08:42:10');
    expect(on('2026-01-18T08:42:10+01:00')).to.equal('2026-01-18T07:42:10');
    expect(on('2026-01-18T08:42:10-0330')).to.equal('2026-01-18T12:12:10');
    expect(on('08:42:10')).to.equal('2026-05-05T03:12:10');
  });

  it('without a day is on the day that has photos then', () => {
    const hours = (date: string, hour: number) => ({ date, total: 9, hours: [{ hour, count: 9 }] });
    const timeline = arrange([hours('2026-03-14', 1), hours('2026-03-15', 5)], INDIA);
    const days = timeline.days.map(({ date }) => date);
    const on = (written: string) => {
      const time = parseFinishTime(written);
      return iso(time && instantOf(time, days, INDIA, timeline));
    };
    expect(on('07:00')).to.equal('2026-03-14T01:30:00');
    expect(on('11:00')).to.equal('2026-03-15T05:30:00');
    expect(on('23:00')).to.equal('2026-03-14T17:30:00');
    const time = parseFinishTime('07:00');
    expect(time && instantOf(time, [], INDIA, null)).to.equal(undefined);
  });
});

describe('the window around a time', () => {
  it('begins with two minutes on each side and doubles to thirty-two', () => {
    const centre = 1_768_000_001;
    const halves: number[] = [];
    for (let window: ReturnType<typeof widen> = windowAround(centre, 120); window; window = widen(window)) {
      expect((window.from + window.to) / 2).to.equal(centre);
      halves.push((window.to - window.from) / 2 / 60);
    }
    expect(halves).to.deep.equal([2, 4, 8, 16, 32]);
  });

  it('stays as it is where a page asked for hours', () => {
    expect(widen({ from: 0, to: 7200 })).to.equal(null);
    expect(widen({ from: 100, to: 101 })).to.deep.equal({ from: -20, to: 220 });
  });
});
