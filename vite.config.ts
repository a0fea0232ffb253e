/**
 * Builds what script tags load, into `dist/cdn` (design.md section 7). The npm modules are what `tsc` emits, file by
 * file; only pages without a bundler of their own need this.
 *
 * Each file is an environment of one Vite build, because each is bundled differently:
 *
 * - `ninepic.js`: all tags, a module; what is loaded on demand stays in files beside it.
 * - `ninepic.iife.js`: all tags in one classic file.
 * - `gallery.js`, …: one tag, valid as module and as classic script. A search tag takes the gallery's file when it needs it.
 */
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite';
import { guard } from './.ci/build/guard.js';
import { writeIntegrity } from './.ci/build/integrity.js';
import { tagFiles, tagName, version } from './.ci/build/tags.js';
import { minifyTemplates } from './.ci/build/templates.js';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const outDir = at('dist/cdn');

/** The browsers of design.md section 1. */
const baseline = ['chrome111', 'safari16.4', 'firefox115'];

/** One file to build: from where, to what name, with which tags. */
function script(
  entry: string,
  fileName: string,
  tags: readonly string[],
  { chunks = false } = {},
): EnvironmentOptions {
  return {
    consumer: 'client',
    build: {
      outDir,
      emptyOutDir: false,
      target: baseline,
      lib: { entry: at(entry), formats: ['es'], fileName: () => fileName },
      rolldownOptions: {
        // Lazy files share Lit with the first one; they import it from there instead of from a third.
        preserveEntrySignatures: 'allow-extension',
        // The gallery is in the file already; that is what the file is for.
        checks: { ineffectiveDynamicImport: false },
        plugins: [guard({ tags: tags.map(tagName), version, exports: chunks })],
        output: {
          // Of its own accord Vite leaves the white space of modules as it is.
          minify: true,
          comments: false,
          chunkFileNames: 'ninepic-[name].js',
          ...(chunks ? {} : { codeSplitting: false }),
        },
      },
    },
  };
}

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
  plugins: [minifyTemplates(), galleryBeside],
  environments: {
    all: script('src/cdn.ts', 'ninepic.js', tagFiles, { chunks: true }),
    classic: script('src/cdn.ts', 'ninepic.iife.js', tagFiles),
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
      for (const [name, environment] of Object.entries(builder.environments))
        if (name !== 'client' && name !== 'ssr') await builder.build(environment);
      writeIntegrity(outDir);
    },
  },
});
