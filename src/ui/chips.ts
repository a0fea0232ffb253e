/** The sets that a visitor can switch between, and what can be done with the one that is shown. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

export interface Chip {
  readonly name: string;
  readonly isPressed: boolean;
  readonly onPress: () => void;
  /** Takes it away, and what the button for that is called; `null` where it stays. */
  readonly removal: { readonly name: string; readonly onPress: () => void } | null;
}

/** Nothing where there is no choice; one chip that is not pressed is a choice. */
export const chips = (list: readonly Chip[]): TemplateResult | typeof nothing =>
  list.length < 2 && list.every(({ isPressed }) => isPressed)
    ? nothing
    : html`<div class="chips">
        ${list.map(
          ({ name, isPressed, onPress, removal }) =>
            html`<span class="chip"
              ><button
                part="chip"
                type="button"
                aria-pressed=${isPressed ? 'true' : 'false'}
                @click=${onPress}
              >
                ${name}</button
              >${
                removal &&
                html`<button
                  part="chip-remove"
                  type="button"
                  aria-label=${removal.name}
                  title=${removal.name}
                  @click=${removal.onPress}
                >
                  ×
                </button>`
              }</span
            >`,
        )}
      </div>`;
