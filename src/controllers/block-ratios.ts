/** What the layout of a long list is made of. */
import type { PhotoList } from '../state/photo-list.js';
import { ratioOf } from '../ui/justified-rows.js';

/** Ratios of the photos of one page of a list; `null` where a place holds none, `undefined` while it is not read. */
export function ratiosOf(list: PhotoList, block: number): readonly (number | null)[] | undefined {
  const start = block * list.pageSize;
  if (!list.isLoaded(start)) return undefined;
  const end = Math.min(list.length, start + list.pageSize);
  return Array.from({ length: end - start }, (_, position) => {
    const photo = list.at(start + position);
    return photo ? ratioOf(photo.width, photo.height) : null;
  });
}
