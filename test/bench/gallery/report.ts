/** Medians, beside the targets of performance.md that one run on one machine can tell. */
import type { Figures, Task } from './measure.js';

export interface Row extends Task {
  readonly figures: Figures;
}

type Target = (ours: Figures, floor: Figures) => number;

const fixed =
  (most: number): Target =>
  () =>
    most;
/** What a figure may be at most; peers' figures are not measured here, so what refers to them is left out. */
const targets: Readonly<Record<string, Target>> = {
  'first thumbnail ms': (_, floor) => 1.35 * (floor['first thumbnail ms'] ?? NaN),
  'requests to full screen': (_, floor) => (floor['requests to full screen'] ?? NaN) + 7,
  'blocking ms': fixed(50),
  'layout shift': fixed(0),
  'elements at start': fixed(130),
  'elements at 1,000': fixed(130),
  'elements after jump': fixed(130),
  'points without a picture %': fixed(1),
  'scroll blocking ms': fixed(30),
  'CPU ms per 1,000, no throttle': fixed(1150),
  'jump pages': fixed(3),
  'jump requests': fixed(65),
  'heap after jump MB': fixed(2.7),
  'viewer press ms': fixed(48),
  'viewer press ms, loaded': fixed(24),
  'next photo ms': fixed(30),
  'viewer open at 10,000 / at 2': fixed(1.15),
};

const median = (values: readonly number[]): number => {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
};

/** Medians of everything that was measured on one page at one size. */
export function summarise(rows: readonly Row[], page: Task['page'], photos?: number): Figures {
  const mine = rows.filter((row) => row.page === page && (photos === undefined || row.photos === photos));
  const names = [...new Set(mine.flatMap(({ figures }) => Object.keys(figures)))];
  return Object.fromEntries(
    names.map((name) => [name, median(mine.map(({ figures }) => figures[name] ?? NaN))]),
  );
}

const written = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? '' : value.toFixed(value < 10 && value % 1 !== 0 ? 2 : 0);

/** A table in Markdown; what misses its target is marked. */
export function table(rows: readonly Row[]): string {
  const sizes = [...new Set(rows.filter(({ page }) => page === 'ours').map(({ photos }) => photos))];
  const floor = summarise(rows, 'floor');
  const ours = sizes.map((photos) => summarise(rows, 'ours', photos));
  const names = [...new Set(ours.flatMap((figures) => Object.keys(figures)))];
  const lines = names.map((name) => {
    const target = targets[name]?.(ours[0] ?? {}, floor);
    const cells = ours.map((figures) => {
      const value = figures[name];
      const missed = target !== undefined && value !== undefined && value > target + 1e-6;
      return `${written(value)}${missed ? ' (!)' : ''}`;
    });
    return `| ${[name, written(floor[name]), ...cells, target === undefined ? '' : `≤ ${written(target)}`].join(' | ')} |`;
  });
  const heads = ['', 'floor', ...sizes.map((size) => size.toLocaleString('en')), 'target'];
  return [`| ${heads.join(' | ')} |`, `|${heads.map(() => '---').join('|')}|`, ...lines].join('\n');
}
