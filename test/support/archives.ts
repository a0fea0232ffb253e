/** Opens archives as a strict reader does: every entry's length and checksum are compared with what is in it. */
import { crc32 } from 'node:zlib';
import { fromBuffer, type Entry as ZipEntry } from 'yauzl';

export interface Entry {
  readonly name: string;
  readonly bytes: Buffer;
}

/** @throws where the archive, a length, a name or a checksum is wrong */
export function openArchive(archive: Buffer): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    fromBuffer(archive, { lazyEntries: true, strictFileNames: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('error', reject);
      zip.on('end', () => resolve(entries));
      zip.on('entry', (entry: ZipEntry) => {
        zip.openReadStream(entry, (failure, stream) => {
          if (failure) return reject(failure);
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('error', reject);
          stream.on('end', () => {
            const bytes = Buffer.concat(chunks);
            if (crc32(bytes) !== entry.crc32) return reject(new Error(`${entry.fileName} is damaged`));
            entries.push({ name: entry.fileName, bytes });
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}
