/** Which background a photo has, and how its camera stood. */
import { hash } from '../fake/random.js';
import type { Light } from './light.js';
import type { Frame } from './nature.js';

/** Which background: few enough to be kept, many enough not to be noticed. */
export interface PlateKey {
  readonly spot: number;
  readonly portrait: boolean;
  readonly light: Light;
  /** Where the photographer stood. */
  readonly view: number;
}

/**
 * Different views of one place in one light. The start has more of them than the rest, because a gallery in the order of
 * time begins with hundreds of photos from there.
 */
export const viewsOf = (spot: number): number => (spot === 0 ? 5 : 3);

export const plateName = ({ spot, portrait, light, view }: PlateKey): string =>
  `${spot}-${light.name}-${portrait ? 'tall' : 'wide'}-${view}`;

/** The frame of a background; the figures are placed in the same one. */
export function frameOf({ spot, portrait, light, view }: PlateKey): Frame {
  const seed = hash(spot, view, portrait ? 1 : 0, 7);
  const [width, height] = portrait ? [1067, 1600] : [1600, 1067];
  const shift = [0.5, 0.38, 0.63][view % 3] ?? 0.5;
  return {
    width,
    height,
    horizon: height * (portrait ? 0.4 : 0.42),
    vanish: width * shift,
    light,
    view,
    seed,
  };
}
