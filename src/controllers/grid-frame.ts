import type { PhotoList } from '../state/photo-list.js';
import type { VirtualLayout } from '../ui/virtual-layout.js';

/** What is lower is no bar of the page, but space to breathe, in pixels. */
const LOWEST_BAR = 32;

/** @returns pixels; 0 for what is none, or no length */
function barOf(padding: string): number {
  const pixels = /^([\d.]+)px$/.exec(padding)?.[1] ?? 0;
  return Number(pixels) < LOWEST_BAR ? 0 : Number(pixels);
}

/** What a gallery draws around its photos. Found once: with every scroll it is asked for. */
export class GridFrame {
  private readonly host: Element;
  private readonly found = new Map<string, HTMLElement>();
  private bars = '0px 0px';

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

  /**
   * Pixels at the upper edge of what is seen that something lies over: a bar of the page, which says so by `scroll-padding`,
   * and the slider. What stays in its place is told to leave the bars of the page free.
   */
  coverOf(slider: HTMLElement | null, scroller: Element | null | undefined): number {
    const padding = getComputedStyle(scroller ?? document.documentElement);
    const [above, below] = [barOf(padding.scrollPaddingTop), barOf(padding.scrollPaddingBottom)];
    const bars = `${above}px ${below}px`;
    if (bars !== this.bars) {
      this.bars = bars;
      this.base?.style.setProperty('--_above', `${above}px`);
      this.base?.style.setProperty('--_below', `${below}px`);
    }
    return above + (slider?.offsetHeight ?? 0);
  }

  /**
   * Draws empty rows where photos are still to come, so that a place that was jumped to is no white page until then.
   *
   * @param drawn places
   * @param shift what is to be taken off a place of the layout to draw it
   */
  drawBlank(list: PhotoList, layout: VirtualLayout, drawn: readonly [number, number], shift: number): void {
    const { style } = this.grid ?? {};
    if (!style) return;
    let [from, to] = drawn;
    while (from < to && list.isLoaded(from)) from += 1;
    while (from < to && list.isLoaded(to - 1)) to -= 1;
    const isBlank = from < to;
    if (!isBlank && !style.getPropertyValue('--_blank-top')) return;
    const last = layout.boxOf(to - 1);
    const top = layout.yOf(from);
    const end = last ? last.y + last.height : layout.yOf(to);
    style.setProperty('--_blank-top', isBlank ? `${top - shift}px` : '');
    style.setProperty('--_blank-end', isBlank ? `calc(100% - ${end - shift}px)` : '');
  }

  private find(selector: string): HTMLElement | null {
    const known = this.found.get(selector);
    if (known?.isConnected) return known;
    const element = this.host.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
    if (element) this.found.set(selector, element);
    return element;
  }
}
