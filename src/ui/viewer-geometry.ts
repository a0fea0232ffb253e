/**
 * Arithmetic of the photo viewer. Lengths are CSS pixels, times milliseconds; points are measured from the centre of the
 * stage, which is where a picture that is not moved has its own centre.
 */

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How a picture is shown: 1 fits the stage; `x` and `y` say how far its centre is moved. */
export interface View extends Point {
  readonly scale: number;
}

/** A pointer's place at a time. */
export interface Sample extends Point {
  readonly time: number;
}

/** The whole picture, in the middle. */
export const FITTED: View = { scale: 1, x: 0, y: 0 };

/** Any picture may be looked at three times as large, and in twice its own pixels, but not endlessly. */
const LEAST_MAX_SCALE = 3;
const PIXEL_ZOOM = 2;
const MOST_MAX_SCALE = 10;
/** Only the end of a movement tells how fast it was let go. */
const VELOCITY_WINDOW = 100;
/** How long a let-go picture would keep its speed: distance = speed × this. */
const GLIDE = 180;
/** Part of the stage that a swipe, glide included, has to cover. */
const SWIPE_SHARE = 0.35;
const CLOSE_SHARE = 0.2;
const SLACK = 0.55;
const LINE = 16;
const PAGE = 400;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Size at which the whole picture fits the stage; a picture of unknown size fills it. */
export function fit(picture: Size | undefined, stage: Size): Size {
  if (!picture || !(picture.width > 0) || !(picture.height > 0)) return stage;
  const scale = Math.min(stage.width / picture.width, stage.height / picture.height);
  return { width: picture.width * scale, height: picture.height * scale };
}

/** How far a picture may be zoomed in. */
export function maxScale(picture: Size | undefined, stage: Size): number {
  const fitted = fit(picture, stage);
  const pixels = picture && fitted.width > 0 ? picture.width / fitted.width : 1;
  return clamp(pixels * PIXEL_ZOOM, LEAST_MAX_SCALE, MOST_MAX_SCALE);
}

/** Changes the scale so that what is under `point` stays under it. */
export function zoomAt(view: View, scale: number, point: Point): View {
  const change = scale / view.scale;
  return { scale, x: point.x - (point.x - view.x) * change, y: point.y - (point.y - view.y) * change };
}

/** How far the centre may be moved each way before an edge of the picture comes into the stage. */
export const panLimits = (fitted: Size, scale: number, stage: Size): Point => ({
  x: Math.max(0, (fitted.width * scale - stage.width) / 2),
  y: Math.max(0, (fitted.height * scale - stage.height) / 2),
});

/** The nearest view that leaves no gap at an edge, and is neither too small nor too large. */
export function settle(view: View, picture: Size | undefined, stage: Size): View {
  const scale = clamp(view.scale, 1, maxScale(picture, stage));
  if (scale === 1) return FITTED;
  const limits = panLimits(fit(picture, stage), scale, stage);
  return { scale, x: clamp(view.x, -limits.x, limits.x), y: clamp(view.y, -limits.y, limits.y) };
}

/** Pulling past an end gives way less and less, and never by more than `size`. */
export const rubberBand = (distance: number, size: number): number =>
  size > 0 ? (distance * SLACK * size) / (size + SLACK * Math.abs(distance)) : 0;

/** A value that moves freely within ±limit and like a rubber band beyond. */
export function stretch(value: number, limit: number, size: number): number {
  const free = clamp(value, -limit, limit);
  return free + rubberBand(value - free, size);
}

/** A scale that moves freely between 1 and `max` and gives way a little beyond. */
export function stretchScale(scale: number, max: number): number {
  const free = clamp(scale, 1, max);
  return free * (scale / free) ** 0.4;
}

/** Speed at the end of a movement, in pixels a millisecond; nothing when the pointer had come to rest. */
export function velocity(samples: readonly Sample[], now: number): Point {
  const recent = samples.filter(({ time }) => now - time <= VELOCITY_WINDOW);
  const first = recent[0];
  const last = recent.at(-1);
  if (!first || !last || last.time <= first.time) return { x: 0, y: 0 };
  const span = last.time - first.time;
  return { x: (last.x - first.x) / span, y: (last.y - first.y) / span };
}

/** Where a moved thing would come to rest when it is let go at this speed. */
export const glide = (position: number, speed: number): number => position + speed * GLIDE;

/**
 * Which way a horizontal swipe goes: -1 to what is on the left, 1 to what is on the right, 0 back. Never more than one
 * photo, and never against the way the finger was moving last.
 */
export function landing(distance: number, speed: number, width: number): -1 | 0 | 1 {
  const rest = glide(distance, speed);
  if (Math.abs(rest) < width * SWIPE_SHARE || rest * distance <= 0) return 0;
  return rest < 0 ? 1 : -1;
}

/** Whether a movement downwards closes the viewer. */
export const closes = (distance: number, speed: number, height: number): boolean =>
  distance > 0 && glide(distance, speed) > height * CLOSE_SHARE;

/** Factor of zoom for a turn of the wheel. A pinch on a trackpad arrives as small steps with `ctrlKey`. */
export function wheelFactor(event: Pick<WheelEvent, 'deltaY' | 'deltaMode' | 'ctrlKey'>): number {
  const unit = [1, LINE, PAGE][event.deltaMode] ?? 1;
  const pixels = clamp(event.deltaY * unit, -PAGE, PAGE);
  return Math.exp(-pixels * (event.ctrlKey ? 0.01 : 0.002));
}

/** How a fitted picture has to be shown, and cut off, to cover a tile exactly. */
export interface Covering {
  readonly view: View;
  /** Cut off at top and bottom, and at the sides; in unscaled pixels of the stage. */
  readonly inset: Point;
}

/** @param tile in the same coordinates as `stage` */
export function cover(
  tile: Size & { readonly left: number; readonly top: number },
  fitted: Size,
  stage: Size & { readonly left: number; readonly top: number },
): Covering {
  const scale = Math.max(tile.width / fitted.width, tile.height / fitted.height);
  return {
    view: {
      scale,
      x: tile.left + tile.width / 2 - stage.left - stage.width / 2,
      y: tile.top + tile.height / 2 - stage.top - stage.height / 2,
    },
    inset: { x: (stage.width - tile.width / scale) / 2, y: (stage.height - tile.height / scale) / 2 },
  };
}

export const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
