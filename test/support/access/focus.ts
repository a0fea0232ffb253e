/** Where the focus is, and whether it can be seen there (WCAG 2.4.7, 2.4.11, 2.4.13). */
import type { Page } from 'playwright-core';
import { changed, contrast, pixels } from './pixels.js';

export interface Stop {
  /** The control by its part or words. */
  readonly name: string;
  /** Nothing lies over its middle. */
  readonly isUncovered: boolean;
  /** Pixels that the focus changes by 3 : 1 or more, as a share of a line of two pixels around the control. */
  readonly ring: number;
}

/** The stop that has the focus; `null` where the page itself has it. */
export async function stopAt(page: Page): Promise<Stop | null> {
  const found = await page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    if (!(active instanceof HTMLElement) || active === document.body) return null;
    const { x, y, width, height } = active.getBoundingClientRect();
    const root = active.getRootNode() as Document | ShadowRoot;
    const top = root.elementFromPoint(
      Math.min(innerWidth - 1, Math.max(0, x + width / 2)),
      Math.min(innerHeight - 1, Math.max(0, y + height / 2)),
    );
    const name =
      active.getAttribute('part') ?? (active.getAttribute('aria-label') || active.innerText).slice(0, 40);
    Object.assign(window, { focused: active });
    return {
      name,
      isUncovered: top !== null && (active.contains(top) || top.contains(active)),
      x,
      y,
      width,
      height,
    };
  });
  const view = page.viewportSize();
  if (!found || !view) return null;
  const { name, isUncovered, x, y, width, height } = found;
  const left = Math.max(0, Math.floor(x) - 6);
  const above = Math.max(0, Math.floor(y) - 6);
  const clip = {
    x: left,
    y: above,
    width: Math.min(view.width, Math.ceil(x + width) + 6) - left,
    height: Math.min(view.height, Math.ceil(y + height) + 6) - above,
  };
  if (clip.width < 1 || clip.height < 1) return { name, isUncovered: false, ring: 0 };
  const focused = await pixels(page, clip);
  const use = (verb: 'blur' | 'focus') =>
    page.evaluate((wanted) => {
      const { focused: control } = window as unknown as { focused: HTMLElement };
      if (wanted === 'blur') control.blur();
      else control.focus({ preventScroll: true });
    }, verb);
  await use('blur');
  const plain = await pixels(page, clip);
  await use('focus');
  const seen = changed(plain, focused)
    .filter(({ was, is }) => contrast(was, is) >= 3)
    .reduce((sum, { count }) => sum + count, 0);
  return { name, isUncovered, ring: seen / (2 * 2 * (width + height)) };
}
