/**
 * Has V8 compile what the first screen needs while it arrives, beside the main thread: of its own accord it compiles each
 * function at its first call, which took a third of the main thread's time up to the first photo. To other engines it is a
 * comment. See "explicit compile hints" at v8.dev.
 *
 * Only for files that hold little else than what a first screen calls: all that is in them is compiled, and kept.
 */
import type { Rolldown } from 'vite';

/** Loaded before the first photo, besides the first file. */
const EARLY = /-(?:gallery-photos|reading|result-sets)\.js$/;

export const compileHints = (): Rolldown.Plugin => ({
  name: 'ninepic-compile-hints',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle))
      // It counts at the very top only, where no minifier leaves a comment.
      if (file.type === 'chunk' && (file.isEntry || EARLY.test(file.fileName)))
        file.code = `//# allFunctionsCalledOnLoad\n${file.code}`;
  },
});
