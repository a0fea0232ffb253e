/** Looks of ticking; loaded with it. */
import { css } from 'lit';

export const pickingStyles = css`
  [part='select'] {
    appearance: none;
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: 0;
    z-index: 1;
    inline-size: min(44px, 100%);
    block-size: min(44px, 100%);
    min-block-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
    border-radius: 0;
    background: none;
    display: grid;
    place-items: center;
    cursor: pointer;
  }
  [part='select']::before {
    content: '';
    inline-size: 24px;
    block-size: 24px;
    border: 2px solid #fff;
    border-radius: 50%;
    background: rgb(0 0 0 / 0.45);
    box-shadow: 0 0 0 1px rgb(0 0 0 / 0.55);
  }
  [part='select']:checked::before {
    border-color: var(--_accent);
    background: var(--_accent);
    box-shadow: 0 0 0 2px Canvas;
  }
  [part='select']:checked::after {
    content: '';
    grid-area: 1 / 1;
    inline-size: 7px;
    block-size: 13px;
    margin-block-start: -4px;
    border: solid var(--_on-accent);
    border-width: 0 3px 3px 0;
    rotate: 45deg;
  }
  [part='select']::before {
    grid-area: 1 / 1;
  }
  /* A light line in a dark one, as around the photo: one of them is seen on any. */
  [part='select']:focus-visible {
    outline: 3px solid #fff;
    outline-offset: -7px;
    box-shadow: inset 0 0 0 4px #0c0d10;
    border-radius: 50%;
  }
  [part='select']:checked ~ [part='tile'] {
    background: color-mix(in srgb, var(--_accent) 30%, transparent);
  }
  [part='select']:checked ~ [part='tile'] [part='photo'] {
    padding: 10px;
  }
  /* A finger that goes over the boxes ticks; elsewhere, and before the first tick, it scrolls. */
  .picking [part='select'] {
    touch-action: none;
  }
  /* From the first tick on, each is seen. */
  @media (hover: hover) {
    :not(.picking) > .item:not(:hover):not(:focus-within) [part='select'] {
      opacity: 0;
    }
  }
  .picking-bar:not(.sr-only) {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
    min-block-size: 56px;
    /* Large text must leave room for the photos that are ticked. */
    max-block-size: 50vh;
    overflow: auto;
    margin-block-start: 8px;
    padding: 6px 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--ninepic-color-text, FieldText);
  }
  [part='selection-count'] {
    font-variant-numeric: tabular-nums;
  }
  /* It stays, to be spoken, and takes no gap. */
  [part='selection-count']:empty {
    margin-inline-end: -12px;
  }
  .picking-clear {
    margin-inline-end: auto;
  }
  @media (forced-colors: active) {
    [part='select']::before {
      background: Canvas;
      border-color: CanvasText;
    }
    [part='select']:checked::before {
      forced-color-adjust: none;
      background: Highlight;
      border-color: Highlight;
    }
    [part='select']:checked::after {
      border-color: Canvas;
    }
  }
  @media print {
    [part='select'] {
      display: none;
    }
  }
`;
