/**
 * Ticking by keyboard, on the focused photo: Space ticks it; Shift+Space ticks from the last one to it; Shift with an arrow, Home, End,
 * PageUp or PageDown goes on and ticks what lies between; Ctrl or Command+A ticks all of a search. Enter opens the photo.
 */

/** What keys ask for, by place in the list. */
export interface KeyPort {
  begin(index: number): unknown;
  extend(index: number): void;
  /** Whether there is a stretch to be reached further. */
  hasStretch(): boolean;
  /** Ticks the whole search. @returns false where there is none: the event's photos are shown */
  all(): boolean;
}

/** Keys that lead to another photo. */
const TRAVEL = new Set([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
]);

/** @param options the signal that ends it; captures, because what ticks does not open */
export function listenForKeys(root: ShadowRoot, port: KeyPort, options: AddEventListenerOptions): void {
  /** The focus is on its way to where the stretch is to reach. */
  let isExtending = false;

  const onKeydown = (event: KeyboardEvent): void => {
    const index = tileOf(event);
    isExtending = false;
    if (index === null || event.altKey) return;
    const { key, shiftKey } = event;
    if (event.ctrlKey || event.metaKey) {
      if (key.toLowerCase() === 'a' && !shiftKey && port.all()) event.preventDefault();
    } else if (key === ' ') {
      event.preventDefault();
      event.stopPropagation();
      if (shiftKey) port.extend(index);
      else port.begin(index);
    } else if (shiftKey && TRAVEL.has(key)) {
      if (!port.hasStretch()) port.begin(index);
      isExtending = true;
    }
  };
  root.addEventListener('keydown', (event) => onKeydown(event as KeyboardEvent), options);
  root.addEventListener(
    'focusin',
    (event) => {
      const index = tileOf(event);
      // The focus moves while tiles are drawn: that drawing has to end first.
      if (isExtending && index !== null) queueMicrotask(() => port.extend(index));
    },
    options,
  );
  root.addEventListener(
    'keyup',
    (event) => {
      // Firefox presses a button when the key comes up.
      if ((event as KeyboardEvent).key === ' ' && tileOf(event) !== null) event.preventDefault();
    },
    options,
  );
}

/** The photo whose tile has the focus. */
function tileOf({ target }: Event): number | null {
  return target instanceof HTMLElement && target.dataset['index'] !== undefined
    ? Number(target.dataset['index'])
    : null;
}
