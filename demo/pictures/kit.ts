/** What a runner wears, and the bib on it. */
import { CAP_HEIGHT, textPath, textWidth } from './lettering.js';
import type { Look } from './look.js';
import { darker, fill, n } from './shapes.js';
import type { Pose } from './skeleton.js';

function torsoPath({ build, woman, sleeves }: Look): string {
  const shoulder = 9.5 * build;
  const waist = (woman ? 5.9 : 6.6) * build;
  const hip = (woman ? 8.7 : 8.3) * build;
  const strap = sleeves === 'none' ? 0.78 : 1;
  const half = (s: number) => ({
    neck: `${n(2.9 * s)} 16.6`,
    top: `${n(shoulder * strap * s)} 19`,
    pit: `${n(7.9 * build * s)} 27`,
    waist: `${n(waist * s)} 40`,
    hip: `${n(hip * s)} 53`,
  });
  const [l, r] = [half(-1), half(1)];
  return `M${l.neck}Q${n(-6 * build)} 17 ${l.top}Q${n(-9 * build * strap)} 23.5 ${l.pit}C${n(-7.3 * build)} 33 ${n(-waist)} 36 ${l.waist}C${n(-waist)} 44 ${n(-hip)} 46 ${l.hip}Q0 55 ${r.hip}C${n(hip)} 46 ${n(waist)} 44 ${r.waist}C${n(waist)} 36 ${n(7.3 * build)} 33 ${r.pit}Q${n(9 * build * strap)} 23.5 ${r.top}Q${n(6 * build)} 17 ${r.neck}Q0 21.4 ${l.neck}Z`;
}

const designs: Record<Look['design'], (accent: string) => string> = {
  plain: (a) => `<path d="M-12 16.2L12 16.2L12 17.8L-12 17.8Z" fill="${a}"/>`,
  sides: (a) =>
    `<path d="M-12 18L-6.4 18C-5.2 32-5 44-5.6 58L-12 58ZM12 18L6.4 18C5.2 32 5 44 5.6 58L12 58Z" fill="${a}"/>`,
  sash: (a) => `<path d="M-12 18L-4 18L12 46L12 58Z" fill="${a}"/>`,
  hoop: (a) => `<path d="M-12 22.4H12V26H-12ZM-12 43H12V46.6H-12Z" fill="${a}"/>`,
  yoke: (a) => `<path d="M-12 14H12V25Q0 30-12 25Z" fill="${a}"/>`,
  fade: (a) => `<path d="M-12 42L12 36V60H-12Z" fill="${a}" opacity=".85"/>`,
};

export function drawShorts(look: Look, pose: Pose, id: string): string {
  const hip = 7.9 * look.build;
  const lift = pose.stride === 'drive' ? 2 : 0;
  const leg = (s: number, hem: number) =>
    `M0 48L${n(hip * s)} 47.5C${n((hip + 0.6) * s)} 52 ${n((hip + 1.9) * s)} ${n(hem - 5)} ${n((hip + 1.7) * s)} ${n(hem)}Q${n(4.4 * s)} ${n(hem + 1.6)} ${n(0.4 * s)} ${n(hem - 1)}L0 53Z`;
  if (look.legs !== 'shorts')
    return fill(`M${n(-hip)} 47.5H${n(hip)}L${n(hip)} 53Q0 57 ${n(-hip)} 53Z`, `url(#${id}p)`);
  return (
    fill(leg(-pose.side, 61.5), `url(#${id}pd)`) +
    fill(leg(pose.side, 62.5 - lift), `url(#${id}p)`) +
    `<path d="M${n((hip + 0.2) * -pose.side)} 53L${n((hip + 1.4) * -pose.side)} 61" stroke="${look.accent}" stroke-width=".9" opacity=".7"/>`
  );
}

/** @param band colour of the strip on top; one a distance */
export function drawBib(bib: string, band: string, tilt: number): string {
  const width = 12.6;
  const size = Math.min(6.2, 11.2 / textWidth(bib));
  const height = CAP_HEIGHT * size * 1.22;
  return (
    `<g transform="translate(0 34.8) rotate(${n(tilt)}) scale(1.2)">` +
    `<rect x="${-width / 2 + 0.35}" y="-4.3" width="${width}" height="10" rx=".5" fill="#000" opacity=".22"/>` +
    `<path d="M-6.3-4.8Q0-5.3 6.3-4.8L6.4 4.9Q0 5.5-6.4 4.9Z" fill="#fdfcf8"/>` +
    `<path d="M-6.3-4.8Q0-5.3 6.3-4.8L6.3-2.6Q0-3.1-6.3-2.6Z" fill="${band}"/>` +
    textPath('SAHYADRI TRAIL', { x: 0, y: -3.35, size: 1.25, fill: '#ffffff' }) +
    `<g transform="translate(0 ${n(0.95 + height / 2)}) scale(1 1.22)">${textPath(bib, { x: 0, y: 0, size, fill: '#15161c' })}</g>` +
    `<path d="M2.6-5C3.6-2 3.4 2 4.4 5.1L6.4 4.9L6.3-4.8Z" fill="#20304a" opacity=".13"/>` +
    `<path d="M-5.6 4.2C-3 3.6 2 4.5 5.8 4" stroke="#20304a" stroke-width=".25" opacity=".25" fill="none"/>` +
    [
      [-5.7, -4.2],
      [5.7, -4.2],
      [-5.7, 4.3],
      [5.7, 4.3],
    ]
      .map(([x, y]) => `<circle cx="${x}" cy="${y}" r=".33" fill="#8b8f99"/>`)
      .join('') +
    '</g>'
  );
}

export function drawTorso(look: Look, id: string): string {
  const path = torsoPath(look);
  const dark = darker(look.shirt, 0.6);
  return (
    `<clipPath id="${id}k"><path d="${path}"/></clipPath>` +
    fill(path, `url(#${id}t)`) +
    `<g clip-path="url(#${id}k)">${designs[look.design](look.accent)}` +
    `<path d="M2 16C5 26 4 44 6 60H14V16Z" fill="#0a0d1c" opacity=".2"/>` +
    `<path d="M-9 27C-5 29-3 28-1 25M9 27C5 30 3 29 1 26M-7 46C-3 49 1 49 6 45M-6 50C-1 53 3 52 7 49M-7 40C-5 43-4 45-4 49" fill="none" stroke="${dark}" stroke-width=".8" opacity=".26"/>` +
    (look.woman
      ? `<path d="M-6.4 27.4Q-3.4 31.4 0 28.6Q3.4 31.4 6.4 27.4" fill="none" stroke="${dark}" stroke-width="1" opacity=".3"/>`
      : '') +
    `<path d="M-8.6 18C-8.2 26-7 34-6.4 42C-6.8 47-7.2 51-7.4 56" fill="none" stroke="#fff3d6" stroke-width="1.1" opacity=".4"/>` +
    (look.vest
      ? `<path d="M-7-1L-3.6 18C-4.6 30-4.6 40-5.4 50L-10 50V10ZM7-1L3.6 18C4.6 30 4.6 40 5.4 50L10 50V10Z" fill="#23262f" opacity=".92"/><path d="M-5 26H5" stroke="#23262f" stroke-width=".9"/><rect x="-7.4" y="23" width="2.4" height="7" rx="1" fill="#7fb7d6" opacity=".8"/>`
      : '') +
    '</g>'
  );
}
