/** The sets that a visitor can switch between, and what can be done with the one that is shown. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

export interface Chip {
  readonly name: string;
  readonly isPressed: boolean;
  readonly onPress: () => void;
}

/** Nothing where there is no choice; one chip that is not pressed is a choice. */
export const chips = (list: readonly Chip[]): TemplateResult | typeof nothing =>
  list.length < 2 && list.every(({ isPressed }) => isPressed)
    ? nothing
    : html`<div class="chips">
        ${list.map(
          ({ name, isPressed, onPress }) =>
            html`<button
              part="chip"
              type="button"
              aria-pressed=${isPressed ? 'true' : 'false'}
              @click=${onPress}
            >
              ${name}
            </button>`,
        )}
      </div>`;
