/** A server of an event's photos that a test bends, and somebody who looks at the list of them. */
import type { Photo, PhotoPage } from '../../src/api/payloads.js';
import { PhotoList } from '../../src/state/photo-list.js';

export const photo = (id: string): Photo => ({
  id,
  preview: `https://photos.9pic.ai/${id}.jpg`,
  thumbnail: `https://photos.9pic.ai/${id}.jpg`,
  width: 3,
  height: 2,
});
export const range = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => `p${from + index}`);

/** An event's photos as a server pages them; what it does may be bent by `bend`. */
export class Server {
  photos: string[];
  /** Largest page that it gives. */
  cap = 100;
  bend: (page: PhotoPage) => PhotoPage = (page) => page;
  /** Thrown instead of an answer, by page. */
  readonly failing = new Map<number, unknown>();
  readonly asked: number[] = [];
  readonly cancelled: number[] = [];
  inFlight = 0;
  mostInFlight = 0;
  private held: (() => void)[] | undefined;

  constructor(count: number) {
    this.photos = range(count);
  }

  page(page: number, asked = 100): PhotoPage {
    const pageSize = Math.min(asked, this.cap);
    const total = this.photos.length;
    return this.bend({
      photos: this.photos.slice((page - 1) * pageSize, page * pageSize).map(photo),
      dropped: 0,
      total,
      page: total === 0 ? 0 : page,
      pageSize,
      hasNext: page * pageSize < total,
    });
  }

  list(): PhotoList {
    return new PhotoList(this.page(1), 100, async (page, pageSize, signal) => {
      this.asked.push(page);
      this.inFlight += 1;
      this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
      signal.addEventListener('abort', () => this.cancelled.push(page));
      try {
        await new Promise<void>((resolve, reject) => {
          signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
          if (this.held) this.held.push(resolve);
          else resolve();
        });
        const error = this.failing.get(page);
        // oxlint-disable-next-line typescript/only-throw-error -- a loader may throw anything
        if (error !== undefined) throw error;
        return this.page(page, pageSize);
      } finally {
        this.inFlight -= 1;
      }
    });
  }

  /** Keeps all answers back until `answer`. */
  hold(): void {
    this.held = [];
  }

  async answer(): Promise<void> {
    const held = this.held ?? [];
    this.held = undefined;
    for (const resolve of held) resolve();
    await settled();
  }
}

/** Everything that can happen without new answers has happened. */
export const settled = () => new Promise((resolve) => setTimeout(resolve));

export async function see(list: PhotoList, from: number, to: number): Promise<void> {
  list.want(from, to);
  await settled();
  await settled();
}

export const ids = (list: PhotoList) => [...list.loaded()].map(({ id }) => id);
