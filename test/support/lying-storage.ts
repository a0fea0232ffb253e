/** Storage that announces other lengths for some originals than it sends, and whose connection ends then. */
import type { SiteOptions } from './download-site.js';
import { SIZE } from './download-scene.js';
import type { Visit } from './download-site.js';

/** What is announced, and what is sent, in bytes. */
const LIES: readonly (readonly [announced: number, sent: number])[] = [
  [SIZE + 1, SIZE],
  [10e9, 5000],
  [2 * SIZE, 0],
];

export function lyingStorage(): {
  readonly storage: NonNullable<SiteOptions['storage']>;
  /** From now on it lies about the first photos. @returns the names of their originals, sorted */
  about(visit: Visit): Promise<string[]>;
} {
  const stems: string[] = [];
  return {
    storage(path, response) {
      const [announced, sent] = LIES[stems.findIndex((stem) => path.includes(stem))] ?? [];
      if (announced === undefined || sent === undefined) return false;
      const body = Buffer.alloc(sent, 7);
      body.set([0xff, 0xd8, 0xff].slice(0, sent));
      response.writeHead(200, {
        'access-control-allow-origin': '*',
        'content-type': 'image/jpeg',
        'content-length': String(announced),
      });
      response.write(body, () => response.destroy());
      return true;
    },
    async about(visit) {
      for (let n = 0; n < LIES.length; n += 1) {
        const address = await visit.part('photo').nth(n).getAttribute('src');
        stems.push((address ?? '').replace(/^.*\/|\.jpg.*$/g, ''));
      }
      return stems.map((stem) => `${stem}.jpg`).sort();
    },
  };
}
