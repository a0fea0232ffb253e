import type { PhotoFacts, Race } from './race.js';

/** The list of an event's photos, to which photos can be added and from which they can be taken while somebody pages. */
export interface Album {
  /** What the photos are of. */
  readonly race: Race;
  /** How many photos there are now. */
  readonly total: number;
  /** @param position from 0, in the order of the list */
  photoAt(position: number): PhotoFacts;
  /** New photos at a position: everything behind it moves on (behaviour.md R2.7.2). */
  insert(position: number, count: number): void;
  /** Photos at a position are deleted: everything behind it moves up. */
  remove(position: number, count: number): void;
}

interface Change {
  readonly position: number;
  readonly count: number;
}

export function createAlbum(race: Race): Album {
  const changes: Change[] = [];
  let total = race.total;
  return {
    race,
    get total() {
      return total;
    },
    photoAt(position) {
      // Newest change first: each says where the position was before it happened.
      for (const [at, { position: start, count }] of [...changes.entries()].reverse()) {
        if (position < start) continue;
        if (count > 0 && position < start + count) {
          const number = changes.slice(0, at).reduce((sum, change) => sum + Math.max(0, change.count), 0);
          const like = race.photoAt(start % race.total);
          return { ...like, id: `new-${number + position - start + 1}-${like.id}` };
        }
        position -= count;
      }
      return race.photoAt(position);
    },
    insert(position, count) {
      changes.push({ position, count });
      total += count;
    },
    remove(position, count) {
      changes.push({ position, count: -count });
      total -= count;
    },
  };
}
