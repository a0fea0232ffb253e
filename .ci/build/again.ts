/**
 * Asks once more for a lazy file that was lost on its way.
 *
 * Browsers before late 2026 remember a failed `import()` for the life of the page, so a button that tries again would be
 * told of the first failure for ever. Another query is another module to them; no file is evaluated twice by that,
 * because the one that failed never was.
 */
import type { Plugin } from 'vite';

const LAZY = /\bimport\((["'`])(\.\/[\w-]+\.js)\1\)/g;

export function again(): Plugin {
  return {
    name: 'ninepic-again',
    renderChunk: (code) => code.replace(LAZY, 'import("$2").catch(() => import("$2?" + Date.now()))'),
  };
}
