/** Saves or shares one clip at a time, by the way that the device has for it. */
import { html, nothing } from 'lit';
import type { ReactiveController, TemplateResult } from 'lit';
import type { Clip } from '../api/payloads.js';
import type { MessageKey } from '../i18n/messages.js';
import type { Tag } from './tag.js';

export interface ClipSaverView {
  readonly tag: Tag;
  /** @returns false when the page does it in its own way */
  onSave(clip: Clip): boolean;
  onSaved(clip: Clip, name: string, isSaved: boolean): void;
}

/** A function hands on a file that is here, in a tap of its own: a share sheet opens only right after one. */
type Progress = 'fetching' | 'saved' | 'failed' | (() => Promise<boolean>);

export class ClipSaver implements ReactiveController {
  private readonly view: ClipSaverView;
  private readonly progress = new Map<string, Progress>();
  private fetching = new AbortController();

  constructor(view: ClipSaverView) {
    this.view = view;
  }

  hostDisconnected(): void {
    this.fetching.abort();
    this.fetching = new AbortController();
    this.progress.clear();
  }

  /** @param name of the file, without its ending */
  render(clip: Clip, name: string, label: string): TemplateResult {
    const { tag } = this.view;
    const progress = this.progress.get(clip.url);
    const isReady = typeof progress === 'function';
    const said = isReady ? null : progress && SAID[progress];
    return html`<span class="save">
      ${
        progress === 'failed'
          ? openLink(clip, tag.text('clip.open'), label, 'download')
          : html`<button
              part="download"
              type="button"
              aria-disabled=${progress === 'fetching' ? 'true' : nothing}
              @click=${() => void this.press(clip, name)}
            >
              ${tag.text(isReady ? 'clip.share' : 'clip.download')}
              <span class="sr-only">${label}</span>
            </button>`
      }
      <span class="hint" role="status">${said ? tag.text(said) : nothing}</span>
    </span>`;
  }

  private async press(clip: Clip, name: string): Promise<void> {
    const before = this.progress.get(clip.url);
    if (before === 'fetching') return;
    if (typeof before === 'function') {
      // Of two taps on a sheet one is told.
      if ((await before()) && this.progress.get(clip.url) === before) this.end(clip, name, true);
      return;
    }
    if (!this.view.onSave(clip)) return;
    const { signal } = this.fetching;
    try {
      this.set(clip, 'fetching');
      const { saveClip } = await import('../ui/save-clip.js');
      const later = await saveClip(clip.url, name, signal);
      if (later) this.set(clip, later);
      else this.end(clip, name, true);
    } catch {
      // A tag that was taken away has nothing to say.
      if (!signal.aborted) this.end(clip, name, false);
    }
  }

  private set(clip: Clip, progress: Progress): void {
    this.progress.set(clip.url, progress);
    this.view.tag.requestUpdate();
  }

  private end(clip: Clip, name: string, isSaved: boolean): void {
    this.set(clip, isSaved ? 'saved' : 'failed');
    this.view.onSaved(clip, name, isSaved);
  }
}

const SAID: Readonly<Record<Exclude<Progress, () => unknown>, MessageKey>> = {
  fetching: 'clip.saving',
  saved: 'clip.saved',
  failed: 'clip.unsaved',
};

/** The clip in a tab of its own: what is left where nothing else works. */
export const openLink = (clip: Clip, text: string, label: string, part?: string): TemplateResult =>
  html`<a
    part=${part ?? nothing}
    href=${clip.url}
    target="_blank"
    rel="noopener noreferrer"
    referrerpolicy="no-referrer"
    >${text} <span class="sr-only">${label}</span></a
  >`;
