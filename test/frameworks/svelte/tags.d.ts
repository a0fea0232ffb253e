/** The tags' types for templates. */
import type { HTMLAttributes } from 'svelte/elements';
import type { NinepicIntrinsicElements } from 'ninepic-elements/jsx';

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends NinepicIntrinsicElements<HTMLAttributes<HTMLElement>> {}
}
