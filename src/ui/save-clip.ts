/** Gets a clip as a file and hands it to the visitor (behaviour.md 6.2). Loaded when a clip is saved. */

// One file to load, whatever else saves files.
export { saveFile, savesBySharing } from './save-file.js';

const TYPES: Readonly<Record<string, string>> = { 'video/webm': 'webm', 'video/quicktime': 'mov' };

/**
 * @param name file name without its ending
 * @throws whatever went wrong: no CORS, no network, not a video, nothing in it
 */
export async function fetchClip(url: string, name: string, signal: AbortSignal): Promise<File> {
  // Never from the cache: what a player put there without CORS cannot be read (behaviour.md F10).
  const response = await fetch(url, {
    signal,
    cache: 'no-store',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
  });
  const blob = response.ok ? await response.blob() : null;
  const type = blob?.type.replace(/;.*$/s, '') ?? '';
  if (!blob || blob.size === 0 || !/^(?:video\/|application\/octet-stream$|$)/.test(type))
    throw new TypeError(`Not a clip: ${response.status} ${type}`);
  return new File([blob], `${name}.${TYPES[type] ?? 'mp4'}`, { type: type || 'video/mp4' });
}
