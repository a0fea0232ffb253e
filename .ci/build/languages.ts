/**
 * Files of foreign languages for script tags: `i18n-<language>-<part>.js`, each by itself beside the others, because one is
 * loaded where a page asks for it, by the module, by the classic file and by the file of a single tag alike.
 */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { EnvironmentOptions, Plugin } from 'vite';
import { languages } from '../../src/i18n/languages.js';

const folder = (language: string) => new URL(`../../src/i18n/${language}/`, import.meta.url);

/** Name of the file, without its ending, and the source. */
const entries: Readonly<Record<string, string>> = Object.fromEntries(
  languages.flatMap((language) =>
    readdirSync(folder(language)).map((file) => [
      `i18n-${language}-${file.replace(/\.ts$/, '')}`,
      fileURLToPath(new URL(file, folder(language))),
    ]),
  ),
);

/** Instead of a list of all files: their names follow from what is asked for. */
const byName = `export const load = (language, file) =>
  import(/* @vite-ignore */ \`./i18n-\${language}-\${file}.js\`).catch(() =>
    // As for other lazy files: see again.ts.
    import(/* @vite-ignore */ \`./i18n-\${language}-\${file}.js?\${Date.now()}\`),
  );`;

export const languagesBeside: Plugin = {
  name: 'ninepic-languages-beside',
  enforce: 'pre',
  transform: { filter: { id: /\/src\/i18n\/load\.ts$/ }, handler: () => ({ code: byName, map: null }) },
};

export function languageFiles(outDir: string, target: string[]): EnvironmentOptions {
  return {
    consumer: 'client',
    build: {
      outDir,
      emptyOutDir: false,
      target,
      lib: { entry: entries, formats: ['es'], fileName: (_format, name) => `${name}.js` },
      rolldownOptions: { output: { minify: true, comments: false } },
    },
  };
}
