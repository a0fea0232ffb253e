/** Where the photos of a search are shown on a page without a gallery (design.md 4.2). */
import { GALLERY, isSearch, tagsOf } from './session-controller.js';
import type { SessionController } from './session-controller.js';

/**
 * Whether results are this tag's to show: it is the search that was used last, else the first one, and there is no gallery
 * but the one inside it. Who orders a clip, or presses a button of that gallery, leaves them where they are.
 */
export function showsResults(tag: HTMLElement, { session, state }: SessionController): boolean {
  if (!session || (!state?.shown && state?.search.status === 'idle')) return false;
  const tags = tagsOf(session).filter((other) => other.getRootNode() !== tag.shadowRoot);
  const searches = tags.filter(isSearch);
  const used = searches.find((other) => other === session.members.searcher) ?? searches[0];
  return used === tag && !tags.some(({ localName }) => localName === GALLERY);
}
