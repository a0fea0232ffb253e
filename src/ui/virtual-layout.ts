/**
 * Where every photo of a long list stands, without having read the list: the list is cut into blocks (one page of the
 * API each), a block that was read is laid out exactly, one that was not is estimated. Arithmetic only, in CSS pixels
 * from the top of the list.
 */
import { justifyRows } from './justified-rows.js';
import type { Box } from './justified-rows.js';

export interface Metrics {
  readonly layout: 'rows' | 'grid';
  readonly width: number;
  readonly rowHeight: number;
  readonly gap: number;
}

/** Ratios of the photos of a block; `null` for a place that holds none. `undefined`: not read yet. */
export type ReadBlock = (block: number) => readonly (number | null)[] | undefined;

interface Block {
  readonly boxes: readonly (Box | null)[];
  readonly height: number;
}

/** Mean ratio of race photos, for a first guess: seven in ten are 3:2, two in ten 2:3. */
const MEAN_RATIO = 1.3;

/** Rows that stick out of a window, above and below it, and what its rows are lower than the mean. */
const SLACK = 1;

export class VirtualLayout {
  private readonly blockSize: number;
  private readonly read: ReadBlock;
  private metrics: Metrics = { layout: 'rows', width: 0, rowHeight: 200, gap: 4 };
  private count = 0;
  private blocks = new Map<number, Block>();
  /** `tops[n]` is where block n begins; one more than there are blocks, the last is the end. */
  private tops = new Float64Array(1);
  /** Height of one photo's share in blocks that were not read; fixed by the first block that was. */
  private share: number | undefined;

  constructor(blockSize: number, read: ReadBlock) {
    this.blockSize = blockSize;
    this.read = read;
  }

  /** @returns whether anything changed */
  update(count: number, metrics: Metrics): boolean {
    const same = !this.hasOther(metrics);
    if (same && count === this.count) return false;
    if (!same) {
      this.blocks.clear();
      this.share = undefined;
    } else this.blocks.delete(Math.floor(Math.min(count, this.count) / this.blockSize));
    this.metrics = metrics;
    this.count = count;
    this.stack(0);
    return true;
  }

  /** Whether these metrics would move everything. */
  hasOther({ layout, width, rowHeight, gap }: Metrics): boolean {
    const old = this.metrics;
    return old.width !== width || old.rowHeight !== rowHeight || old.gap !== gap || old.layout !== layout;
  }

  /** Height of the whole list. */
  get height(): number {
    const end = this.tops[this.tops.length - 1] ?? 0;
    return Math.max(0, end - this.metrics.gap);
  }

  /** How many photos a window of this height shows where it shows many. */
  capacity(height: number): number {
    if (this.count === 0) return 0;
    const { rowHeight, gap } = this.metrics;
    return Math.ceil((height + SLACK * (rowHeight + gap)) / (this.height / this.count));
  }

  /** Takes the blocks between two heights as they are read now. @returns whether anything moved */
  settle(top: number, bottom: number): boolean {
    if (this.metrics.layout === 'grid' || this.metrics.width <= 0) return false;
    let moved = false;
    // What is above decides where the rest stands, so go down one block at a time.
    for (let block = this.blockAt(top); block < this.tops.length - 1; block += 1) {
      if ((this.tops[block] ?? 0) > bottom) break;
      if (this.blocks.has(block) || !this.layOut(block)) continue;
      this.stack(block);
      moved = true;
    }
    return moved;
  }

  /**
   * Takes the block of a place as it is read now, so that what follows stands where it belongs.
   *
   * @returns whether anything moved
   */
  settleAt(index: number): boolean {
    const block = Math.floor(index / this.blockSize);
    if (this.metrics.layout === 'grid' || this.metrics.width <= 0 || this.blocks.has(block)) return false;
    if (!this.layOut(block)) return false;
    this.stack(block);
    return true;
  }

  /** The row at a height: `[from, to)`. */
  rowAt(y: number): [from: number, to: number] {
    return [this.indexAt(y), Math.min(this.count, this.indexAt(y, true) + 1)];
  }

  /** Forgets blocks that are to be read again. */
  prune(isRead: (block: number) => boolean): void {
    for (const block of this.blocks.keys()) if (!isRead(block)) this.blocks.delete(block);
  }

  /** The place of a photo; `undefined` while its block is not read, and for a place that holds none. */
  boxOf(index: number): Box | undefined {
    if (index < 0 || index >= this.count) return undefined;
    if (this.metrics.layout === 'grid') return this.cell(index);
    const number = Math.floor(index / this.blockSize);
    const box = this.blocks.get(number)?.boxes[index % this.blockSize];
    return box ? { ...box, y: box.y + (this.tops[number] ?? 0) } : undefined;
  }

