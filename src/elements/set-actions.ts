/** Sharing the shown set by its link, and clearing the search. */
import { html, nothing } from 'lit';
import type { ReactiveControllerHost, TemplateResult } from 'lit';
import type { MessageKey } from '../i18n/messages.js';

export interface SetActionsHost extends ReactiveControllerHost {
  sentence(key: MessageKey): string;
}

/** A phone hands a link on by its sheet, where it has one: in-app browsers hide the address. */
const hasSheet = (): boolean =>
  !!(navigator as Partial<Navigator>).share && matchMedia('(pointer: coarse)').matches;

export class SetActions {
  private readonly host: SetActionsHost;
  private readonly onClear: () => void;
  /** What came of sharing, for the link that it was about. */
  private outcome: { link: string; key: MessageKey } | null = null;

  constructor(host: SetActionsHost, onClear: () => void) {
    this.host = host;
    this.onClear = onClear;
  }

  /** @param link address of the set; `null` where the page's address does not hold it */
  render(link: string | null): TemplateResult {
    const { host, outcome } = this;
    // What a link means describes its button; only what came of the press is spoken by itself.
    const said = outcome && outcome.link === link ? outcome.key : null;
    return html`
      ${
        link === null
          ? nothing
          : html`<button
              part="share"
              type="button"
              aria-describedby="meaning"
              @click=${() => void this.share(link)}
            >
              ${host.sentence(hasSheet() ? 'gallery.share.sheet' : 'gallery.share')}
            </button>`
      }
      <button part="clear" type="button" @click=${this.onClear}>${host.sentence('gallery.clear')}</button>
      ${
        link === null
          ? nothing
          : html`<span class="hint">
              <span id="meaning">${said ? nothing : host.sentence('gallery.share.meaning')}</span>
              <span role="status">${said ? host.sentence(said) : nothing}</span>
            </span>`
      }
    `;
  }

  /** The share sheet where there is one, else the clipboard. */
  private async share(link: string): Promise<void> {
    const { clipboard } = navigator as Partial<Navigator>;
    try {
      if (hasSheet()) {
        await navigator.share({ url: link });
        return;
      }
      if (!clipboard) throw new TypeError('no clipboard');
      await clipboard.writeText(link);
      this.outcome = { link, key: 'gallery.share.done' };
    } catch (error) {
      // A sheet that the visitor closed is no failure.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      this.outcome = { link, key: 'gallery.share.failed' };
    }
    this.host.requestUpdate();
  }
}
