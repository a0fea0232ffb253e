/** The bones of a runner from the front, and what they do in one photo. */
import { unit } from '../fake/random.js';
import type { Look } from './look.js';
import type { Joint } from './shapes.js';

/** What a runner does in one photo. */
export interface Pose {
  readonly stride: 'drive' | 'stance' | 'walk';
  /** The leg in front: 1 is the one on the right of the picture. */
  readonly side: 1 | -1;
  /** Degrees. */
  readonly lean: number;
  readonly wave: boolean;
}

/** @param moment tells one photo of a runner from another */
export function poseOf(look: Look, moment: number, walking: boolean): Pose {
  const chance = (key: number) => unit(look.seed, moment, key);
  return {
    stride: walking ? 'walk' : chance(1) < 0.62 ? 'drive' : 'stance',
    side: chance(2) < 0.5 ? 1 : -1,
    lean: (chance(3) - 0.5) * 7,
    wave: chance(4) < 0.12,
  };
}

export type Bones = readonly Joint[];

/** Joints as `x y radius`; legs are given on the right of the picture, both arms too. */
const bones = (text: string): Bones =>
  text.split(', ').map((joint) => {
    const [x = 0, y = 0, radius = 1] = joint.split(' ').map(Number);
    return [x, y, radius] as const;
  });

const legs: Record<Pose['stride'], { front: Bones; rear: Bones }> = {
  drive: {
    front: bones('3.7 50 5.1, 4.7 57.5 5, 5.1 65.5 3.9, 5 72.5 3.6, 4.3 81.5 2.6, 4 87 2'),
    rear: bones('-3.6 50 4.8, -4.1 59.5 4.3, -3.9 70.5 3, -3.6 76.5 3.1, -2.9 85.5 2.2, -2.6 91.5 1.7'),
  },
  stance: {
    front: bones('3.4 50 5, 3.7 59.5 4.5, 3.2 71.5 3.3, 3 78 3.4, 2.3 87.5 2.3, 2.1 93 1.9'),
    rear: bones('-3.6 50 4.8, -4.4 59.5 4.4, -4.9 70 3.2, -5 75.5 2.9, -4.8 80.5 2.3'),
  },
  walk: {
    front: bones('3.2 50 4.9, 3.5 59.5 4.4, 3.3 71.5 3.2, 3.2 78 3.3, 2.9 87.5 2.2, 2.8 93 1.9'),
    rear: bones('-3.2 50 4.8, -3.4 59.5 4.2, -3.1 70.5 3, -3 77 3.1, -2.8 85.5 2.1, -2.7 90.5 1.7'),
  },
};

const arms: Record<Pose['stride'], { front: Bones; rear: Bones }> = {
  drive: {
    front: bones('8.2 20.8 3, 11 26.5 2.7, 12.6 32.5 2.2, 11.6 30.5 2.2, 9.9 27.4 1.7'),
    rear: bones('8.2 20.8 2.9, 11.4 27 2.5, 13.4 33.6 2, 12.9 38 2, 11.6 43 1.5'),
  },
  stance: {
    front: bones('8.2 20.8 3, 10.8 27 2.7, 11.9 33.6 2.2, 11 34.6 2.1, 9.4 31.6 1.6'),
    rear: bones('8.2 20.8 2.9, 11 27 2.5, 12.8 34 2, 12.2 38.4 2, 10.6 42 1.5'),
  },
  walk: {
    front: bones('8.2 20.8 2.9, 10.4 28 2.5, 11 36 2, 10.7 41 2, 9.8 47.5 1.5'),
    rear: bones('8.2 20.8 2.9, 10.4 28 2.5, 11.2 36 2, 11.2 41 2, 10.8 48 1.5'),
  },
};

const WAVING = bones('8.2 20.8 3, 12 18.6 2.6, 15.4 15.6 2.2, 15.9 10 2, 15.4 4.4 1.5');

const mirror = (limb: Bones, side: number, broad: number): Bones =>
  limb.map(([x, y, radius]) => [x * side, y, radius * broad] as const);

/** The limbs of a pose; a broader build has broader limbs. */
export function skeleton({ stride, side, wave }: Pose, build: number) {
  const broad = 0.55 + build * 0.45;
  return {
    frontLeg: mirror(legs[stride].front, side, broad),
    rearLeg: mirror(legs[stride].rear, side, broad),
    rearArm: mirror(arms[stride].rear, side, broad),
    frontArm: mirror(wave ? WAVING : arms[stride].front, -side, broad),
  };
}

/** The first joints of a limb and some width more, for sleeves and trousers. */
export const upTo = (limb: Bones, count: number, wider: number): Bones =>
  limb.slice(0, count).map(([x, y, radius], index) => [x, y, radius + wider * (1 + index * 0.12)] as const);
