/**
 * The records of an archive (PKWARE's APPNOTE.TXT 6.3): files are stored, not compressed, because photos are compressed
 * already, and ZIP64 where it passes 4 GB.
 *
 * Why not a library: those that stream take checksums themselves, byte by byte and out of streams, and so read every photo
 * back into the page once it is known to be whole. Here the checksum is taken while the photo comes, and the photo itself
 * never passes again (test/bench/zip.ts).
 */

/** Numbers one after the other, lowest byte first. @param widths bytes of each, as digits */
function record(widths: string, ...values: number[]): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  values.forEach((value, n) => {
    for (let left = value, width = Number(widths[n]); width > 0; width -= 1) {
      bytes.push(left % 256);
      left = Math.floor(left / 256);
    }
  });
  return new Uint8Array(bytes);
}

/** What stands in a field of four bytes that is too small; the true number is in a ZIP64 record. */
const FULL = 0xffffffff;
const VERSION = 20;
const VERSION_ZIP64 = 45;
/** Names are UTF-8. */
const UTF8 = 0x800;
/** Made on Unix: a file that everybody may read. */
const MADE_BY = 0x300 | VERSION_ZIP64;
const MODE = 0o100644 * 0x10000;

export class ZipFile {
  private readonly time: number;
  private readonly date: number;
  private readonly directory: BlobPart[] = [];
  private directorySize = 0;
  private count = 0;
  /** Bytes so far. */
  private size = 0;

  /** @param now what the files are dated; archives know local time, in steps of two seconds */
  constructor(now = new Date()) {
    this.time = (now.getSeconds() >> 1) | (now.getMinutes() << 5) | (now.getHours() << 11);
    this.date = now.getDate() | ((now.getMonth() + 1) << 5) | ((now.getFullYear() - 1980) << 9);
  }

  /**
   * What stands before a file's bytes, which have to follow.
   *
   * @param size bytes, less than 4 GB
   * @param sum CRC-32
   */
  header(name: string, size: number, sum: number): BlobPart[] {
    const text = new TextEncoder().encode(name);
    const { time, date, size: offset } = this;
    const isFar = offset >= FULL;
    const version = isFar ? VERSION_ZIP64 : VERSION;
    const common = [version, UTF8, 0, time, date, sum, size, size, text.length];
    const head = record('42222244422', 0x04034b50, ...common, 0);
    const entry = record(
      '42222224442222244',
      ...[0x02014b50, MADE_BY, ...common, isFar ? 12 : 0, 0, 0, 0, MODE, Math.min(offset, FULL)],
    );
    const far = isFar ? record('228', 1, 8, offset) : new Uint8Array();
    this.directory.push(entry, text, far);
    this.directorySize += entry.length + text.length + far.length;
    this.count += 1;
    this.size += head.length + text.length + size;
    return [head, text];
  }

  /** What stands behind the last file. */
  end(): BlobPart[] {
    const { directory, directorySize, count, size } = this;
    const few = Math.min(count, 0xffff);
    const isFar = size >= FULL || few < count;
    return [
      ...directory,
      ...(isFar
        ? [
            ...[record('482244', 0x06064b50, 44, MADE_BY, VERSION_ZIP64, 0, 0)],
            ...[record('8888', count, count, directorySize, size)],
            ...[record('4484', 0x07064b50, 0, size + directorySize, 1)],
          ]
        : []),
      record('42222442', 0x06054b50, 0, 0, few, few, directorySize, Math.min(size, FULL), 0),
    ];
  }
}
