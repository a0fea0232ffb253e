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
    inset-block-start: 0;
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
  .item {
    position: absolute;
    contain: strict;
  }
  [part='tile'] {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    min-block-size: 0;
    padding: 0;
    border: 0;
    border-radius: min(var(--_radius), 8px);
    overflow: hidden;
    background: var(--_fill);
    cursor: zoom-in;
  }
  :host([no-viewer]) [part='tile'] {
    cursor: default;
  }
  [part='tile']:focus-visible {
    outline-offset: -3px;
    box-shadow: inset 0 0 0 6px Canvas;
  }
  [part='photo'] {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  [part='tile']:hover [part='photo'] {
    filter: brightness(1.06);
  }
  [part='tile']:focus-visible [part='photo'] {
    padding: 3px;
  }
  .broken {
    display: grid;
    place-content: center;
    block-size: 100%;
    padding: 0.5em;
    font-size: 0.875em;
    text-align: center;
  }
  .more {
    display: flex;
    justify-content: center;
    margin-block-start: 1em;
  }
`;
