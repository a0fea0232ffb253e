/**
 * The clock on the wall of a time zone. The API counts in UTC, a race is run by the clock of its own place (9pic-api.md
 * 1.4).
 */

export class ZoneClock {
  /** IANA name. */
  readonly zone: string;
  /** Whether this is the visitor's own zone, because the page named none, or one that does not exist. */
  readonly isOwn: boolean;
  private readonly wall: Intl.DateTimeFormat;

  /** @param zone IANA name; `null`, or a name that the browser does not know: the visitor's own zone */
  constructor(zone: string | null) {
    const make = (timeZone: string | undefined) =>
      new Intl.DateTimeFormat('en-US', {
        timeZone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
    let wall: Intl.DateTimeFormat | undefined;
    try {
      if (zone) wall = make(zone);
    } catch {
      console.warn(
        `time-zone="${zone}" is no IANA time zone, such as Asia/Kolkata: times are the visitor's.`,
      );
    }
    this.isOwn = !wall;
    this.wall = wall ?? make(undefined);
    this.zone = this.wall.resolvedOptions().timeZone;
  }

  /**
   * Seconds that the wall is ahead of UTC at an instant.
   *
   * @param epoch seconds
   */
  offset(epoch: number): number {
    // `1/18/2026, 05:30:00`: in the English of America, whatever the visitor's language.
    const read = this.wall.format(epoch * 1000).match(/\d+/g) ?? [];
    const [month = 1, day = 1, year = 1970, ...time] = read.map(Number);
    return Date.UTC(year, month - 1, day, ...time) / 1000 - Math.floor(epoch);
  }

  /** The calendar day on which an instant falls, as `YYYY-MM-DD`. */
  dayOf(epoch: number): string {
    return new Date((epoch + this.offset(epoch)) * 1000).toISOString().slice(0, 10);
  }
}
