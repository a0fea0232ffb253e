/** Hills, trees, ground and people far away: what the places of the course are made of. */
import { unit } from '../fake/random.js';
import { lookOf } from './look.js';
import { drawRunner } from './runner.js';
import { blend, darker, lighter, n } from './shapes.js';
import { poseOf } from './skeleton.js';
import type { Light } from './light.js';

/** The picture that is being drawn; pixels. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly horizon: number;
  /** Where the course vanishes. */
  readonly vanish: number;
  readonly light: Light;
  /** Which of the views of the place. */
  readonly view: number;
  readonly seed: number;
}

const chance = (frame: Frame, ...keys: number[]): number => unit(frame.seed, ...keys);

/**
 * The camera is at 68 % of a person's height, so the horizon cuts everybody there.
 *
 * @returns the height in pixels of a person whose feet are at `y`
 */
export const personAt = (frame: Frame, y: number): number => (y - frame.horizon) / 0.68;

/** Horizontal place at a depth: 1 is the edge of the course, in either direction. */
export const sideways = (frame: Frame, y: number, offset: number): number =>
  frame.vanish + offset * personAt(frame, y) * 1.25;

export function sky(frame: Frame): string {
  const { width, height, horizon, light } = frame;
  const x = width * (0.14 + 0.2 * chance(frame, 1));
  const y = horizon * (1 - light.sunHeight * 0.8);
  const clouds = Array.from({ length: 7 }, (_, k) => {
    const cy = horizon * (0.12 + 0.62 * chance(frame, 2, k));
    const rx = width * (0.08 + 0.2 * chance(frame, 3, k));
    return `<ellipse cx="${n(width * chance(frame, 4, k))}" cy="${n(cy)}" rx="${n(rx)}" ry="${n(rx * 0.1)}" fill="${lighter(light.skyLow, 0.45)}" opacity="${n(0.2 + 0.4 * chance(frame, 5, k))}"/>`;
  });
  return (
    `<defs><linearGradient id="sky" x2="0" y2="1"><stop offset="0" stop-color="${light.skyTop}"/><stop offset=".55" stop-color="${blend(light.skyTop, light.skyLow, 0.55)}"/><stop offset="1" stop-color="${light.skyLow}"/></linearGradient>` +
    `<radialGradient id="sun"><stop offset="0" stop-color="${light.sun}"/><stop offset=".12" stop-color="${light.sun}" stop-opacity=".75"/><stop offset="1" stop-color="${light.sun}" stop-opacity="0"/></radialGradient></defs>` +
    `<rect width="${width}" height="${height}" fill="url(#sky)"/>${clouds.join('')}` +
    `<circle cx="${n(x)}" cy="${n(y)}" r="${n(width * 0.42)}" fill="url(#sun)"/>`
  );
}

/** One range of the Sahyadri: long slopes, steep steps, flat tops. */
function ridge(frame: Frame, key: number, base: number, rise: number, colour: string): string {
  const steps = 26;
  const points = Array.from({ length: steps + 1 }, (_, k) => {
    const wave =
      0.45 * Math.sin(k * 0.41 + 9 * chance(frame, key, 1)) +
      0.3 * Math.sin(k * 0.93 + 7 * chance(frame, key, 2));
    const rough = 0.35 * (chance(frame, key, 3, k) - 0.5);
    // Clipped at the top: the tablelands that the range is known for.
    const height = Math.min(0.82, 0.5 + wave + rough);
    return `${n((frame.width * k) / steps)} ${n(base - rise * Math.max(0.05, height))}`;
  });
  return `<path d="M0 ${n(base + 60)}L${points.join('L')}L${frame.width} ${n(base + 60)}Z" fill="${colour}"/>`;
}

export function hills(frame: Frame, rise: number): string {
  const { horizon, light } = frame;
  const dark = blend('#2c4a3e', light.haze, 0.1);
  return [0.82, 0.62, 0.42, 0.2]
    .map((far, k) => {
      const colour = darker(blend(blend('#4c6484', dark, k / 3), light.haze, far), light.gloom * 0.6);
      return ridge(frame, 10 + k, horizon + 6 + k * 7, rise * (1 - k * 0.21), colour);
    })
    .join('');
}

/** @param size height in pixels */
export function tree(frame: Frame, key: number, x: number, y: number, size: number, colour: string): string {
  const crown = Array.from({ length: 44 }, (_, k) => {
    const cx = x + (chance(frame, key, k, 1) - 0.5) * size * 0.74;
    const cy = y - size * (0.45 + 0.5 * chance(frame, key, k, 2));
    const lit = Math.max(0, (x - cx) / size + (y - size * 0.7 - cy) / size) * 0.7;
    const leaf = lighter(darker(colour, 0.35 * chance(frame, key, k, 3)), Math.min(0.4, lit));
    return `<ellipse cx="${n(cx)}" cy="${n(cy)}" rx="${n(size * (0.05 + 0.07 * chance(frame, key, k, 4)))}" ry="${n(size * 0.06)}" fill="${leaf}"/>`;
  });
  const trunk = `<path d="M${n(x - size * 0.035)} ${n(y)}L${n(x - size * 0.02)} ${n(y - size * 0.6)}H${n(x + size * 0.02)}L${n(x + size * 0.04)} ${n(y)}Z" fill="${darker('#5b4332', 0.2 + frame.light.gloom)}"/>`;
  return trunk + crown.join('');
}

