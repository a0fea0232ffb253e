/** The six places of the course where photographers stand, in layers from far to near. */
import { unit } from '../fake/random.js';
import { textPath } from './lettering.js';
import { crowd, ground, hills, others, palm, personAt, sideways, sky, tree, type Frame } from './nature.js';
import { blend, darker, n } from './shapes.js';

/** SVG of each layer; the nearer, the sharper. */
export interface Layers {
  readonly far: string;
  readonly middle: string;
  readonly ground: string;
}

const SPONSORS = ['GHATPANI WATER', 'KAAS OUTFITTERS', 'MONSOON TEA', 'DECCAN CYCLES'] as const;

/** An inflatable arch over the course. */
function arch(frame: Frame, y: number, title: string, colour: string): string {
  const tall = personAt(frame, y) * 2.5;
  const [left, right] = [sideways(frame, y, -1.25), sideways(frame, y, 1.25)];
  const thick = tall * 0.2;
  const body = darker(colour, frame.light.gloom * 0.7);
  const middle = (left + right) / 2;
  const span = right - left;
  return (
    `<path d="M${n(left - thick / 2)} ${n(y)}L${n(left - thick / 2)} ${n(y - tall * 0.72)}Q${n(left)} ${n(y - tall)} ${n(left + thick)} ${n(y - tall)}H${n(right - thick)}Q${n(right)} ${n(y - tall)} ${n(right + thick / 2)} ${n(y - tall * 0.72)}V${n(y)}H${n(right - thick / 2)}V${n(y - tall * 0.66)}H${n(left + thick / 2)}V${n(y)}Z" fill="${body}"/>` +
    `<path d="M${n(left - thick / 2)} ${n(y)}V${n(y - tall * 0.72)}h${n(thick * 0.3)}V${n(y)}Z" fill="#ffffff" opacity=".25"/>` +
    textPath(title, {
      x: middle,
      y: y - tall * 0.72,
      size: Math.min(tall * 0.22, span * 0.16),
      fill: '#ffffff',
    }) +
    textPath('SAHYADRI TRAIL MARATHON', { x: middle, y: y - tall * 0.9, size: span * 0.05, fill: '#fff3cf' })
  );
}

/** Barriers with boards along one side of the course. */
function boards(frame: Frame, side: 1 | -1, count: number): string {
  return Array.from({ length: count }, (_, k) => {
    const [near, far] = [0.1 + 0.13 * (count - k), 0.1 + 0.13 * (count - k - 1)].map(
      (share) => frame.horizon + frame.height * 0.62 * share,
    ) as [number, number];
    const [x1, x2] = [sideways(frame, near, side * 1.22), sideways(frame, far, side * 1.22)];
    const [h1, h2] = [personAt(frame, near) * 0.56, personAt(frame, far) * 0.56];
    const colour = darker(
      ['#f3f0e7', '#e4572e', '#1d5c63', '#f3a712'][k % 4] ?? '#ffffff',
      frame.light.gloom * 0.6,
    );
    const text = textPath(SPONSORS[k % 4] ?? '', {
      x: (x1 + x2) / 2,
      y: (near + far) / 2 - (h1 + h2) * 0.2,
      size: Math.abs(x1 - x2) * 0.1,
      fill: k % 4 === 0 || k % 4 === 3 ? '#22303c' : '#ffffff',
    });
    return `<path d="M${n(x1)} ${n(near)}V${n(near - h1)}L${n(x2)} ${n(far - h2)}V${n(far)}Z" fill="${colour}"/>${text}`;
  })
    .reverse()
    .join('');
}

