/** Minifies what stands in html`` and css`` templates; minifiers of JavaScript leave strings alone. */
import { minifyHTMLLiterals } from 'minify-literals';
import type { Plugin } from 'vite';

/**
 * What css`` does with a text that has nothing inserted: it makes a style sheet of it. Of Lit's two ways to say so this is the
 * one that brings no checks of what is inserted, 0.2 KB of every tag.
 */
function withoutTag(code: string): string {
  const made = code.replace(/\bcss(`[^`$]*`)/g, 'unsafeCSS($1)');
  return made === code ? code : `import { unsafeCSS } from 'lit';${made}`;
}

export function minifyTemplates(): Plugin {
  return {
    name: 'ninepic-minify-templates',
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/.*\.ts$/, code: /html`|css`|svg`/ },
      async handler(code, id) {
        const result = await minifyHTMLLiterals(code, {
          fileName: id,
          sourceMap: false,
          // A space between two buttons is a space on the page: runs of them become one, none is dropped.
          html: {
            collapseWhitespace: true,
            conservativeCollapse: true,
            removeComments: true,
            caseSensitive: true,
            keepClosingSlash: false,
            removeAttributeQuotes: false,
            minifyCSS: false,
          },
        });
        return { code: withoutTag(result?.code ?? code), map: null };
      },
    },
  };
}
