/** Names of several files that go to one place. */
import { MAX_LENGTH, shorten } from './safe-name.js';

/**
 * @param taken names that were given before, in lower case, because some disks do not tell cases apart; this one is added
 * @returns the name, or `name (2).jpg` and so on where it is taken
 */
export function uniqueName(name: string, taken: Set<string>): string {
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  let unique = name;
  for (let count = 2; taken.has(unique.toLowerCase()); count += 1) {
    const suffix = ` (${count})${ending}`;
    unique = shorten(stem, MAX_LENGTH - suffix.length) + suffix;
  }
  taken.add(unique.toLowerCase());
  return unique;
}
