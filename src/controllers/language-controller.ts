/** The language of a tag: that of the nearest ancestor that names one, followed live, and loaded where it is not English. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { nameOf } from '../i18n/languages.js';
import type { LanguageFile } from '../i18n/languages.js';
import type { Messages } from '../i18n/messages.js';
import { translationOf, want } from '../i18n/texts.js';
import { hostOf } from '../state/page-config.js';
import type * as Frame from './language-frame.js';

export interface LanguageHost extends ReactiveControllerHost, HTMLElement {
  /** Texts of the page's own. */
  readonly messages: Partial<Messages>;
  /** Files of a foreign language that the tag needs, besides the first. */
  readonly languageFiles: readonly LanguageFile[];
}

/** Tags on the page; one observer serves all of them. */
const hosts = new Set<LanguageHost>();
let observer: MutationObserver | undefined;
/** Only pages in another language than English need it. */
let frame: typeof Frame | undefined;
const redraw = (): void => hosts.forEach((host) => host.requestUpdate());
const use = (loaded: typeof Frame): void => {
  frame = loaded;
  redraw();
};

/** The part of a tag that all else is in; what is said there of language and direction is said by us. */
export const baseOf = ({ shadowRoot }: Element): HTMLElement | null =>
  shadowRoot?.querySelector<HTMLElement>('[part="base"]') ?? null;

/** From a tag upwards, looking through shadow hosts; without what our own tags say of their content. */
export function* above(element: Element): Generator<Element> {
  for (let at: Element | null = element; at;) {
    if (at.getAttribute('part') !== 'base') yield at;
    at = at.parentElement ?? hostOf(at);
  }
}

/** The nearest `lang`; English where nobody says. */
export function languageOf(element: Element): string {
  for (const at of above(element)) {
    const lang = at.getAttribute('lang');
    if (lang) return lang.replaceAll('_', '-');
  }
  return 'en';
}

/** Which way a tag's content runs; it may be another than the page's. */
export const isRightToLeft = (host: Element): boolean =>
  getComputedStyle(baseOf(host) ?? host).direction === 'rtl';

export class LanguageController implements ReactiveController {
  /** As the page says it, for `Intl`. */
  tag = 'en';
  /** Of the language, without its region. */
  name = 'en';
  private readonly host: LanguageHost;

  constructor(host: LanguageHost) {
    this.host = host;
    host.addController(this);
  }

  /** Whether the page's language is spoken here: English, one that has come, or one that the page gave texts in. */
  get isSpoken(): boolean {
    const { name, host } = this;
    return name === 'en' || !!translationOf('retry', name) || Object.keys(host.messages ?? {}).length > 0;
  }

  hostConnected(): void {
    const { host } = this;
    hosts.add(host);
    observer ??= new MutationObserver(redraw);
    // What changes inside of a shadow root is seen only there.
    const what = { attributes: true, subtree: true, attributeFilter: ['lang', 'dir'] };
    for (let at: Element | null = host; at; at = hostOf(at)) observer.observe(at.getRootNode(), what);
    this.hostUpdate();
  }

  hostUpdate(): void {
    this.tag = languageOf(this.host);
    this.name = nameOf(this.tag);
    if (this.name === 'en') return;
    want(this.name, this.host.languageFiles, redraw);
    // Without it the texts are right all the same.
    if (!frame) void import('./language-frame.js').then(use, () => undefined);
  }

  hostUpdated(): void {
    frame?.mark(this.host, this.name, this.isSpoken);
  }

  hostDisconnected(): void {
    hosts.delete(this.host);
    if (hosts.size > 0) return;
    observer?.disconnect();
    observer = undefined;
  }
}
