/** Small helpers of drawing: colours, organic outlines, numbers in SVG. */

/** A number as SVG takes it, to a hundredth. */
export const n = (value: number): string => String(Math.round(value * 100) / 100);

const channels = (colour: string): [number, number, number] => {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
};

/** Between two `#rrggbb` colours; 0 is the first. */
export function blend(from: string, to: string, share: number): string {
  const [a, b] = [channels(from), channels(to)];
  const mixed = a.map((value, index) => Math.round(value + ((b[index] ?? 0) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

export const darker = (colour: string, share: number): string => blend(colour, '#0d0f1a', share);
export const lighter = (colour: string, share: number): string => blend(colour, '#fff4e0', share);

/** A place on a limb's middle line, and half the limb's width there. */
export type Joint = readonly [x: number, y: number, radius: number];

type Point = readonly [x: number, y: number];

/** A smooth curve through points (Catmull-Rom as cubic Béziers), without its first `M`. */
export function through(points: readonly Point[]): string {
  const at = (index: number): Point => points[Math.max(0, Math.min(points.length - 1, index))] ?? [0, 0];
  return points
    .slice(1)
    .map((end, index) => {
      const [before, start, after] = [at(index - 1), at(index), at(index + 2)];
      const c1 = [start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6] as const;
      const c2 = [end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6] as const;
      return `C${n(c1[0])} ${n(c1[1])} ${n(c2[0])} ${n(c2[1])} ${n(end[0])} ${n(end[1])}`;
    })
    .join('');
}

/** The outline of a limb: a tube of changing width along its joints, round at both ends. */
export function limb(joints: readonly Joint[]): string {
  const sides = joints.map(([x, y, radius], index) => {
    const before = joints[Math.max(0, index - 1)] ?? [x, y, radius];
    const after = joints[Math.min(joints.length - 1, index + 1)] ?? [x, y, radius];
    const length = Math.hypot(after[0] - before[0], after[1] - before[1]) || 1;
    const [nx, ny] = [-(after[1] - before[1]) / length, (after[0] - before[0]) / length];
    return {
      left: [x + nx * radius, y + ny * radius] as const,
      right: [x - nx * radius, y - ny * radius] as const,
    };
  });
  const left = sides.map((side) => side.left);
  const right = sides.map((side) => side.right).reverse();
  const [start = [0, 0], turn = [0, 0]] = [left[0], right[0]];
  const [last, first] = [joints.at(-1)?.[2] ?? 1, joints[0]?.[2] ?? 1];
  return (
    `M${n(start[0])} ${n(start[1])}${through(left)}` +
    `A${n(last)} ${n(last)} 0 0 0 ${n(turn[0])} ${n(turn[1])}${through(right)}` +
    `A${n(first)} ${n(first)} 0 0 0 ${n(start[0])} ${n(start[1])}Z`
  );
}

/** A gradient across a shape, from the side of the sun to the other. */
export const across = (id: string, colour: string, contrast = 1): string =>
  `<linearGradient id="${id}"><stop offset="0" stop-color="${lighter(colour, 0.3 * contrast)}"/>` +
  `<stop offset=".32" stop-color="${colour}"/>` +
  `<stop offset="1" stop-color="${darker(colour, 0.52 * contrast)}"/></linearGradient>`;

/** An SVG document. */
export const svg = (width: number, height: number, body: string, scaleTo = width): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${scaleTo}" height="${Math.round((height * scaleTo) / width)}" viewBox="0 0 ${width} ${height}">${body}</svg>`;

/** One filled path; `more` are further attributes. */
export const fill = (path: string, paint: string, more = ''): string =>
  `<path d="${path}" fill="${paint}"${more}/>`;
