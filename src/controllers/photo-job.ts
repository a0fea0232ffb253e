/**
 * One press of a photo's button, from its announcement to its end (behaviour.md 6.2). Here is the way that most photos go:
 * a JPEG that is fetched whole at once, and saved or shared. Every other way is in `photo-ways.ts`.
 *
 * Functions instead of classes, here and in what else saves one photo: they weigh a tenth less.
 */
import type { TemplateResult } from 'lit';
import { readBody } from '../api/read-body.js';
import type { OriginalLink, Photo } from '../api/payloads.js';
import { safeName } from '../api/safe-name.js';
import type { MessageKey } from '../i18n/messages.js';
import { Later } from '../state/later.js';
import { nameOf } from '../state/link-source.js';
import { saveFile, savesBySharing } from '../ui/save-file.js';
import { share } from '../ui/share-sheet.js';
import type { TrayLink } from '../ui/tray-links.js';
import type { DownloadPort, SaveKind } from './download-port.js';

/** What became of a photo that somebody wants. */
export interface Save {
  /** `open`: it is for the visitor to go on. */
  readonly at: 'busy' | 'open' | 'saved' | 'failed';
  readonly say: MessageKey;
  readonly values?: Readonly<Record<string, string>>;
  /** Her button. */
  readonly next?: { readonly part: string; readonly text: MessageKey; readonly onPress: () => void };
  /** The photo's own link. */
  readonly link?: () => TrayLink;
  /** What is drawn in the tray: the link, or the photo that it is about. */
  readonly body?: () => TemplateResult | undefined;
}

/** What is wanted, and what others are told of it. */
export interface Job {
  readonly port: DownloadPort;
  readonly photo: Photo;
  readonly kind: SaveKind;
  /** Aborted when nobody wants the photo any more. */
  readonly signal: AbortSignal;
  readonly show: (save: Save) => void;
  /** Tells the page what came of it; once. */
  end(isSaved: boolean): void;
  /** Starts anew. */
  start(kind: SaveKind): void;
  /** A whole file is here, and waits for a tap; there is room for a few. */
  wait(): void;
}

/**
 * Browsers inside other apps put a name of their own behind, or say that they are a view. Whatever is unusual goes the
 * long way.
 */
const isPlainBrowser = (): boolean =>
  /^(?!.*; wv\)).*(?:Safari|Firefox|Edg)\/[\d.]+$/.test(navigator.userAgent);

/** Once one photo needed them, all others begin with them. */
const ways = new Later(() => import('./photo-ways.js'));

export async function run(job: Job): Promise<void> {
  const { port, photo, kind } = job;
  try {
    const source = await port.source(kind, [photo]);
    const link = source.mayHave?.(photo) === false ? undefined : await source.find(photo);
    const isPlain = link && !link.relay && !ways.now && isPlainBrowser();
    if (isPlain && (await fetchPlain(job, link).catch(() => false))) return;
    await (await ways.get()).otherWay(job, source, link, !!isPlain);
  } catch {
    const press = (): void => job.start(kind);
    job.show({
      at: 'failed',
      say: 'download.failed',
      // Where not even that code came, there are words alone.
      body: () => ways.now?.picture(photo),
      next: { part: 'retry', text: 'retry', onPress: press },
    });
  }
}

/** @returns false for all that is no whole JPEG */
async function fetchPlain(job: Job, { url, filename }: OriginalLink): Promise<boolean> {
  const { response, bytes } = await readBody(url, job);
  const [first, second] = bytes;
  const length = Number(response.headers.get('content-length') ?? bytes.length);
  // What is shorter is an error in disguise.
  const isWhole = first === 0xff && second === 0xd8 && length > 1024 && length === bytes.length;
  if (isWhole) take(job, filename, bytes, 'image/jpeg');
  return isWhole;
}

/** A whole file is here. */
export function take(job: Job, filename: string, bytes: Uint8Array<ArrayBuffer>, type: string): void {
  const { photo, signal, show } = job;
  const file = new File([bytes], safeName(filename || nameOf(photo), type), { type });
  const keep = (isShared?: boolean): void => {
    if (!isShared) saveFile(file);
    show({ at: 'saved', say: 'download.saved.one' });
  };
  let open = 0;
  const press = async (): Promise<void> => {
    const isAgain = open++;
    const shared = await share({ files: [file] });
    open--;
    // A sheet that is refused, or kept away by one that never answered: the downloads folder is better than nothing.
    if (isAgain || shared !== 'closed') keep(shared === 'shared');
  };
  if (signal.aborted) return;
  if (savesBySharing(file)) {
    job.wait();
    show({
      at: 'open',
      say: 'download.ready',
      next: { part: 'download-part share', text: 'download.photos', onPress: () => void press() },
    });
  } else keep();
}
