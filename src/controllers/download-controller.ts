/** The way to saving photos: buttons at once, everything else when somebody comes near them. */
import { html, nothing } from 'lit';
import type { ReactiveController, TemplateResult } from 'lit';
import { NinepicError } from '../api/errors.js';
import type { Photo } from '../api/payloads.js';
import type { MessageKey } from '../i18n/messages.js';
import type { ResultSet } from '../state/search-state.js';
import { OnDemand } from './on-demand.js';
import type { Session } from '../state/session.js';
import type { Selection } from '../state/selection.js';
import type { DownloadHost } from './download-port.js';
import type { Downloads, TellViewer } from './downloads.js';

export interface SavingHost extends DownloadHost {
  /** What is ticked; `null` where nothing can be. */
  readonly selection: Selection | null;
  /** Tells the page of a failure. @returns false where the page shows its own message */
  report(error: NinepicError, once?: boolean): boolean;
  renderTrouble(error: NinepicError, onRetry: () => void): TemplateResult | null;
}

/** What a press asks for, and the photo in the viewer that it was made at. */
type Press = readonly [act: (downloads: Downloads) => void, tell?: TellViewer | undefined];

export class DownloadController implements ReactiveController {
  private readonly host: SavingHost;
  private readonly part: OnDemand<Downloads>;
  private press: Press | undefined;
  /** Whose photos were pressed. */
  private session: Session | null | undefined;
  /** Why the last press came to nothing. */
  private lost: NinepicError | null = null;

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
  use(...press: Press): void {
    const { session } = this.host;
    this.press = press;
    this.session = session;
    if (this.lost) this.host.requestUpdate();
    this.lost = null;
    this.part.use(
      // Where the page has turned to another event meanwhile, nobody wants them any more.
      (downloads) => session === this.host.session && press[0](downloads),
      () => this.fail(),
    );
  }

  /** What saves photos was lost on its way. */
  fail(): void {
    const { host, press } = this;
    this.lost = new NinepicError('offline', 'A part could not be loaded.', { unsent: true });
    if (host.report(this.lost, true)) press?.[1]?.(() => ({ message: host.sentence('error.offline') }));
    host.requestUpdate();
  }

  /** Says so, with a button that does what was pressed. */
  renderLost(): TemplateResult | null {
    const { host, lost, press } = this;
    return lost && press && this.session === host.session
      ? host.renderTrouble(lost, () => this.use(...press))
      : null;
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

  /** The button for all photos of her own search, whatever is ticked. */
  renderAll({ query, photos }: ResultSet): TemplateResult | typeof nothing {
    if (!/bib|selfie/.test(query.by) || photos.count === 0) return nothing;
    const part = this.host.selection?.size ? 'download-set' : 'download-all';
    return this.renderButton(part, 'gallery.download.all', photos.count);
  }

  /** The button for what is ticked; of the two, a page's own looks are for this one. */
  renderPicked(): TemplateResult | typeof nothing {
    const { photos = [] } = this.host.selection ?? {};
    return photos.length > 0
      ? this.renderButton('download-all', 'gallery.download.some', photos.length, photos)
      : nothing;
  }

  private renderButton(
    part: string,
    key: MessageKey,
    count: number,
    photos?: readonly Photo[],
  ): TemplateResult | typeof nothing {
    if (!this.isOn) return nothing;
    return html`<button
      part=${part}
      type="button"
      @pointerenter=${this.warmAll}
      @focus=${this.warmAll}
      @click=${() => this.use((downloads) => downloads.many(photos))}
    >
      ${this.host.sentence(key, { count })}
    </button>`;
  }

  /** What a download is up to. */
  render(): TemplateResult | typeof nothing {
    // Behind the viewer nobody could press anything in it.
    const isHidden = this.host.shadowRoot?.querySelector('.viewer');
    return (!isHidden && this.part.now?.render()) || nothing;
  }
}
