import { css } from 'lit';

export const clipStyles = css`
  .view {
    display: grid;
    gap: 0.75em;
    justify-items: start;
  }
  .view > * {
    max-inline-size: 100%;
  }
  /* Lines that can be read, as of the selfie search. */
  .view > :not(.clips) {
    max-inline-size: min(36rem, 100%);
  }
  .view:focus {
    outline: none;
  }
  .hint {
    color: var(--_quiet);
    font-size: 0.9375em;
  }
  [part='progress'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
    font-variant-numeric: tabular-nums;
  }
  .pulse {
    inline-size: 0.75em;
    block-size: 0.75em;
    border-radius: 50%;
    background: var(--_accent);
  }
  @media (prefers-reduced-motion: no-preference) {
    .pulse {
      animation: pulse 1.6s ease-in-out infinite alternate;
    }
  }
  @keyframes pulse {
    to {
      opacity: 0.25;
    }
  }
  a {
    color: var(--_accent);
  }
  a[part] {
    display: inline-flex;
    align-items: center;
    gap: 0.25em;
    min-block-size: 44px;
  }
  .clips {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr));
    gap: 1em;
    inline-size: 100%;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  [part='clip'] {
    margin: 0;
  }
  /* Clips come in any shape; the place for one is known before it is loaded. */
  [part='video'],
  .broken {
    display: block;
    inline-size: 100%;
    aspect-ratio: 16 / 9;
    border-radius: var(--_radius);
  }
  [part='video'] {
    object-fit: contain;
    background: #16181d;
  }
  .broken {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 0.5em;
    padding: 1em;
    background: var(--_fill);
    text-align: center;
  }
  figcaption,
  .save {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em 0.75em;
  }
  /* Always there, to be spoken; it takes no place while it has nothing to say. */
  .save {
    column-gap: 0;
  }
  .save .hint:not(:empty) {
    margin-inline-start: 0.75em;
  }
  figcaption {
    justify-content: space-between;
    padding-block: 0.375em;
  }
`;
