/** File names out of what a service calls its files: they go to disks and into archives (behaviour.md T1.7.6). */

/** Longest name, with its ending. */
export const MAX_LENGTH = 120;

/** Endings that a photo or a clip may have. */
const ENDINGS = /^(?:jpe?g|png|webp|mp4)$/;

/** Names that Windows keeps for devices, whatever their ending. */
const RESERVED = /^(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?:\.|$)/i;

/** @param length most characters that the result has; none is cut in half */
export function shorten(text: string, length: number): string {
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
  const [, ending = ''] = /\.([^.\\/]*)$/s.exec(name.toLowerCase()) ?? [];
  const [said] = /jpeg|png|webp|mp4/.exec(type.toLowerCase()) ?? [];
  const known = ENDINGS.test(ending) ? ending : 'jpg';
  const kept = said === 'jpeg' ? known.replace(/png|webp|mp4/, 'jpg') : (said ?? known);
  const clean = stemOf(name)
    // Control, direction and other invisible characters; and halves of characters, of which Firefox composes U+FFFD.
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .normalize('NFC')
    .replace(/[<>:"|?*]/g, '-')
    .replace(/^[.\s]+/, '');
  const stem = shorten(clean, MAX_LENGTH - kept.length - 1).replace(/[.\s]+$/, '') || 'photo';
  return `${RESERVED.test(stem) ? '_' : ''}${stem}.${kept}`;
}
