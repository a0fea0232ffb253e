/** Writes `LICENSES.txt`: what of others is in the scripts, with the notices that their licences ask to be kept. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rolldown } from 'vite';

type Manifest = Record<'name' | 'version' | 'license', string>;

/** Folder of the package that a module comes from; `undefined` for our own. */
const packageOf = (id: string): string | undefined =>
  /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];

function notice(folder: string): string {
  const manifest = readFileSync(join(folder, 'package.json'), 'utf8');
  const { name, version, license } = JSON.parse(manifest) as Manifest;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} has no licence text; it cannot be handed on.`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}

/** @param files of all builds that are written into the folder */
export function writeLicences(
  folder: string,
  files: readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[],
): void {
  const modules = files.flatMap((file) => (file.type === 'chunk' ? Object.entries(file.modules) : []));
  // A module of which nothing was taken is not handed on.
  const used = modules.filter(([, { renderedLength }]) => renderedLength > 0);
  const folders = new Set(used.flatMap(([id]) => packageOf(id) ?? []));
  const intro =
    'The scripts in this folder are ninepic-elements (MIT, see LICENSE of the package), and contain:\n\n';
  const parts = [...folders].map(notice).sort();
  writeFileSync(join(folder, 'LICENSES.txt'), intro + parts.join(`\n${'-'.repeat(72)}\n\n`));
}
