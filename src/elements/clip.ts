import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { NinepicError } from '../api/errors.js';
import type { Clip } from '../api/payloads.js';
import { safeHref } from '../api/safe-url.js';
import {
  NinepicClipReadyEvent,
  NinepicClipRequestEvent,
  NinepicDownloadedEvent,
  NinepicDownloadEvent,
} from '../events.js';
import { clip } from '../i18n/english/clip.js';
import type { MessageKey } from '../i18n/messages.js';
import { learn } from '../i18n/texts.js';
import type { ClipState } from '../state/search-state.js';
import { selfieIdOf } from '../state/session-clips.js';
import { clipPlayer, clockText } from '../ui/clip-player.js';
import { politeStatus } from '../ui/status.js';
import { ClipSaver, openLink } from './clip-saver.js';
import { clipStyles } from './clip.styles.js';
import { NinepicElement } from './ninepic-element.js';

learn(clip);

/** Players that are put on the page at once. */
const BATCH = 12;

/** What is said of these failures here. */
const OWN_TEXTS: Partial<Record<MessageKey, MessageKey>> = {
  'error.timeout': 'clip.timeout',
  'error.unconfirmed': 'clip.unconfirmed',
};

/**
 * Short videos of the visitor, from the selfie that she was found with (9Pic Motion). Ordered by a click, once; they take
 * minutes, and are found again by the link of the selfie search.
 *
 * @tag ninepic-clip
 * @fires ninepic-clip-request - {NinepicClipRequestEvent} Before clips are ordered. Cancelable: nothing is ordered.
 * @fires ninepic-clip-ready - {NinepicClipReadyEvent} Clips can be played; once per search.
 * @fires ninepic-download - {NinepicDownloadEvent} Before a clip is saved or shared. Cancelable.
 * @fires ninepic-downloaded - {NinepicDownloadedEvent} A clip was saved or shared, or could not be.
 * @slot button-label - What the button says.
 * @slot empty - Shown when there is no clip of the visitor.
 * @csspart button - The button that orders.
 * @csspart selfie - The button or link to the selfie search.
 * @csspart progress - For how long the clips have been in the making.
 * @csspart clip - One clip, with its caption.
 * @csspart video - The player.
 * @csspart download - The button that saves a clip; a link where only opening it is possible.
 * @csspart more - The button for more clips.
 */
export class NinepicClip extends NinepicElement {
  static override styles = [...[NinepicElement.styles].flat(), clipStyles];

  /** What the button says; default: in the visitor's language. */
  @property() label: string | null = null;
  /** The page with the selfie search, if it is another one. */
  @property({ attribute: 'selfie-href' }) selfieHref: string | null = null;
  /** Offer no saving and sharing. */
  @property({ type: Boolean, attribute: 'no-download' }) noDownload = false;

