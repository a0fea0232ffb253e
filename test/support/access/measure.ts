/** What WCAG 2.2 AA asks of a page, measured: axe, and what axe cannot judge. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator, Page } from 'playwright-core';
import { changed, contrast, pixels } from './pixels.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** The levels that are promised, and axe's own advice on top. */
const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What another look of the same page can break. */
const LOOKS = ['color-contrast', 'link-in-text-block', 'target-size'];

interface Found {
  readonly id: string;
  readonly nodes: readonly {
    readonly html: string;
    readonly failureSummary: string;
    readonly target: readonly (string | readonly string[])[];
  }[];
}

export interface Verdict {
  readonly violations: readonly string[];
  /** Texts whose ground axe does not know, one of each kind: selectors from shadow root to shadow root. */
  readonly unjudged: readonly (readonly string[])[];
}

/** Of twenty hours of a chart, one is enough. */
const kindOf = (html: string): string => {
  const [opening = ''] = /^<[^>]*>/.exec(html) ?? [];
  return [/^<[\w-]+/, /part="[^"]*"/, /class="[^"]*"/, /aria-(current|pressed)="[^"]*"/]
    .map((piece) => piece.exec(opening)?.[0] ?? '')
    .join(' ');
};

/** @param rules all of them, or those that depend on colours and sizes */
export async function runAxe(page: Page, rules: 'all' | 'look'): Promise<Verdict> {
  if (!(await page.evaluate('typeof axe === "object"'))) await page.evaluate(axe);
  const runOnly = rules === 'all' ? LEVELS : { type: 'rule', values: LOOKS };
  const options = JSON.stringify({ runOnly, resultTypes: ['violations', 'incomplete'] });
  const { violations, incomplete } = await page.evaluate<{ violations: Found[]; incomplete: Found[] }>(
    `axe.run(document, ${options})`,
  );
  return {
    violations: violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 120)} ${failureSummary}`),
    ),
    unjudged: [
      ...new Map(
        incomplete
          .filter(({ id }) => id === 'color-contrast')
          .flatMap(({ nodes }) => nodes.map(({ html, target }) => [kindOf(html), target.flat()] as const)),
      ).values(),
    ],
  };
}

/** Anything pressed or typed into that is smaller than 24 pixels (2.5.8), boxes with a label around them included. */
export const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const small: string[] = [];
    const look = (root: ParentNode) => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) look(element.shadowRoot);
        if (!element.matches('button, input, select, a[href], summary')) continue;
        // A link in a sentence is as high as its line.
        if (element.matches('p a, label a')) continue;
        const { width, height } = element.getBoundingClientRect();
        if (width > 1 && height > 1 && (width < 23.5 || height < 23.5))
          small.push(`${element.outerHTML.slice(0, 80)} ${width} × ${height}`);
      }
    };
    look(document);
    return small;
  });

/** How many pixels the page is wider than its window (1.4.10). */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));

/**
 * The worst contrast of a text against what is painted behind it, on photos that are all white and all black: axe does
 * not judge texts on pictures.
 *
 * @param path selectors from shadow root to shadow root
 * @returns the ratio, and what is asked of a text of this size; `null` where no text can be seen
 */
export async function worstContrast(
  page: Page,
  path: readonly string[],
): Promise<{ text: string; ratio: number; wanted: number } | null> {
  const handle = await page.evaluateHandle((selectors) => {
    let root: ParentNode = document;
    let found: Element | null = null;
    for (const selector of selectors) {
      found = root.querySelector(selector);
      root = found?.shadowRoot ?? document;
    }
    return found;
  }, path);
  const element = handle.asElement();
  if (!element) return null;
  const isBehind = await element.evaluate((node) => {
    const modal = (node.getRootNode() as ShadowRoot).querySelector('dialog:modal');
    return modal !== null && !modal.contains(node);
  });
  if (isBehind) return null;
  await element.evaluate((node) => node.scrollIntoView({ block: 'nearest', behavior: 'instant' }));
  const box = await element.boundingBox();
  const view = page.viewportSize();
  if (!box || !view) return null;
  const clip = {
    x: Math.max(0, Math.floor(box.x)),
    y: Math.max(0, Math.floor(box.y)),
    width: Math.ceil(Math.min(box.width, view.width - box.x)),
    height: Math.ceil(Math.min(box.height, view.height - box.y)),
  };
  if (clip.width < 2 || clip.height < 2) return null;
  const { text, color, isLarge, isDisabled } = await element.evaluate((node) => {
    const style = getComputedStyle(node);
    const size = parseFloat(style.fontSize);
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    if (canvas) {
      canvas.fillStyle = style.color;
      canvas.fillRect(0, 0, 1, 1);
    }
    const [red = 0, green = 0, blue = 0] = canvas?.getImageData(0, 0, 1, 1).data ?? [];
    const own = [...node.childNodes].filter(({ nodeType }) => nodeType === 3);
    return {
      text: own
        .map(({ textContent }) => textContent ?? '')
        .join('')
        .trim(),
      color: [red, green, blue] as const,
      isLarge: size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700),
      isDisabled: node.closest('[aria-disabled="true"], :disabled') !== null,
    };
  });
  if (text === '' || isDisabled) return null;
  const shot = async (ink: string) => {
    await element.evaluate(
      (node, wanted) => (node as HTMLElement).style.setProperty('color', wanted, 'important'),
      ink,
    );
    return pixels(page, clip);
  };
  let ratio = Infinity;
  for (const photo of [SHADES.white, SHADES.black]) {
    await paintPhotos(page, photo);
    // Where the ink changes nothing there is no letter.
    const inks = await shot('#f0f');
    for (const { is } of changed(inks, await shot('transparent')))
      ratio = Math.min(ratio, contrast(color, is));
  }
  await paintPhotos(page, '');
  await element.evaluate((node) => (node as HTMLElement).style.removeProperty('color'));
  return ratio === Infinity ? null : { text, ratio, wanted: isLarge ? 3 : 4.5 };
}

/** Pixels by which a control differs 3 : 1 or more from what lies beneath it (1.4.11). */
export async function standsOut(page: Page, control: Locator): Promise<number> {
  const box = await control.boundingBox();
  if (!box) return 0;
  const shown = await pixels(page, box);
  await control.evaluate((node) => (node as HTMLElement).style.setProperty('visibility', 'hidden'));
  const hidden = await pixels(page, box);
  await control.evaluate((node) => (node as HTMLElement).style.removeProperty('visibility'));
  return changed(hidden, shown)
    .filter(({ was, is }) => contrast(was, is) >= 3)
    .reduce((sum, { count }) => sum + count, 0);
}

/** Filters that leave one colour of a photo. */
export const SHADES = {
  white: 'brightness(0) invert(1)',
  grey: 'brightness(0) invert(0.5)',
  black: 'brightness(0)',
} as const;

/** Makes all photos one colour, however deep they are; an empty filter gives them back. */
export const paintPhotos = (page: Page, filter: string): Promise<void> =>
  page.evaluate((wanted) => {
    const look = (root: ParentNode) => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) look(element.shadowRoot);
        if (element.matches('img, canvas, video')) element.style.setProperty('filter', wanted);
      }
    };
    look(document);
  }, filter);
