/** How one script-tag file is bundled; `vite.config.ts` writes the files, `test/bench/sizes.ts` weighs them. */
import { fileURLToPath } from 'node:url';
import type { EnvironmentOptions, Plugin } from 'vite';
import { abreast } from './abreast.js';
import { again } from './again.js';
import { classic } from './classic.js';
import { compileHints } from './compile-hints.js';
import { guard } from './guard.js';
import { smaller } from './smaller.js';
import { tagName, version } from './tags.js';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The browsers of design.md section 1. */
export const baseline = ['chrome111', 'safari16.4', 'firefox115'];

/** The doctor of `src/doctor`: one file for all scripts, which load it by its name when an organiser asks for it. */
export const doctorFile = 'ninepic-doctor.js';
export const doctorBeside: Plugin = {
  name: 'ninepic-doctor-beside',
  enforce: 'pre',
  resolveId: {
    filter: { id: /\/doctor\/open\.js$/ },
    handler: () => ({ id: `./${doctorFile}`, external: true }),
  },
};

/** What saves one photo that can be fetched, and nothing else needs. */
const saving =
  /\/src\/(?:controllers\/(?:downloads|download-port|photo-job|photo-saver|save-states)|state\/(?:originals|original-links|link-source)|api\/(?:safe-name|read-body)|ui\/(?:download-tray|save-file|share-sheet)|i18n\/english\/download)\.ts$/;

/**
 * @param entry from the root of the package
 * @param tags what it registers, by file name in `src/define`
 * @param options.guarded whether it may stand on a page twice; without, the first file may be several
 * @param options.chunks what is loaded on demand stays in files beside it, and it is a module; default: all in one file
 * that is valid as module and as classic script
 * @param options.plain with `chunks`: what the first screen and searches need is in the first file, and it is a classic
 * script; see classic.ts
 */
export function script(
  entry: string,
  fileName: string,
  tags: readonly string[],
  { chunks = false, guarded = true, plain = false } = {},
): EnvironmentOptions {
  return {
    consumer: 'client',
    build: {
      outDir: at('dist/cdn'),
      emptyOutDir: false,
      target: baseline,
      lib: { entry: at(entry), formats: ['es'], fileName: () => fileName },
      rolldownOptions: {
        // Lazy files share Lit with the first one; they import it from there instead of from a third.
        preserveEntrySignatures: 'allow-extension',
        // The gallery is in the file already; that is what the file is for.
        checks: { ineffectiveDynamicImport: false, pluginTimings: false },
        plugins: [
          again(),
          abreast(),
          smaller(),
          ...(plain ? classic(fileName, version) : []),
          ...(guarded ? [guard({ tags: tags.map(tagName), version, exports: chunks && !plain })] : []),
          ...(chunks && !plain ? [compileHints()] : []),
        ],
        output: {
          // Of its own accord Vite leaves the white space of modules as it is.
          minify: true,
          comments: false,
          chunkFileNames: plain ? 'ninepic-classic-[name].js' : 'ninepic-[name].js',
          // Of its own accord Rolldown may put what the first file shares with lazy ones into a file of its own.
          codeSplitting: chunks && {
            groups: [
              { name: 'first', test: (id) => id === at(entry), priority: 1 },
              // One photo that is saved needs all of these; one file is smaller, and one way to the server.
              { name: 'downloads', test: saving, includeDependenciesRecursively: false },
            ],
          },
        },
      },
    },
  };
}