  /** Where a photo stands, guessed where its block is not read: good enough to scroll there. */
  yOf(index: number): number {
    const box = this.boxOf(index);
    if (box) return box.y;
    const block = Math.floor(index / this.blockSize);
    const top = this.tops[block] ?? 0;
    const height = (this.tops[block + 1] ?? top) - top;
    // Behind the last place there may be no block any more.
    return top + height * ((index % this.blockSize) / (this.sizeOf(block) || 1));
  }

  /** Which photos may stand between two heights: `[from, to)`, read or not. */
  range(top: number, bottom: number): [from: number, to: number] {
    if (this.count === 0 || bottom < 0 || top > this.height) return [0, 0];
    return [
      this.indexAt(Math.max(0, top)),
      Math.min(this.count, this.indexAt(Math.min(bottom, this.height), true) + 1),
    ];
  }

  /** The photo that stands at a height; the last of its row if `last`. */
  indexAt(y: number, last = false): number {
    if (this.metrics.layout === 'grid') {
      const { columns, pitch } = this.columns();
      const row = Math.floor(y / pitch);
      return Math.max(0, Math.min(this.count - 1, row * columns + (last ? columns - 1 : 0)));
    }
    const number = this.blockAt(y);
    const start = number * this.blockSize;
    const inside = y - (this.tops[number] ?? 0);
    const block = this.blocks.get(number);
    if (!block) {
      const height = (this.tops[number + 1] ?? 0) - (this.tops[number] ?? 0);
      const fraction = height > 0 ? Math.min(1, Math.max(0, inside / height)) : 0;
      const guess = Math.floor(fraction * this.sizeOf(number));
      return Math.min(this.count - 1, start + Math.min(guess, this.sizeOf(number) - 1));
    }
    // They stand in order.
    const isThere = (box: Box | null) =>
      box && (last ? box.y <= inside : box.y + box.height + this.metrics.gap > inside);
    const found = last ? block.boxes.findLastIndex(isThere) : block.boxes.findIndex(isThere);
    return start + Math.max(0, found);
  }

  /** The block that stands at a height. */
  blockAt(y: number): number {
    let low = 0;
    let high = Math.max(0, this.tops.length - 2);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.tops[middle] ?? 0) <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private sizeOf(block: number): number {
    return Math.min(this.blockSize, this.count - block * this.blockSize);
  }

  private layOut(number: number): boolean {
    const ratios = this.read(number);
    if (!ratios) return false;
    const { width, rowHeight, gap } = this.metrics;
    const shown = ratios.filter((ratio) => ratio !== null);
    const ragged = (number + 1) * this.blockSize >= this.count;
    const { boxes, height } = justifyRows(shown, { width, rowHeight, gap, ragged });
    let next = 0;
    const placed = ratios.map((ratio) => (ratio === null ? null : (boxes[next++] ?? null)));
    this.blocks.set(number, { boxes: placed, height });
    if (this.share === undefined && shown.length > 0 && !ragged) {
      this.share = (height + gap) / shown.length;
      this.stack(0);
    }
    return true;
  }

  /** Puts blocks on each other, from `first` on. */
  private stack(first: number): void {
    const { gap } = this.metrics;
    const blocks = Math.ceil(this.count / this.blockSize);
    if (this.tops.length !== blocks + 1) this.tops = new Float64Array(blocks + 1);
    if (this.metrics.layout === 'grid') {
      const { columns, pitch } = this.columns();
      this.tops[blocks] = Math.ceil(this.count / columns) * pitch;
      return;
    }
    for (let number = first; number < blocks; number += 1) {
      const block = this.blocks.get(number);
      const height = block ? block.height + (block.height > 0 ? gap : 0) : this.estimate(this.sizeOf(number));
      this.tops[number + 1] = (this.tops[number] ?? 0) + height;
    }
  }

  private estimate(photos: number): number {
    const { width, rowHeight, gap } = this.metrics;
    if (this.share !== undefined) return photos * this.share;
    const perRow = Math.max(1, width / (MEAN_RATIO * rowHeight + gap));
    return Math.ceil(photos / perRow) * (rowHeight + gap);
  }

  private columns(): { columns: number; side: number; pitch: number } {
    const { width, rowHeight, gap } = this.metrics;
    const columns = Math.max(2, Math.round((width + gap) / (rowHeight + gap)));
    const side = Math.max(1, (width - gap * (columns - 1)) / columns);
    return { columns, side, pitch: side + gap };
  }

  private cell(index: number): Box {
    const { columns, side, pitch } = this.columns();
    return {
      x: (index % columns) * pitch,
      y: Math.floor(index / columns) * pitch,
      width: side,
      height: side,
    };
  }
}
