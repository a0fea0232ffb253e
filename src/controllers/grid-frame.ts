/** What a gallery draws around its photos. Found once: with every scroll it is asked for. */
export class GridFrame {
  private readonly host: Element;
  private readonly found = new Map<string, HTMLElement>();

  constructor(host: Element) {
    this.host = host;
  }

  /** The element that is as high as the list. */
  get grid(): HTMLElement | null {
    return this.find('[part="grid"]');
  }

  /** Scrolls where the page gave the tag a height. */
  get base(): HTMLElement | null {
    return this.find('[part="base"]');
  }

  /** Has the row height as its height and the gap as its width, in whatever units the page set them. */
  get ruler(): HTMLElement | null {
    return this.find('.ruler');
  }

  private find(selector: string): HTMLElement | null {
    const known = this.found.get(selector);
    if (known?.isConnected) return known;
    const element = this.host.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
    if (element) this.found.set(selector, element);
    return element;
  }
}
