/**
 * Builds what script tags load, into `dist/cdn` (design.md section 7). The npm modules are what `tsc` emits, file by
 * file; only pages without a bundler of their own need this.
 *
 * Each file is an environment of one Vite build, because each is bundled differently:
 *
 * - `ninepic.js`: all tags, a module; what is loaded on demand stays in files beside it.
 * - `ninepic.iife.js`: all tags, a classic script, with all that the first screen and searches need; the rest beside it.
 * - `ninepic-doctor.js`: what `#ninepic-doctor` in an address brings; the same for all of these.
 * - `i18n-….js`: a part of a language, loaded by any of the others.
 * - `gallery.js`, …: one tag, valid as module and as classic script. A search tag takes the gallery's file when it needs it.
 */
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type Rolldown } from 'vite';
import { browserContract } from './.ci/build/contract.js';
import { writeIntegrity } from './.ci/build/integrity.js';
import { languageFiles, languagesBeside } from './.ci/build/languages.js';
import { writeLicences } from './.ci/build/licences.js';
import { baseline, doctorBeside, doctorFile, script } from './.ci/build/script.js';
import { tagFiles } from './.ci/build/tags.js';
import { minifyTemplates } from './.ci/build/templates.js';

const outDir = fileURLToPath(new URL('dist/cdn', import.meta.url));

/** In a tag's own file, the gallery that a search tag brings along is the gallery's own file beside it. */
const galleryBeside: Plugin = {
  name: 'ninepic-gallery-beside',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name !== 'all' && name !== 'classic',
  resolveId: {
    filter: { id: /\/define\/gallery\.js$/ },
    handler: (_source, importer) =>
      importer?.endsWith('inner-gallery.ts') ? { id: './gallery.js', external: true } : null,
  },
};

export default defineConfig({
  publicDir: false,
  logLevel: 'warn',
  plugins: [minifyTemplates(), browserContract, galleryBeside, doctorBeside, languagesBeside],
  environments: {
    languages: languageFiles(outDir, baseline),
    all: script('src/cdn.ts', 'ninepic.js', tagFiles, { chunks: true }),
    classic: script('src/cdn.ts', 'ninepic.iife.js', tagFiles, { chunks: true, plain: true }),
    doctor: script('src/doctor/open.ts', doctorFile, [], { guarded: false }),
    ...Object.fromEntries(
      tagFiles.map((file) => [
        file.replaceAll('-', '_'),
        script(`src/define/${file}.ts`, `${file}.js`, [file]),
      ]),
    ),
  },
  builder: {
    async buildApp(builder) {
      rmSync(outDir, { recursive: true, force: true });
      const files: Rolldown.RolldownOutput['output'][number][] = [];
      for (const [name, environment] of Object.entries(builder.environments)) {
        if (name === 'client' || name === 'ssr') continue;
        const results = [await builder.build(environment)].flat() as Rolldown.RolldownOutput[];
        files.push(...results.flatMap(({ output }) => output));
      }
      writeIntegrity(outDir);
      writeLicences(outDir, files);
    },
  },
});
