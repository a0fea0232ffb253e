/** Looks of the photos; loaded with them. */
import { css } from 'lit';

export const galleryPhotosStyles = css`
  [part='grid'] {
    position: relative;
    overflow-anchor: none;
    contain: layout style;
    touch-action: pan-y pinch-zoom;
  }
  /* As high as the timeline that is still to come, so that it moves nothing. */
  .time {
    --_days: max(36px, 2.25em);
    --_hours: max(72px, 4.5em);
    --_field: max(44px, 2.75em);
    container-type: inline-size;
    margin-block-end: 8px;
  }
  .time-panel.all {
    min-block-size: calc(var(--_days) + var(--_hours) + var(--_field) + 12px);
  }
  @container (min-width: 44em) {
    .time-panel.all {
      min-block-size: calc(var(--_days) + var(--_hours) + 4px);
    }
  }
  .time-bar {
    position: sticky;
    inset-block-start: var(--_above, 0);
    z-index: 1;
    display: flex;
    align-items: center;
    gap: 8px;
    block-size: max(44px, 2.75em);
    padding-inline: 8px;
    margin-block-end: 8px;
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--ninepic-color-text, FieldText);
  }
  .time-bar:empty {
    visibility: hidden;
  }
  .bounded {
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  /* Not of paint: where each clips what it holds, a browser has that much more to move with every scroll. */
  .item {
    position: absolute;
    contain: size layout style;
  }
  [part='tile'],
  [part='photo'] {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
    /* Only where the page asks for it: each rounded picture clips, too. */
    border-radius: min(var(--ninepic-radius, 0px), 8px);
  }
  [part='tile'] {
    min-block-size: 0;
    padding: 0;
    border: 0;
    background: var(--_fill);
    cursor: zoom-in;
  }
  :host([no-viewer]) [part='tile'] {
    cursor: default;
  }
  /* A light line and a dark one inside the accent: one of them is seen on any photo. */
  [part='tile']:focus-visible {
    outline-offset: -3px;
    box-shadow:
      inset 0 0 0 5px Canvas,
      inset 0 0 0 7px CanvasText;
  }
  @media (hover) {
    [part='tile']:hover {
      filter: brightness(1.06);
    }
    [part='tile-download']:hover {
      background: none;
    }
    [part='tile-download']:hover::before {
      background: #0c0d10;
    }
  }
  /* Its viewer is on its way; most are here before anybody sees this. */
  [aria-busy] [part='photo'] {
    opacity: 0.45;
    transition: opacity 0.2s 0.15s;
  }
  @media (prefers-reduced-motion: no-preference) {
    [aria-busy] [part='photo'] {
      animation: busy 0.8s 0.4s infinite alternate;
    }
    @keyframes busy {
      to {
        opacity: 0.75;
      }
    }
  }
  [part='tile']:focus-visible [part='photo'] {
    padding: 7px;
  }
  /* As large as a finger; what is seen of it is smaller. */
  [part='tile-download'] {
    position: absolute;
    inset-block-end: 0;
    inset-inline-end: 0;
    inline-size: 44px;
    padding: 0;
    border: 0;
    background: none;
    color: #fff;
  }
  [part='tile-download']::before {
    content: '↓';
    display: grid;
    place-content: center;
    block-size: 32px;
    margin: 6px;
    border-radius: 50%;
    background: rgb(12 13 16 / 0.6);
    font:
      600 18px/1 system-ui,
      sans-serif;
    text-decoration: underline 2px;
    text-underline-offset: 2px;
  }
  [part='tile-download']:focus-visible {
    outline: 3px solid #fff;
    outline-offset: -7px;
    box-shadow: inset 0 0 0 4px #0c0d10;
    border-radius: 50%;
  }
  .broken {
    display: grid;
    place-content: center;
    block-size: 100%;
    padding: 0.5em;
    overflow: hidden;
    font-size: 0.875em;
    text-align: center;
  }
  .more {
    text-align: center;
    margin-block-start: 1em;
  }
  /* On paper are the photos that are drawn, one after the other, and what they are; nothing that is pressed. */
  @media print {
    :host {
      display: block;
    }
    [part='grid'] {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_gap);
      height: auto !important;
      contain: none;
    }
    .item {
      position: static;
      max-inline-size: 100%;
      break-inside: avoid;
    }
    .bounded {
      overflow: visible;
      max-block-size: none;
    }
    .toolbar button,
    .toolbar .hint,
    .more,
    .time,
    .time-bar,
    .tray,
    .dock,
    [part='tile-download'] {
      display: none !important;
    }
  }
`;
