/** A runner's head, seen from the front; 100 units are the runner's height, 0 is the middle of the body. */
import type { Look } from './look.js';
import { across, darker, lighter, n } from './shapes.js';

const FACE = 'M-4 5.6C-4.2 9.4-3.4 12-1.6 13.6C-.8 14.2 .8 14.2 1.6 13.6C3.4 12 4.2 9.4 4 5.6C4 1-4 1-4 5.6Z';
const JAW_M =
  'M-4 6.2C-4.1 9.6-3.7 12-1.9 13.8C-.9 14.6 .9 14.6 1.9 13.8C3.7 12 4.1 9.6 4 6.2C4 1-4 1-4 6.2Z';
const BEARD =
  'M-4 8.6C-3.7 12-2.5 14.7 0 14.8C2.5 14.7 3.7 12 4 8.6C3.3 10.2 2.5 10.5 1.7 10.4C.6 10.2-.6 10.2-1.7 10.4C-2.5 10.5-3.3 10.2-4 8.6Z';
const HAIR =
  'M-4.3 7C-5.1 2.2-3.4-.2 0-.3C3.4-.2 5.1 2.2 4.3 7C4 4.9 3.4 3.9 2 3.4C.6 3-1.4 3.2-2.4 3.7C-3.5 4.2-4 5.2-4.3 7Z';
const CROP = 'M-4.2 6C-4.7 1.8-3 .2 0 .1C3 .2 4.7 1.8 4.2 6C3.8 4 2.8 3 0 2.9C-2.8 3-3.8 4-4.2 6Z';
const PARTED =
  'M-4.5 8.4C-5.4 2.2-3.4-.4 0-.4C3.4-.4 5.4 2.2 4.5 8.4C4.1 5.4 2.6 4 .3 2.4C-1.4 4-3.9 5-4.5 8.4Z';

const mouths: Record<Look['expression'], string> = {
  smile:
    '<path d="M-1.8 11C-.8 11.9 .8 11.9 1.8 11C1.1 12.5-1.1 12.5-1.8 11Z" fill="#fbf4ee"/><path d="M-2 10.9C-.8 11.9 .8 11.9 2 10.9" fill="none" stroke="#4a211b" stroke-width=".26"/>',
  grin: '<path d="M-2 10.7C-.8 11.2 .8 11.2 2 10.7C1.5 13.1-1.5 13.1-2 10.7Z" fill="#5a201f"/><path d="M-1.8 10.9C-.8 11.3 .8 11.3 1.8 10.9C1.4 11.8-1.4 11.8-1.8 10.9Z" fill="#fffaf3"/>',
  effort:
    '<ellipse cx="0" cy="11.5" rx="1.15" ry=".85" fill="#4a1a18"/><path d="M-.9 11.1C-.4 10.9 .4 10.9 .9 11.1L.8 11.4L-.8 11.4Z" fill="#f5ece4"/>',
  calm: '<path d="M-1.4 11.3C-.5 11.7 .6 11.7 1.4 11.2" fill="none" stroke="#5a2a22" stroke-width=".4" stroke-linecap="round"/>',
};

function eyes(look: Look): string {
  const dark = look.hair === '#a09c98' ? '#6d6a68' : '#17110e';
  const eye = (x: number) =>
    `<path d="M${x - 0.95} 7.5Q${x} 6.75 ${x + 0.95} 7.5Q${x} 8.05 ${x - 0.95} 7.5Z" fill="#efe6dd"/>` +
    `<circle cx="${x}" cy="7.42" r=".46" fill="#20130d"/>` +
    `<path d="M${x - 1} 7.45Q${x} 6.6 ${x + 1} 7.4" fill="none" stroke="#1d120d" stroke-width=".26"/>` +
    `<path d="M${x - 1.2} 6.2Q${x} 5.5 ${x + 1.15} 6.1" fill="none" stroke="${dark}" stroke-width="${look.woman ? 0.34 : 0.5}" stroke-linecap="round"/>`;
  if (!look.glasses) return eye(-1.75) + eye(1.75);
  return (
    '<path d="M-4.1 6.5C-3 6.1-1 6.1 0 6.6C1 6.1 3 6.1 4.1 6.5C4.1 8.6 2.9 9 1.9 8.9C.9 8.8 .5 7.6 0 7.5C-.5 7.6-.9 8.8-1.9 8.9C-2.9 9-4.1 8.6-4.1 6.5Z" fill="#14161f"/>' +
    `<path d="M-3.7 6.8C-2.8 6.5-1.4 6.5-.5 6.9L-1.9 8.4C-3 8.4-3.6 7.9-3.7 6.8Z" fill="${look.accent}" opacity=".55"/>` +
    `<path d="M.7 6.9C1.6 6.5 2.8 6.5 3.6 6.8C3.6 7.6 3.2 8 2.6 8.3Z" fill="${look.accent}" opacity=".4"/>`
  );
}

