/**
 * The search around a time of day, for one gallery: what was typed, the window around it, and wider ones. Loaded when the
 * field is used, or when the page names a time.
 */
import type { TemplateResult } from 'lit';
import { NinepicError } from '../api/errors.js';
import { NinepicSearchEvent } from '../events.js';
import { timeSearch } from '../i18n/english/time-search.js';
import { learn } from '../i18n/texts.js';
import { NARROW, instantOf, parseFinishTime, widen, windowAround } from '../state/finish-time.js';
import type { Session } from '../state/session.js';
import { timesOf } from '../state/session-times.js';
import type { ZoneClock } from '../state/zone-clock.js';
import { timeWindow } from '../ui/time-window.js';
import type { TimeHost } from './time-controller.js';
import type { TimeWords } from './time-words.js';

learn(timeSearch);

/** `08:42:10`: on the 24-hour clock, as results are. */
const SECONDS = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;

/** The days on which the race was, as `YYYY-MM-DD`; by the event's date where there are no hours. */
function daysOf(session: Session): readonly string[] {
  const { timeline } = timesOf(session);
  if (timeline) return timeline.days.map(({ date }) => date);
  const date = session.state.event?.date?.slice(0, 10);
  return date && /^\d{4}-\d\d-\d\d$/.test(date) ? [date] : [];
}

/** Epoch seconds. */
interface Window {
  readonly from: number;
  readonly to: number;
}

/** The window around an instant, where it is what is shown or looked for. */
function windowOn({ state: { search } }: Session, centre: number | null): Window | null {
  const window = search.status !== 'idle' && search.query.by === 'time' ? search.query : null;
  return window && (window.from + window.to) / 2 === centre ? window : null;
}

export class TimeSearch {
  private readonly host: TimeHost;
  /** What the page's author gave, and which instant it was by which clock. */
  private named: { around: string; centre: number; clock: ZoneClock } | undefined;

  constructor(host: TimeHost) {
    this.host = host;
  }

  /** Looks further while nothing was found around the time that is sought, and by another clock where the zone came late. */
  update(session: Session): void {
    const { search } = session.state;
    const { seeking, clock } = timesOf(session);
    const { named } = this;
    const window = windowOn(session, seeking);
    if (!window) return;
    if (named?.centre === seeking && named.clock !== clock) {
      this.named = undefined;
      void this.seek(session, named.around, (centre) => centre !== seeking && !!windowOn(session, seeking));
    } else if (search.status === 'ready' && search.photos.count === 0) {
      const wider = widen(window);
      if (wider) void session.searchTime(wider.from, wider.to);
    }
  }

  /** Searches around a time that the page's author gave. What is no time, or no day is known for, is for the console. */
  async seek(session: Session, around: string, isWanted: (centre: number) => boolean): Promise<void> {
    const centre = await this.searchAround(session, around, isWanted);
    if (centre !== undefined) this.named = { around, centre, clock: timesOf(session).clock };
    else
      console.warn(`<${this.host.localName}> around="${around}" is no time of a race day, such as 08:42:10.`);
  }

  /**
   * Searches around what a visitor typed.
   *
   * @throws NinepicError `bad-input` for what is no time, or no day is known for
   */
  async submit(session: Session, typed: string): Promise<void> {
    if ((await this.searchAround(session, typed)) !== undefined) return;
    throw new NinepicError('bad-input', 'not a time of day.', { operation: 'timelinePhotos' });
  }

  /** @returns the instant in epoch seconds, `undefined` where it is not known what is meant */
  private async searchAround(
    session: Session,
    typed: string,
    isWanted: (centre: number) => boolean = () => true,
  ): Promise<number | undefined> {
    const time = parseFinishTime(typed);
    if (!time) return undefined;
    const times = timesOf(session);
    // The hours tell which day is meant.
    if (time.date === null) await times.read();
    const centre = instantOf(time, daysOf(session), times.clock, times.timeline ?? null);
    if (centre === undefined || !isWanted(centre)) return centre;
    times.seeking = centre;
    void this.search(session, windowAround(centre, NARROW));
    return centre;
  }

  private async search(session: Session, window: Window): Promise<void> {
    const scope = { eventId: session.eventId, group: session.group };
    if (!this.host.dispatchEvent(new NinepicSearchEvent(scope, { by: 'time', ...window }))) return;
    // What comes of it is reported here.
    session.members.actor = this.host;
    await session.searchTime(window.from, window.to);
  }

  /** The button that was pressed goes while it is searched: the next one takes the focus, or the field where there is none. */
  private async searchWider(session: Session, window: Window): Promise<void> {
    const { host } = this;
    await this.search(session, window);
    await host.updateComplete;
    // Unless she has gone elsewhere meanwhile.
    if (document.activeElement !== document.body) return;
    const part = (name: string) => host.shadowRoot?.querySelector<HTMLElement>(`[part="${name}"]`);
    (part('wider') ?? part('finish'))?.focus();
  }

  /** From when to when the shown photos are, and the way to more of them. */
  render(session: Session, { from, to }: Window, words: TimeWords): TemplateResult {
    const { host } = this;
    const wider = widen({ from, to });
    const span = host.sentence('time.span', {
      from: words.write(from, SECONDS),
      to: words.write(to, SECONDS),
    });
    return timeWindow(
      `${words.day(from)}, ${span} (${words.zone(from)})`,
      wider && host.sentence('time.wider', { count: Math.round((wider.to - wider.from) / 120) }),
      () => {
        if (wider) void this.searchWider(session, wider);
      },
    );
  }
}
