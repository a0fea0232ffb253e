/**
 * Where photos stand when rows are filled edge to edge. Arithmetic only: widths and heights in CSS pixels, a ratio is
 * width by height.
 */

/** A place in its container. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface RowsOptions {
  readonly width: number;
  /** What a row's height should be near. */
  readonly rowHeight: number;
  readonly gap: number;
  /** The last row is not stretched to the edge when nothing follows it; the only one is, within reason. */
  readonly ragged: boolean;
}

/** What the API does not tell is taken for a landscape photo; what is absurd is made plausible (T1.16.3). */
const DEFAULT_RATIO = 1.5;
const NARROWEST = 0.2;
const WIDEST = 5;
/** Every photo is at least this wide in CSS pixels, so that a finger meets it; one that is narrower by itself is cut. */
const FINGER = 44;
/** Few rows are flatter than this share of what they should be near. */
const FLATTEST = 0.7;
/** A row that cannot be filled without becoming taller than this is left short. */
const TALLEST = 1.75;

/** Ratio of a photo from its pixels, which may be unknown. */
export function ratioOf(width: number | null, height: number | null): number {
  if (width === null || height === null) return DEFAULT_RATIO;
  return Math.min(WIDEST, Math.max(NARROWEST, width / height));
}

/** How far a row is from the height that was asked for; the same for half and for double. */
const badness = (height: number, wanted: number): number => Math.log(height / wanted) ** 2;

/**
 * Breaks photos into rows so that all rows together are as near to `rowHeight` as can be. Every row is full, the last
 * one too unless `ragged`, so that blocks of photos can be stacked without a seam.
 *
 * @param photos the ratio of each, in order
 * @returns the places, and the height of all rows without a gap behind the last
 */
export function justifyRows(
  photos: readonly number[],
  options: RowsOptions,
): { boxes: Box[]; height: number } {
  const { width, rowHeight, gap, ragged } = options;
  const narrowest = FINGER / (rowHeight * FLATTEST);
  const ratios = photos.map((ratio) => Math.max(ratio, narrowest));
  const count = ratios.length;
  const fill = (sum: number, photos: number) => (width - gap * (photos - 1)) / sum;
  // Shortest path over the break points: `best[end]` is the least badness of rows that end before `end`.
  const best = new Float64Array(count + 1).fill(Infinity);
  const from = new Int32Array(count + 1);
  best[0] = 0;
  for (let end = 1; end <= count; end += 1) {
    let sum = 0;
    for (let start = end - 1; start >= 0; start -= 1) {
      sum += ratios[start] ?? DEFAULT_RATIO;
      const height = fill(sum, end - start);
      // Longer rows only get flatter from here on.
      if (height < rowHeight / 3 && end - start > 1) break;
      const last = ragged && end === count && height > rowHeight;
      const cost = (best[start] ?? Infinity) + (last ? 0 : badness(Math.max(1, height), rowHeight));
      if (cost < (best[end] ?? Infinity)) {
        best[end] = cost;
        from[end] = start;
      }
    }
  }
  const breaks: number[] = [];
  for (let end = count; end > 0; end = from[end] ?? 0) breaks.unshift(end);

  const boxes: Box[] = [];
  let y = 0;
  let start = 0;
  for (const end of breaks) {
    const row = ratios.slice(start, end);
    const sum = row.reduce((total, ratio) => total + ratio, 0);
    const limit = rowHeight * (ragged && end === count && start > 0 ? 1 : TALLEST);
    const height = Math.max(1, Math.min(fill(sum, row.length), limit));
    let x = 0;
    for (const ratio of row) {
      boxes.push({ x, y, width: ratio * height, height });
      x += ratio * height + gap;
    }
    y += height + gap;
    start = end;
  }
  return { boxes, height: Math.max(0, y - gap) };
}
