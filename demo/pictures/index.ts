/**
 * Race photos for people to look at, drawn when they are asked for: a background is rendered once and kept in `.cache/`,
 * the runners with their own numbers are put in front of it for each photo.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Media, PhotoFacts, PictureSource } from '../fake/index.js';
import { lightOf } from './light.js';
import { renderPhoto, type Rendering } from './photo.js';
import { plateName, viewsOf, type PlateKey } from './plate-key.js';
import { renderPlate } from './plate.js';
import { SIZES, clipFile, plateOf } from './scene.js';

/** Changes whenever the drawing of backgrounds does. */
const CACHE = fileURLToPath(new URL('../../.cache/plates-3/', import.meta.url));
const MEDIA = new URL('../fake/media/', import.meta.url);

/** How many bytes of pictures are kept in memory. */
const MEMORY = 64_000_000;

const renderings: Record<'small' | 'large' | 'original', Rendering> = {
  small: { size: SIZES.small, stamped: true, format: 'webp' },
  large: { size: SIZES.large, stamped: true, format: 'jpeg' },
  original: { size: SIZES.original, stamped: false, format: 'jpeg' },
};

export interface DrawnPictures extends PictureSource {
  /** Renders the backgrounds that are still missing, one after the other; for the time before anybody looks. */
  warm(): Promise<void>;
}

/** Keeps the newest pictures, as many as fit. */
function createMemory(limit: number) {
  const kept = new Map<string, Media>();
  let size = 0;
  return {
    get(name: string): Media | undefined {
      const media = kept.get(name);
      if (!media) return undefined;
      kept.delete(name);
      kept.set(name, media);
      return media;
    },
    set(name: string, media: Media): void {
      kept.set(name, media);
      size += media.bytes.byteLength;
      for (const [oldest, { bytes }] of kept) {
        if (size <= limit) break;
        kept.delete(oldest);
        size -= bytes.byteLength;
      }
    },
  };
}

/** A background, out of the cache where it was rendered before. */
export async function loadPlate(key: PlateKey): Promise<Buffer> {
  const path = `${CACHE}${plateName(key)}.webp`;
  try {
    return await readFile(path);
  } catch {
    const plate = await renderPlate(key);
    // A cache that cannot be written costs time, nothing else.
    await mkdir(CACHE, { recursive: true })
      .then(() => writeFile(path, plate))
      .catch(() => undefined);
    return plate;
  }
}

/** Which lights the marathon sees at each of its places. */
const HOURS: readonly (readonly number[])[] = [
  [5.4, 6.1],
  [6.5],
  [6.9, 7.8],
  [7.5, 8.4],
  [8, 9.5],
  [8.6, 9.8],
];

function* plateKeys(): Generator<PlateKey> {
  for (const [spot, hours] of HOURS.entries())
    for (let view = 0; view < viewsOf(spot); view++)
      for (const hour of hours)
        for (const portrait of [false, true]) yield { spot, portrait, light: lightOf(hour), view };
}

/** A source of drawn pictures; two of them share nothing but the backgrounds on disk. */
export function drawnPictures(): DrawnPictures {
  const plates = new Map<string, Promise<Buffer>>();
  const memory = createMemory(MEMORY);
  const drawing = new Map<string, Promise<Media>>();

  const plateFor = (key: PlateKey): Promise<Buffer> => {
    const name = plateName(key);
    const known = plates.get(name);
    if (known) return known;
    const loaded = loadPlate(key);
    plates.set(name, loaded);
    return loaded;
  };

  const draw = async (photo: PhotoFacts, size: keyof typeof renderings): Promise<Media> => {
    const rendering = renderings[size];
    const drawn = await renderPhoto(photo, await plateFor(plateOf(photo)), rendering);
    return { type: `image/${rendering.format}`, bytes: new Uint8Array(drawn) };
  };

  return {
    async picture(photo, size) {
      const name = `${photo.eventId}/${size}/${photo.index}`;
      const known = memory.get(name) ?? drawing.get(name);
      if (known) return known;
      const drawn = draw(photo, size);
      drawing.set(name, drawn);
      try {
        const media = await drawn;
        memory.set(name, media);
        return media;
      } finally {
        drawing.delete(name);
      }
    },
    async clip(number) {
      const bytes = await readFile(new URL(clipFile(number), MEDIA));
      return { type: 'video/mp4', bytes: new Uint8Array(bytes) };
    },
    async warm() {
      for (const key of plateKeys()) {
        // Whoever looks at the page goes first.
        while (drawing.size > 0) await Promise.allSettled(drawing.values());
        await plateFor(key);
      }
    },
  };
}
