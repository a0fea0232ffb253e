/**
 * CRC-32 as archives hold it (ISO 3309), eight bytes at a time ("slicing by 8"): byte by byte it would take longer than
 * photos take to come.
 */

/** Eight tables in a row: entry `n * 256 + b` is the checksum of `b` with `n` zeros behind it. */
const table = new Int32Array(2048);
/** Inside of the table by construction. */
const at = (place: number): number => table[place] as number;

for (let n = 0; n < 2048; n += 1) {
  let sum = n < 256 ? n : at(n - 256);
  if (n < 256) for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  else sum = (sum >>> 8) ^ at(sum & 255);
  table[n] = sum;
}

/**
 * @param sum of the bytes before these
 * @returns 0 to 2³² - 1
 */
export function crc32(bytes: Uint8Array, sum = 0): number {
  const { buffer, byteOffset, length } = bytes;
  let crc = ~sum;
  let place = 0;
  // Words can be read at multiples of four only. Loops stand as they are: a variable that a closure shares is slow in them.
  const start = Math.min(length, -byteOffset & 3);
  for (; place < start; place += 1) crc = (crc >>> 8) ^ at((crc ^ (bytes[place] as number)) & 255);
  const count = ((length - place) >> 3) << 1;
  const words = new Int32Array(buffer, count && byteOffset + place, count);
  for (let n = 0; n < count; n += 2) {
    const low = (words[n] as number) ^ crc;
    const high = words[n + 1] as number;
    crc =
      at(0x700 | (low & 255)) ^
      at(0x600 | ((low >>> 8) & 255)) ^
      at(0x500 | ((low >>> 16) & 255)) ^
      at(0x400 | (low >>> 24)) ^
      at(0x300 | (high & 255)) ^
      at(0x200 | ((high >>> 8) & 255)) ^
      at(0x100 | ((high >>> 16) & 255)) ^
      at(high >>> 24);
  }
  place += count * 4;
  for (; place < length; place += 1) crc = (crc >>> 8) ^ at((crc ^ (bytes[place] as number)) & 255);
  return ~crc >>> 0;
}
