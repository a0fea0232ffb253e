/** The language of a tag: that of the nearest ancestor that names one, followed live. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Hosts on the page; one observer serves all of them. */
const hosts = new Set<ReactiveControllerHost>();
let observer: MutationObserver | undefined;

/** The nearest `lang`, looking through shadow hosts; English where nobody says. */
export function languageOf(element: Element): string {
  for (let at: Element | null = element; at;) {
    const lang = at.getAttribute('lang');
    if (lang) return lang;
    const root = at.getRootNode();
    at = at.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  }
  return 'en';
}

export class LanguageController implements ReactiveController {
  private readonly host: ReactiveControllerHost & Element;

  constructor(host: ReactiveControllerHost & Element) {
    this.host = host;
    host.addController(this);
  }

  get lang(): string {
    return languageOf(this.host);
  }

  hostConnected(): void {
    hosts.add(this.host);
    if (observer) return;
    observer = new MutationObserver(() => hosts.forEach((host) => host.requestUpdate()));
    observer.observe(document, { attributes: true, subtree: true, attributeFilter: ['lang'] });
  }

  hostDisconnected(): void {
    hosts.delete(this.host);
    if (hosts.size > 0) return;
    observer?.disconnect();
    observer = undefined;
  }
}
