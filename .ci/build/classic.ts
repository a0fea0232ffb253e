/**
 * Makes a classic script that has lazy files beside it.
 *
 * - What the first screen and the searches need is taken into the first file: there, a file of its own saves nothing. The
 *   clip tag's inner part is not: it is 4 KB, and many pages have no such tag (design.md section 7: at most 55 KB).
 * - A classic script exports nothing, and lazy files share Lit with it. So it hands over what they import on a global
 *   symbol, and they import it from a file of one line that takes it from there.
 * - It finds them by its own address, which browsers tell the `import()` of a classic script as of a module: a look at
 *   `document.currentScript` could be answered by an image of that name (behaviour.md T1.12.2). Where a site combines
 *   scripts, or leaves out `crossorigin` for one from elsewhere, that address is gone; then one line says what to do.
 */
import type { Plugin } from 'vite';
import { splitExports } from './guard.js';

/** What is no longer loaded on demand, by the end of its specifier. */
const FIRST =
  /\bimport\(["'](\.{1,2}\/[\w./-]*\b(?:gallery-photos|inner-gallery|result-sets|reading|selfie-form|selfie-flow|define\/gallery)\.js)["']\)/g;

/** The last of the tries of again.ts. */
const LAST = /\.catch\(\(\) => import\([^)]*Date\.now\(\)\)\)/g;

const lost = (fileName: string) => `const ninepicLost = (error) => {
  console.warn('ninepic-elements: a file beside ${fileName} did not load. If it is not the network: keep the files together, do not combine or inline ${fileName}, and give its tag crossorigin="anonymous" where it comes from another site.');
  throw error;
};`;

/** Taken into the first file: imported as it loads, and handed out when it is asked for. */
const taken: Plugin = {
  name: 'ninepic-classic-first',
  enforce: 'pre',
  transform: {
    filter: { id: /\/src\/.*\.ts$/, code: FIRST },
    handler(code) {
      const imports: string[] = [];
      const body = code.replace(FIRST, (_, specifier: string) => {
        imports.push(`import * as first${imports.length} from '${specifier}';`);
        return `Promise.resolve(first${imports.length - 1})`;
      });
      return { code: `${imports.join('\n')}\n${body}`, map: null };
    },
  },
};

/** What lazy files import instead of the first file. */
const sharing = 'ninepic-classic-shared.js';

/** @param fileName of the first file */
export function classic(fileName: string, version: string): Plugin[] {
  const key = `globalThis[Symbol.for('ninepic.classic.${version}')]`;
  return [
    taken,
    {
      name: 'ninepic-classic',
      renderChunk(code, chunk) {
        if (!chunk.isEntry) return code.replaceAll(`"./${fileName}"`, `"./${sharing}"`);
        const { body, exported } = splitExports(code);
        const names = exported.map((_, index) => `shared${index}`);
        const named = exported.map(({ name }, index) => `shared${index} as ${name}`);
        this.emitFile({
          type: 'asset',
          fileName: sharing,
          source: `const [${names.join(',')}]=${key};export{${named.join(',')}};\n`,
        });
        return [
          lost(fileName),
          body.replace(LAST, '$&.catch(ninepicLost)'),
          `${key} = [${exported.map(({ local }) => local).join(', ')}];`,
        ].join('\n');
      },
    },
  ];
}
