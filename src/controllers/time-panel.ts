/** The chart of days and hours, the slider, and the search around a time of day, for one gallery. Loaded on demand. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { NinepicError } from '../api/errors.js';
import { NinepicSearchEvent } from '../events.js';
import { time } from '../i18n/english/time.js';
import { learn } from '../i18n/texts.js';
import { NARROW, instantOf, parseFinishTime, widen, windowAround } from '../state/finish-time.js';
import type { ResultSet } from '../state/search-state.js';
import type { Session } from '../state/session.js';
import { timesOf } from '../state/session-times.js';
import { hourAt } from '../state/timeline.js';
import type { Timeline } from '../state/timeline.js';
import { adopt } from '../ui/adopt.js';
import { pause } from '../state/pause.js';
import { timelineStyles } from '../ui/timeline-styles.js';
import { finishForm, scrubber, timeChart } from '../ui/timeline.js';
import type { GridController } from './grid-controller.js';
import type { TimeHost } from './time-controller.js';
import { TimeWords } from './time-words.js';

learn(time);

/** So many hours stand side by side; of a longer event only those of the day that is seen. */
const MOST_HOURS = 26;

export class TimePanel {
  private readonly host: TimeHost;
  private readonly grid: GridController;
  private words: TimeWords | undefined;
  private wrong: 'time.finish.missing' | 'time.finish.invalid' | null = null;
  /** Where the slider is held. */
  private dragged: number | null = null;

  constructor(host: TimeHost, grid: GridController) {
    this.host = host;
    this.grid = grid;
    adopt(host.shadowRoot, timelineStyles);
  }

  /** Has the hours read, and meanwhile makes what writes them: each takes a slow phone the time of several drawings. */
  async prepare(session: Session): Promise<void> {
    await pause();
    void timesOf(session).read();
    for (const kind of ['zone', 'day', 'minute'] as const) {
      await pause();
      this.wordsFor(session)[kind](0);
    }
  }

  /** Looks further while nothing was found around the time that is sought. */
  update(session: Session): void {
    const { search } = session.state;
    const times = timesOf(session);
    if (search.status !== 'ready' || search.query.by !== 'time' || search.photos.count > 0) return;
    const { from, to } = search.query;
    const wider = (from + to) / 2 === times.seeking ? widen(search.query) : null;
    if (wider) void session.searchTime(wider.from, wider.to);
  }

  /** Searches around a time that the page's author gave. What is no time, or no day is known for, is for the console. */
  async seek(session: Session, around: string, isWanted: () => boolean): Promise<void> {
    if (await this.searchAround(session, around, isWanted)) return;
    console.warn(
      `<${this.host.localName}> around="${around}" is no time of a race day, such as 08:42:10 or 2026-01-18T08:42:10.`,
    );
  }

  /** @returns false where it is not known which day is meant */
  private async searchAround(session: Session, typed: string, isWanted = () => true): Promise<boolean> {
    const time = parseFinishTime(typed);
    if (!time) return false;
    const times = timesOf(session);
    // The hours tell which day is meant.
    if (time.date === null) await times.read();
    const centre = instantOf(time, times.days, times.clock, times.timeline ?? null);
    if (centre === undefined) return false;
    if (!isWanted()) return true;
    times.seeking = centre;
    this.search(session, windowAround(centre, NARROW));
    return true;
  }

  private search(session: Session, window: { from: number; to: number }): void {
    const scope = { eventId: session.eventId, group: session.group };
    if (!this.host.dispatchEvent(new NinepicSearchEvent(scope, { by: 'time', ...window }))) return;
    // What comes of it is reported here.
    session.members.actor = this.host;
    void session.searchTime(window.from, window.to);
  }

  private async onSearch(session: Session, typed: string): Promise<void> {
    const isTime = parseFinishTime(typed) !== undefined;
    if (isTime && (await this.searchAround(session, typed))) {
      this.wrong = null;
    } else {
      session.members.actor = this.host;
      const error = new NinepicError('bad-input', 'This is not a time of day.', {
        operation: 'timelinePhotos',
      });
      const why = typed.trim() === '' ? 'time.finish.missing' : 'time.finish.invalid';
      this.wrong = this.host.tell(error) ? why : null;
      this.host.shadowRoot?.querySelector<HTMLInputElement>('#finish')?.focus();
    }
    this.host.requestUpdate();
  }

  private wordsFor(session: Session): TimeWords {
    const { clock } = timesOf(session);
    const lang = this.host.locale;
    if (this.words?.lang !== lang || this.words.clock !== clock) this.words = new TimeWords(clock, lang);
    return this.words;
  }

  /** The timeline of the list of all photos: reads it where nobody has. */
  private timelineOf(session: Session): Timeline | null {
    const times = timesOf(session);
    const { timeline } = times;
    void times.read().then(() => {
      if (times.timeline !== timeline) this.host.requestUpdate();
    });
    return timeline ?? null;
  }

  /** Whether it is known that no photo has a time, or that the hours cannot be had. */
  isEmpty(session: Session): boolean {
    return timesOf(session).timeline === null;
  }

