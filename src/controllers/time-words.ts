/** Days and times as the visitor's language writes them, by the clock of the race. */
import type { ZoneClock } from '../state/zone-clock.js';

export class TimeWords {
  readonly clock: ZoneClock;
  readonly lang: string;
  private readonly formats = new Map<string, Intl.DateTimeFormat>();

  constructor(clock: ZoneClock, lang: string) {
    this.clock = clock;
    this.lang = lang;
  }

  /** `Sun, Jan 18` */
  day(epoch: number): string {
    return this.write(epoch, { weekday: 'short', day: 'numeric', month: 'short' });
  }

  /** `Jan 18`: where there is little room. */
  date(epoch: number): string {
    return this.write(epoch, { day: 'numeric', month: 'short' });
  }

  /** `05:30`: on the 24-hour clock, as results are. @param zone how its zone is written; default: not at all */
  minute(epoch: number, zone: Intl.DateTimeFormatOptions = {}): string {
    return this.write(epoch, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...zone });
  }

  /** From one time to another; with the zone of each where the clock is changed between: `02:00` to `02:00` says nothing. */
  span(from: number, to: number): { readonly from: string; readonly to: string } {
    const { clock } = this;
    const zone = clock.offset(from) === clock.offset(to) ? {} : ({ timeZoneName: 'short' } as const);
    return { from: this.minute(from, zone), to: this.minute(to, zone) };
  }

  /** Name of the zone at that time, `India Standard Time`. */
  zone(epoch: number): string {
    const parts = this.format({ timeZoneName: 'long' }).formatToParts(epoch * 1000);
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? this.clock.zone;
  }

  /** @param epoch seconds */
  write(epoch: number, options: Intl.DateTimeFormatOptions): string {
    return this.format(options).format(epoch * 1000);
  }

  private format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const key = Object.keys(options).join();
    let format = this.formats.get(key);
    if (!format) {
      const all = { ...options, timeZone: this.clock.zone };
      try {
        format = new Intl.DateTimeFormat(this.lang, all);
      } catch {
        // A language that does not exist: the page's author mistyped it.
        format = new Intl.DateTimeFormat('en', all);
      }
      this.formats.set(key, format);
    }
    return format;
  }
}
