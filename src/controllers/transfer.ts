/** One run of fetching many photos: how far it is, what it brought and what is missing. */
import type { Photo } from '../api/payloads.js';
import { nameOf } from '../state/link-source.js';
import { fetchPhoto, fetchPhotos, isGood } from '../state/photo-files.js';
import type { FileOptions, GoodFile, MissingFile } from '../state/photo-files.js';

/** Most files and bytes that are taken at once. */
export interface Limits {
  readonly files: number;
  readonly bytes: number;
}

/** Bytes of a photo as long as nobody knows better (behaviour.md 6.3). */
const TYPICAL = 10e6;
/** Milliseconds between two reports. */
const RHYTHM = 250;
/** So many failures in a row are no bad files: the network is gone. */
const HOPELESS = 6;

/** What the photos of this visitor weigh, as far as they have been seen. */
export class Weights {
  private files = 0;
  private bytes = 0;

  /** Whether any has been seen. */
  get isKnown(): boolean {
    return this.files > 0;
  }

  /** Bytes. */
  get mean(): number {
    return this.isKnown ? this.bytes / this.files : TYPICAL;
  }

  add(bytes: number): void {
    this.files += 1;
    this.bytes += bytes;
  }

  /** How many photos fit into the limits. */
  fitting({ files, bytes }: Limits): number {
    return Math.max(1, Math.min(files, Math.floor(bytes / this.mean)));
  }
}

export class Transfer {
  readonly photos: readonly Photo[];
  /** What is missing, and why. */
  readonly missing: MissingFile[] = [];
  /** Whole files that were handed on. */
  saved = 0;
  /** Bytes that came. */
  bytes = 0;
  /** Whole files that did not fit any more. */
  readonly left: GoodFile[] = [];
  private readonly handed = new Set<Photo>();
  private readonly control = new AbortController();
  private readonly report: () => void;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param report told at most four times a second that it went on */
  constructor(photos: readonly Photo[], report: () => void) {
    this.photos = photos;
    this.report = report;
  }

  get signal(): AbortSignal {
    return this.control.signal;
  }

  /** Share of the photos that are done with, 0 to 1. */
  get progress(): number {
    return (this.saved + this.missing.length + this.left.length) / Math.max(1, this.photos.length);
  }

  /** Photos that were neither handed on nor found to be missing. */
  get rest(): Photo[] {
    const done = new Set([...this.missing, ...this.left].map(({ photo }) => photo));
    return this.photos.filter((photo) => !done.has(photo) && !this.handed.has(photo));
  }

  stop(): void {
    clearTimeout(this.timer);
    this.control.abort();
  }

  /**
   * Whole files, as they come.
   *
   * @param carried files that are here already
   * @throws AbortError when it is stopped
   */
  async *files(
    options: FileOptions,
    weights: Weights,
    limits: Limits,
    carried: Map<Photo, GoodFile> = new Map(),
  ): AsyncGenerator<GoodFile, void, undefined> {
    let size = 0;
    const fetching = { ...options, onBytes: (bytes: number) => this.count(bytes) };
    const fetchOne = (photo: Photo) => {
      const file = carried.get(photo);
      return file ? Promise.resolve(file) : fetchPhoto(photo, fetching);
    };
    let failures = 0;
    const fits = (underWay: number) => {
      if (failures >= HOPELESS) return false;
      const expected = size + weights.mean * (underWay + 1);
      return expected <= limits.bytes || (this.saved === 0 && underWay === 0);
    };
    for await (const file of fetchPhotos(this.photos, fetchOne, fits)) {
      this.signal.throwIfAborted();
      failures = isGood(file) || file.missing !== 'failed' ? 0 : failures + 1;
      if (!isGood(file)) this.missing.push(file);
      else if (this.saved > 0 && size + file.bytes.byteLength > limits.bytes) this.left.push(file);
      else {
        weights.add(file.bytes.byteLength);
        size += file.bytes.byteLength;
        this.saved += 1;
        this.handed.add(file.photo);
        yield file;
      }
      this.tick();
    }
    clearTimeout(this.timer);
    if (failures < HOPELESS) return;
    for (const photo of this.rest)
      this.missing.push({ photo, name: nameOf(photo), missing: 'failed', link: null });
  }

  private count(bytes: number): void {
    this.bytes += bytes;
    this.tick();
  }

  private tick(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      if (!this.signal.aborted) this.report();
    }, RHYTHM);
  }
}
