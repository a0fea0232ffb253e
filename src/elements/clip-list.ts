/** The clips that came: players, what could not be played, and what saves them. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Clip } from '../api/payloads.js';
import { clipPlayer, clockText } from '../ui/clip-player.js';
import { ClipSaver, openLink } from './clip-saver.js';
import type { ClipSaverView } from './clip-saver.js';
import type { Tag } from './tag.js';

/** Players that are put on the page at once. */
const BATCH = 12;

export interface ClipListView extends ClipSaverView {
  readonly tag: Tag & { readonly noDownload: boolean };
}

export class ClipList {
  private readonly view: ClipListView;
  private readonly saver: ClipSaver;
  private most = BATCH;
  /** Clips that the browser could not play. */
  private readonly broken = new Set<string>();

  constructor(view: ClipListView) {
    this.view = view;
    this.saver = new ClipSaver(view);
    view.tag.addController(this.saver);
  }

  render(clips: readonly Clip[]): TemplateResult {
    const left = clips.length - this.most;
    return html`
      <ul class="clips" role="list">
        ${clips
          .slice(0, this.most)
          .map((clip, index) => html`<li>${this.renderClip(clip, index, clips.length)}</li>`)}
      </ul>
      ${
        left > 0
          ? html`<button part="more" type="button" @click=${this.onMore}>
              ${this.view.tag.text('clip.more', { count: Math.min(left, BATCH) })}
            </button>`
          : nothing
      }
    `;
  }

  private readonly onMore = (): void => {
    this.most += BATCH;
    this.view.tag.requestUpdate();
  };

  private renderClip(clip: Clip, index: number, total: number): TemplateResult {
    const { tag } = this.view;
    const label = tag.text('clip.caption', { index: index + 1, total });
    const name = `ninepic-${tag.scope.eventId}-clip-${index + 1}`;
    const isBroken = this.broken.has(clip.url);
    return html`<figure part="clip">
      ${isBroken ? this.renderBroken(clip, label) : clipPlayer({ clip, label, onBroken: () => this.onBroken(clip) })}
      <figcaption>
        <span>${label}${clip.seconds === undefined ? nothing : ` · ${clockText(clip.seconds)}`}</span>
        ${tag.noDownload || isBroken ? nothing : this.saver.render(clip, name, label)}
      </figcaption>
    </figure>`;
  }

  private renderBroken(clip: Clip, label: string): TemplateResult {
    const { tag } = this.view;
    return html`<div class="broken" role="alert">
      <span>${tag.text('clip.broken')}</span>
      ${openLink(clip, tag.text('clip.open'), label)}
      <button part="retry" type="button" @click=${(event: Event) => void this.again(clip, event)}>
        ${tag.text('retry')} <span class="sr-only">${label}</span>
      </button>
    </div>`;
  }

  private onBroken(clip: Clip): void {
    this.broken.add(clip.url);
    this.view.tag.requestUpdate();
  }

  /** It may have been the network: the player is back, with the focus of the button that goes away. */
  private async again(clip: Clip, { target }: Event): Promise<void> {
    const { tag } = this.view;
    const figure = (target as Element).closest('figure');
    this.broken.delete(clip.url);
    tag.requestUpdate();
    await tag.updateComplete;
    figure?.querySelector('video')?.focus();
  }
}
