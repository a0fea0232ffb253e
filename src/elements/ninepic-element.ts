import { LitElement, html, render } from 'lit';
import type { CSSResult, CSSResultGroup, PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import type { NinepicError } from '../api/errors.js';
import { LanguageController } from '../controllers/language-controller.js';
import { SessionController } from '../controllers/session-controller.js';
import { NinepicErrorEvent } from '../events.js';
import type { EventScope } from '../events.js';
import { format } from '../i18n/format.js';
import type { LanguageFile } from '../i18n/languages.js';
import type { MessageKey, Messages } from '../i18n/messages.js';
import { textOf, translationOf } from '../i18n/texts.js';
import { isOn } from '../state/page-config.js';
import type { OwnSettings } from '../state/page-config.js';
import type { SessionState } from '../state/session-state.js';
import { pause } from '../state/pause.js';
import type { Session } from '../state/session.js';
import { adopt } from '../ui/adopt.js';
import { trouble } from '../ui/status.js';
import { controls, tokens } from '../ui/tokens.js';
import type { CustomState } from './tag.js';

/** Failures that were prevented: the page shows a message of its own. */
const silenced = new WeakSet<NinepicError>();

/**
 * What all tags share: the settings that choose a session, the texts, and the reporting of failures.
 *
 * @fires ninepic-error - {NinepicErrorEvent} Something failed; once per failure. Cancelable: no message is shown.
 * @slot - Fallback: shown before the tag is upgraded, and where it can do nothing.
 * @slot heading - A heading above the tag's content.
 * @csspart base - The tag's content.
 * @csspart status - What the tag has to say.
 * @csspart retry - The button that tries again.
 * @cssprop [--ninepic-color-accent] - Buttons, focus, selection.
 * @cssprop [--ninepic-color-text] - Text; default: the page's.
 * @cssprop [--ninepic-color-surface] - Behind inputs.
 * @cssprop [--ninepic-font] - Font family; default: the page's.
 * @cssprop [--ninepic-radius=8px] - Corners; those of photos are square until it is set.
 */
export abstract class NinepicElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, controls];

  static override properties: PropertyDeclarations = {
    proxyUrl: { attribute: 'proxy-url', reflect: true },
    eventId: { attribute: 'event-id', reflect: true },
    group: { reflect: true },
    timeZone: { attribute: 'time-zone', reflect: true },
    noHash: { type: Boolean, converter: isOn, attribute: 'no-hash', reflect: true },
    hashKey: { attribute: 'hash-key', reflect: true },
    acceptQuery: { type: Boolean, converter: isOn, attribute: 'accept-query', reflect: true },
    messages: { attribute: false },
    session: { attribute: false },
  };

  /** @internal */
  readonly store = new SessionController(this);
  private readonly language = new LanguageController(this);
  private readonly internals: ElementInternals | undefined;
  /** @internal */
  givenSession: Session | null = null;
  /** Style sheets of the tag and of the parts that came. @internal */
  declare worn: CSSStyleSheet[];

  /** Address of the proxy, relative or absolute; a query in it is kept. */
  proxyUrl: string | null = null;
  /** Number of the event in 9Pic. */
  eventId: string | null = null;
  /** Separates two searches of one event on one page: up to 32 letters, digits, `_` and `-`. */
  group: string | null = null;
  /** IANA time zone of the race, for every time that is shown; default: the visitor's. */
  timeZone: string | null = null;
  /** Leave the address and the history of the page alone. */
  noHash = false;
  /** Key in the address instead of `ninepic-<event id>`: up to 32 letters, digits, `_` and `-`. */
  hashKey: string | null = null;
  /** Take over a search that 9Pic's own gallery hands on in the query of the address, once. */
  acceptQuery = false;
  /** Texts of your own, by key; what is missing stays ours. */
  messages: Partial<Messages> = {};

  constructor() {
    super();
    try {
      this.internals = this.attachInternals();
    } catch {
      // Without internals there are no states to style; everything else works.
    }
  }

  /** What the event has to offer for this tag to be of use. */
  protected abstract readonly feature: 'gallery' | 'bib' | 'selfie' | 'clip';

  /** What the page's author put between the tags, in the room that the first drawing will have. */
  protected renderFallback(): TemplateResult {
    return html`<slot></slot>`;
  }

  /** The event does not offer it; what is not known counts as on. */
  protected get isOff(): boolean {
    return this.store.session?.features[this.feature] === false;
  }

  /** A session of your own; wins over all settings. */
  get session(): Session | null {
    return this.givenSession ?? this.store.session;
  }
  set session(session: Session | null) {
    this.givenSession = session;
    this.store.invalidate();
  }

  get ownSettings(): OwnSettings {
    return {
      'proxy-url': this.proxyUrl,
      'event-id': this.eventId,
      group: this.group,
      'time-zone': this.timeZone,
      'no-hash': this.noHash ? 'on' : null,
      'hash-key': this.hashKey,
      'accept-query': this.acceptQuery ? 'on' : null,
    };
  }

  /** What is going on; frozen. `null` without a session. */
  get state(): SessionState | null {
    return this.store.state;
  }

  /** @internal */
  get scope(): EventScope {
    const { session } = this.store;
    return { eventId: session?.eventId ?? String(this.eventId ?? ''), group: session?.group ?? null };
  }

  /** The language of what is said here, for `Intl`: the page's, or English where we do not speak that. @internal */
  get locale(): string {
    return this.language.isSpoken ? this.language.tag : 'en';
  }

  /** Dispatches an event of ours. @returns false when the page canceled it @internal */
  emit(event: Event): boolean {
    return this.dispatchEvent(event);
  }

  /** Files of a foreign language that this tag says something of, besides the first. @internal */
  get languageFiles(): readonly LanguageFile[] {
    return [];
  }

  /** A text in the visitor's language. @internal */
  text(key: MessageKey, values?: Readonly<Record<string, string | number>>): string {
    const { name, tag } = this.language;
    const own = this.messages?.[key];
    // A page's script may give anything: what is no text is as if it were missing.
    const isText = typeof ((own as { other?: unknown } | undefined)?.other ?? own) === 'string';
    const message = (isText && own) || translationOf(key, name);
    // English keeps to its own plurals and digits in a page of any language.
    return format(message ?? textOf(key), message || name === 'en' ? tag : 'en', values);
  }

  /** The failure that this tag has to speak of, if any. @internal */
  get failure(): NinepicError | null {
    const { state } = this;
    if (this.store.problem) return this.store.problem;
    if (state?.eventError) return state.eventError;
    return this.store.failed?.error ?? null;
  }

  /**
   * What a server drew into a shadow root is drawn anew, not hydrated: what a search has found only the browser knows.
   * Lit would write a second content beside the first; `attachShadow` empties a root that came with the page.
   */
  protected override createRenderRoot(): ShadowRoot {
    const root = this.attachShadow({ mode: 'open' });
    for (const styles of (this.constructor as typeof NinepicElement).elementStyles)
      adopt(root, styles as CSSResult);
    // Until there is something to take its place.
    render(this.renderFallback(), root, this.renderOptions);
    return root;
  }

  /** While a page loads, the first drawing has a task of its own: the script that brings the tags keeps a slow phone busy. */
  protected override scheduleUpdate(): void | Promise<unknown> {
    const isBusy = !this.hasUpdated && document.readyState !== 'complete';
    return isBusy ? pause().then(() => super.scheduleUpdate()) : super.scheduleUpdate();
  }

  /** Another document takes style sheets off for good; back in their own they are put on again. @internal */
  adoptedCallback(): void {
    try {
      (this.renderRoot as ShadowRoot).adoptedStyleSheets = this.worn;
    } catch {
      // Still elsewhere, where ours may not be worn; or never drawn yet.
    }
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Whatever it was: most of it are settings, and to look at them again costs little.
    if (changed.size > 0) this.store.invalidate();
  }

  protected override updated(_changed: PropertyValues<this>): void {
    this.setState('off', this.isOff);
    const { failure } = this;
    if (!failure) return;
    // Site builders such as Wix set the attributes of a tag after they have put it onto the page.
    if (failure !== this.store.problem) this.report(failure, !!this.store.failed || undefined);
    else setTimeout(() => failure === this.store.problem && this.report(failure));
  }

  /**
   * Tells the page of a failure, once; the tag that the visitor used tells it.
   *
   * @param isMine whether this tag is the one to tell it
   * @returns false when the page shows a message of its own
   * @internal
   */
  report(error: NinepicError, isMine = this.store.isReporter): boolean {
    const { session } = this.store;
    if (session && !isMine) return true;
    if (session ? !session.claim(error) : reported.has(error)) return !silenced.has(error);
    reported.add(error);
    const tag = `<${this.localName}>`;
    // An organiser's mistake is an error, what happens to a visitor a warning.
    const log = error.code === 'config' ? console.error : console.warn;
    log(error.message.startsWith(tag) ? error.message : `${tag} ${error.message}`);
    const { code, status, retryable, retryAfter, operation = 'config' } = error;
    const detail = {
      code,
      retryable,
      operation,
      ...(status === undefined ? {} : { status }),
      ...(retryAfter === undefined ? {} : { retryAfter }),
    };
    if (this.emit(new NinepicErrorEvent(this.scope, detail))) return true;
    silenced.add(error);
    this.requestUpdate();
    return false;
  }

  /**
   * A message for a failure, unless the page shows its own.
   *
   * @param own texts to say instead
   * @internal
   */
  renderTrouble(
    error: NinepicError,
    onRetry?: () => void,
    own: Partial<Record<MessageKey, MessageKey>> = {},
  ): TemplateResult | null {
    if (silenced.has(error)) return null;
    const wait = this.store.minutes(error);
    const say = (key: MessageKey) => this.text(own[key] ?? key);
    const text = say(`error.${error.code}`) + (wait ? ` ${this.text('retry.wait', { count: wait })}` : '');
    return trouble(text, say('retry'), error.retryable && !wait && onRetry);
  }

  /** @internal */
  setState(name: CustomState, on: boolean): void {
    try {
      if (on) this.internals?.states.add(name);
      else this.internals?.states.delete(name);
    } catch {
      // Older browsers want names that begin with dashes.
    }
  }

  protected override render(): TemplateResult {
    // On a server there is no root, and nothing to show yet but the fallback.
    if (!this.renderRoot) return this.renderFallback();
    const { problem } = this.store;
    const eventError = this.state?.eventError;
    // An organiser reads these, so they name the tag and what to do.
    if (problem) return this.renderDeadEnd(problem.message);
    if (eventError)
      return this.renderDeadEnd(
        `<${this.localName}>: the proxy does not serve event ${this.scope.eventId}. Check event-id and the proxy's events.`,
      );
    if (this.isOff)
      return this.renderDeadEnd(this.text(this.state?.event?.enabled ? `${this.feature}.off` : 'event.off'));
    return this.renderContent();
  }

  /** One sentence, and what the page's author put between the tags. */
  protected renderDeadEnd(sentence: string): TemplateResult {
    return html`<div part="base">
      <slot name="heading"></slot>
      <div part="status" class="message" role="alert">${sentence}</div>
      <slot></slot>
    </div>`;
  }

  protected abstract renderContent(): TemplateResult;
}

/** Failures without a session that were told. */
const reported = new WeakSet<NinepicError>();
