/** The way to saving photos: buttons at once, everything else when somebody comes near them. */
import { html, nothing } from 'lit';
import type { ReactiveController, TemplateResult } from 'lit';
import type { Photo } from '../api/payloads.js';
import type { ResultSet } from '../state/search-state.js';
import { OnDemand } from './on-demand.js';
import type { Selection } from '../state/selection.js';
import type { DownloadHost } from './download-port.js';
import type { Downloads } from './downloads.js';

export interface SavingHost extends DownloadHost {
  /** What is ticked; `null` where nothing can be. */
  readonly selection: Selection | null;
}

export class DownloadController implements ReactiveController {
  private readonly host: SavingHost;
  private readonly part: OnDemand<Downloads>;

  constructor(host: SavingHost) {
    this.host = host;
    this.part = new OnDemand(async () => (await import('./downloads.js')).downloadsOf(host));
    host.addController(this);
  }

  hostUpdated(): void {
    this.part.now?.updated();
  }

  hostDisconnected(): void {
    // A page that moves the tag takes it out and puts it back in one go.
    setTimeout(() => this.host.isConnected || this.part.now?.stop());
  }

  /** Loads the code ahead of a press, so that what needs the press itself is not too late. */
  warm(part?: 'bulk' | 'sharer'): void {
    this.part.get().then(
      (downloads) => part && downloads.warm(part),
      () => undefined,
    );
  }

  private readonly warmAll = (): void => this.warm('bulk');

  /** Does something at once where the code is here, which a share sheet or a file picker needs; else when it is. */
  use(act: (downloads: Downloads) => void): void {
    this.part.use(act, () => this.host.cannotLoad());
  }

  /** Whether anything may be saved. */
  get isOn(): boolean {
    return this.host.download !== 'none';
  }

  /** The visitor turned away from a photo in the viewer. */
  leave(photo: Photo | undefined): void {
    this.part.now?.leave(photo);
    // What failed meanwhile.
    this.host.requestUpdate();
  }

  /** The button for what is ticked, else for all photos of a search. */
  renderAll({ query, photos }: ResultSet): TemplateResult | typeof nothing {
    const { host } = this;
    const picked = host.selection?.photos ?? [];
    const isMine = /bib|selfie/.test(query.by);
    if (!this.isOn || (picked.length === 0 && (photos.count === 0 || !isMine))) return nothing;
    const [key, count] =
      picked.length > 0
        ? (['gallery.download.some', picked.length] as const)
        : (['gallery.download.all', photos.count] as const);
    return html`<button
      part="download-all"
      type="button"
      @pointerenter=${this.warmAll}
      @focus=${this.warmAll}
      @click=${() => this.use((downloads) => downloads.many(picked.length > 0 ? picked : undefined))}
    >
      ${host.sentence(key, { count })}
    </button>`;
  }

  /** What a download is up to. */
  render(): TemplateResult | typeof nothing {
    // Behind the viewer nobody could press anything in it.
    const isHidden = this.host.shadowRoot?.querySelector('.viewer');
    return (!isHidden && this.part.now?.render()) || nothing;
  }
}
