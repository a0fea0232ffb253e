/**
 * Numbers that look random and are the same on every machine: the fake's races are computed from a seed, never stored.
 */

/** Mixes 32 bits (the finaliser of MurmurHash3); a bijection, so that {@link unmix} can undo it. */
export function mix(value: number): number {
  let x = value >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** The inverse of {@link mix}: the two factors are the inverses of mix's modulo 2³². */
export function unmix(value: number): number {
  let x = value >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x7ed1b41d);
  x ^= (x >>> 13) ^ (x >>> 26);
  x = Math.imul(x, 0xa5cb9243);
  return (x ^ (x >>> 16)) >>> 0;
}

/** One 32-bit number out of several. */
export function hash(...keys: number[]): number {
  let state = 0x9e3779b9;
  for (const key of keys) state = mix(state ^ Math.imul(key | 0, 0x27d4eb2f)) + 0x165667b1;
  return mix(state);
}

/** A number from 0 (included) to 1 (excluded). */
export const unit = (...keys: number[]): number => hash(...keys) / 0x1_0000_0000;

/** One of the choices. */
export function pick<T>(choices: readonly T[], ...keys: number[]): T {
  const choice = choices[hash(...keys) % choices.length];
  if (choice === undefined) throw new RangeError('Nothing to choose from.');
  return choice;
}

/** FNV-1a over text or bytes: the same selfie is always the same runner. */
export function hashBytes(bytes: Uint8Array | string): number {
  const data = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  let state = 0x811c9dc5;
  for (const byte of data) state = Math.imul(state ^ byte, 0x01000193);
  return mix(state);
}
