/** What a visitor sees of the clips: the button that orders, the waiting, the players. Loaded when a tag is on the page and on. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Clip } from '../api/payloads.js';
import { safeHref } from '../api/safe-url.js';
import {
  NinepicClipReadyEvent,
  NinepicClipRequestEvent,
  NinepicDownloadedEvent,
  NinepicDownloadEvent,
} from '../events.js';
import { clip as texts } from '../i18n/english/clip.js';
import type { MessageKey } from '../i18n/messages.js';
import { learn } from '../i18n/texts.js';
import type { ClipState } from '../state/search-state.js';
import { selfieIdOf } from '../state/session-clips.js';
import { clockText } from '../ui/clip-player.js';
import { politeStatus } from '../ui/status.js';
import { ClipList } from './clip-list.js';
import { clipStyles } from './clip-view.styles.js';
import type { Tag } from './tag.js';
import type { Part } from './part-element.js';

learn(texts);

/** What is said of these failures here. */
const OWN_TEXTS: Partial<Record<MessageKey, MessageKey>> = {
  'error.timeout': 'clip.timeout',
  'error.unconfirmed': 'clip.unconfirmed',
};

/** The tag that it is the view of. */
export interface ClipTag extends Tag {
  readonly label: string | null;
  readonly selfieHref: string | null;
  readonly noDownload: boolean;
}

export class ClipView implements Part {
  readonly tag: ClipTag;
  readonly styles = clipStyles;
  private readonly list: ClipList;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(tag: ClipTag) {
    this.tag = tag;
    this.list = new ClipList(this);
  }

  /** Clips, and the waiting for them, are as high as they are. */
  get isSettled(): boolean {
    return this.clip.status !== 'none';
  }

  hostDisconnected(): void {
    this.tick(false);
  }

  private get clip(): ClipState {
    return this.tag.state?.clip ?? { status: 'none' };
  }

  /** Where several tags show the same clips, the one that was used tells of a failure. */
  private get tellsFailures(): boolean {
    const { actor, all } = this.tag.store.session?.members ?? {};
    const isOther = actor instanceof Element && actor !== this.tag && actor.localName === this.tag.localName;
    return !isOther || !all?.has(actor);
  }

  hostUpdated(): void {
    const { tag } = this;
    const { session } = tag.store;
    const { clip } = this;
    const hasNone = clip.status === 'ready' && clip.clips.length === 0;
    this.tag.setState('busy', clip.status === 'rendering');
    this.tag.setState('failed', clip.status === 'failed');
    this.tag.setState('empty', hasNone);
    this.tick(clip.status === 'rendering' && clip.since !== null);
    if (clip.status === 'failed') this.tag.report(clip.error, this.tellsFailures);
    if (clip.status !== 'ready' || hasNone || !session?.announce(`clips ${clip.requestId}`)) return;
    const { requestId, clips } = clip;
    this.tag.emit(new NinepicClipReadyEvent(this.tag.scope, { requestId, clips }));
  }

  /** Draws the time that has passed, every second. */
  private tick(isOn: boolean): void {
    if (isOn) this.timer ??= setInterval(() => this.tag.requestUpdate(), 1000);
    else {
      clearInterval(this.timer);
      this.timer = undefined;
    }
  }

  private readonly order = (): void => {
    const requestId = this.tag.state && selfieIdOf(this.tag.state);
    const isFree = this.clip.status === 'none' || this.clip.status === 'failed';
    if (!requestId || !isFree || this.tag.store.session?.clips?.isOrdering) return;
    if (!this.tag.emit(new NinepicClipRequestEvent(this.tag.scope, { requestId }))) return;
    // The button goes away; whoever pressed it by keyboard stays here.
    this.tag.shadowRoot?.querySelector<HTMLElement>('.view')?.focus({ preventScroll: true });
    void this.tag.store.act((session) => session.orderClips());
  };

  private readonly retry = (): void => {
    const { clip } = this;
    if (clip.status === 'failed' && !clip.ordered) this.order();
    else {
      this.tag.shadowRoot?.querySelector<HTMLElement>('.view')?.focus({ preventScroll: true });
      this.tag.store.act((session) => session.clips?.retry());
    }
  };

  onSave(clip: Clip): boolean {
    return this.tag.emit(
      new NinepicDownloadEvent(this.tag.scope, { clips: Object.freeze([clip]), kind: 'clip' }),
    );
  }

  onSaved(_clip: Clip, name: string, isSaved: boolean): void {
    const failed = Object.freeze(isSaved ? [] : [name]);
    this.tag.emit(
      new NinepicDownloadedEvent(this.tag.scope, { kind: 'clip', saved: isSaved ? 1 : 0, failed }),
    );
  }

