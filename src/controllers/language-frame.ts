/** What a tag says of its own content where that is in another language, or runs another way, than the page around it. */
import { languages } from '../i18n/languages.js';
import { above, baseOf } from './language-controller.js';

/** Of the languages that we have. */
const directionOf = (name: string): 'ltr' | 'rtl' => (name === 'ar' ? 'rtl' : 'ltr');

/**
 * The direction that a language asks for and the page forgot; `null` where the page's own stands. A `dir` that was written
 * with the language, or nearer to the tag, is meant for it; one farther away is meant for the language there.
 */
function directionFor(host: Element, name: string): 'ltr' | 'rtl' | null {
  if (name !== 'en' && !languages.some((known) => known === name)) return null;
  const own = directionOf(name);
  let hasLanguage = false;
  for (const at of above(host)) {
    const dir = at.getAttribute('dir')?.toLowerCase();
    if (dir) return !hasLanguage || dir === own ? null : own;
    hasLanguage ||= !!at.getAttribute('lang');
  }
  return own === 'ltr' ? null : own;
}

function set(element: Element, name: string, value: string | null): void {
  if (element.getAttribute(name) === value) return;
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/**
 * Marks the content: as English, where the page's language is not spoken here, and with its direction.
 *
 * @param name of the page's language
 */
export function mark(host: Element, name: string, isSpoken: boolean): void {
  const base = baseOf(host);
  if (!base) return;
  set(base, 'lang', isSpoken ? null : 'en');
  set(base, 'dir', directionFor(host, name));
}
