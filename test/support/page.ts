/** A page as an organiser would write it, and what a visitor does on it, in a visitor's words. */
import { expect, fixture, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { TestStack } from './stack.js';
import type { NinepicElement } from '../../src/elements/ninepic-element.js';

/**
 * Waits until something is true; fails with `what` after forty seconds, which a busy machine may need. What throws, because
 * it asks for a part that is still to come, is not true yet.
 */
export async function until(what: string, check: () => unknown): Promise<void> {
  let thrown: unknown;
  const isTrue = async (): Promise<unknown> => {
    try {
      const answer = await check();
      thrown = undefined;
      return answer;
    } catch (error) {
      thrown = error;
      return false;
    }
  };
  await waitUntil(isTrue, what, { timeout: 40_000, interval: 20 }).catch((error: unknown) => {
    throw thrown ?? error;
  });
}

/** Puts markup on the page. `{proxy}` and `{event}` stand for the test's own stack. */
export async function page(
  markup: string,
  stack?: { proxyUrl: string; eventId: string },
): Promise<HTMLElement> {
  const filled = markup
    .replaceAll('{proxy}', stack?.proxyUrl ?? '')
    .replaceAll('{event}', stack?.eventId ?? '');
  return fixture<HTMLElement>(`<div>${filled}</div>`);
}

/** A tag on the page, or inside another. */
export function tag<T extends NinepicElement>(root: ParentNode, name: string): T {
  const found = root.querySelector<T>(name);
  if (!found) throw new Error(`There is no <${name}> here.`);
  return found;
}

/** All elements with this part, in order. */
export const parts = <T extends HTMLElement>(element: Element, name: string): T[] => [
  ...(element.shadowRoot?.querySelectorAll<T>(`[part~="${name}"]`) ?? []),
];

export function part<T extends HTMLElement>(element: Element, name: string): T {
  const [found] = parts<T>(element, name);
  if (!found) throw new Error(`<${element.localName}> shows no part "${name}".`);
  return found;
}

/** What a tag says. */
export const says = (element: Element): string =>
  parts(element, 'status')
    .map((status) => status.innerText.trim())
    .filter(Boolean)
    .join(' ');

export async function shows(element: Element, text: string | RegExp): Promise<void> {
  const isSaid = () => (typeof text === 'string' ? says(element).includes(text) : text.test(says(element)));
  await until('words', isSaid).catch(() => {
    throw new Error(
      `<${element.localName}> never said ${String(text)}; in the end it says "${says(element)}"`,
    );
  });
}

export const tiles = (gallery: Element): HTMLElement[] => parts(gallery, 'tile');

/** Pictures that have arrived. */
export const pictures = (gallery: Element): HTMLImageElement[] =>
  parts<HTMLImageElement>(gallery, 'photo').filter((image) => image.complete && image.naturalWidth > 0);

/** Types into the field of a bib search and presses Enter. */
export async function searchBib(search: Element, bib: string): Promise<void> {
  const input = part<HTMLInputElement>(search, 'input');
  input.focus();
  input.select();
  if (bib === '') input.value = '';
  else await sendKeys({ type: bib });
  await sendKeys({ press: 'Enter' });
}

/** Collects events of one name that reach the document. */
export function heard<K extends keyof GlobalEventHandlersEventMap>(
  name: K,
): GlobalEventHandlersEventMap[K][] {
  const events: GlobalEventHandlersEventMap[K][] = [];
  const listener = (event: GlobalEventHandlersEventMap[K]) => void events.push(event);
  document.addEventListener(name, listener);
  forgetting.push(() => document.removeEventListener(name, listener));
  return events;
}

/** What reached 9Pic, pictures aside. */
export async function asked(stack: TestStack): Promise<Record<string, number>> {
  const { counts } = await stack.bill();
  return Object.fromEntries(Object.entries(counts).filter(([call]) => !call.includes('picture')));
}

const forgetting: (() => void)[] = [];

// Where the address cannot be written, the tab keeps the search; all files of a run share one tab.
beforeEach(() => sessionStorage.clear());

afterEach(() => {
  for (const forget of forgetting.splice(0)) forget();
  // A search of one test must not greet the next. Where there was none: Safari allows a hundred of these in ten seconds.
  if (location.hash || history.state !== null)
    history.replaceState(null, '', location.pathname + location.search);
});

export { expect };
