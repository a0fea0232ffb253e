/**
 * Asks for what a lazy file imports together with it: found in it, those files would be asked for only once it has come, and on
 * a phone far from a mast each way there and back is felt. What Vite would do by links in the head of the page, which is not ours.
 *
 * Only for what a gallery loads, at a press or before one: elsewhere it is not worth its bytes.
 */
import type { Rolldown } from 'vite';

const WAITED_FOR = /\/src\/elements\/gallery-photos\.ts$/;

const LAZY = /\bimport\((["'`])\.\/([\w-]+\.js)\1\)/g;

export const abreast = (): Rolldown.Plugin => ({
  name: 'ninepic-abreast',
  generateBundle(_, bundle) {
    const importsOf = (fileName: string): readonly string[] => {
      const file = bundle[fileName];
      return file?.type === 'chunk' ? file.imports : [];
    };
    /** All that a file needs before it runs. */
    const needs = (fileName: string, known = new Set<string>()): ReadonlySet<string> => {
      for (const needed of importsOf(fileName))
        if (!known.has(needed)) {
          known.add(needed);
          needs(needed, known);
        }
      return known;
    };
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk' || !file.moduleIds.some((id) => WAITED_FOR.test(id))) continue;
      const here = new Set([file.fileName, ...needs(file.fileName)]);
      file.code = file.code.replace(LAZY, (lazy, _quote, name: string) => {
        const beside = [...needs(name)].filter((needed) => !here.has(needed));
        // Where one of them fails, the file itself does, and says so.
        const asked = beside.map((needed) => `import("./${needed}").catch(() => 0)`);
        return asked.length > 0 ? `(${[...asked, lazy].join(', ')})` : lazy;
      });
    }
  },
});
