/** Photos from where somebody began to where she is now, ticked together; who goes back takes back. */
import type { Photo } from '../api/payloads.js';
import type { PhotoList } from './photo-list.js';
import type { Selection } from './selection.js';

/** Photos that one stretch ticks at most: what it passes over has to be read, page by page. */
export const LONGEST = 2000;

export class Stretch {
  /** The place where it began. */
  readonly anchor: number;
  private readonly list: PhotoList;
  private readonly selection: Selection;
  private readonly on: boolean;
  /** What was ticked when it began. */
  private readonly before: ReadonlySet<string>;
  private reach: readonly Photo[] = [];
  private reading: AbortController | undefined;

  /** @param on ticks photos; else it takes their ticks away */
  constructor(list: PhotoList, selection: Selection, anchor: number, on: boolean) {
    this.list = list;
    this.selection = selection;
    this.anchor = anchor;
    this.on = on;
    this.before = new Set(selection.photos.map(({ id }) => id));
  }

  /** Whether more lies between than one stretch can hold. */
  isTooLong(index: number): boolean {
    return Math.abs(index - this.anchor) >= LONGEST;
  }

  /**
   * Reaches to a place; photos on the way are read where that is needed, and then ticked at once.
   *
   * @returns false when some could not be read; a newer call, or `stop`, ends this one as if all was well
   */
  async to(index: number): Promise<boolean> {
    this.stop();
    const { anchor, list } = this;
    const from = Math.max(Math.min(anchor, index), anchor - LONGEST + 1);
    const to = Math.min(Math.max(anchor, index), anchor + LONGEST - 1) + 1;
    const isHere = () => {
      for (let at = from; at < to; at += 1) if (!list.isLoaded(at)) return false;
      return true;
    };
    if (isHere()) {
      this.apply(from, to);
      return true;
    }
    const reading = new AbortController();
    this.reading = reading;
    const isWhole = await list.read(from, to, reading.signal);
    if (reading.signal.aborted) return true;
    this.apply(from, to);
    return isWhole;
  }

  /** Gives up what is still being read. */
  stop(): void {
    this.reading?.abort();
    this.reading = undefined;
  }

  private apply(from: number, to: number): void {
    const photos: Photo[] = [];
    for (let at = from; at < to; at += 1) {
      const photo = this.list.at(at);
      if (photo) photos.push(photo);
    }
    const ids = new Set(photos.map(({ id }) => id));
    const left = this.reach.filter(({ id }) => !ids.has(id));
    this.reach = photos;
    for (const was of [true, false])
      this.selection.set(
        left.filter(({ id }) => this.before.has(id) === was),
        was,
      );
    this.selection.set(photos, this.on);
  }
}