function bunting(frame: Frame, y: number, sag: number): string {
  const count = Math.round(frame.width / 46);
  const flags = Array.from({ length: count }, (_, k) => {
    const x = (frame.width * (k + 0.5)) / count;
    const drop = y + sag * (1 - ((x / frame.width) * 2 - 1) ** 2);
    const colour = ['#f3a712', '#ffffff', '#3c9d5d', '#e4572e'][k % 4] ?? '#ffffff';
    return `<path d="M${n(x - 15)} ${n(drop)}h30l-15 36Z" fill="${darker(colour, frame.light.gloom * 0.6)}"/>`;
  });
  return `<path d="M0 ${n(y)}Q${n(frame.width / 2)} ${n(y + sag * 2)} ${frame.width} ${n(y)}" stroke="#5a5148" stroke-width="3" fill="none"/>${flags.join('')}`;
}

function house(frame: Frame, x: number, y: number, size: number, colour: string): string {
  const wall = darker(colour, frame.light.gloom * 0.7);
  const roof = darker('#a4492f', frame.light.gloom * 0.7);
  const hole = darker('#3d3a45', frame.light.gloom);
  return (
    `<rect x="${n(x)}" y="${n(y - size * 0.62)}" width="${n(size * 1.2)}" height="${n(size * 0.62)}" fill="${wall}"/>` +
    `<path d="M${n(x - size * 0.12)} ${n(y - size * 0.58)}L${n(x + size * 0.25)} ${n(y - size)}H${n(x + size * 0.95)}L${n(x + size * 1.32)} ${n(y - size * 0.58)}Z" fill="${roof}"/>` +
    `<rect x="${n(x + size * 0.18)}" y="${n(y - size * 0.42)}" width="${n(size * 0.2)}" height="${n(size * 0.42)}" fill="${hole}"/>` +
    `<rect x="${n(x + size * 0.62)}" y="${n(y - size * 0.44)}" width="${n(size * 0.26)}" height="${n(size * 0.2)}" fill="${hole}"/>`
  );
}

/** A row of trees from the distance to the camera, on one side. */
function avenue(frame: Frame, side: 1 | -1, count: number, colour: string, size: number): string {
  return Array.from({ length: count }, (_, k) => {
    const y = frame.horizon + frame.height * 0.34 * ((k + 0.4) / count) ** 1.6 + 8;
    const x = sideways(frame, y, side * (1.5 + 0.9 * unit(frame.seed, 70, k, side)));
    const tone = blend(darker(colour, frame.light.gloom * 0.8), frame.light.haze, 0.5 * (1 - k / count));
    return tree(frame, 80 + k * 2 + side, x, y, personAt(frame, y) * size + 60, tone);
  }).join('');
}

const flowers = (frame: Frame): string =>
  Array.from({ length: 240 }, (_, k) => {
    const y = frame.horizon + (frame.height - frame.horizon) * (0.12 + 0.88 * unit(frame.seed, 90, k) ** 1.4);
    const near = (y - frame.horizon) / (frame.height - frame.horizon);
    const x = frame.width * unit(frame.seed, 91, k);
    const away = Math.abs(x - frame.vanish) / (personAt(frame, y) * 1.25);
    if (away < 0.75) return '';
    const colour = ['#c77dff', '#ffd6ff', '#ffe066', '#9d4edd'][k % 4] ?? '#ffffff';
    return `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(1.5 + near * 9)}" ry="${n(1 + near * 6)}" fill="${darker(colour, frame.light.gloom * 0.6)}" opacity=".8"/>`;
  }).join('');

const rays = (frame: Frame): string =>
  Array.from({ length: 6 }, (_, k) => {
    const x = frame.width * (-0.1 + 0.2 * k);
    const spread = frame.width * (0.05 + 0.05 * unit(frame.seed, 95, k));
    return `<path d="M${n(x)} 0h${n(spread)}L${n(x + frame.width * 0.35 + spread * 2)} ${n(frame.height * 0.8)}h${n(-spread * 1.6)}Z" fill="${frame.light.sun}" opacity=".13"/>`;
  }).join('');

type Place = (frame: Frame) => Layers;

