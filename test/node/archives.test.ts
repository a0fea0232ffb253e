/** The archives that photos are saved in, as strict readers see them. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { crc32 as known } from 'node:zlib';
import { open, type Entry } from 'yauzl';
import { crc32 } from '../../src/api/crc32.js';
import { ZipFile } from '../../src/ui/zip-file.js';
import { zipPhotos, type ZipEntry } from '../../src/ui/zip-photos.js';
import { openArchive } from '../support/archives.js';

describe('a checksum', () => {
  it('is that of every other program, wherever the bytes begin, and in pieces', () => {
    const bytes = new Uint8Array(randomBytes(200));
    for (let start = 0; start < 9; start += 1)
      for (let end = start; end < start + 40; end += 1) {
        const piece = bytes.subarray(start, end);
        assert.equal(crc32(piece), known(piece));
        assert.equal(crc32(piece.subarray(3), crc32(piece.subarray(0, 3))), known(piece));
      }
  });
});

async function* each<T>(list: readonly T[]): AsyncGenerator<T, void, undefined> {
  for (const one of list) yield await Promise.resolve(one);
}

async function archive(entries: readonly ZipEntry[], missing: string | null): Promise<Buffer> {
  const pieces: Blob[] = [];
  await zipPhotos(
    each(entries),
    () => missing,
    (piece) => pieces.push(piece),
  );
  return Buffer.from(await new Blob(pieces).arrayBuffer());
}

describe('an archive', () => {
  it('holds each file whole, under a name of its own, with or without a checksum that is known', async () => {
    const blob = new Blob([new Uint8Array(randomBytes(5000))]);
    const bytes = Buffer.from(await blob.arrayBuffer());
    const entries = await openArchive(
      await archive(
        [
          { name: 'a.jpg', blob },
          { name: 'A.jpg', blob, sum: known(bytes) },
          { name: '_failed.txt', blob },
          { name: 'ü写.jpg', blob },
        ],
        'ü.jpg',
      ),
    );
    assert.deepEqual(
      entries.map(({ name }) => name),
      ['a.jpg', 'A (2).jpg', '_failed (2).txt', 'ü写.jpg', '_failed.txt'],
    );
    for (const entry of entries.slice(0, 4)) assert.ok(entry.bytes.equals(bytes));
    assert.equal(entries[4]?.bytes.toString(), '\uFEFFü.jpg');
  });

  it('is none for readers where a checksum is wrong: they would see a damaged file', async () => {
    const blob = new Blob([new Uint8Array(randomBytes(5000))]);
    await assert.rejects(async () => openArchive(await archive([{ name: 'a.jpg', blob, sum: 1 }], null)));
  });

  it('of more than 4 GB can be read to its end', { timeout: 60_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'archive-'));
    const path = join(folder, 'photos.zip');
    try {
      // The bodies are holes of a sparse file: nothing but zeros, and nothing on the disk.
      const size = 2 ** 26;
      const sum = known(Buffer.alloc(size));
      const file = openSync(path, 'w');
      const zip = new ZipFile();
      let at = 0;
      const put = async (parts: readonly BlobPart[]): Promise<void> => {
        const bytes = Buffer.from(await new Blob([...parts]).arrayBuffer());
        writeSync(file, bytes, 0, bytes.length, at);
        at += bytes.length;
      };
      for (let n = 1; n <= 66; n += 1) {
        await put(zip.header(`${n}.jpg`, size, sum));
        at += size;
      }
      ftruncateSync(file, at);
      await put(zip.end());
      closeSync(file);
      const { names, last } = await new Promise<{ names: string[]; last: number }>((resolve, reject) => {
        open(path, { lazyEntries: true }, (error, reader) => {
          if (error) return reject(error);
          const found: string[] = [];
          reader.on('error', reject);
          reader.on('entry', (entry: Entry) => {
            found.push(entry.fileName);
            if (found.length < 66) return reader.readEntry();
            reader.openReadStream(entry, (failure, stream) => {
              if (failure) return reject(failure);
              let crc = 0;
              stream.on('data', (chunk: Buffer) => (crc = known(chunk, crc)));
              stream.on('error', reject);
              stream.on('end', () => {
                reader.close();
                resolve({ names: found, last: crc });
              });
            });
          });
          reader.readEntry();
        });
      });
      assert.equal(names.length, 66);
      assert.ok(at > 2 ** 32);
      assert.equal(last, sum);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
