const baseOf = (root: ShadowRoot): Element | null => root.querySelector('[part="base"]');

/** What says the language and the direction of all that is in the root. */
export const frameOf = (root: ShadowRoot): Element => baseOf(root) ?? root.host;

/** Names the dialog, and gives it the language and the direction of what it stands beside. May be called again. */
export function frameDialog(dialog: HTMLElement, root: ShadowRoot, label: string): void {
  dialog.classList.add('viewer');
  dialog.setAttribute('part', 'viewer');
  dialog.setAttribute('aria-label', label);
  for (const name of ['lang', 'dir']) {
    // Not the host's own: those are inherited, and may turn while the viewer is open.
    const value = baseOf(root)?.getAttribute(name);
    if (value) dialog.setAttribute(name, value);
    else dialog.removeAttribute(name);
  }
}

/**
 * Keeps the viewer in what can be seen of a page that was pinched before it opened. A fixed element stands in the layout
 * viewport, and the visitor could not pinch out again: the viewer takes the fingers for itself.
 */
export function followVisualViewport(dialog: HTMLElement, signal: AbortSignal): void {
  // Absent in some embedded browsers, whatever the type says.
  const seen = window.visualViewport as VisualViewport | null | undefined;
  if (!seen) return;
  const follow = (): void => {
    const pinched = seen.scale > 1.01;
    dialog.classList.toggle('viewer-pinched', pinched);
    if (!pinched) return;
    const box = { x: seen.offsetLeft, y: seen.offsetTop, w: seen.width, h: seen.height };
    for (const [name, value] of Object.entries(box)) dialog.style.setProperty(`--_${name}`, `${value}px`);
  };
  follow();
  seen.addEventListener('resize', follow, { signal });
  seen.addEventListener('scroll', follow, { signal });
}
