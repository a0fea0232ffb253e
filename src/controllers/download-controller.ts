/** The way to saving photos: buttons at once, everything else when somebody comes near them. */
import { html, nothing } from 'lit';
import type { ReactiveController, TemplateResult } from 'lit';
import type { Photo } from '../api/payloads.js';
import type { ResultSet } from '../state/search-state.js';
import type { Selection } from '../state/selection.js';
import type { DownloadHost } from './download-port.js';
import type { Downloads } from './downloads.js';

export interface SavingHost extends DownloadHost {
  /** What is ticked; `null` where nothing can be. */
  readonly selection: Selection | null;
  /** Says that a part of this tag could not be loaded. */
  cannotLoad(): void;
}

export class DownloadController implements ReactiveController {
  private readonly host: SavingHost;
  private now: Downloads | undefined;
  private loading: Promise<Downloads> | undefined;

  constructor(host: SavingHost) {
    this.host = host;
    host.addController(this);
  }

  hostUpdated(): void {
    this.now?.updated();
  }

  hostDisconnected(): void {
    // A page that moves the tag takes it out and puts it back in one go.
    setTimeout(() => this.host.isConnected || this.now?.stop());
  }

  /** Loads the code ahead of a press, so that what needs the press itself is not too late. */
  readonly warm = (): void => void this.load().catch(() => undefined);

  /** Does something at once where the code is here, which a share sheet or a file picker needs; else when it is. */
  use(act: (downloads: Downloads) => void): void {
    if (this.now) act(this.now);
    else this.load().then(act, () => this.host.cannotLoad());
  }

  private load(): Promise<Downloads> {
    this.loading ??= import('./downloads.js').then(
      ({ Downloads }) => (this.now ??= new Downloads(this.host)),
      (error: unknown) => {
        // The next press tries again.
        this.loading = undefined;
        throw error;
      },
    );
    return this.loading;
  }

  /** Whether anything may be saved. */
  get isOn(): boolean {
    return this.host.download !== 'none';
  }

  /** The visitor turned away from a photo in the viewer. */
  leave(photo: Photo | undefined): void {
    this.now?.leave(photo);
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
      @pointerenter=${this.warm}
      @focus=${this.warm}
      @click=${() => this.use((downloads) => (picked.length > 0 ? downloads.some(picked) : downloads.all()))}
    >
      ${host.sentence(key, { count })}
    </button>`;
  }

  /** What a download is up to. */
  render(): TemplateResult | typeof nothing {
    return this.now?.render() ?? nothing;
  }
}
