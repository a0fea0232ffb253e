/** Gets a clip as a file and hands it to the visitor (behaviour.md 6.2). Loaded when a clip is saved. */
import { readBody } from '../api/read-body.js';
import { inAppBrowser } from './in-app.js';
import { saveFile, savesBySharing } from './save-file.js';
import { share } from './share-sheet.js';

const TYPES: Readonly<Record<string, string>> = { 'video/webm': 'webm', 'video/quicktime': 'mov' };

/** Sheets that have not answered. */
let open = 0;

/** To be called within a tap. @returns whether the visitor has the file now */
async function handOn(file: File): Promise<boolean> {
  const isAgain = open++;
  const shared = await share({ files: [file] });
  open--;
  if (shared === 'closed' && !isAgain) return false;
  // A sheet that is refused, or kept away by one that never answered: the downloads folder is better than nothing.
  if (shared !== 'shared') saveFile(file);
  return true;
}

/**
 * @param name file name without its ending
 * @returns what hands the clip on in a tap of its own, where the device saves by its share sheet; else it is saved
 * @throws whatever went wrong: no CORS, no network, nothing for half a minute, not a video, nothing in it
 */
export async function saveClip(
  url: string,
  name: string,
  signal: AbortSignal,
): Promise<(() => Promise<boolean>) | undefined> {
  // They drop what is saved from here without a word; a link is left.
  if (inAppBrowser()) throw new TypeError('A browser inside another app saves nothing.');
  const { response, bytes } = await readBody(url, { signal });
  const type = (response.headers.get('content-type') ?? '').replace(/;.*$/s, '').trim().toLowerCase();
  if (bytes.length === 0 || !/^(?:video\/|application\/octet-stream$|$)/.test(type))
    throw new TypeError(`Not a clip: ${response.status} ${type}`);
  const file = new File([bytes], `${name}.${TYPES[type] ?? 'mp4'}`, { type: type || 'video/mp4' });
  if (savesBySharing(file)) return () => handOn(file);
  saveFile(file);
  return undefined;
}
