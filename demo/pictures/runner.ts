/**
 * A runner coming towards the camera. 100 units are a runner's height; (0, 100) is the ground between the feet. Light
 * comes from the left.
 */
import { unit } from '../fake/random.js';
import { drawHead, headDefs } from './head.js';
import { drawBib, drawShorts, drawTorso } from './kit.js';
import type { Look } from './look.js';
import { across, darker, fill, lighter, limb, n, type Joint } from './shapes.js';
import { skeleton, upTo, type Bones, type Pose } from './skeleton.js';

function shoe(x: number, y: number, size: number, look: Look, near: boolean): string {
  const upper = near ? look.shoes : darker(look.shoes, 0.4);
  return (
    `<g transform="translate(${n(x)} ${n(y)}) scale(${n(size)})">` +
    `<path d="M-2.3-3.6C-3.2-1-3.3 1.6-3 2.9C-1.4 4 1.4 4 3 2.9C3.3 1.6 3.2-1 2.3-3.6C1-4.6-1-4.6-2.3-3.6Z" fill="${upper}"/>` +
    `<path d="M.4-4.2C2-4 2.6-3 3 2.9C2.2 3.5 1.2 3.7 .6 3.7Z" fill="${darker(look.shoes, 0.55)}" opacity=".55"/>` +
    '<path d="M-3.2 2.1C-1.4 3.2 1.4 3.2 3.2 2.1C3.3 3 3.2 3.6 3 4C1.4 4.9-1.4 4.9-3 4C-3.2 3.6-3.3 3-3.2 2.1Z" fill="#f5f1e6"/>' +
    `<path d="M-1.2-3.2L1.2-2.6M-1.4-1.8L1.4-1.2M-1.5-.4L1.5 .2" stroke="${lighter(upper, 0.7)}" stroke-width=".45"/></g>`
  );
}

function leg(bones: Bones, look: Look, id: string, near: boolean): string {
  const skin = near ? `url(#${id}s)` : `url(#${id}sd)`;
  const cloth = near ? `url(#${id}p)` : `url(#${id}pd)`;
  const [x, y] = bones.at(-1) ?? [0, 0];
  const ankle: Joint = [x, y + 2, bones.at(-1)?.[2] ?? 2];
  const path = limb(bones);
  const calf = bones.slice(3);
  const sock = limb([...(look.socks === 'high' ? calf : calf.slice(-1)), ankle]);
  const raised = y < 84;
  return (
    fill(path, look.legs === 'tights' ? cloth : skin) +
    (look.legs === 'tights' ? '' : fill(sock, look.sock, near ? '' : ' opacity=".8"')) +
    (look.legs === 'half' ? fill(limb(upTo(bones, 3, 0.25)), cloth) : '') +
    shoe(x, y + (raised ? 3 : 4.2), near ? (raised ? 1.04 : 0.94) : 0.8, look, near)
  );
}

/** @param fore only the forearm, which passes in front of the trunk */
function arm(bones: Bones, look: Look, id: string, near: boolean, fore = false): string {
  const skin = near ? `url(#${id}s)` : `url(#${id}sd)`;
  const cloth = near ? `url(#${id}t)` : `url(#${id}td)`;
  const [x, y, radius] = bones.at(-1) ?? [0, 0, 1];
  const [wx, wy] = bones.at(-2) ?? [0, 0];
  const sleeve =
    look.sleeves === 'none' || (fore && look.sleeves === 'short')
      ? ''
      : fill(limb(upTo(bones, look.sleeves === 'long' ? bones.length : 2, 0.5)), cloth);
  const watch =
    look.watch && near
      ? `<circle cx="${n(x * 0.72 + wx * 0.28)}" cy="${n(y * 0.72 + wy * 0.28)}" r="${n(radius * 0.95)}" fill="#14161c"/>`
      : '';
  return (
    fill(limb(bones), skin) +
    sleeve +
    watch +
    `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${near ? 2.25 : 1.8}" ry="${near ? 2.4 : 2}" fill="${skin}"/>` +
    `<path d="M${n(x - 1.3)} ${n(y + 0.2)}Q${n(x)} ${n(y + 1)} ${n(x + 1.3)} ${n(y + 0.1)}M${n(x - 1.2)} ${n(y + 1.1)}Q${n(x)} ${n(y + 1.8)} ${n(x + 1.1)} ${n(y + 1)}" stroke="${darker(look.skin, 0.5)}" stroke-width=".28" fill="none" opacity=".6"/>`
  );
}

/** Everything that a runner is in one photo. */
export interface Figure {
  readonly look: Look;
  readonly pose: Pose;
  /** `null` leaves the bib off, for people far away. */
  readonly bib: string | null;
  readonly band: string;
}

/** @param id makes the gradients of one figure different from another's in the same picture */
export function drawRunner({ look, pose, bib, band }: Figure, id: string): string {
  const { side, stride } = pose;
  const { frontLeg, rearLeg, frontArm, rearArm } = skeleton(pose, look.build);
  const defs =
    across(`${id}s`, look.skin) +
    across(`${id}sd`, darker(look.skin, 0.3)) +
    across(`${id}t`, look.shirt, 0.9) +
    across(`${id}td`, darker(look.shirt, 0.3)) +
    across(`${id}p`, look.shorts, 0.8) +
    across(`${id}pd`, darker(look.shorts, 0.3), 0.8) +
    headDefs(look, id);
  const bob = stride === 'drive' ? -1.5 : 0;
  return (
    `<defs>${defs}</defs><g transform="rotate(${n(pose.lean * 0.35)} 0 60) translate(0 ${bob})">` +
    leg(rearLeg, look, id, false) +
    `<g transform="rotate(${n(pose.lean)} 0 50)">${arm(rearArm, look, id, false)}</g>` +
    leg(frontLeg, look, id, true) +
    drawShorts(look, pose, id) +
    `<g transform="rotate(${n(pose.lean)} 0 50)">` +
    arm(frontArm, look, id, true) +
    fill('M-2.6 11H2.6C2.6 15 3 17.6 6 19.4H-6C-3 17.6-2.6 15-2.6 11Z', `url(#${id}sd)`) +
    drawTorso(look, id) +
    (bib === null ? '' : drawBib(bib, band, (unit(look.seed, 30) - 0.5) * 5)) +
    arm(frontArm.slice(2), look, id, true, true) +
    `<g transform="translate(0 .6) rotate(${n(-pose.lean * 0.6)} 0 14)">${drawHead(look, id, side * (stride === 'walk' ? 0.3 : 0.8))}</g>` +
    '</g></g>'
  );
}
