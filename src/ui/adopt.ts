/** Styles of a part that is loaded on demand. Through CSSOM, because a strict CSP blocks `<style>` (behaviour.md F3). */
import type { CSSResult } from 'lit';

/** A tag that keeps what it wears, to put it on again. */
interface Wearer {
  worn?: CSSStyleSheet[];
}

/** Adds styles to a tag; once, however often they are asked for. */
export function adopt(root: ShadowRoot | null, { styleSheet }: CSSResult): void {
  if (root && styleSheet && !root.adoptedStyleSheets.includes(styleSheet))
    (root.host as Wearer).worn = root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet];
}
