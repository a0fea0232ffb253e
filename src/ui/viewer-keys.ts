/** What the keys do in the viewer (design.md 4.3). */

export type ViewerKey =
  'left' | 'right' | 'up' | 'down' | 'first' | 'last' | 'zoom-in' | 'zoom-out' | 'fit' | 'close' | 'none';

const KEYS = new Map<string, ViewerKey>([
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
  ['Home', 'first'],
  ['End', 'last'],
  ['+', 'zoom-in'],
  ['=', 'zoom-in'],
  ['-', 'zoom-out'],
  ['0', 'fit'],
  ['Escape', 'close'],
  // Nothing here, but they would scroll the page behind.
  ['PageUp', 'none'],
  ['PageDown', 'none'],
  [' ', 'none'],
]);

/** The meaning of a key; `undefined` for one that is the browser's, the page's, or the focused control's. */
export function viewerKey(event: KeyboardEvent): ViewerKey | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  const [target] = event.composedPath();
  const onControl = target instanceof Element && target.matches('button, a');
  return onControl && event.key === ' ' ? undefined : KEYS.get(event.key);
}

/** Keeps a key that was pressed here from the page when it comes up, although the viewer may be gone by then. */
export function swallowKeyUp(key: string): void {
  const swallow = (event: KeyboardEvent): void => {
    if (event.key === key) event.stopPropagation();
  };
  addEventListener('keyup', swallow, { capture: true, once: true });
}
