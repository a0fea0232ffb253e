/** The name under which a relayed file is saved (behaviour.md T1.7.6), and the header that says it (RFC 6266). */

export const MAX_NAME = 120;
/** Media types that are passed on, and the endings that fit each; the first is given to a name with another. */
export const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/avif': ['avif'],
  'image/heic': ['heic'],
  'image/heif': ['heif'],
  'image/gif': ['gif'],
  'image/tiff': ['tif', 'tiff'],
  'video/mp4': ['mp4', 'm4v'],
  'video/quicktime': ['mov'],
  'video/webm': ['webm'],
};
const OCTETS = 'application/octet-stream';
/** Storage says one of these, or nothing, where whoever stored the file named no type. */
export const UNNAMED = new Set(['', OCTETS, 'binary/octet-stream']);
/** Names that Windows keeps for devices, with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)/i;

/**
 * The media type that a relayed file is sent with.
 *
 * @returns `undefined` for what is no picture and no video: an error page, a script, an SVG
 */
export function mediaType(header: string | null): string | undefined {
  const essence = (header ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (UNNAMED.has(essence)) return OCTETS;
  return Object.hasOwn(ENDINGS, essence) ? essence : undefined;
}

/** A name that means a plain file, and the same file, on every system; its ending follows the media type. */
export function attachmentName(name: string, type: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/^.*[/\\]/su, '')
    // Controls, what turns text around or cannot be seen, halves of characters, and what Windows takes for syntax.
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/[\s.]+$/u, '');
  const known = ENDINGS[type] ?? Object.values(ENDINGS).flat();
  const ending = /\.([a-z0-9]{1,5})$/i.exec(plain)?.[1] ?? '';
  const fits = known.includes(ending.toLowerCase());
  const isMedia = Object.values(ENDINGS).flat().includes(ending.toLowerCase());
  const stem = (isMedia ? plain.slice(0, -ending.length - 1) : plain).replace(/^[\s.]+/u, '');
  const safeEnding = fits ? ending : (known[0] ?? 'jpg');
  const short = [...stem].slice(0, MAX_NAME - safeEnding.length - 1).join('');
  const safe = (short || 'photo').replace(DEVICE, '_$&');
  return `${safe}.${safeEnding}`;
}

/** `attachment` with the name twice: in ASCII for old clients, and whole (RFC 6266 section 5, RFC 8187). */
export function contentDisposition(name: string): string {
  const fallback = name.replace(/[^\x20-\x7e]|["\\%]/gu, '_');
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${fallback}"; filename*=UTF-8''${whole}`;
}
