/** Keeps what the focus is on from lying under what stays in its place while the page scrolls (WCAG 2.4.11). */
import { scrollBy, scrollerOf } from './scroll-place.js';

/** What stays in its place, at the upper edge and at the lower one. */
const ABOVE = '.time-bar';
const BELOW = '.dock, .tray';
/** Room for the ring around a control, in pixels. */
const RING = 5;

/**
 * Scrolls until a control can be seen whole. Not for fingers and mice: what they press must not move away. A page with a bar
 * of its own at an edge of the window says so by `scroll-padding`, as for its own links.
 */
function uncover(control: Element): void {
  const root = control.getRootNode() as ShadowRoot;
  if (!control.matches(':focus-visible') || control.closest(`dialog, ${ABOVE}, ${BELOW}`)) return;
  const scroller = scrollerOf(control);
  const frame = scroller?.getBoundingClientRect();
  const padding = getComputedStyle(scroller ?? document.documentElement);
  const pixels = (length: string): number => parseFloat(length) || 0;
  const edges = (selector: string): DOMRect[] =>
    [...root.querySelectorAll(selector)].map((cover) => cover.getBoundingClientRect());
  const above = Math.max(
    (frame?.top ?? 0) + pixels(padding.scrollPaddingTop),
    ...edges(ABOVE).map(({ bottom }) => bottom),
  );
  const below = Math.min(
    Math.min(innerHeight, frame?.bottom ?? Infinity) - pixels(padding.scrollPaddingBottom),
    ...edges(BELOW).map(({ top }) => top),
  );
  const { top, bottom } = control.getBoundingClientRect();
  const under = Math.max(0, bottom + RING - below);
  // What is higher than the room between them begins at its upper edge.
  const over = Math.min(0, top - RING - under - above);
  if (under + over !== 0) scrollBy(scroller, under + over);
}

/** After the browser's own way to show it, and before either is drawn. */
function onFocusin({ target }: { readonly target: EventTarget | null }): void {
  requestAnimationFrame(() => target instanceof HTMLElement && uncover(target));
}

/** From now on; the same root is not watched twice. */
export function watch(root: ShadowRoot | null): void {
  root?.addEventListener('focusin', onFocusin);
  if (root) onFocusin({ target: root.activeElement });
}
