/**
 * The way by time into a gallery: keeps the place of the timeline, so that nothing moves when it comes, and loads it when
 * that place comes into sight. What it does then stands in `time-panel.ts`.
 */
import { html, nothing, render } from 'lit';
import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import type { NinepicError } from '../api/errors.js';
import type { MessageKey } from '../i18n/messages.js';
import type { ResultSet } from '../state/search-state.js';
import type { Session } from '../state/session.js';
import type { GridController } from './grid-controller.js';
import { OnDemand } from './on-demand.js';
import type { TimePanel } from './time-panel.js';

export interface TimeHost extends ReactiveControllerHost, HTMLElement {
  readonly session: Session | null;
  /** A time to show photos around. */
  readonly around: string | null;
  readonly noTimeline: boolean;
  /** For days and times. */
  readonly locale: string;
  readonly shownSet: ResultSet | null;
  sentence(key: MessageKey, values?: Readonly<Record<string, string | number>>): string;
  /** Brings a place of the shown list to the upper edge, whether it was folded or not. */
  showPlace(index: number, withFocus: boolean): Promise<void>;
  /** @returns false when the page shows a message of its own */
  tell(error: NinepicError): boolean;
}

/** From so many photos on there is a slider through the list: three pages. */
const LONG = 300;

/** Milliseconds between two times that are said while somebody scrolls: nobody reads faster. */
const OFTEN = 200;

export class TimeController implements ReactiveController {
  /** Whether a search for `around` is to come: all photos would only be in its way. */
  isHolding = false;
  private readonly host: TimeHost;
  private readonly grid: GridController;
  private readonly part: OnDemand<TimePanel>;
  private observer: IntersectionObserver | undefined;
  private observed: Element | null | undefined;
  /** The `around` that was looked at. */
  private asked: string | null = null;
  /** The set over which a place was kept. */
  private kept: ResultSet | null = null;
  private known: Session | null = null;
  /** When the time of what is seen was said. */
  private said = 0;

  constructor(host: TimeHost, grid: GridController) {
    this.host = host;
    this.grid = grid;
    this.part = new OnDemand(async () => new (await import('./time-panel.js')).TimePanel(host, grid));
    host.addController(this);
  }

  /** Before each drawing. */
  update(): void {
    const { session, around } = this.host;
    if (!session?.shared) return;
    const isLoad = this.known !== session;
    if (isLoad) {
      this.known = session;
      this.asked = null;
      // Before that nobody knows whether the event offers it; details that could not be had change no state.
      void session.known.then(() => this.host.requestUpdate());
    }
    this.part.now?.update(session);
    if (around === this.asked) return;
    this.asked = around;
    if (around) void this.seek(session, around, isLoad);
  }

  /** @param isLoad what the visitor asked for, or the address named, comes before what only the page asks for */
  private async seek(session: Session, around: string, isLoad: boolean): Promise<void> {
    const isWanted = () => around === this.asked && (!isLoad || session.state.search.status === 'idle');
    if (!isWanted()) return;
    this.isHolding = true;
    try {
      const panel = await this.part.get();
      await session.known;
      if (session.features.timeline) await panel.seek(session, around, isWanted);
    } catch {
      // Without this part there is the plain list.
    }
    this.isHolding = false;
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    this.observer?.disconnect();
    this.observed = undefined;
  }

  hostUpdated(): void {
    const place = this.host.shadowRoot?.querySelector('.time');
    this.grid.coveredBy = this.host.shadowRoot?.querySelector<HTMLElement>('.time-bar') ?? null;
    if (place === this.observed) return;
    this.observer?.disconnect();
    this.observed = place;
    if (!place || this.part.now) return;
    this.observer = new IntersectionObserver(
      (entries, observer) => {
        if (!entries.at(-1)?.isIntersecting) return;
        observer.disconnect();
        void this.open();
      },
      // Whoever came from far above, or by a link, has it above her.
      { rootMargin: '9e7px 0px 200px' },
    );
    this.observer.observe(place);
  }

  private async open(): Promise<void> {
    const { session } = this.host;
    await session?.known;
    if (!session?.features.timeline || !this.host.isConnected) return;
    try {
      const panel = await this.part.get();
      await panel.prepare(session);
    } catch {
      // Without this part there is the plain list.
    }
    this.host.requestUpdate();
  }

  /** What stands above the photos; nothing for the sets of other searches. */
  render(): TemplateResult | typeof nothing {
    const { session, noTimeline, shownSet } = this.host;
    const { search, shown } = session?.state ?? {};
    const by = search?.status === 'searching' ? search.query.by : shown?.query.by;
    if (!session || !shown || noTimeline || (by !== 'all' && by !== 'time')) return nothing;
    // A place that turned out to be for nothing stays while its photos are looked at: they must not move.
    if (!session.features.timeline && this.kept !== shown) return nothing;
    // Without a single hour there is nothing to keep a place for, now or ever.
    if (by === 'all' && this.part.now?.isEmpty(session)) return nothing;
    this.kept = shown;
    const all = shownSet?.query.by === 'all' ? shownSet : null;
    const isLong = (all?.photos.length ?? 0) > LONG;
    const panel = session.features.timeline ? this.part.now : undefined;
    return html`<div class="time">
        <div class="time-panel ${all ? 'all' : ''}">${panel?.render(session, all) ?? nothing}</div>
      </div>
      ${isLong ? html`<div class="time-bar"></div>` : nothing}`;
  }

  /** After each drawing, and while somebody scrolls without one. */
  drawBar(): void {
    const { session, shownSet } = this.host;
    const bar = this.grid.coveredBy;
    if (!bar || !session) return;
    this.said = performance.now();
    const all = shownSet?.query.by === 'all' ? shownSet : null;
    const panel = session.features.timeline ? this.part.now : undefined;
    render(panel?.renderBar(session, all) ?? nothing, bar);
  }

  /** The view moved: what is said of the time follows at rest, and every so often on the way. */
  follow(): void {
    const { session, shownSet } = this.host;
    const panel = this.part.now;
    if (!session || shownSet?.query.by !== 'all' || !panel) return;
    if (!this.grid.isResting && performance.now() - this.said < OFTEN) return;
    if (panel.isOtherHour(session, shownSet)) this.host.requestUpdate();
    else this.drawBar();
  }
}
