/**
 * Wall clocks: which instant a time on the wall of a time zone is, and what the wall shows at an instant. The API counts in
 * UTC, a race is run by the clock of its own place (9pic-api.md 1.4).
 */

/** What a clock on the wall shows. */
export interface WallTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const DAY = 24 * 3600;

const pad = (value: number, length = 2): string => String(value).padStart(length, '0');

/** Seconds since the epoch, were this wall in UTC. */
const asUtc = ({ year, month, day, hour, minute, second }: WallTime): number =>
  Date.UTC(year, month - 1, day, hour, minute, second) / 1000;

export class ZoneClock {
  /** IANA name. */
  readonly zone: string;
  /** Whether this is the visitor's own zone, because the page named none, or one that does not exist. */
  readonly isOwn: boolean;
  private readonly wallFormat: Intl.DateTimeFormat;

  /** @param zone IANA name; `null`, or a name that the browser does not know: the visitor's own zone */
  constructor(zone: string | null) {
    const make = (timeZone: string | undefined) =>
      new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
        timeZone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
    let format: Intl.DateTimeFormat | undefined;
    try {
      if (zone) format = make(zone);
    } catch {
      console.warn(
        `time-zone="${zone}" is no IANA time zone, such as Asia/Kolkata: times are the visitor's.`,
      );
    }
    this.isOwn = !format;
    this.wallFormat = format ?? make(undefined);
    this.zone = this.wallFormat.resolvedOptions().timeZone;
  }

  /** @param epoch seconds */
  wall(epoch: number): WallTime {
    const read = new Map(
      this.wallFormat.formatToParts(epoch * 1000).map(({ type, value }) => [type, Number(value)]),
    );
    const of = (type: Intl.DateTimeFormatPartTypes) => read.get(type) ?? 0;
    return {
      year: of('year'),
      month: of('month'),
      day: of('day'),
      hour: of('hour'),
      minute: of('minute'),
      second: of('second'),
    };
  }

  /** The calendar day on which an instant falls, as `YYYY-MM-DD`. */
  dayOf(epoch: number): string {
    const { year, month, day } = this.wall(epoch);
    return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
  }

  /**
   * The instant at which the wall shows this, in epoch seconds. What it shows twice, when clocks go back, is taken for the
   * first time; what it never shows, when they go forward, is as much later as they skip.
   */
  epoch(wall: WallTime): number {
    const utc = asUtc(wall);
    const before = this.offset(utc - DAY);
    const after = this.offset(utc + DAY);
    const found = [before, after].find((offset) => this.offset(utc - offset) === offset);
    return utc - (found ?? before);
  }

  /** Seconds that the wall is ahead of UTC. */
  private offset(epoch: number): number {
    return asUtc(this.wall(epoch)) - Math.floor(epoch);
  }
}
