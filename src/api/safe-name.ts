/** File names out of what a service calls its files: they go to disks and into archives (behaviour.md T1.7.6). */

/** Longest name, with its ending. */
const MAX_LENGTH = 120;

/** Endings by media type; whatever else comes keeps an ending of these, or gets the first. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'video/mp4': ['mp4'],
};
const ANY = Object.values(ENDINGS).flat();

/** Names that Windows keeps for devices, whatever their ending. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/i;

/** @param length most characters that the result has; none is cut in half */
function shorten(text: string, length: number): string {
  let short = '';
  for (const letter of text) {
    if (short.length + letter.length > length) break;
    short += letter;
  }
  return short;
}

/** A path's last part without its ending. A query is none of it. */
export const stemOf = (path: string): string => path.replace(/^.*[\\/]/s, '').replace(/\.[^.]*$/s, '');

/**
 * @param name anything; empty: `photo`
 * @param type media type; decides the ending
 * @returns a name without folders, control and direction characters, leading dots or a device's name, that every file
 *   system takes, 120 characters at most
 */
export function safeName(name: string, type: string): string {
  const [, ending = ''] = /\.([^.\\/]*)$/s.exec(name) ?? [];
  const fitting = ENDINGS[type.replace(/;.*$/s, '').trim().toLowerCase()] ?? ANY;
  const kept = fitting.find((one) => one === ending.toLowerCase()) ?? fitting[0] ?? 'jpg';
  const clean = stemOf(name)
    // Control, direction and other invisible characters; and halves of characters, of which Firefox composes U+FFFD.
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .normalize('NFC')
    .replace(/[<>:"|?*]/g, '-')
    .replace(/^[.\s]+/, '');
  const stem = shorten(clean, MAX_LENGTH - kept.length - 1).replace(/[.\s]+$/, '') || 'photo';
  return `${RESERVED.test(stem.replace(/\..*$/s, '')) ? `_${stem}` : stem}.${kept}`;
}

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
