/** What a gallery says above its photos: how many, of which search, what went wrong, and what can be done about it. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { NinepicError } from '../api/errors.js';
import type { DownloadController } from '../controllers/download-controller.js';
import type { SessionController } from '../controllers/session-controller.js';
import type { MessageKey } from '../i18n/messages.js';
import type { FailedSearch, ResultSet, SearchBy } from '../state/search-state.js';
import type { Session } from '../state/session.js';
import { chips } from '../ui/chips.js';
import { politeStatus } from '../ui/status.js';
import { SetActions } from './set-actions.js';
import type { SetActionsHost } from './set-actions.js';

export interface ToolbarHost extends SetActionsHost, HTMLElement {
  readonly downloads: DownloadController | undefined;
  readonly session: Session | null;
  readonly store: Pick<SessionController, 'failed'>;
  readonly searchOnly: boolean;
  /** Photos are ticked: the page's own actions stand beside what is said of those. */
  readonly isPicking: boolean;
  /** Whether failures of the session are this tag's to report. */
  readonly isReporter: boolean;
  sentence(key: MessageKey, values?: Readonly<Record<string, string | number>>): string;
  /** A message for a failure; `null` where the page shows its own. */
  renderTrouble(error: NinepicError, onRetry: () => void): TemplateResult | null;
  /** What a visitor asks for here is reported here. */
  act(verb: (session: Session) => void): void;
  onClear(): void;
}

/** Sets that a visitor can come back to, in the order of their chips. */
const KINDS: readonly SearchBy[] = ['all', 'bib', 'selfie', 'time'];

export class GalleryToolbar {
  private readonly host: ToolbarHost;
  private readonly actions: SetActions;

  constructor(host: ToolbarHost) {
    this.host = host;
    this.actions = new SetActions(host, () => this.clear());
  }

  /** @param set what is shown */
  render(set: ResultSet | null): TemplateResult {
    return html`<div part="toolbar" class="toolbar" tabindex="-1">
      ${this.renderStatus(set)} ${this.renderChips()}
      ${set ? html`${this.renderNotice(set)} ${this.renderActions(set)}` : nothing}
      ${this.host.isPicking ? nothing : html`<slot name="actions"></slot>`}
    </div>`;
  }

  private renderStatus(set: ResultSet | null): TemplateResult {
    const { host } = this;
    const search = host.session?.state.search;
    const { failed } = host.store;
    const message = failed && host.renderTrouble(failed.error, () => this.retry(failed));
    if (message) return message;
    if (search?.status === 'searching')
      return politeStatus(host.sentence('gallery.loading'), host.isReporter);
    if (!set) return politeStatus(nothing);
    const { by } = set.query;
    const values = { count: set.photos.count, bib: set.query.by === 'bib' ? set.query.bib : '' };
    if (values.count === 0)
      return html`${politeStatus(host.sentence(`gallery.empty.${by}`, values), host.isReporter)}<slot
          name="empty"
        ></slot>`;
    const count = html`<span part="count">${host.sentence(`gallery.count.${by}`, values)}</span>`;
    // Where another tag was used, it says what came of it.
    return politeStatus(count, host.isReporter);
  }

  private renderChips(): TemplateResult | typeof nothing {
    const { session, searchOnly } = this.host;
    const { sets, shown, search } = session?.state ?? {};
    // Until anything is shown, it is what is on its way.
    const current = shown?.query ?? (search?.status === 'searching' ? search.query : undefined);
    const offersAll = !searchOnly && session?.features.gallery && search?.status !== 'idle';
    const kinds = KINDS.filter((by) => (by === 'all' ? offersAll : sets?.[by]));
    return chips(
      kinds.map((by) => {
        const found = sets?.[by]?.query;
        const name = this.host.sentence(`gallery.chip.${by}`, { bib: found?.by === 'bib' ? found.bib : '' });
        return {
          name,
          isPressed: current?.by === by,
          onPress: () => this.host.act((acted) => (by === 'all' ? acted.showAll() : acted.show(by))),
          removal:
            by === 'all'
              ? null
              : {
                  name: this.host.sentence('gallery.chip.remove', { name }),
                  onPress: () => this.remove(by),
                },
        };
      }),
    );
  }

  private renderActions(set: ResultSet): TemplateResult {
    const link = this.host.session?.link ?? null;
    return html`${this.host.downloads?.renderAll(set)}
    ${set.query.by === 'all' ? nothing : this.actions.render(link)}`;
  }

  private renderNotice(set: ResultSet): TemplateResult | typeof nothing {
    const { newer } = set.photos;
    if (newer === 0) return nothing;
    const onPress = () => this.host.act((session) => session.refresh());
    return html`<button part="notice" type="button" @click=${onPress}>
      ${this.host.sentence('gallery.newer', { count: newer })}
    </button>`;
  }

  /** Takes away what one kind of search found. */
  private remove(by: SearchBy): void {
    const { all: _, ...others } = this.host.session?.state.sets ?? {};
    // With the last one the search is cleared.
    if (Object.keys(others).length < 2) this.clear();
    else {
      this.host.act((session) => session.clear(by));
      this.focusNext();
    }
  }

  private clear(): void {
    this.host.onClear();
    this.focusNext();
  }

  private retry(search: FailedSearch): void {
    this.focus('.toolbar');
    this.host.session?.retry(search);
  }

  /** The button that was pressed is gone. Where photos are still to come, they come below. */
  private focusNext(): void {
    const next = '[part="chip"][aria-pressed="true"], [data-index]';
    void this.host.updateComplete.then(() => this.focus(next) || this.focus('.toolbar'));
  }

  /** @returns whether there is such a place */
  private focus(place: string): boolean {
    const found = this.host.shadowRoot?.querySelector<HTMLElement>(place);
    found?.focus({ preventScroll: place === '.toolbar' });
    return !!found;
  }
}
