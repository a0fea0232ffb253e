/** Archives in numbered parts, for devices that hold one in memory: `race-1-of-3.zip` (behaviour.md 6.3.2). */
import type { Photo } from '../api/payloads.js';
import type { TrayAction } from '../ui/download-tray.js';
import type { DownloadPort } from './download-port.js';
import { archiveName } from './save-words.js';

interface ArchivePart {
  readonly photos: readonly Photo[];
  readonly isDone: boolean;
}

export class NumberedParts {
  private readonly parts: readonly ArchivePart[];

  private constructor(parts: readonly ArchivePart[]) {
    this.parts = parts;
  }

  /** One archive is enough. */
  static readonly none = new NumberedParts([]);

  /** @param size most photos of a part */
  static of(photos: readonly Photo[], size: number): NumberedParts {
    const count = Math.ceil(photos.length / size);
    return new NumberedParts(
      Array.from({ length: count }, (_, n) => ({
        photos: photos.slice(n * size, (n + 1) * size),
        isDone: false,
      })),
    );
  }

  /** @param rest what did not fit into the part after all; it comes last */
  after(part: number, rest: readonly Photo[]): NumberedParts {
    if (!this.parts[part]) return this;
    const parts = this.parts.map((one, n) => (n === part ? { ...one, isDone: true } : one));
    return new NumberedParts(rest.length > 0 ? [...parts, { photos: rest, isDone: false }] : parts);
  }

  /** A button for each part that is still to be made. */
  actions(
    port: DownloadPort,
    save: (photos: readonly Photo[], name: string, part: number) => void,
  ): TrayAction[] {
    const { length } = this.parts;
    return this.parts.flatMap(({ photos, isDone }, n) => {
      if (isDone) return [];
      const name = `${archiveName(port)}-${n + 1}-of-${length}.zip`;
      return {
        part: 'download-part',
        text: port.say('download.part', { part: n + 1, parts: length, count: photos.length }),
        onPress: () => save(photos, name, n),
      };
    });
  }
}
