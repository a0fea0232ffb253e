/** Photos as whole files, or the reason why one is none: three at a time, three tries each, links renewed once. */
import { isAbort } from '../api/errors.js';
import type { Picture } from '../api/fetch-image.js';
import type { OriginalLink, Photo } from '../api/payloads.js';
import { safeName } from '../api/safe-name.js';
import { nameOf } from './link-source.js';
import type { LinkSource } from './link-source.js';
import { DoorClosed } from './media-doors.js';
import type { MediaDoors } from './media-doors.js';

/**
 * Why there is no file: no original for this visitor, a host that keeps its pictures to itself (then a link is left), or
 * something went wrong.
 */
export type Missing = 'none' | 'closed' | 'failed';

export interface GoodFile extends Picture {
  readonly photo: Photo;
  /** Safe, not yet unique. */
  readonly name: string;
}
export interface MissingFile {
  readonly photo: Photo;
  readonly name: string;
  readonly missing: Missing;
  readonly link: OriginalLink | null;
}
export type PhotoFile = GoodFile | MissingFile;

export const isGood = (file: PhotoFile): file is GoodFile => 'bytes' in file;

export interface FileOptions {
  readonly doors: MediaDoors;
  readonly source: LinkSource;
  /** Of the proxy; its relay is the second way where storage is closed. */
  readonly proxyUrl: URL;
  readonly signal: AbortSignal;
  readonly onBytes?: ((bytes: number) => void) | undefined;
  /** Waits before the last try. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

const PARALLEL = 3;
const TRIES = 3;
/** Milliseconds before the last try. */
const PAUSE = 1000;

/**
 * @param tried a link that was fetched once, in vain
 * @throws AbortError alone; everything else is a reason in the result
 */
export async function fetchPhoto(
  photo: Photo,
  options: FileOptions,
  tried?: OriginalLink,
): Promise<PhotoFile> {
  const { source, signal } = options;
  let link: OriginalLink | null = null;
  const miss = (missing: Missing): MissingFile => ({
    photo,
    name: link?.filename ? safeName(link.filename, '') : nameOf(photo),
    missing,
    link,
  });
  try {
    link = await (tried ? source.renew(photo, tried) : source.find(photo));
    for (let attempt = tried ? 2 : 1; link; attempt += 1) {
      signal.throwIfAborted();
      try {
        const picture = await fetchLink(link, attempt > 1, options);
        if (!picture) return miss('closed');
        return { photo, name: safeName(link.filename || nameOf(photo), picture.type), ...picture };
      } catch (error) {
        if (isAbort(error) || attempt === TRIES) throw error;
      }
      if (attempt === 1) link = await source.renew(photo, link);
      else await options.sleep(PAUSE, signal);
    }
    return miss('none');
  } catch (error) {
    signal.throwIfAborted();
    if (isAbort(error)) throw error;
    return miss('failed');
  }
}

/** @returns `undefined` where no host lets this page read the picture */
async function fetchLink(
  link: OriginalLink,
  isFresh: boolean,
  { doors, proxyUrl, signal, onBytes }: FileOptions,
): Promise<Picture | undefined> {
  const urls = [link.url, ...(link.relay ? [new URL(link.relay, proxyUrl).href] : [])];
  for (const url of urls) {
    try {
      return await doors.fetch(url, isFresh, { signal, onBytes });
    } catch (error) {
      if (!(error instanceof DoorClosed)) throw error;
    }
  }
  return undefined;
}

/**
 * Files as they come, not in order. Whoever takes them slowly holds up the fetching, so that memory holds a few files
 * however many there are.
 *
 * @param mayStart whether one more may be fetched while so many are under way; default: always
 */
export async function* fetchPhotos(
  photos: readonly Photo[],
  fetchOne: (photo: Photo) => Promise<PhotoFile>,
  mayStart: (underWay: number) => boolean = () => true,
): AsyncGenerator<PhotoFile, void, undefined> {
  const waiting = [...photos];
  const flights = new Map<Photo, Promise<PhotoFile>>();
  for (;;) {
    while (flights.size < PARALLEL && mayStart(flights.size)) {
      const photo = waiting.shift();
      if (!photo) break;
      const flight = fetchOne(photo);
      // Where several fail at once, one is thrown from here; the others must not count as unheard.
      flight.catch(() => undefined);
      flights.set(photo, flight);
    }
    if (flights.size === 0) return;
    const file = await Promise.race(flights.values());
    flights.delete(file.photo);
    yield file;
  }
}
