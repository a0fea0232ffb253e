/** What part of an element can be seen, whatever scrolls: the page, a box around it, or the element itself. */

/** Containers on the way out, through shadow roots. */
function* ancestors(element: Element): Iterable<Element> {
  for (let at: Element | null = element; at;) {
    const root: Node = at.getRootNode();
    at = at.assignedSlot ?? at.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
    if (at) yield at;
  }
}

/** The nearest box that scrolls vertically; `null` for the page. */
export function scrollerOf(element: Element): Element | null {
  const { body, documentElement: page } = document;
  for (const at of ancestors(element)) {
    // What a page says of its body is the window's, unless it has said so of the root as well.
    if (at === page || (at === body && getComputedStyle(page).overflowY === 'visible')) return null;
    const { overflowY } = getComputedStyle(at);
    if ((overflowY === 'auto' || overflowY === 'scroll') && at.scrollHeight > at.clientHeight) return at;
  }
  return null;
}

/** The visible stretch of an element, in its own pixels from its top; `height` is that of the window it is seen through. */
export interface Visible {
  readonly top: number;
  readonly bottom: number;
  readonly height: number;
}

/** Less is the rounding of heights, and what a slight turn makes of them. */
const NOTICED = 0.03;

/** How large an element is drawn, by `zoom` or `transform` of what is around it; 1 as a rule. */
export function scaleOf(element: Element | null, drawn = element?.getBoundingClientRect().height): number {
  const scale = (drawn ?? 0) / ((element as HTMLElement | null)?.offsetHeight ?? 0);
  return scale > 0 && scale < Infinity && Math.abs(scale - 1) > NOTICED ? scale : 1;
}

/** @returns `null` where there is no room for it, as in a hidden box */
export function visiblePart(element: Element, scroller: Element | null): Visible | null {
  const { top, width, height } = element.getBoundingClientRect();
  if (width === 0) return null;
  const frame = scroller?.getBoundingClientRect();
  const above = Math.max(0, frame?.top ?? 0);
  const below = Math.min(innerHeight, frame?.bottom ?? innerHeight);
  const scale = scaleOf(element, height);
  return {
    top: (above - top) / scale,
    bottom: (below - top) / scale,
    height: Math.max(0, below - above) / scale,
  };
}

/** Scrolls by so many pixels, at once even where the page scrolls smoothly. */
export function scrollBy(scroller: Element | null, top: number): void {
  (scroller ?? window).scrollBy({ top, behavior: 'instant' });
}

/**
 * @param listener told of every scroll that can move `element`: capture sees those of all boxes around it
 */
export function onScroll(element: HTMLElement, listener: () => void, signal: AbortSignal): void {
  const options = { capture: true, passive: true, signal };
  globalThis.addEventListener('scroll', listener, options);
  // A scroll inside a shadow root does not leave it; the innermost root is the element's own.
  for (let root: Node | null = element.shadowRoot; root instanceof ShadowRoot; root = root.host.getRootNode())
    root.addEventListener('scroll', listener, options);
}

/** @param listener told when the visitor scrolls, or uses the page otherwise, with what she did */
export function onTouched(listener: (event: Event) => void, signal: AbortSignal): void {
  for (const type of ['wheel', 'touchmove', 'pointerdown', 'keydown'])
    globalThis.addEventListener(type, listener, { capture: true, passive: true, signal });
}
