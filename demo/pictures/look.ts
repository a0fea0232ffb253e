/** How a runner looks: the same in every photo, because it follows from the bib. */
import { hash, hashBytes, pick, unit } from '../fake/random.js';

export interface Look {
  readonly woman: boolean;
  /** 0.85 (slight) to 1.2 (broad). */
  readonly build: number;
  /** Height against the others', 0.9 to 1.06. */
  readonly height: number;
  readonly skin: string;
  readonly hair: string;
  readonly head: 'short' | 'crop' | 'bun' | 'tail' | 'cap' | 'visor' | 'band' | 'turban' | 'bald';
  readonly headwear: string;
  readonly beard: boolean;
  readonly glasses: boolean;
  readonly shirt: string;
  readonly accent: string;
  readonly design: 'plain' | 'sides' | 'sash' | 'hoop' | 'yoke' | 'fade';
  readonly sleeves: 'none' | 'short' | 'long';
  readonly shorts: string;
  readonly legs: 'shorts' | 'tights' | 'half';
  readonly socks: 'low' | 'high';
  readonly sock: string;
  readonly shoes: string;
  readonly vest: boolean;
  readonly watch: boolean;
  readonly expression: 'smile' | 'grin' | 'effort' | 'calm';
  /** Where things differ a little without a name. */
  readonly seed: number;
}

const SKIN = [
  '#a9714b',
  '#8f5b3a',
  '#b98259',
  '#74482d',
  '#c4926a',
  '#5d3a26',
  '#d9aa83',
  '#9c6844',
] as const;
const HAIR = ['#15110f', '#1d1613', '#2b1e17', '#15110f', '#3a2a20', '#6d6a68', '#a09c98'] as const;
const KIT = [
  '#e4572e',
  '#17a398',
  '#f3a712',
  '#2e5eaa',
  '#c2185b',
  '#6a994e',
  '#7b2cbf',
  '#0096c7',
  '#ef476f',
  '#f8f4e9',
  '#ffd23f',
  '#1b263b',
  '#d62828',
  '#3a86ff',
  '#43aa8b',
  '#ff7f51',
  '#e9edc9',
  '#2b2d42',
] as const;
const SHORTS = [
  '#1c1f2b',
  '#23293a',
  '#14213d',
  '#2f3e46',
  '#3d2645',
  '#1c1f2b',
  '#5c1a1b',
  '#274c77',
] as const;
const SHOES = [
  '#ff5d3b',
  '#e8ff4f',
  '#33d1ff',
  '#ff8fcf',
  '#f4f4f0',
  '#7dff9a',
  '#ffb22e',
  '#32364a',
] as const;

/** @param bib any; the same one always looks the same */
export function lookOf(bib: string): Look {
  const seed = hashBytes(bib);
  const chance = (key: number) => unit(seed, key);
  const woman = chance(1) < 0.42;
  const shirt = pick(KIT, seed, 2);
  const accent = pick(
    KIT.filter((colour) => colour !== shirt),
    seed,
    3,
  );
  const men = ['short', 'short', 'crop', 'cap', 'cap', 'band', 'turban', 'bald', 'visor', 'short'] as const;
  const women = ['tail', 'bun', 'tail', 'cap', 'visor', 'band', 'bun', 'tail'] as const;
  return {
    woman,
    build: (woman ? 0.9 : 0.98) + (chance(4) - 0.4) * 0.26,
    height: (woman ? 0.93 : 1) + (chance(5) - 0.5) * 0.11,
    skin: pick(SKIN, seed, 6),
    hair: pick(HAIR, seed, 7),
    head: pick(woman ? women : men, seed, 8),
    headwear: pick(KIT, seed, 9),
    beard: !woman && chance(10) < 0.42,
    glasses: chance(11) < 0.34,
    shirt,
    accent,
    design: pick(['plain', 'sides', 'sash', 'hoop', 'yoke', 'fade'] as const, seed, 12),
    sleeves: chance(13) < 0.34 ? 'none' : chance(13) < 0.92 ? 'short' : 'long',
    shorts: pick(SHORTS, seed, 14),
    legs: chance(15) < (woman ? 0.45 : 0.12) ? 'tights' : chance(15) < 0.62 ? 'shorts' : 'half',
    socks: chance(16) < 0.24 ? 'high' : 'low',
    sock: pick(KIT, seed, 17),
    shoes: pick(SHOES, seed, 18),
    vest: chance(19) < 0.22,
    watch: chance(20) < 0.6,
    expression: pick(['smile', 'grin', 'effort', 'calm'] as const, seed, 21),
    seed: hash(seed, 22),
  };
}