/** The arch and the pens before it. */
const startArch: Place = (frame) => ({
  far: sky(frame) + hills(frame, frame.height * 0.26),
  middle:
    avenue(frame, 1, 4, '#37593f', 1.5) +
    avenue(frame, -1, 4, '#37593f', 1.5) +
    arch(frame, frame.horizon + frame.height * 0.16, 'START', '#e4572e') +
    crowd(frame, 20, frame.horizon + frame.height * 0.17, -2.6, -1.3, 9) +
    crowd(frame, 21, frame.horizon + frame.height * 0.18, 1.3, 2.8, 9) +
    others(frame, 9) +
    crowd(frame, 22, frame.horizon + frame.height * 0.3, -2.4, -1.35, 4) +
    crowd(frame, 23, frame.horizon + frame.height * 0.32, 1.35, 2.4, 4) +
    boards(frame, -1, 4) +
    boards(frame, 1, 4),
  ground: ground(frame, '#7d7a5c', '#6b6a70', 1.1),
});

/** The market street behind the start, hung with flags. */
const startStreet: Place = (frame) => {
  const { width, height, horizon } = frame;
  return {
    far: sky(frame) + hills(frame, height * 0.2),
    middle:
      house(frame, -width * 0.12, horizon + height * 0.2, height * 0.5, '#e5c9a0') +
      house(frame, width * 0.17, horizon + height * 0.1, height * 0.24, '#a9bfd0') +
      house(frame, width * 0.62, horizon + height * 0.1, height * 0.26, '#d9a38c') +
      house(frame, width * 0.8, horizon + height * 0.2, height * 0.52, '#cfd8b8') +
      bunting(frame, height * 0.04, height * 0.08) +
      bunting(frame, height * 0.14, height * 0.05) +
      crowd(frame, 31, horizon + height * 0.2, -2.1, -1.1, 9) +
      crowd(frame, 32, horizon + height * 0.21, 1.1, 2.2, 9) +
      others(frame, 8),
    ground: ground(frame, '#9a8a6c', '#6f6d72', 1),
  };
};

/** The first bend: open country, the hills before the runners, a few early spectators. */
const startBend: Place = (frame) => {
  const { height, horizon } = frame;
  return {
    far: sky(frame) + hills(frame, height * 0.33) + avenue(frame, frame.view % 2 ? 1 : -1, 6, '#4f6b45', 2),
    middle:
      others(frame, 12) +
      crowd(frame, 33, horizon + height * 0.24, frame.view % 2 ? -2.2 : 1.2, frame.view % 2 ? -1.2 : 2.2, 5),
    ground: ground(frame, '#86905a', '#7b7673', 0.85),
  };
};

const start: Place = (frame) => ([startArch, startStreet, startBend][frame.view % 3] ?? startArch)(frame);

const forest: Place = (frame) => ({
  far:
    sky(frame) +
    hills(frame, frame.height * 0.12) +
    avenue(frame, -1, 9, '#4d6b3c', 4.2) +
    avenue(frame, 1, 9, '#40613a', 4.2),
  middle:
    avenue(frame, -1, 7, '#3d5a2c', 3.6) +
    avenue(frame, 1, 7, '#35542b', 3.6) +
    rays(frame) +
    others(frame, 4),
  ground: ground(frame, '#5b6b39', '#93704c', 0.95),
});

const tableland: Place = (frame) => ({
  far: sky(frame) + hills(frame, frame.height * 0.24),
  middle: others(frame, 5),
  ground: ground(frame, '#8a9a4a', '#b08556', 0.62) + flowers(frame),
});

