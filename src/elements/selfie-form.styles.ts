import { css } from 'lit';

export const selfieFormStyles = css`
  .form {
    display: grid;
    align-content: start;
    gap: 0.75em;
  }
  /* Lines that can be read; the photos take the whole width. */
  .form > :not(.results) {
    max-inline-size: min(36rem, 100%);
  }
  /* The tag's own button, right above, takes away the consent and the picture, too. */
  ninepic-gallery::part(clear) {
    display: none;
  }
  .consent {
    display: grid;
    gap: 0.5em;
    padding: 0.75em 1em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    font-size: 0.9375em;
  }
  .consent label {
    display: flex;
    align-items: start;
    gap: 0.625em;
    padding-block: 0.5em;
    font-weight: 600;
    cursor: pointer;
  }
  input[type='checkbox'] {
    flex: none;
    inline-size: 24px;
    block-size: 24px;
    min-block-size: 24px;
    margin: 0;
    accent-color: var(--_accent);
  }
  a {
    color: inherit;
    font-weight: 600;
    /* A target for a thumb, without pushing the lines apart. */
    padding-block: 0.25em;
  }
  .pick,
  .camera {
    display: grid;
    gap: 0.5em;
  }
  .pick {
    padding: 1em;
    border: 2px dashed var(--_line);
    border-radius: var(--_radius);
  }
  .pick.over {
    border-style: solid;
    background: var(--_fill);
  }
  .pick label {
    font-weight: 600;
  }
  input[type='file'] {
    inline-size: 100%;
  }
  input[type='file']::file-selector-button {
    min-block-size: 36px;
    margin-inline-end: 0.75em;
    padding: 0.25em 1em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: transparent;
    color: inherit;
    font: inherit;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    align-items: center;
  }
  select {
    min-block-size: 44px;
    max-inline-size: 100%;
    padding-inline: 0.5em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--ninepic-color-text, FieldText);
    font: inherit;
    font-size: max(1em, 16px);
  }
  canvas,
  video {
    display: block;
    max-inline-size: 100%;
    max-block-size: min(50vh, 20rem);
    border-radius: var(--_radius);
    background: var(--_fill);
  }
  video {
    inline-size: 100%;
    aspect-ratio: 4 / 3;
    object-fit: cover;
  }
  button[aria-disabled='true'] {
    opacity: 0.6;
    cursor: default;
  }
  .hint {
    font-size: 0.875em;
    color: var(--_quiet);
  }
  /* A phone drops and pastes nothing. */
  @media (pointer: coarse) {
    .drop {
      display: none;
    }
  }
  [part='status']:empty {
    display: none;
  }
`;
