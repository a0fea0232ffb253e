/** Minifies what stands in html`` and css`` templates; minifiers of JavaScript leave strings alone. */
import { minifyHTMLLiterals } from 'minify-literals';
import type { Plugin } from 'vite';

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
        return result ? { code: result.code, map: null } : null;
      },
    },
  };
}
