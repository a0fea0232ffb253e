/**
 * Puts `demo/fake` into `dist/testing`, the entry `ninepic-elements/testing`. It lives outside `src` because it is no part of
 * the widget, so `tsc` alone would keep the folders apart: here its imports of `src` become imports of `dist`.
 */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** What `tsc -p tsconfig.testing.json` has written; what it imports from src is in dist already. */
const emitted = at('.cache/testing');
const target = at('dist/testing');

cpSync(`${emitted}/demo/fake`, target, { recursive: true });
rmSync(emitted, { recursive: true });
for (const name of readdirSync(target, { recursive: true }) as string[]) {
  if (!/\.(js|ts)$/.test(name)) continue;
  const path = `${target}/${name}`;
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll(/(['"])\.\.\/\.\.\/src\//g, '$1../'));
}
