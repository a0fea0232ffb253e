/** The tags' types for templates. */
import type { HTMLAttributes } from 'vue';
import type { NinepicVueComponents } from 'ninepic-elements/jsx';

declare module 'vue' {
  interface GlobalComponents extends NinepicVueComponents<HTMLAttributes> {}
}
