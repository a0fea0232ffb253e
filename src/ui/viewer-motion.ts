/** Movement of the viewer's elements by the Web Animations API, which needs no style attribute (behaviour.md F3). */
import { cover } from './viewer-geometry.js';
import type { Size, View } from './viewer-geometry.js';

/** Fast at first: the picture is nearly in its place after a third of the time. */
const EASING = 'cubic-bezier(0.1, 0.9, 0.2, 1)';
const OPEN = 180;
const CLOSE = 200;
/** A tile that is cut differently from its picture by less than this shows the same. */
const SAME_SHAPE = 4;

/** Nothing moves by itself for visitors who asked for that, and nothing is seen to move in a hidden page. */
const still = (): boolean => document.hidden || matchMedia('(prefers-reduced-motion: reduce)').matches;

const transformOf = ({ x, y, scale }: View): string =>
  `translate(${x}px, ${y}px) scale(${Math.max(scale, 0.001)})`;

/** Puts an element into a place, at once or in `duration` milliseconds from where it is now. */
export function moveTo(element: HTMLElement, view: View, duration = 0): void {
  const from = duration > 0 ? getComputedStyle(element).transform : '';
  for (const animation of element.getAnimations()) animation.cancel();
  const to = transformOf(view);
  element.style.setProperty('transform', to);
  if (duration > 0 && !still())
    element.animate([{ transform: from }, { transform: to }], { duration, easing: EASING });
}

/** Stops an element where it is. @returns that place */
export function halt(element: HTMLElement): View {
  if (element.getAnimations().length > 0) {
    const { a, e, f } = new DOMMatrix(getComputedStyle(element).transform);
    moveTo(element, { scale: a, x: e, y: f });
  }
  const { a, e, f } = new DOMMatrix(element.style.getPropertyValue('transform'));
  return { scale: a, x: e, y: f };
}

export interface Flight {
  /** The picture, which fills the stage. */
  readonly picture: HTMLElement;
  /** What fades around it. */
  readonly around: readonly HTMLElement[];
  /** Size of the whole picture in the stage. */
  readonly fitted: Size;
  /** Box of the stage. */
  readonly stage: DOMRect;
  /** Box of the tile; without one the picture fades like the rest. */
  readonly tile: DOMRect | undefined;
}

/** How the picture looks when it lies on its tile, and how it looks in the stage. */
function ends({ fitted, stage, tile }: Flight): [onTile: Keyframe, onStage: Keyframe] {
  if (!tile || !(tile.width > 0) || !(tile.height > 0)) return [{ opacity: 0 }, {}];
  const { view, inset } = cover(tile, fitted, stage);
  const edge = { x: (stage.width - fitted.width) / 2, y: (stage.height - fitted.height) / 2 };
  const cut = Math.max(inset.x - edge.x, inset.y - edge.y) * view.scale > SAME_SHAPE;
  return [
    { transform: transformOf(view), ...(cut ? { clipPath: `inset(${inset.y}px ${inset.x}px)` } : {}) },
    cut ? { clipPath: `inset(${edge.y}px ${edge.x}px)` } : {},
  ];
}

/** The picture grows out of its tile. Nothing waits for it. */
export function flyIn(flight: Flight): void {
  if (still()) return;
  const [onTile, onStage] = ends(flight);
  flight.picture.animate([onTile, { transform: 'none', ...onStage }], { duration: OPEN, easing: EASING });
  for (const element of flight.around)
    element.animate([{ opacity: 0 }, {}], { duration: OPEN, easing: 'ease-out' });
}

/** The picture goes back to its tile, from where it is. @returns when it is there */
export async function flyOut(flight: Flight): Promise<void> {
  if (still()) return;
  halt(flight.picture);
  const [onTile, onStage] = ends(flight);
  const timing: KeyframeAnimationOptions = { duration: CLOSE, easing: EASING, fill: 'forwards' };
  const running = [flight.picture.animate([onStage, onTile], timing)];
  for (const element of flight.around)
    running.push(element.animate([{}, { opacity: 0 }], { ...timing, easing: 'ease-out' }));
  await Promise.allSettled(running.map(({ finished }) => finished));
}
