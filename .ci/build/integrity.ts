/** Writes `integrity.json`, for the `integrity` attribute of script tags (behaviour.md T1.11.1). */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @returns what `integrity="…"` says for these bytes */
export const integrityOf = (bytes: Uint8Array): string =>
  `sha384-${createHash('sha384').update(bytes).digest('base64')}`;

/** Of every script in a folder, sorted by name so that two builds give the same bytes. */
export function writeIntegrity(folder: string): void {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .sort();
  const hashes = Object.fromEntries(
    files.map((name) => [name, integrityOf(readFileSync(join(folder, name)))]),
  );
  writeFileSync(join(folder, 'integrity.json'), `${JSON.stringify(hashes, null, 2)}\n`);
}
