/** Who tells of a selfie search that failed while she looked at something else. */
import type { Session } from '../state/session.js';
import { GALLERY, tagsOf } from './session-controller.js';

/** Whether it is this tag's to tell: the first one for selfies, else the first gallery. */
export function tellsMissed(tag: Element, session: Session | null): boolean {
  const tags = session ? tagsOf(session) : [];
  const first = (name: string) => tags.find(({ localName }) => localName === name);
  return (first('ninepic-selfie-search') ?? first(GALLERY)) === tag;
}
