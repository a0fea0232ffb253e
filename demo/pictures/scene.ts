/** What is drawn before the background of a photo: its own runners with their own numbers, the light, the organiser's strip. */
import type { PhotoFacts } from '../fake/index.js';
import { hash, unit } from '../fake/random.js';
import { textPath } from './lettering.js';
import { lightOf, type Light } from './light.js';
import { lookOf } from './look.js';
import { personAt, type Frame } from './nature.js';
import { frameOf, viewsOf, type PlateKey } from './plate-key.js';
import { drawRunner } from './runner.js';
import { darker, n, svg } from './shapes.js';
import { poseOf } from './skeleton.js';

/** Pixels of the longer side. */
export const SIZES = { small: 400, large: 1600, original: 3000 } as const;

/** Files beside the fake. */
export const CLIPS = ['clip-1.mp4', 'clip-2.mp4'] as const;
export const clipFile = (number: number): string => CLIPS[number % CLIPS.length] ?? CLIPS[0];

/** India is 5 h 30 min ahead of UTC. */
const OFFSET = 5.5 * 3600;
const DAY = 24 * 3600;
/** A photo without a time was taken in the light of its place. */
const USUAL_HOURS = [6.1, 6.7, 7.4, 8.2, 8.8, 9.4] as const;

export function plateOf(photo: PhotoFacts): PlateKey {
  const { time, spot, index } = photo;
  const hour = time === null ? (USUAL_HOURS[spot] ?? 8) : ((time + OFFSET) % DAY) / 3600;
  const portrait = photo.height > photo.width;
  return { spot, portrait, light: lightOf(hour), view: hash(index, 31) % viewsOf(spot) };
}

/** One colour a race: the half marathon, and the relay. */
const bandOf = (bib: string): string => (/^\d/.test(bib) ? '#c8442f' : '#1d5c63');

interface Placed {
  readonly bib: string;
  /** Pixels: the feet. */
  readonly x: number;
  readonly y: number;
  readonly tall: number;
}

/** Who stands where: side by side, the farther ones first. */
function place(photo: PhotoFacts, frame: Frame): Placed[] {
  const { bibs, index } = photo;
  const chance = (...keys: number[]) => unit(index, ...keys);
  const portrait = frame.height > frame.width;
  const close = bibs.length === 1 ? 0.62 + 0.2 * chance(32) : 0.58 + 0.12 * chance(32);
  const gap = portrait ? 0.34 : 0.3;
  return bibs
    .map((bib, k) => {
      const y =
        frame.horizon + frame.height * close * (portrait ? 0.74 : 0.86) * (1 - k * 0.1 * chance(33, k));
      const tall = personAt(frame, y) * lookOf(bib).height;
      const order = (k + (index % bibs.length)) % bibs.length;
      const offset = (order - (bibs.length - 1) / 2) * gap + (chance(34, k) - 0.5) * 0.08;
      const middle = frame.width / 2 + (frame.vanish - frame.width / 2) * 0.35;
      const span = Math.min(frame.width * 0.9, personAt(frame, y) * 1.5);
      return { bib, x: middle + offset * span, y, tall };
    })
    .sort((a, b) => a.y - b.y);
}

function shadow({ x, y, tall }: Placed, light: Light, id: number): string {
  const long = tall * light.shadow * 0.62;
  const soft = `<radialGradient id="g${id}"><stop offset="0" stop-color="#120c14" stop-opacity=".62"/><stop offset=".6" stop-color="#120c14" stop-opacity=".3"/><stop offset="1" stop-color="#120c14" stop-opacity="0"/></radialGradient>`;
  return (
    `<defs>${soft}</defs><ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(tall * 0.15)}" ry="${n(tall * 0.026)}" fill="url(#g${id})"/>` +
    `<g transform="translate(${n(x)} ${n(y)}) rotate(9)"><ellipse cx="${n(long * 0.5)}" cy="0" rx="${n(long * 0.55 + tall * 0.06)}" ry="${n(tall * 0.035)}" fill="url(#g${id})" opacity=".8"/></g>`
  );
}

