import { css } from 'lit';

export const galleryStyles = css`
  /* What is in it gets no higher than the page lets it be; a share of a height that is only limited cannot say that. */
  :host {
    --_row: var(--ninepic-row-height, clamp(7.5rem, 24vw, 11.75rem));
    display: flex;
    flex-direction: column;
    /* Beside others in a row it gives way, and they keep their width. */
    flex-shrink: 99;
  }
  /* Photos stand where there is room, and ask for none: two words, as far from each other as the window is wide, do. */
  :host::after {
    content: '. .';
    block-size: 0;
    overflow: hidden;
    visibility: hidden;
    white-space: normal;
    word-spacing: 100vw;
  }
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.375em 0.75em;
    min-block-size: 44px;
    margin-block-end: 0.5em;
  }
  /* The focus is there while photos are to come. */
  .toolbar:focus {
    outline: none;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375em;
  }
  .chip {
    display: inline-flex;
  }
  .chip > button {
    border-radius: 999px;
    padding-inline: 1em;
  }
  /* One pill of two buttons. */
  .chip > :not(:last-child) {
    border-start-end-radius: 0;
    border-end-end-radius: 0;
  }
  .chip > :not(:first-child) {
    border-start-start-radius: 0;
    border-end-start-radius: 0;
    border-inline-start: 0;
  }
  [part='chip'][aria-pressed='true'] + button {
    border-color: currentColor;
  }
  [part='chip'][aria-pressed='true'] {
    background: var(--_fill);
    border-color: currentColor;
    font-weight: 600;
  }
  /* The system draws the same ground under all buttons, and would draw one under these words. */
  @media (forced-colors: active) {
    [part='chip'][aria-pressed='true'] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
      outline-color: CanvasText;
    }
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
    /* What is taken out of the flow in it is cut off with it, where it scrolls. */
    position: relative;
    min-block-size: 0;
    max-block-size: 100%;
  }
  /* At the lower edge of what is seen; it moves no photo, because it comes after them. */
  .dock {
    position: sticky;
    inset-block-end: var(--_below, 0);
    z-index: 2;
  }
  .dock > .message {
    margin-block-start: 8px;
    border: 1px solid var(--_line);
    background: var(--_surface);
    color: var(--ninepic-color-text, FieldText);
  }
  /* Above everything, where nothing scrolls to; a browser must not hold it in place either. */
  .ruler {
    overflow-anchor: none;
    position: absolute;
    inset-block-end: 100%;
    visibility: hidden;
    inline-size: var(--_gap);
    block-size: var(--_row);
    pointer-events: none;
  }
  /*
   * Rows of photos that are still to come: tiles, cut out of a sheet as large as the list. A box that goes along with her would
   * count as a layout shift, in each frame.
   */
  @media screen {
    [part='grid']::before {
      content: '';
      position: absolute;
      inset: 0;
      background: conic-gradient(
          from 0deg at calc(100% - var(--_gap)) calc(100% - var(--_gap)),
          #0000 75%,
          var(--_fill) 0
        )
        0 var(--_blank-top) / calc(var(--_row) * 1.4 + var(--_gap)) calc(var(--_row) + var(--_gap));
      clip-path: inset(var(--_blank-top, 100%) 0 var(--_blank-end, 0));
    }
  }
  .hint {
    font-size: 0.875em;
    color: var(--_quiet);
  }
`;
