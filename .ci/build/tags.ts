/**
 * The tags of the package, found in `src/define`: one file a tag. npm entries, script-tag files and tests all start from
 * this list, so a tag cannot be in one of them and missing from another.
 */
import { readFileSync, readdirSync } from 'node:fs';

const root = new URL('../../', import.meta.url);

/** Names of the files that register one tag each, without extension: `bib-search`, `gallery`, … */
export const tagFiles: readonly string[] = readdirSync(new URL('src/define/', root))
  .filter((name) => name.endsWith('.ts') && name !== 'safe-define.ts')
  .map((name) => name.slice(0, -'.ts'.length))
  .sort();

/** `gallery` -> `ninepic-gallery`. */
export const tagName = (file: string): string => `ninepic-${file}`;

/** What package.json says. */
export const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
  version: string;
};