/** Leaves or heads right before the lens, quite out of focus. */
function foreground(photo: PhotoFacts, frame: Frame): string {
  if (photo.index % 3 === 0) return '';
  const colour = photo.spot === 0 || photo.spot === 5 ? '#2b3144' : '#31451f';
  const left = photo.index % 2 === 0;
  const blobs = Array.from({ length: 5 }, (_, k) => {
    const x = (left ? 0 : frame.width) + (unit(photo.index, 40, k) - 0.5) * frame.width * 0.34;
    const y = frame.height * (0.9 + 0.16 * unit(photo.index, 41, k));
    const r = frame.width * (0.07 + 0.09 * unit(photo.index, 42, k));
    return `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(r)}" ry="${n(r * 0.9)}" fill="url(#near)"/>`;
  });
  return `<defs><radialGradient id="near"><stop offset="0" stop-color="${colour}" stop-opacity=".85"/><stop offset=".55" stop-color="${colour}" stop-opacity=".6"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient></defs>${blobs.join('')}`;
}

/** The people of a photo with their shadows, on nothing. */
function people(photo: PhotoFacts, key: PlateKey, frame: Frame): string {
  const placed = place(photo, frame);
  const walking = key.light.name === 'blue';
  return (
    placed.map((one, k) => shadow(one, key.light, k)).join('') +
    placed
      .map((one, k) => {
        const look = lookOf(one.bib);
        const pose = poseOf(look, photo.index, walking);
        const scale = one.tall / 100;
        const figure = { look, pose, bib: one.bib, band: bandOf(one.bib) };
        return `<g transform="translate(${n(one.x)} ${n(one.y - one.tall)}) scale(${n(scale)})">${drawRunner(figure, `r${k}`)}</g>`;
      })
      .join('') +
    foreground(photo, frame)
  );
}

/** The light over everything, and the darker corners of a lens. */
function grade({ width, height, light }: Frame): string {
  return (
    `<defs><radialGradient id="lens" r=".75"><stop offset=".55" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#0a0612" stop-opacity=".42"/></radialGradient>` +
    `<linearGradient id="glow"><stop offset="0" stop-color="${light.sun}" stop-opacity=".34"/><stop offset=".5" stop-color="${light.sun}" stop-opacity="0"/></linearGradient></defs>` +
    `<rect width="${width}" height="${height}" fill="${darker(light.tint, light.gloom)}" opacity="${n(light.tintOpacity + light.gloom * 0.3)}"/>` +
    `<rect width="${width}" height="${height}" fill="url(#glow)" opacity="${light.gloom > 0.3 ? 0.2 : 0.8}"/>` +
    `<rect width="${width}" height="${height}" fill="url(#lens)"/>`
  );
}

/** The organiser's strip, as 9Pic Stamp burns it into previews. */
function stamp({ width, height }: Frame): string {
  const strip = Math.max(width, height) * 0.05;
  const base = height - strip * 0.34;
  const small = strip * 0.34;
  return (
    `<defs><linearGradient id="strip" x2="0" y2="1"><stop offset="0" stop-color="#0d1b1e" stop-opacity="0"/><stop offset=".45" stop-color="#0d1b1e" stop-opacity=".62"/><stop offset="1" stop-color="#0d1b1e" stop-opacity=".8"/></linearGradient></defs>` +
    `<rect y="${n(height - strip * 1.45)}" width="${width}" height="${n(strip * 1.45)}" fill="url(#strip)"/>` +
    `<path d="M${n(strip * 0.4)} ${n(base)}l${n(strip * 0.32)} ${n(-strip * 0.56)}l${n(strip * 0.2)} ${n(strip * 0.28)}l${n(strip * 0.14)} ${n(-strip * 0.18)}l${n(strip * 0.3)} ${n(strip * 0.46)}Z" fill="#f6b042"/>` +
    textPath('SAHYADRI TRAIL MARATHON', {
      x: strip * 1.6 + small * 7.4,
      y: base,
      size: small * 1.08,
      fill: '#ffffff',
    }) +
    (width > height
      ? textPath('GHATPANI WATER   ·   KAAS OUTFITTERS', {
          x: width - small * 13.4,
          y: base,
          size: small,
          fill: '#ffffffcc',
        })
      : '')
  );
}

/**
 * @param stamped with the organiser's strip, as previews have it
 * @param width pixels that it is drawn for
 * @returns an SVG, transparent where the background is to be seen
 */
export function sceneOf(photo: PhotoFacts, stamped: boolean, width: number): string {
  const key = plateOf(photo);
  const frame = frameOf(key);
  return svg(
    frame.width,
    frame.height,
    people(photo, key, frame) + grade(frame) + (stamped ? stamp(frame) : ''),
    width,
  );
}
