/**
 * Takes out of the table of routes what the proxy alone reads, in what browsers load: one table holds the contract (design.md
 * section 5), and a runner's phone does not need all its columns.
 */
import type { Plugin } from 'vite';

/** A line of `src/api/routes.ts` that is one of these columns. */
const COLUMN = /^ +(?:body|feature|billable): .*,\n/gm;

export const browserContract: Plugin = {
  name: 'ninepic-browser-contract',
  enforce: 'pre',
  transform: {
    filter: { id: /\/src\/api\/routes\.ts$/ },
    handler(code) {
      const short = code.replace(COLUMN, '');
      if (short === code) throw new Error('src/api/routes.ts has no columns of the proxy any more.');
      return { code: short, map: null };
    },
  },
};