const lake: Place = (frame) => {
  const { width, height, horizon, light } = frame;
  const water = darker(blend(light.skyTop, light.skyLow, 0.45), 0.12);
  const glints = Array.from({ length: 40 }, (_, k) => {
    const y = horizon + height * 0.15 * unit(frame.seed, 96, k);
    return `<rect x="${n(width * unit(frame.seed, 97, k))}" y="${n(y)}" width="${n(width * 0.08)}" height="2.5" fill="${light.sun}" opacity=".5"/>`;
  }).join('');
  return {
    far:
      sky(frame) +
      hills(frame, height * 0.2) +
      `<rect y="${n(horizon)}" width="${width}" height="${n(height * 0.2)}" fill="${water}"/>${glints}`,
    middle:
      [0.04, 0.13, 0.82, 0.95]
        .map((x, k) => palm(frame, 30 + k, width * x, horizon + height * 0.2, height * 0.42))
        .join('') + others(frame, 5),
    // The bank begins nearer than the horizon; between them is water.
    ground: `<clipPath id="bank"><rect y="${n(horizon + height * 0.14)}" width="${width}" height="${height}"/></clipPath><g clip-path="url(#bank)">${ground(frame, '#7f8f4d', '#a98a66', 0.85)}</g>`,
  };
};

const village: Place = (frame) => {
  const { width, height, horizon } = frame;
  const y = horizon + height * 0.13;
  const board = horizon + height * 0.3;
  const tall = personAt(frame, board) * 0.8;
  const x = sideways(frame, board, 1.25);
  return {
    far:
      sky(frame) +
      hills(frame, height * 0.15) +
      avenue(frame, -1, 4, '#47683a', 3) +
      avenue(frame, 1, 4, '#47683a', 3),
    middle:
      house(frame, -width * 0.06, y + 40, height * 0.34, '#e9d8b4') +
      house(frame, width * 0.2, y, height * 0.2, '#9cc3c9') +
      house(frame, width * 0.66, y, height * 0.22, '#e8b9a0') +
      house(frame, width * 0.84, y + 50, height * 0.36, '#d9e2c4') +
      bunting(frame, height * 0.06, height * 0.07) +
      crowd(frame, 24, horizon + height * 0.22, -2.3, -1.15, 7) +
      crowd(frame, 25, horizon + height * 0.2, 1.25, 2.6, 6) +
      others(frame, 3) +
      `<rect x="${n(x)}" y="${n(board - tall * 0.5)}" width="${n(tall * 0.06)}" height="${n(tall * 0.5)}" fill="#5b4a3a"/><rect x="${n(x - tall * 0.34)}" y="${n(board - tall)}" width="${n(tall * 0.74)}" height="${n(tall * 0.56)}" rx="8" fill="#1d5c63"/>` +
      textPath('18 KM', { x: x + tall * 0.03, y: board - tall * 0.63, size: tall * 0.24, fill: '#ffffff' }),
    ground: ground(frame, '#a08a5e', '#8b8378', 0.95),
  };
};

const finish: Place = (frame) => ({
  far:
    sky(frame) +
    hills(frame, frame.height * 0.16) +
    avenue(frame, -1, 5, '#4a6d43', 2.2) +
    avenue(frame, 1, 5, '#4a6d43', 2.2),
  middle:
    arch(frame, frame.horizon + frame.height * 0.2, 'FINISH', '#1d5c63') +
    bunting(frame, frame.height * 0.03, frame.height * 0.05) +
    crowd(frame, 26, frame.horizon + frame.height * 0.2, -3, -1.35, 12) +
    crowd(frame, 27, frame.horizon + frame.height * 0.21, 1.35, 3, 12) +
    others(frame, 3) +
    crowd(frame, 28, frame.horizon + frame.height * 0.33, -2.5, -1.4, 5) +
    crowd(frame, 29, frame.horizon + frame.height * 0.33, 1.4, 2.5, 5) +
    boards(frame, -1, 4) +
    boards(frame, 1, 4),
  ground: ground(frame, '#8d8468', '#2f6fa8', 1),
});

const places: readonly Place[] = [start, forest, tableland, lake, village, finish];

/** @param spot 0 is the start, 5 the finish */
export function layersOf(spot: number, frame: Frame): Layers {
  const place = places[spot % places.length] ?? start;
  return place(frame);
}
