/** Days and hours as a chart to look at and press, the way to a time of day, and the slider through a long list. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { setLength } from './length.js';
import { scrollCue } from './scroll-cue.js';

/** Something in the chart that can be pressed. */
export interface Stop {
  /** What is written on it. */
  readonly label: string;
  /** What it is called, where that is more: the label with what it means. */
  readonly name?: string;
  /** What is seen now was taken then. */
  readonly isCurrent: boolean;
  /** Of an hour, 0 to 1: its photos, of those of the fullest one. */
  readonly share?: number;
  /** The first hour of a day, beside another day. */
  readonly opensDay?: boolean;
  readonly onPress: () => void;
}

export interface ChartOptions {
  readonly label: string;
  /** Whose clock this is. */
  readonly zone: string;
  readonly days: readonly Stop[];
  /** Those of the day that is seen now. */
  readonly hours: readonly Stop[];
  /** Photos without a time, where there are any. */
  readonly untimed: Stop | null;
}

const stop = (part: string, { label, name, isCurrent, opensDay, share = 0, onPress }: Stop): TemplateResult =>
  html`<button
    part=${part}
    class=${opensDay ? 'time-opens' : nothing}
    type="button"
    aria-label=${name ?? nothing}
    aria-current=${isCurrent ? 'true' : nothing}
    @click=${onPress}
    ${setLength('--_share', share)}
  >
    ${label}
  </button>`;

export const timeChart = ({ label, zone, days, hours, untimed }: ChartOptions): TemplateResult =>
  html`<div part="timeline" class="time-chart" role="group" aria-label=${label}>
    <div class="time-days" ${scrollCue()}>
      ${days.map((day) => stop('day', day))}
      <span class="time-zone">${zone}</span>
    </div>
    <div class="time-hours" ${scrollCue()}>
      ${hours.map((hour) => stop('hour', hour))} ${untimed ? stop('untimed', untimed) : nothing}
    </div>
  </div>`;

export interface FinishOptions {
  readonly label: string;
  readonly button: string;
  /** What is wrong with what was typed. */
  readonly wrong: string | null;
  /** What is shown, and the way to see more; its place is kept while it is `undefined`. */
  readonly window: TemplateResult | undefined | null;
  readonly onFocus: () => void;
  readonly onSearch: (typed: string) => void;
  readonly onInput: () => void;
}

export function finishForm(options: FinishOptions): TemplateResult {
  const { label, button, wrong, window, onFocus, onSearch, onInput } = options;
  const onSubmit = (event: Event) => {
    event.preventDefault();
    onSearch(new FormData(event.currentTarget as HTMLFormElement).get('finish') as string);
  };
  return html`<form class="time-finish" novalidate @submit=${onSubmit}>
    <label for="finish">${label}</label>
    <div class="time-field">
      <input
        part="finish"
        id="finish"
        name="finish"
        type="text"
        autocomplete="off"
        spellcheck="false"
        dir="ltr"
        enterkeyhint="search"
        placeholder="08:42:10"
        aria-describedby="finish-wrong"
        aria-invalid=${wrong === null ? nothing : 'true'}
        @focus=${onFocus}
        @input=${onInput}
      />
      <button part="finish-button" type="submit">${button}</button>
    </div>
    <div id="finish-wrong" class="message time-wrong" role="alert">${wrong ?? nothing}</div>
    ${window === null ? nothing : html`<div class="time-window">${window}</div>`}
  </form>`;
}

/** The slider has at most so many places: finer ones are no finger's. */
const PLACES = 500;

export interface ScrubberOptions {
  readonly label: string;
  /** Day and hour of what is seen, in two lines at most. */
  readonly here: string;
  /** The same in full. */
  readonly spoken: string;
  /** Length of the list. */
  readonly length: number;
  /** Place of the list that is seen, or dragged to; within the list. */
  readonly index: number;
  readonly isDragging: boolean;
  readonly onDrag: (index: number) => void;
  readonly onRest: () => void;
}

export function scrubber(options: ScrubberOptions): TemplateResult {
  const { label, here, spoken, length, index, isDragging, onDrag, onRest } = options;
  const last = Math.max(1, length - 1);
  const places = Math.min(PLACES, last);
  const share = index / last;
  return html`<span part="hour-label" class="time-here" aria-hidden="true">${here}</span>
    <span class="time-track">
      <input
        part="scrubber"
        type="range"
        min="0"
        max=${places}
        aria-label=${label}
        aria-valuetext=${spoken}
        .value=${String(Math.round(share * places))}
        @input=${(event: Event) =>
          onDrag(Math.round((Number((event.currentTarget as HTMLInputElement).value) / places) * last))}
        @change=${onRest}
        @blur=${onRest}
      />
      ${
        isDragging
          ? html`<span class="time-bubble" aria-hidden="true" ${setLength('--_share', share)}>${here}</span>`
          : nothing
      }
    </span>`;
}
