/** Looks of the timeline; loaded with it. Heights are fixed, because its place is reserved before it is there. */
import { css } from 'lit';

export const timelineStyles = css`
  .time-panel {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
  }
  .time-chart {
    display: grid;
    gap: 4px;
  }
  .time-days,
  .time-hours {
    display: flex;
    gap: 4px;
    overflow-x: auto;
    overscroll-behavior-x: contain;
    scrollbar-width: none;
    white-space: nowrap;
  }
  .more-left,
  .more-right {
    mask-image: linear-gradient(
      to right,
      var(--_left, #000),
      #000 40px calc(100% - 40px),
      var(--_right, #000)
    );
  }
  .more-left {
    --_left: transparent;
  }
  .more-right {
    --_right: transparent;
  }
  .time-days {
    align-items: center;
    block-size: var(--_days);
  }
  .time-chart :focus-visible {
    outline-offset: -3px;
  }
  .time-chart [aria-current] {
    border-color: currentColor;
    background: var(--_fill);
    font-weight: 600;
  }
  [part='day'],
  [part='untimed'] {
    flex: none;
    min-block-size: 32px;
    padding: 0 0.75em;
  }
  [part='day'] {
    border-radius: 999px;
  }
  .time-zone {
    margin-inline-start: 4px;
    font-size: 0.8125em;
    color: var(--_quiet);
  }
  .time-hours {
    block-size: var(--_hours);
  }
  [part='hour'] {
    flex: 1 0 46px;
    max-inline-size: 96px;
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    align-items: stretch;
    gap: 2px;
    padding: 2px;
    border: 0;
    border-radius: 6px;
    font-size: 0.75em;
    font-variant-numeric: tabular-nums;
  }
  [part='hour'].time-opens {
    margin-inline-start: 12px;
  }
  [part='hour']::before {
    content: '';
    block-size: calc(2px + var(--_share, 0) * (100% - 1.5em - 4px));
    border-radius: 4px 4px 0 0;
    background: var(--_line);
  }
  [part='hour'][aria-current]::before {
    background: var(--_accent);
  }
  [part='untimed'] {
    align-self: end;
    font-size: 0.8125em;
  }
  /* In one row at usual sizes of text, also on a small phone. */
  .time-finish {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    min-block-size: var(--_field);
  }
  .time-finish > label {
    max-inline-size: 7.5em;
    font-size: 0.875em;
    line-height: 1.25;
  }
  .time-field {
    display: flex;
    flex: 1 1 8.5em;
    flex-wrap: wrap;
    gap: 8px;
    min-inline-size: 0;
  }
  [part='finish-button'] {
    flex: none;
    padding-inline: 0.75em;
  }
  [part='finish'] {
    flex: 1 1 4em;
    max-inline-size: 9em;
    min-inline-size: 4em;
    text-align: -webkit-match-parent;
    text-align: match-parent;
    padding-inline: 0.5em;
    font-variant-numeric: tabular-nums;
  }
  .time-wrong,
  .time-window {
    flex-basis: 100%;
  }
  .time-wrong:empty {
    display: none;
  }
  .time-window {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    min-block-size: 44px;
  }
  .time-here {
    flex: none;
    inline-size: 7em;
    font-size: 0.8125em;
    line-height: 1.25;
    white-space: pre-line;
    font-variant-numeric: tabular-nums;
  }
  .time-track {
    position: relative;
    flex: 1;
    min-inline-size: 0;
    display: flex;
    align-items: center;
  }
  [part='scrubber'] {
    inline-size: 100%;
    min-block-size: 40px;
    margin: 0;
    padding: 0;
    border: 0;
    background: transparent;
    accent-color: var(--_accent);
    touch-action: none;
    cursor: ew-resize;
  }
  .time-bubble {
    position: absolute;
    inset-block-start: 100%;
    inset-inline-start: calc(var(--_share, 0) * (100% - 7.5em));
    inline-size: 7.5em;
    padding: 4px 8px;
    /* Seen where the system chooses the colours. */
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: CanvasText;
    color: Canvas;
    font-size: 0.875em;
    text-align: center;
    white-space: pre-line;
    pointer-events: none;
  }
  @container (min-width: 44em) {
    .time-panel.all {
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: end;
      gap: 24px;
    }
  }
  @media (forced-colors: active) {
    [part='hour']::before {
      forced-color-adjust: none;
      background: ButtonText;
    }
    [part='hour'][aria-current]::before {
      background: Highlight;
    }
    /* A whole hour in that colour would be the highest of the chart. */
    .time-chart [aria-current]:not([part='hour']) {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
      outline-color: currentColor;
    }
  }
`;
