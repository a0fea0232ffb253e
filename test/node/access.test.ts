/**
 * Every state of every tag, on a page with a strict policy: nothing is violated on the way there, and WCAG 2.2 AA holds in
 * light, dark, forced colours, without motion, and in a window of 320 pixels.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { overflow, runAxe, tooSmall, worstContrast } from '../support/access/measure.js';
import { states } from '../support/access/states.js';
import { openSite, strictPolicy, type Site } from '../support/site.js';

const STYLE = `
  :root { color-scheme: light dark }
  body { background: Canvas; color: CanvasText }
  @media (prefers-color-scheme: dark) { body { background: #121212; color: #e8e8e8 } }`;
const WINDOW = { width: 1100, height: 800 };
/** A window of 1280 × 1024 at 400 %. */
const NARROW = { width: 320, height: 256 };

interface Look {
  readonly use: (page: Page) => Promise<unknown>;
  readonly rules: 'all' | 'look';
  /** Whether controls have other sizes here than in the look before. */
  readonly isResized: boolean;
  /** Whether texts have other colours, which are not the visitor's own. */
  readonly isColoured: boolean;
}

/** One after the other, on the page as it is. */
const looks: Readonly<Record<string, Look>> = {
  light: { use: () => Promise.resolve(), rules: 'all', isResized: true, isColoured: true },
  dark: {
    use: (page) => page.emulateMedia({ colorScheme: 'dark' }),
    rules: 'look',
    isResized: false,
    isColoured: true,
  },
  'forced colours': {
    use: (page) => page.emulateMedia({ forcedColors: 'active' }),
    rules: 'look',
    isResized: false,
    isColoured: false,
  },
  '320 pixels, without motion': {
    use: async (page) => {
      await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce' });
      await page.setViewportSize(NARROW);
    },
    rules: 'look',
    isResized: true,
    isColoured: false,
  },
};

describe('every state of every tag is accessible, and violates no policy', () => {
  let site: Site;
  let page: Page;
  const violated: string[] = [];
  before(async () => {
    site = await openSite();
    page = await site.tab();
    await page.exposeBinding('violated', (_source, what: string) => violated.push(what));
    // Before the page's first script.
    await page.addInitScript(() =>
      document.addEventListener('securitypolicyviolation', (event) => {
        const { violated: tell } = globalThis as unknown as { violated: (what: string) => void };
        tell(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
      }),
    );
  });
  after(() => site.close());

  for (const [tag, list] of Object.entries(states))
    describe(tag, () => {
      for (const { name, markup, reach, arm, fake } of list)
        test(name, async () => {
          const { stack } = site;
          const settings = structuredClone(stack.fake.settings);
          stack.fake.configure(fake ?? {});
          arm?.(site);
          await page.emulateMedia({
            colorScheme: 'light',
            forcedColors: 'none',
            reducedMotion: 'no-preference',
          });
          await page.setViewportSize(WINDOW);
          violated.length = 0;
          const headers = { 'content-security-policy': strictPolicy(site) };
          await site.show(page, markup, { style: STYLE, headers });
          const found: string[] = [];
          try {
            await reach(page, site);
            found.push(...violated.map((what) => `violated: ${what}`));
            for (const [look, { use, rules, isResized, isColoured }] of Object.entries(looks)) {
              await use(page);
              const { violations, unjudged } = await runAxe(page, rules);
              found.push(...violations.map((violation) => `${look}: ${violation}`));
              if (isResized) {
                found.push(...(await tooSmall(page)).map((control) => `${look}: too small: ${control}`));
                const wide = await overflow(page);
                if (wide > 0) found.push(`${look}: ${wide} pixels wider than the window`);
              }
              for (const path of isColoured ? unjudged : []) {
                const worst = await worstContrast(page, path);
                if (worst && worst.ratio < worst.wanted)
                  found.push(`${look}: ${path.join(' ')}: "${worst.text}" has ${worst.ratio.toFixed(2)}`);
              }
            }
          } finally {
            stack.faults.clear();
            stack.fake.faults.clear();
            stack.fake.configure(settings);
          }
          assert.deepEqual(found, []);
        });
    });
});
