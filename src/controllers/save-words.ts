/** What is said about many photos that are being saved. */
import type { MissingFile } from '../state/photo-files.js';
import { safeName } from '../api/safe-name.js';
import type { TrayView } from '../ui/download-tray.js';
import { trayProgress } from '../ui/tray-progress.js';
import type { DownloadPort } from './download-port.js';
import { languageOf } from './language-controller.js';
import type { Transfer } from './transfer.js';

/** Names that are listed on screen; an archive lists all. */
const NAMES = 5;

/** The names of those that are missing; `undefined` when none is. */
export function listMissing(port: DownloadPort, missing: readonly MissingFile[]): string | undefined {
  const named = missing.filter((file) => file.missing !== 'closed');
  if (!named[0]) return undefined;
  const rest = named.length - NAMES;
  const names = named
    .slice(0, NAMES)
    // Each by itself: two names from left to right would run together in a sentence from right to left.
    .map(({ name }) => `\u2068${name}\u2069`)
    .join(', ');
  return port.say('download.missing', {
    count: named.length,
    names: rest > 0 ? port.say('download.missing.more', { names, rest }) : names,
  });
}

/** One sentence about the end. */
export function summaryOf(port: DownloadPort, saved: number, missing: readonly MissingFile[]): string {
  if (saved) return port.say('download.saved', { count: saved });
  if (missing.every((file) => file.missing === 'none'))
    return port.say('download.none.many', { count: missing.length });
  return listMissing(port, missing) ?? port.say('download.saved', { count: saved });
}

/** While it runs. What is spoken changes at each tenth. */
export function progressOf(
  port: DownloadPort,
  { photos, progress, saved, bytes }: Transfer,
): Omit<TrayView, 'actions'> {
  const total = photos.length;
  const detail = port.say('download.progress', { done: saved, total, size: sizeOf(port, bytes) });
  return {
    text: port.say('download.saving', { count: total, percent: Math.floor(progress * 10) * 10 }),
    body: trayProgress(detail, progress, port.say('gallery.download')),
  };
}

/** What an archive of the shown photos is called, without an ending. */
export function archiveName({ session }: DownloadPort): string {
  const { event, shown } = session.state;
  const bib = shown?.query.by === 'bib' ? `-${shown.query.bib}` : '';
  const name = `${event?.name ?? 'race'}${bib}`.replace(/[\\/]/g, '-');
  return safeName(`${name}.jpg`, '').slice(0, -4);
}

/** A number of bytes as people write it. */
export function sizeOf({ host }: DownloadPort, bytes: number): string {
  const [value, unit] = bytes < 1e9 ? [bytes / 1e6, 'megabyte'] : [bytes / 1e9, 'gigabyte'];
  const options = { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 } as const;
  try {
    return new Intl.NumberFormat(languageOf(host), options).format(value);
  } catch {
    // A language that does not exist.
    return new Intl.NumberFormat('en', options).format(value);
  }
}
