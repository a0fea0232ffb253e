/** Days and hours as a chart to look at and press, the way to a time of day, and the slider through a long list. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { setLength } from './length.js';
import { scrollCue } from './scroll-cue.js';

/** Something in the chart that can be pressed. */
export interface Stop {
  /** What is written on it. */
  readonly label: string;
  /** What it is called: the label with what it means. */
  readonly name: string;
  /** What is seen now was taken then. */
  readonly isCurrent: boolean;
  readonly onPress: () => void;
}

export interface HourStop extends Stop {
  /** 0 to 1: its photos, of those of the fullest hour. */
  readonly share: number;
  /** The first one of a day, beside another day. */
  readonly opensDay: boolean;
}

export interface ChartOptions {
  readonly label: string;
  /** Whose clock this is. */
  readonly zone: string;
  readonly days: readonly Stop[];
  /** Those of the day that is seen now. */
  readonly hours: readonly HourStop[];
  /** Photos without a time, where there are any. */
  readonly untimed: Stop | null;
}

const current = (stop: Stop) => (stop.isCurrent ? 'true' : nothing);

export const timeChart = ({ label, zone, days, hours, untimed }: ChartOptions): TemplateResult =>
  html`<div part="timeline" class="time-chart" role="group" aria-label=${label}>
    <div class="time-days" ${scrollCue()}>
      ${days.map(
        (day) =>
          html`<button
            part="day"
            type="button"
            aria-label=${day.name}
            aria-current=${current(day)}
            @click=${day.onPress}
          >
            ${day.label}
          </button>`,
      )}
      <span class="time-zone">${zone}</span>
    </div>
    <div class="time-hours" ${scrollCue()}>
      ${hours.map(
        (hour) =>
          html`<button
            part="hour"
            class=${hour.opensDay ? 'time-opens' : nothing}
            type="button"
            aria-label=${hour.name}
            aria-current=${current(hour)}
            @click=${hour.onPress}
            ${setLength('--_share', hour.share)}
          >
            ${hour.label}
          </button>`,
      )}
      ${
        untimed
          ? html`<button
              part="untimed"
              type="button"
              aria-current=${current(untimed)}
              @click=${untimed.onPress}
            >
              ${untimed.label}
            </button>`
          : nothing
      }
    </div>
  </div>`;

export interface FinishOptions {
  readonly label: string;
  readonly button: string;
  /** What is wrong with what was typed. */
  readonly wrong: string | null;
  /** What is shown, and the way to see more. */
  readonly window: { readonly text: string; readonly wider: string | null } | null;
  readonly onSearch: (typed: string) => void;
  readonly onInput: () => void;
  readonly onWider: () => void;
}

export function finishForm(options: FinishOptions): TemplateResult {
  const { label, button, wrong, window, onSearch, onInput, onWider } = options;
  const onSubmit = (event: Event) => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).elements.namedItem('finish');
    if (field instanceof HTMLInputElement) onSearch(field.value);
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
        @input=${onInput}
      />
      <button part="finish-button" type="submit">${button}</button>
    </div>
    <div id="finish-wrong" class="time-wrong" role="alert">${wrong ?? nothing}</div>
    ${
      window &&
      html`<div class="time-window">
        <span part="window">${window.text}</span>
        ${
          window.wider === null
            ? nothing
            : html`<button part="wider" type="button" @click=${onWider}>${window.wider}</button>`
        }
      </div>`
    }
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
  /** Place of the list that is seen, or dragged to. */
  readonly index: number;
  readonly isDragging: boolean;
  readonly onDrag: (index: number) => void;
  readonly onRest: () => void;
}

export function scrubber(options: ScrubberOptions): TemplateResult {
  const { label, here, spoken, length, index, isDragging, onDrag, onRest } = options;
  const last = Math.max(1, length - 1);
  const places = Math.min(PLACES, last);
  const share = Math.min(1, index / last);
  return html`<span part="hour-label" class="time-here" aria-hidden="true">${here}</span>
    <span class="time-track" ${setLength('--_share', share)}>
      <input
        part="scrubber"
        type="range"
        min="0"
        max=${places}
        aria-label=${label}
        aria-valuetext=${spoken}
        .value=${live(String(Math.round(share * places)))}
        @input=${(event: Event) =>
          onDrag(Math.round((Number((event.currentTarget as HTMLInputElement).value) / places) * last))}
        @change=${onRest}
        @blur=${onRest}
      />
      ${isDragging ? html`<span class="time-bubble" aria-hidden="true">${here}</span>` : nothing}
    </span>`;
}
