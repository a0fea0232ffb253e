/** Which photos are in which of several archives: `race-1-of-3.zip` (behaviour.md 6.3.2). */
import type { Photo } from '../api/payloads.js';

export interface NumberedPart {
  /** From 1. */
  readonly number: number;
  /** How many parts there are. */
  readonly of: number;
  readonly photos: readonly Photo[];
}

export class NumberedParts {
  /** One archive is enough. */
  static readonly none = new NumberedParts([], new Set());

  private readonly parts: readonly (readonly Photo[])[];
  private readonly done: ReadonlySet<readonly Photo[]>;

  private constructor(parts: readonly (readonly Photo[])[], done: ReadonlySet<readonly Photo[]>) {
    this.parts = parts;
    this.done = done;
  }

  /** @param size most photos of a part */
  static of(photos: readonly Photo[], size: number): NumberedParts {
    const count = Math.ceil(photos.length / size);
    const parts = Array.from({ length: count }, (_, n) => photos.slice(n * size, (n + 1) * size));
    return new NumberedParts(parts, new Set());
  }

  /** Those that are still to be made. */
  get open(): NumberedPart[] {
    return this.parts.flatMap((photos, n) =>
      this.done.has(photos) ? [] : { number: n + 1, of: this.parts.length, photos },
    );
  }

  /** @param part the photos of one that was made @param rest what did not fit into it after all; it comes last */
  after(part: readonly Photo[], rest: readonly Photo[]): NumberedParts {
    if (!this.parts.includes(part)) return this;
    return new NumberedParts(
      rest.length > 0 ? [...this.parts, rest] : this.parts,
      new Set([...this.done, part]),
    );
  }
}
