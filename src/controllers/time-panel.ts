/** The chart of days and hours, the field for a time of day, and the slider, for one gallery. Loaded on demand. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { NinepicError } from '../api/errors.js';
import { time } from '../i18n/english/time.js';
import { learn } from '../i18n/texts.js';
import { idle } from '../state/idle.js';
import { Later } from '../state/later.js';
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
import type { TimeSearch } from './time-search.js';
import { TimeWords } from './time-words.js';

learn(time);

/** So many hours stand side by side; of a longer event only those of the day that is seen. */
const MOST_HOURS = 26;

export class TimePanel {
  private readonly host: TimeHost;
  private readonly grid: GridController;
  private words: TimeWords | undefined;
  /** Loaded when somebody is about to search: most who look at the hours press one. */
  private readonly search = new Later(
    async () => new (await import('./time-search.js')).TimeSearch(this.host),
  );
  private wrong: 'time.finish.missing' | 'time.finish.invalid' | 'error.offline' | null = null;
  /** Where the slider is held. */
  private dragged: number | null = null;
  /** It changes from hour to hour only, but a gallery is drawn with every row that is scrolled. */
  private chart: TemplateResult | undefined;
  private drawnFor: readonly unknown[] = [];

  constructor(host: TimeHost, grid: GridController) {
    this.host = host;
    this.grid = grid;
    adopt(host.shadowRoot, timelineStyles);
  }

  /** Has the hours read, and meanwhile makes what writes them: each takes a slow phone the time of several drawings. */
  async prepare(session: Session): Promise<void> {
    await pause();
    void timesOf(session).read();
    await idle();
    for (const kind of ['zone', 'day', 'minute'] as const) {
      await pause();
      this.wordsFor(session)[kind](0);
    }
  }

  /** Before each drawing. */
  update(session: Session): void {
    const { search } = session.state;
    if (search.status !== 'idle' && search.query.by === 'time') this.need()?.update(session);
  }

  /** What searches; `undefined` until it is here, and then the gallery is drawn anew. */
  private need(): TimeSearch | undefined {
    // What could not be loaded is said when somebody presses.
    if (!this.search.now)
      this.search.get().then(
        () => this.host.requestUpdate(),
        () => undefined,
      );
    return this.search.now;
  }

  /** Searches around a time that the page's author gave. */
  async seek(...what: Parameters<TimeSearch['seek']>): Promise<void> {
    await (await this.search.get()).seek(...what);
  }

  private async onSearch(session: Session, typed: string): Promise<void> {
    const { host } = this;
    try {
      await (await this.search.get()).submit(session, typed);
      this.wrong = null;
    } catch (caught) {
      session.members.actor = host;
      const error = caught as NinepicError;
      const isInput = error.code === 'bad-input';
      const why = typed.trim() === '' ? 'time.finish.missing' : 'time.finish.invalid';
      this.wrong = host.tell(error) ? (isInput ? why : 'error.offline') : null;
      host.shadowRoot?.querySelector<HTMLInputElement>('#finish')?.focus();
    }
    host.requestUpdate();
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
    const drawnFor = [timeline, hour, length, lang];
    if (drawnFor.some((one, index) => one !== this.drawnFor[index])) {
      this.drawnFor = drawnFor;
      this.chart = this.renderChart(session, timeline, length, place);
    }
    return this.frame(this.chart, this.renderFinish(session));
  }

  /** One template for all, so that what was typed stays in its field. */
  private frame(chart: unknown, finish: TemplateResult): TemplateResult {
    return html`${chart} ${finish}`;
  }

  /** Whether the chart shows another hour than that of what is seen. @param all the list of all photos */
  isOtherHour(session: Session, all: ResultSet): boolean {
    const { timeline } = timesOf(session);
    if (!timeline || !this.chart) return false;
    return hourAt(timeline, this.place(all.photos.length)) !== this.drawnFor[1];
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
          ...words.span(one.from, one.to),
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
    return finishForm({
      label: host.sentence('time.finish'),
      button: host.sentence('time.finish.button'),
      wrong: this.wrong && host.sentence(this.wrong),
      window: query && this.need()?.render(session, query, this.wordsFor(session)),
      onFocus: () => void this.need(),
      onSearch: (typed) => void this.onSearch(session, typed),
      onInput: () => {
        if (this.wrong) host.requestUpdate();
        this.wrong = null;
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
    const span = hour && Object.values(words.span(hour.from, hour.to)).join('–');
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