  render(): TemplateResult {
    const { clip } = this;
    return html`<div class="view" tabindex="-1">
      ${this.renderStatus()} ${clip.status === 'rendering' ? this.renderProgress(clip.since) : nothing}
      ${clip.status === 'ready' ? this.list.render(clip.clips) : nothing}
    </div>`;
  }

  private renderStatus(): TemplateResult {
    const { clip } = this;
    switch (clip.status) {
      case 'rendering':
        return politeStatus(this.describe(clip));
      case 'ready':
        return clip.clips.length === 0
          ? politeStatus(html`<slot name="empty">${this.tag.text('clip.none')}</slot>`)
          : politeStatus(this.tag.text('clip.found', { count: clip.clips.length }));
      case 'failed':
        return this.renderFailure(clip);
      case 'none':
      case 'off':
        return this.renderStart(clip.status === 'none' && clip.looking === true);
    }
  }

  /** What is going on. Changes once a minute at most, because it is spoken. */
  private describe(clip: ClipState & { status: 'rendering' }): string {
    if (clip.phase !== 'rendering') return this.tag.text(`clip.${clip.phase}`);
    if (navigator.onLine === false) return this.tag.text('clip.offline');
    const minutes = clip.since === null ? 0 : Math.floor((Date.now() - clip.since) / 60_000);
    return (
      this.tag.text('clip.rendering') +
      (minutes > 0 ? ` ${this.tag.text('clip.minutes', { count: minutes })}` : '')
    );
  }

  private renderProgress(since: number | null): TemplateResult {
    const link = this.tag.store.session?.linkTo(this.tag.state?.sets.selfie) ?? null;
    return html`
      <div part="progress">
        <span class="pulse" aria-hidden="true"></span>
        ${since === null ? nothing : clockText((Date.now() - since) / 1000)}
      </div>
      ${
        // Where no address holds the search, a page that is closed has lost it.
        link === null
          ? nothing
          : html`<p class="hint">
              ${this.tag.text('clip.leave')} ${this.tag.text('clip.comeback')}
              <a href=${link}>${this.tag.text('clip.link')}</a>
            </p>`
      }
    `;
  }

  private renderStart(isLooking: boolean): TemplateResult {
    const { state } = this.tag;
    const search = state?.search;
    const { failed } = this.tag.store;
    if (failed?.query.by === 'selfie') {
      const message = this.tag.renderTrouble(failed.error, () => this.tag.store.session?.retry());
      if (message) return message;
    }
    const isSearching = search?.status === 'searching' && search.query.by === 'selfie';
    if (!state || !this.tag.store.session?.shared || isSearching) return politeStatus(nothing);
    if (isLooking) return politeStatus(this.tag.text('clip.looking'));
    if (selfieIdOf(state) === null)
      return html`${politeStatus(this.tag.text('clip.selfie.first'))} ${this.renderWayToSelfie()}`;
    return html`${politeStatus(this.tag.text('clip.intro'))}
      <button part="button" class="primary" type="button" @click=${this.order}>
        <slot name="button-label">${this.tag.label ?? this.tag.text('clip.button')}</slot>
      </button>`;
  }

  private renderFailure(failed: ClipState & { status: 'failed' }): TemplateResult {
    const { error } = failed;
    const retry = failed.ordered ? 'clip.look' : error.code === 'clip-failed' ? 'clip.restart' : 'retry';
    return this.tag.renderTrouble(error, this.retry, { ...OWN_TEXTS, retry }) ?? politeStatus(nothing);
  }

  /** To the selfie tag of this session, or to the page where there is one. */
  private renderWayToSelfie(): TemplateResult | typeof nothing {
    const text = this.tag.text('clip.selfie.link');
    const tag = this.selfieTag;
    if (tag)
      return html`<button part="selfie" type="button" @click=${() => showSelfie(tag)}>${text}</button>`;
    const href = safeHref(this.tag.selfieHref, this.tag.baseURI);
    return href ? html`<a part="selfie" href=${href}>${text}</a>` : nothing;
  }

  private get selfieTag(): HTMLElement | undefined {
    const all = [...(this.tag.store.session?.members.all ?? [])];
    return all.find(
      (member): member is HTMLElement =>
        member instanceof HTMLElement && member.localName === 'ninepic-selfie-search',
    );
  }
}

function showSelfie(tag: HTMLElement): void {
  tag.scrollIntoView({ block: 'center' });
  tag.shadowRoot?.querySelector<HTMLElement>('input:enabled, button:enabled')?.focus({ preventScroll: true });
}