  @query('[part="base"]') private readonly base!: HTMLElement | null;
  @state() private most = BATCH;
  private readonly saver = new ClipSaver(this);
  /** Clips that the browser could not play. */
  private readonly broken = new Set<string>();
  private timer: ReturnType<typeof setInterval> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.tick(false);
  }

  sentence(key: MessageKey): string {
    return this.text(key);
  }

  protected override text(key: MessageKey, values?: Readonly<Record<string, string | number>>): string {
    const { clip } = this;
    if (key === 'retry' && clip.status === 'failed')
      return super.text(
        clip.ordered ? 'clip.look' : clip.error.code === 'clip-failed' ? 'clip.restart' : key,
      );
    return super.text(OWN_TEXTS[key] ?? key, values);
  }

  private get clip(): ClipState {
    return this.state?.clip ?? { status: 'none' };
  }

  /** Where several tags show the same clips, the one that was used tells of a failure. */
  private get tellsFailures(): boolean {
    const { actor, all } = this.store.session?.members ?? {};
    return actor === this || !(actor instanceof NinepicClip && all?.has(actor));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    // Free, and once: were clips ordered on an earlier visit?
    if (this.store.session?.shared) this.store.session.clips.find();
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const { clip } = this;
    const hasNone = clip.status === 'ready' && clip.clips.length === 0;
    this.setState('busy', clip.status === 'rendering');
    this.setState('failed', clip.status === 'failed');
    this.setState('empty', hasNone);
    this.setState('off', clip.status === 'off');
    this.tick(clip.status === 'rendering' && clip.since !== null);
    if (clip.status === 'failed') this.report(clip.error, this.tellsFailures);
    if (clip.status !== 'ready' || hasNone || !this.store.session?.announce(`clips ${clip.requestId}`))
      return;
    const { requestId, clips } = clip;
    this.emit(new NinepicClipReadyEvent(this.scope, { requestId, clips }));
  }

  /** Draws the time that has passed, every second. */
  private tick(isOn: boolean): void {
    if (isOn) this.timer ??= setInterval(() => this.requestUpdate(), 1000);
    else {
      clearInterval(this.timer);
      this.timer = undefined;
    }
  }

  private readonly order = (): void => {
    const requestId = this.state && selfieIdOf(this.state);
    const isFree = this.clip.status === 'none' || this.clip.status === 'failed';
    if (!requestId || !isFree || this.store.session?.clips.isOrdering) return;
    if (!this.emit(new NinepicClipRequestEvent(this.scope, { requestId }))) return;
    // The button goes away; whoever pressed it by keyboard stays here.
    this.base?.focus({ preventScroll: true });
    void this.store.act((session) => session.orderClips());
  };

  private readonly retry = (): void => {
    const { clip } = this;
    if (clip.status === 'failed' && !clip.ordered) this.order();
    else {
      this.base?.focus({ preventScroll: true });
      this.store.act((session) => session.clips.retry());
    }
  };

  onSave(clip: Clip): boolean {
    return this.emit(new NinepicDownloadEvent(this.scope, { clips: Object.freeze([clip]), kind: 'clip' }));
  }

  onSaved(_clip: Clip, name: string, isSaved: boolean): void {
    const failed = Object.freeze(isSaved ? [] : [name]);
    this.emit(new NinepicDownloadedEvent(this.scope, { kind: 'clip', saved: isSaved ? 1 : 0, failed }));
  }

  protected override renderContent(): TemplateResult {
    const { clip } = this;
    if (clip.status === 'off')
      return this.renderDeadEnd(this.text(this.state?.event?.enabled ? 'clip.off' : 'event.off'));
    return html`<div part="base" tabindex="-1">
      <slot name="heading"></slot>
      ${this.renderStatus()} ${clip.status === 'rendering' ? this.renderProgress(clip.since) : nothing}
      ${clip.status === 'ready' ? this.renderClips(clip.clips) : nothing}
    </div>`;
  }

  private renderStatus(): TemplateResult {
    const { clip } = this;
    switch (clip.status) {
      case 'rendering':
        return politeStatus(this.describe(clip));
      case 'ready':
        return clip.clips.length === 0
          ? politeStatus(html`<slot name="empty">${this.text('clip.none')}</slot>`)
          : politeStatus(this.text('clip.found', { count: clip.clips.length }));
      case 'failed':
        return this.renderFailure(clip.error);
      case 'none':
      case 'off':
        return this.renderStart(clip.status === 'none' && clip.looking === true);
    }
  }

  /** What is going on. Changes once a minute at most, because it is spoken. */
  private describe(clip: ClipState & { status: 'rendering' }): string {
    if (clip.phase !== 'rendering') return this.text(`clip.${clip.phase}`);
    if (navigator.onLine === false) return this.text('clip.offline');
    const minutes = clip.since === null ? 0 : Math.floor((Date.now() - clip.since) / 60_000);
    return (
      this.text('clip.rendering') + (minutes > 0 ? ` ${this.text('clip.minutes', { count: minutes })}` : '')
    );
  }

  private renderProgress(since: number | null): TemplateResult {
    const link = this.store.session?.linkTo(this.state?.sets.selfie) ?? null;
    return html`
      <div part="progress">
        <span class="pulse" aria-hidden="true"></span>
        ${since === null ? nothing : clockText((Date.now() - since) / 1000)}
      </div>
      <p class="hint">
        ${this.text('clip.leave')}
        ${
          link === null
            ? nothing
            : html`${this.text('clip.comeback')} <a href=${link}>${this.text('clip.link')}</a>`
        }
      </p>
    `;
  }

  private renderStart(isLooking: boolean): TemplateResult {
    const { state } = this;
    const search = state?.search;
    if (search?.status === 'failed' && search.query.by === 'selfie' && this.store.isReporter) {
      const message = this.renderTrouble(search.error, () => this.store.session?.retry());
      if (message) return message;
    }
    const isSearching = search?.status === 'searching' && search.query.by === 'selfie';
    if (!state || !this.store.session?.shared || isSearching) return politeStatus(nothing);
    if (isLooking) return politeStatus(this.text('clip.looking'));
    if (selfieIdOf(state) === null)
      return html`${politeStatus(this.text('clip.selfie.first'))} ${this.renderWayToSelfie()}`;
    return html`${politeStatus(this.text('clip.intro'))}
      <button part="button" class="primary" type="button" @click=${this.order}>
        <slot name="button-label">${this.label ?? this.text('clip.button')}</slot>
      </button>`;
  }

  private renderFailure(error: NinepicError): TemplateResult {
    return this.renderTrouble(error, this.retry) ?? politeStatus(nothing);
  }

  /** To the selfie tag of this session, or to the page where there is one. */
  private renderWayToSelfie(): TemplateResult | typeof nothing {
    const text = this.text('clip.selfie.link');
    const tag = this.selfieTag;
    if (tag)
      return html`<button part="selfie" type="button" @click=${() => showSelfie(tag)}>${text}</button>`;
    const href = safeHref(this.selfieHref, this.baseURI);
    return href ? html`<a part="selfie" href=${href}>${text}</a>` : nothing;
  }

  private get selfieTag(): HTMLElement | undefined {
    const all = [...(this.store.session?.members.all ?? [])];
    return all.find(
      (member): member is HTMLElement =>
        member instanceof HTMLElement && member.localName === 'ninepic-selfie-search',
    );
  }

  private renderClips(clips: readonly Clip[]): TemplateResult {
    const left = clips.length - this.most;
    return html`
      <ul class="clips" role="list">
        ${clips
          .slice(0, this.most)
          .map((clip, index) => html`<li>${this.renderClip(clip, index, clips.length)}</li>`)}
      </ul>
      ${
        left > 0
          ? html`<button part="more" type="button" @click=${() => (this.most += BATCH)}>
              ${this.text('clip.more', { count: Math.min(left, BATCH) })}
            </button>`
          : nothing
      }
    `;
  }

  private renderClip(clip: Clip, index: number, total: number): TemplateResult {
    const label = this.text('clip.caption', { index: index + 1, total });
    const name = `ninepic-${this.scope.eventId}-clip-${index + 1}`;
    const isBroken = this.broken.has(clip.url);
    return html`<figure part="clip">
      ${isBroken ? this.renderBroken(clip, label) : clipPlayer({ clip, label, onBroken: () => this.onBroken(clip) })}
      <figcaption>
        <span>${label}${clip.seconds === undefined ? nothing : ` · ${clockText(clip.seconds)}`}</span>
        ${this.noDownload || isBroken ? nothing : this.saver.render(clip, name, label)}
      </figcaption>
    </figure>`;
  }

  private renderBroken(clip: Clip, label: string): TemplateResult {
    return html`<div class="broken" role="alert">
      <span>${this.text('clip.broken')}</span>
      ${openLink(clip, this.text('clip.open'), label)}
    </div>`;
  }

  private onBroken(clip: Clip): void {
    this.broken.add(clip.url);
    this.requestUpdate();
  }
}

function showSelfie(tag: HTMLElement): void {
  tag.scrollIntoView({ block: 'center' });
  tag.shadowRoot?.querySelector<HTMLElement>('input:enabled, button:enabled')?.focus({ preventScroll: true });
}