function headwear(look: Look, id: string): string {
  const hair = (path: string) => `<path d="${path}" fill="url(#${id}h)"/>`;
  const trim = darker(look.headwear, 0.35);
  switch (look.head) {
    case 'bald':
      return `<path d="${CROP}" fill="url(#${id}s)"/><ellipse cx="-1.4" cy="2" rx="1.5" ry=".8" fill="#ffffff" opacity=".16"/>`;
    case 'crop':
      return hair(CROP);
    case 'short':
      return hair(HAIR);
    case 'bun':
    case 'tail':
      return hair(PARTED);
    case 'band':
      return `${hair(HAIR)}<path d="M-4.4 4.8C-2.4 3.4 2.4 3.4 4.4 4.8L4.3 6.1C2.4 4.8-2.4 4.8-4.3 6.1Z" fill="${look.headwear}"/>`;
    case 'visor':
    case 'cap':
      return (
        (look.head === 'visor'
          ? hair(HAIR)
          : `<path d="M-4.4 5.6C-4.9-.2-2.6-1.2 0-1.2C2.6-1.2 4.9-.2 4.4 5.6Z" fill="url(#${id}c)"/>`) +
        `<path d="M-4.5 4C-2.5 2.9 2.5 2.9 4.5 4L4.5 5.3L-4.5 5.3Z" fill="url(#${id}c)"/>` +
        `<path d="M-4.9 5.4C-3 3.7 3 3.7 4.9 5.4C3.4 6.5-3.4 6.5-4.9 5.4Z" fill="${trim}"/>` +
        `<path d="M-4.2 6C-2.5 7 2.5 7 4.2 6L4.1 7.4C2 8-2 8-4.1 7.4Z" fill="#1a0e08" opacity=".26"/>`
      );
    case 'turban':
      return (
        `<path d="M-5 5.8C-6.2 .4-4-2.6 0-2.7C4-2.6 6.2 .4 5 5.8C3.6 3.6 1.6 2.6 0 1.6C-1.6 2.6-3.6 3.6-5 5.8Z" fill="url(#${id}c)"/>` +
        `<path d="M-5.1 3.6C-3 2.2-1.2 .6-.3-2.4M-4.9 1C-3 .6-1.8-.6-1.4-2.2M5.1 3.6C3 2.2 1.2 .6 .3-2.4M4.9 1C3 .6 1.8-.6 1.4-2.2" fill="none" stroke="${trim}" stroke-width=".35" opacity=".7"/>`
      );
  }
}

function behind(look: Look, id: string, sway: number): string {
  if (look.head === 'bun') return `<circle cx="${n(sway * 0.6)}" cy="-.6" r="2.3" fill="url(#${id}h)"/>`;
  if (look.woman && look.head !== 'turban')
    return `<path d="M${n(sway)} 1.5C${n(sway * 4)} 3 ${n(sway * 7.4)} 7 ${n(sway * 6.4)} 15C${n(sway * 5)} 12.5 ${n(sway * 4)} 11 ${n(sway * 2)} 9Z" fill="url(#${id}h)"/>`;
  return '';
}

/** Gradients that {@link drawHead} uses. */
export const headDefs = (look: Look, id: string): string =>
  across(`${id}h`, look.hair, 0.6) + across(`${id}c`, look.headwear, 0.9);

/** @param sway -1 to 1, which way the hair swings */
export function drawHead(look: Look, id: string, sway: number): string {
  const shade = darker(look.skin, 0.45);
  const face = look.woman ? FACE : JAW_M;
  return (
    behind(look, id, sway) +
    `<ellipse cx="-4.15" cy="8" rx=".8" ry="1.35" fill="${look.skin}"/><ellipse cx="4.15" cy="8" rx=".8" ry="1.35" fill="${shade}"/>` +
    `<path d="${face}" fill="url(#${id}s)"/>` +
    `<path d="M1.2 13.9C3.2 12.4 4.1 9.6 4 5.4C3 9 2.4 11.6 1.2 13.9Z" fill="${shade}" opacity=".35"/>` +
    `<ellipse cx="-2.2" cy="9.3" rx="1.2" ry=".8" fill="${lighter(look.skin, 0.35)}" opacity=".45"/>` +
    (look.beard
      ? `<path d="${BEARD}" fill="${look.hair}" opacity=".82"/>`
      : `<path d="M-1.4 12.9Q0 13.3 1.4 12.9" stroke="${shade}" stroke-width=".3" fill="none" opacity=".5"/>`) +
    eyes(look) +
    `<path d="M.1 7.3C.3 8.6 .9 9.3 .8 9.8C.4 10.2-.5 10.2-.8 9.8" fill="none" stroke="${shade}" stroke-width=".34" stroke-linecap="round" opacity=".75"/>` +
    mouths[look.expression] +
    headwear(look, id)
  );
}
