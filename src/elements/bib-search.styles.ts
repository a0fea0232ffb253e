import { css } from 'lit';

export const bibSearchStyles = css`
  form {
    display: grid;
    /* Firefox takes the field's own width for the least that the column may have. */
    grid-template-columns: minmax(0, 1fr);
    gap: 0.5em;
    max-inline-size: 36rem;
  }
  label {
    font-weight: 600;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }
  input {
    flex: 1 1 9em;
    min-inline-size: 0;
    /* Race numbers run from left to right everywhere; they begin where the language does. */
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  input[aria-invalid='true'] {
    border-width: 2px;
  }
  .row button {
    flex: 0 1 auto;
  }
  [part='status']:empty {
    display: none;
  }
  .results {
    margin-block-start: 1em;
  }
`;
