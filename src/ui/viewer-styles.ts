/**
 * Looks of the photo viewer. It is dark wherever the page stands, because photos are looked at in it. All rules begin with
 * `.viewer`: the sheet is shared with the gallery's own shadow root.
 */
import { css } from 'lit';

export const viewerStyles = css`
  .viewer {
    --_dark: #0c0d10;
    --_veil: #0c0d109e;
    position: fixed;
    inset: 0;
    width: 100%;
    height: 100%;
    max-width: none;
    max-height: none;
    padding: 0;
    border: 0;
    overflow: hidden;
    overscroll-behavior: contain;
    background: none;
    color: #fff;
    color-scheme: dark;
    font-size: max(16px, 1rem);
    line-height: 1.4;
    touch-action: none;
  }
  /* A page that was pinched when the viewer opened: what can be seen of it is the whole room. */
  .viewer-pinched {
    inset: var(--_y) auto auto var(--_x);
    width: var(--_w);
    height: var(--_h);
  }
  .viewer * {
    box-sizing: border-box;
    margin: 0;
  }
  .viewer::backdrop {
    background: none;
  }
  .viewer-shade,
  .viewer-stage,
  .viewer-stage div,
  .viewer img {
    position: absolute;
    inset: 0;
    outline: none;
  }
  .viewer-shade {
    background: var(--_dark);
  }
  .viewer-stage {
    overflow: hidden;
  }
  .viewer-zoomed .viewer-stage {
    cursor: grab;
  }
  .viewer-slide {
    transform: translateX(calc(var(--_at) * (100% + 24px)));
  }
  .viewer img {
    width: 100%;
    height: 100%;
    object-fit: contain;
    user-select: none;
  }
  .viewer-large {
    opacity: 0;
  }
  [data-state='ready'] .viewer-large {
    opacity: 1;
    transition: opacity 120ms ease-out;
  }
  /* The two may differ a little in shape. */
  [data-state='ready'] .viewer-thumbnail {
    visibility: hidden;
    transition: visibility 0s 150ms;
  }
  /* Inside the notch and the rounded corners of a phone. */
  .viewer-ui {
    position: absolute;
    inset: max(8px, env(safe-area-inset-top)) max(8px, env(safe-area-inset-right))
      max(8px, env(safe-area-inset-bottom)) max(8px, env(safe-area-inset-left));
    pointer-events: none;
    /* What is hidden counts as seen until the end of its way. */
    transition:
      opacity 150ms,
      visibility 150ms;
  }
  .viewer-bar {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  /* What does not fit beside the button that closes goes below it. */
  .viewer-pinched .viewer-bar {
    flex-wrap: wrap-reverse;
  }
  .viewer-counter,
  .viewer-note {
    padding: 8px 14px;
    /* Seen where the system chooses the colours. */
    border: 1px solid transparent;
    border-radius: 22px;
    background: var(--_veil);
  }
  .viewer-counter {
    margin-inline-end: auto;
    font-variant-numeric: tabular-nums;
  }
  .viewer-note {
    position: absolute;
    bottom: 8px;
    inset-inline: 0;
    width: fit-content;
    max-width: 100%;
    margin-inline: auto;
    text-align: center;
    pointer-events: none;
  }
  .viewer-slide .viewer-note {
    bottom: 40%;
  }
  .viewer-note:empty {
    display: none;
  }
  /* Only where it takes long enough to wonder. */
  [data-state='loading'] .viewer-note {
    animation: viewer-late 0s 700ms backwards;
  }
  @keyframes viewer-late {
    from {
      visibility: hidden;
    }
  }
  .viewer button,
  .viewer a {
    display: inline-grid;
    place-items: center;
    width: auto;
    height: auto;
    min-width: 44px;
    min-height: 44px;
    padding: 0 9px;
    border: 1px solid transparent;
    border-radius: 22px;
    color: inherit;
    font: inherit;
    pointer-events: auto;
  }
  .viewer button {
    background: var(--_veil);
    cursor: pointer;
  }
  /* A finger leaves nothing behind that looks pointed at. */
  @media (hover) {
    .viewer button:hover {
      background: #445;
    }
  }
  .viewer :focus-visible:not(.viewer-stage) {
    /* One of the two is seen on any photo, so each has to be wide enough by itself. */
    outline: 3px solid;
    outline-offset: 3px;
    box-shadow: 0 0 0 3px var(--_dark);
  }
  /* There are no shadows then; the ground of the control is what the line can be seen on. */
  @media (forced-colors: active) {
    .viewer :focus-visible:not(.viewer-stage) {
      outline-offset: -4px;
    }
  }
  .viewer [aria-disabled='true'] {
    opacity: 0.4;
    cursor: default;
  }
  .viewer-previous,
  .viewer-next {
    position: absolute;
    top: calc(50% - 22px);
    inset-inline-start: 0;
  }
  .viewer-next {
    inset-inline: auto 0;
  }
  .viewer-arrow {
    width: 24px;
    overflow: hidden;
  }
  .viewer svg {
    display: block;
  }
  /* Tapped away; whoever comes by keyboard gets it back. */
  .viewer-bare .viewer-ui:not(:focus-within) {
    opacity: 0;
    visibility: hidden;
  }
  .viewer-spoken {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    .viewer * {
      transition: none !important;
    }
  }
`;