  /** @param all the list of all photos, where that is what is shown */
  render(session: Session, all: ResultSet | null): TemplateResult | typeof nothing {
    if (!all) return this.frame(nothing, this.renderFinish(session));
    const timeline = this.timelineOf(session);
    if (!timeline) return nothing;
    const { length } = all.photos;
    const place = this.place(length);
    const hour = hourAt(timeline, place);
    // The label is here for the language: that comes later than the chart.
    const lang = `${this.host.locale} ${this.host.sentence('time.label')}`;
    // It changes from hour to hour only, but a gallery is drawn with every row that is scrolled.
    const chart = guard([timeline, hour, length, lang], () =>
      this.renderChart(session, timeline, length, place),
    );
    return this.frame(chart, this.renderFinish(session));
  }

  /** One template for all, so that what was typed stays in its field. */
  private frame(chart: unknown, finish: TemplateResult): TemplateResult {
    return html`${chart} ${finish}`;
  }

  private place(length: number): number {
    return Math.min(this.dragged ?? this.grid.edge, length - 1);
  }

  private renderChart(session: Session, timeline: Timeline, length: number, place: number): TemplateResult {
    const { host } = this;
    const words = this.wordsFor(session);
    const { clock } = words;
    const hour = hourAt(timeline, place);
    const today = timeline.days.find(({ hours }) => hour && hours.includes(hour)) ?? timeline.days.at(-1);
    const every = timeline.days.flatMap((day) => day.hours);
    // A race that begins before midnight of this clock is seen whole; a week of races day by day.
    const hours = every.length <= MOST_HOURS ? every : (today?.hours ?? []);
    const most = Math.max(1, ...hours.map(({ count }) => count));
    const left = length - timeline.timed;
    const go = (index: number) => () => void host.showPlace(Math.min(index, length - 1), true);
    return timeChart({
      label: host.sentence('time.label'),
      zone: host.sentence(clock.isOwn ? 'time.zone.own' : 'time.zone', {
        zone: words.zone(hours[0]?.from ?? 0),
      }),
      days: timeline.days.map((day) => {
        const label = words.day(day.hours[0]?.from ?? 0);
        return {
          label,
          name: host.sentence('time.day', { day: label, count: day.count }),
          isCurrent: hour !== null && day === today,
          onPress: go(day.first),
        };
      }),
      hours: hours.map((one, index) => ({
        label: words.minute(one.from),
        name: host.sentence('time.hour', {
          from: words.minute(one.from),
          to: words.minute(one.to),
          count: one.count,
        }),
        share: one.count / most,
        isCurrent: one === hour,
        opensDay: index > 0 && timeline.days.some((day) => day.hours[0] === one),
        onPress: go(one.first),
      })),
      untimed:
        left > 0
          ? {
              label: host.sentence('time.untimed', { count: left }),
              name: '',
              isCurrent: hour === null,
              onPress: go(timeline.timed),
            }
          : null,
    });
  }

  private renderFinish(session: Session): TemplateResult {
    const { host } = this;
    const { shown } = session.state;
    const query = host.shownSet && shown?.query.by === 'time' ? shown.query : null;
    const wider = query && widen(query);
    const words = this.wordsFor(session);
    return finishForm({
      label: host.sentence('time.finish'),
      button: host.sentence('time.finish.button'),
      wrong: this.wrong && host.sentence(this.wrong),
      window: query && {
        text: `${words.day(query.from)}, ${host.sentence('time.span', {
          from: words.second(query.from),
          to: words.second(query.to),
        })} (${words.zone(query.from)})`,
        wider: wider && host.sentence('time.wider', { count: Math.round((wider.to - wider.from) / 120) }),
      },
      onSearch: (typed) => void this.onSearch(session, typed),
      onInput: () => {
        if (this.wrong) host.requestUpdate();
        this.wrong = null;
      },
      onWider: () => {
        if (wider) this.search(session, wider);
      },
    });
  }

  /** The slider through a long list, and the hour of what is seen. */
  renderBar(session: Session, all: ResultSet | null): TemplateResult | typeof nothing {
    const timeline = all && timesOf(session).timeline;
    if (!all || !timeline) return nothing;
    const { host } = this;
    const { length } = all.photos;
    const index = this.place(length);
    const hour = hourAt(timeline, index);
    const words = this.wordsFor(session);
    const untimed = host.sentence('time.untimed.here');
    const span = hour && `${words.minute(hour.from)}–${words.minute(hour.to)}`;
    return scrubber({
      label: host.sentence('time.scrubber'),
      here: hour ? `${words.date(hour.from)}\n${span}` : untimed,
      spoken: hour ? `${words.day(hour.from)}, ${span}` : untimed,
      length,
      index,
      isDragging: this.dragged !== null,
      onDrag: (to) => {
        this.dragged = to;
        void host.showPlace(to, false);
        host.requestUpdate();
      },
      onRest: () => {
        this.dragged = null;
        host.requestUpdate();
      },
    });
  }
}