export function palm(frame: Frame, key: number, x: number, y: number, size: number): string {
  const colour = darker('#5c7a3c', 0.2 + frame.light.gloom);
  const top = [x + size * 0.1 * (chance(frame, key) - 0.3), y - size] as const;
  const leaves = Array.from({ length: 9 }, (_, k) => {
    const angle = Math.PI * (0.95 + (k / 8) * 1.1);
    const [dx, dy] = [Math.cos(angle) * size * 0.34, Math.sin(angle) * size * 0.26];
    return `<path d="M${n(top[0])} ${n(top[1])}q${n(dx * 0.6)} ${n(dy - size * 0.06)} ${n(dx)} ${n(dy + size * 0.16)}" fill="none" stroke="${colour}" stroke-width="${n(size * 0.035)}"/>`;
  });
  return `<path d="M${n(x)} ${n(y)}Q${n(x - size * 0.02)} ${n(y - size * 0.6)} ${n(top[0])} ${n(top[1])}" fill="none" stroke="#6b5442" stroke-width="${n(size * 0.035)}"/>${leaves.join('')}`;
}

const CLOTHES = [
  '#e4572e',
  '#f2f0e6',
  '#2e5eaa',
  '#f3a712',
  '#7b2cbf',
  '#17a398',
  '#c2185b',
  '#444b5a',
  '#ffd23f',
];

/** People along the course, out of focus; nobody in particular. */
export function crowd(frame: Frame, key: number, y: number, from: number, to: number, count: number): string {
  return Array.from({ length: count }, (_, k) => {
    const tall = personAt(frame, y) * (0.82 + 0.22 * chance(frame, key, k, 1));
    const x = sideways(frame, y, from + ((to - from) * (k + chance(frame, key, k, 2) * 0.8)) / count);
    const cloth = CLOTHES[Math.floor(chance(frame, key, k, 3) * CLOTHES.length)] ?? '#888888';
    const shirt = darker(cloth, 0.12 + frame.light.gloom);
    const skin = darker('#9a6a48', 0.35 * chance(frame, key, k, 4) + frame.light.gloom * 0.7);
    const top = y - tall;
    const raised = chance(frame, key, k, 5) < 0.3;
    const arm = raised
      ? `<path d="M${n(x + tall * 0.1)} ${n(top + tall * 0.24)}L${n(x + tall * 0.16)} ${n(top - tall * 0.04)}" stroke="${skin}" stroke-width="${n(tall * 0.05)}" stroke-linecap="round"/>`
      : '';
    return (
      `<rect x="${n(x - tall * 0.09)}" y="${n(top + tall * 0.5)}" width="${n(tall * 0.18)}" height="${n(tall * 0.5)}" fill="${darker('#33384a', frame.light.gloom)}"/>` +
      `<rect x="${n(x - tall * 0.12)}" y="${n(top + tall * 0.17)}" width="${n(tall * 0.24)}" height="${n(tall * 0.4)}" rx="${n(tall * 0.07)}" fill="${shirt}"/>${arm}` +
      `<ellipse cx="${n(x)}" cy="${n(top + tall * 0.09)}" rx="${n(tall * 0.055)}" ry="${n(tall * 0.08)}" fill="${skin}"/>` +
      `<path d="M${n(x - tall * 0.06)} ${n(top + tall * 0.09)}a${n(tall * 0.06)} ${n(tall * 0.075)} 0 0 1 ${n(tall * 0.12)} 0Z" fill="#1b1512"/>`
    );
  }).join('');
}

/** Runners who are still a long way off, the farthest first. */
export function others(frame: Frame, count: number): string {
  return Array.from({ length: count }, (_, k) => {
    const y = frame.horizon + frame.height * (0.07 + (0.17 * (k + chance(frame, 60, k))) / count);
    const look = lookOf(`other ${frame.seed} ${k}`);
    const scale = (personAt(frame, y) * look.height) / 100;
    const x = sideways(frame, y, (chance(frame, 61, k) - 0.5) * 1.5);
    const figure = { look, pose: poseOf(look, k, false), bib: null, band: '#ffffff' };
    return `<g transform="translate(${n(x)} ${n(y - 100 * scale)}) scale(${n(scale)})">${drawRunner(figure, `o${k}`)}</g>`;
  }).join('');
}

/** The ground from the horizon to the camera, and the course on it. */
export function ground(frame: Frame, land: string, course: string, half = 1): string {
  const { width, height, horizon, light } = frame;
  const shade = (colour: string) => darker(colour, light.gloom * 0.8);
  const far = blend(shade(land), light.haze, 0.5);
  const edge = (y: number, side: number) => `${n(sideways(frame, y, side * half))} ${n(y)}`;
  return (
    `<defs><linearGradient id="land" x2="0" y2="1"><stop offset="0" stop-color="${far}"/><stop offset=".35" stop-color="${shade(land)}"/><stop offset="1" stop-color="${darker(shade(land), 0.25)}"/></linearGradient>` +
    `<linearGradient id="course" x2="0" y2="1"><stop offset="0" stop-color="${blend(shade(course), light.haze, 0.45)}"/><stop offset=".4" stop-color="${shade(course)}"/><stop offset="1" stop-color="${darker(shade(course), 0.16)}"/></linearGradient></defs>` +
    `<rect y="${n(horizon)}" width="${width}" height="${n(height - horizon)}" fill="url(#land)"/>` +
    `<path d="M${edge(horizon + 2, -1)}L${edge(height, -1)}L${edge(height, 1)}L${edge(horizon + 2, 1)}Z" fill="url(#course)"/>`
  );
}
