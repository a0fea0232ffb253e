/** The archives that photos are saved in, as strict readers see them. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { zipPhotos, type ZipEntry } from '../../src/ui/zip-photos.js';
import { openArchive } from '../support/archives.js';

async function* each<T>(list: readonly T[]): AsyncGenerator<T, void, undefined> {
  for (const one of list) yield await Promise.resolve(one);
}

async function archive(entries: readonly ZipEntry[], missing: string | null): Promise<Buffer> {
  const stream = zipPhotos(each(entries), () => missing);
  return Buffer.from(await new Response(stream).arrayBuffer());
}

describe('an archive', () => {
  it('holds each file whole, under a name of its own, and says what is missing', async () => {
    const bytes = new Uint8Array(randomBytes(5000));
    const names = ['a.jpg', 'A.jpg', '_failed.txt', 'ü写.jpg'];
    const files = names.map((name) => ({ name, bytes, type: 'image/jpeg' }));
    const entries = await openArchive(await archive(files, 'ü.jpg'));
    assert.deepEqual(
      entries.map(({ name }) => name),
      ['a.jpg', 'A (2).jpg', '_failed (2).txt', 'ü写.jpg', '_failed.txt'],
    );
    for (const entry of entries.slice(0, 4)) assert.ok(entry.bytes.equals(bytes));
    assert.equal(entries[4]?.bytes.toString(), '\uFEFFü.jpg');
  });

  it('has no list where nothing is missing', async () => {
    const bytes = new Uint8Array(randomBytes(10));
    const entries = await openArchive(await archive([{ name: 'a.jpg', bytes, type: 'image/jpeg' }], null));
    assert.deepEqual(
      entries.map(({ name }) => name),
      ['a.jpg'],
    );
  });

  it('comes in as few pieces as a disk likes, and holds back no more than it has to', async () => {
    const entry = (name: string, size: number) => ({
      name,
      bytes: new Uint8Array(randomBytes(size)),
      type: 'image/jpeg',
    });
    const sizes = async (entries: readonly ZipEntry[]): Promise<number[]> => {
      const found: number[] = [];
      for await (const piece of zipPhotos(each(entries), () => null)) found.push(piece.length);
      return found;
    };
    const large = await sizes(['a.jpg', 'b.jpg', 'c.jpg'].map((name) => entry(name, 300_000)));
    assert.equal(large.length, 7, 'three photos, and what is before, between and after them');
    const small = await sizes(Array.from({ length: 40 }, (_, n) => entry(`${n}.jpg`, 10_000)));
    assert.ok(Math.max(...small) < 100_000, `a piece of ${Math.max(...small)} bytes`);
  });
});
