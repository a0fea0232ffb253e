/**
 * What all tags look like unless the host says otherwise. Text takes the page's own colour and font; lines and fills are
 * mixed from it, so that a page which is dark without saying so still gets legible controls.
 */
import { css } from 'lit';

export const tokens = css`
  :host {
    --_accent: var(--ninepic-color-accent, LinkText);
    --_on-accent: Canvas;
    --_surface: var(--ninepic-color-surface, Field);
    --_quiet: color-mix(in srgb, currentColor 78%, transparent);
    --_line: color-mix(in srgb, currentColor 58%, transparent);
    --_fill: color-mix(in srgb, currentColor 10%, transparent);
    --_gap: var(--ninepic-gap, 4px);
    --_radius: var(--ninepic-radius, 8px);
    display: block;
    color: var(--ninepic-color-text, inherit);
    font-family: var(--ninepic-font, inherit);
    /* Pages close the gaps of inline blocks with font-size: 0. */
    font-size: max(1em, 0.75rem);
    writing-mode: horizontal-tb;
    line-height: 1.5;
    text-align: start;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  @supports (color: light-dark(red, red)) {
    :host {
      --_accent: var(--ninepic-color-accent, light-dark(#0b57d0, #a8c7fa));
    }
  }
  /* Black or white, whichever reads on the accent. */
  @supports (color: oklch(from red calc(l * 1) c h)) {
    :host {
      --_on-accent: oklch(from var(--_accent) clamp(0, (0.66 - l) * 1000, 1) 0 0);
    }
  }
  :host([hidden]) {
    display: none;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  p {
    margin: 0;
  }
  [hidden] {
    display: none !important;
  }
  :focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }
  .sr-only {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

/** Buttons, inputs and messages. */
export const controls = css`
  button,
  input {
    font: inherit;
    min-block-size: 44px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  button {
    padding: 0.5em 1em;
    background: transparent;
    color: inherit;
    cursor: pointer;
  }
  /* What a finger has touched would look pointed at until it touches something else. */
  @media (hover) {
    button:where(:enabled):hover {
      background: var(--_fill);
      filter: brightness(0.94);
    }
  }
  button.primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
  }
  :disabled {
    opacity: 0.6;
    cursor: default;
  }
  input {
    /* iPhones draw the whole page larger for a field with smaller text. */
    font-size: max(1em, 16px);
    padding: 0.5em 0.75em;
    background: var(--_surface);
    color: var(--ninepic-color-text, FieldText);
  }
  /* The browser's own grey cannot be read on a dark page. */
  ::placeholder {
    color: inherit;
    opacity: 0.75;
  }
  .message {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em 0.75em;
  }
  .message[role='alert'] {
    padding: 0.5em 0.75em;
    border-inline-start: 4px solid var(--_line);
    background: var(--_fill);
    border-radius: var(--_radius);
  }
  @media (forced-colors: active) {
    button.primary {
      border-color: ButtonBorder;
    }
  }
`;
