/** What a session knows of its event's hours: read once, whoever asks, and not before somebody looks at them. */
import type { TimelineDay } from '../api/payloads.js';
import { idle } from './idle.js';
import { pause } from './pause.js';
import type { ResultSet } from './search-state.js';
import type { Session } from './session.js';
import { arrange } from './timeline.js';
import type { Timeline } from './timeline.js';
import { ZoneClock } from './zone-clock.js';

const known = new WeakMap<Session, SessionTimes>();

/** The hours of a session, the same for all its tags. */
export function timesOf(session: Session): SessionTimes {
  let times = known.get(session);
  if (!times) known.set(session, (times = new SessionTimes(session)));
  return times;
}

class SessionTimes {
  /** `undefined`: not read yet; `null`: there are none, or they could not be had. */
  timeline: Timeline | null | undefined;
  /** The instant that is looked for, in epoch seconds: its window is widened while nothing is found. */
  seeking: number | null = null;
  private readonly session: Session;
  private made: ZoneClock | undefined;
  /** The zone that the page named when the clock was made. */
  private zone: string | null | undefined;
  private days: Promise<readonly TimelineDay[]> | undefined;
  private reading: Promise<void> | undefined;
  /** The list of all photos that the hours were counted with. */
  private counted: ResultSet | undefined;

  constructor(session: Session) {
    this.session = session;
  }

  /** The clock of the race. The first one of a page takes a slow phone the time of ten drawings. */
  get clock(): ZoneClock {
    this.follow();
    return (this.made ??= new ZoneClock(this.zone ?? null));
  }

  /** Site builders such as Wix name the zone after the event: the same hours are then told by another clock. */
  private follow(): void {
    const zone = this.session.shared?.timeZone;
    if (zone !== this.zone) this.made = this.reading = undefined;
    this.zone = zone;
  }

  /** Reads the hours; anew only after the list of all photos was. Never rejects. */
  read(): Promise<void> {
    const { all } = this.session.state.sets;
    if (all && this.counted && this.counted !== all) this.days = this.reading = undefined;
    this.counted = all ?? this.counted;
    this.follow();
    return (this.reading ??= this.load());
  }

  private async load(): Promise<void> {
    const { client, eventId } = this.session;
    // Without hours the photos are in plain order, which needs no word.
    const days = await (this.days ??= client.timelineDays(eventId).catch(() => []));
    // Each in a turn of its own: reading the answer, reckoning in the zone, and the drawing that follows.
    await idle();
    const timeline = arrange(days, this.clock);
    await pause();
    this.timeline = timeline.timed > 0 ? timeline : null;
  }
}
