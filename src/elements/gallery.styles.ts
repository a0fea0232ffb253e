import { css } from 'lit';

export const galleryStyles = css`
  :host {
    --_row: var(--ninepic-row-height, clamp(7.5rem, 24vw, 12rem));
  }
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.375em 0.75em;
    min-block-size: 44px;
    margin-block-end: 0.5em;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375em;
  }
  [part='chip'] {
    border-radius: 999px;
    padding-inline: 1em;
  }
  [part='chip'][aria-pressed='true'] {
    background: var(--_fill);
    border-color: currentColor;
    font-weight: 600;
  }
  .busy {
    min-block-size: calc(var(--_row) * 3);
    border-radius: var(--_radius);
    background: var(--_fill);
  }
  .busy.first {
    min-block-size: 100vh;
    min-block-size: 100svh;
  }
  [part='base'] {
    max-block-size: 100%;
  }
  .ruler {
    position: absolute;
    visibility: hidden;
    inline-size: var(--_gap);
    block-size: var(--_row);
    pointer-events: none;
  }
  .hint {
    font-size: 0.875em;
    color: var(--_quiet);
  }
`;
