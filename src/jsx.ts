/**
 * Types of the tags for JSX and templates; nothing here exists at run time. Each framework has a list of tags of its own
 * to extend, and a type for what every element takes. React 19:
 *
 * ```ts
 * import type { DetailedHTMLProps, HTMLAttributes } from 'react';
 * import type { NinepicIntrinsicElements } from 'ninepic-elements/jsx';
 *
 * type Html = DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement>;
 * declare module 'react' {
 *   namespace JSX {
 *     interface IntrinsicElements extends NinepicIntrinsicElements<Html> {}
 *   }
 * }
 * ```
 *
 * Preact and Solid the same way; in Svelte it is `SvelteHTMLElements` of `svelte/elements`; in Vue:
 *
 * ```ts
 * import type { HTMLAttributes } from 'vue';
 * import type { NinepicVueComponents } from 'ninepic-elements/jsx';
 *
 * declare module 'vue' {
 *   interface GlobalComponents extends NinepicVueComponents<HTMLAttributes> {}
 * }
 * ```
 */
import type { NinepicBibSearch } from './elements/bib-search.js';
import type { NinepicClip } from './elements/clip.js';
import type { NinepicGallery } from './elements/gallery.js';
import type { NinepicElement } from './elements/ninepic-element.js';
import type { NinepicSelfieSearch } from './elements/selfie-search.js';
import type {} from './events.js';

/** `proxyUrl` -> `proxy-url`. */
type Kebab<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Kebab<Rest>}`
  : Name;

/** A number may be written as one, in an attribute. */
type Written<Value> = Value | (NonNullable<Value> extends number ? `${number}` : never);
/** And that something is so is said by an attribute that is empty. */
type Attribute<Value> = Written<Value> | (NonNullable<Value> extends boolean ? '' : never);

/** The number of an event may be given as one. */
type Given<Element, Name extends keyof Element> = Element[Name] | (Name extends 'eventId' ? number : never);

/** Properties by their names and, as attributes, in kebab-case. */
type Settings<Element, Name extends keyof Element & string> = {
  [Key in Name]?: Written<Given<Element, Key>> | undefined;
} & {
  [Key in Name as Kebab<Key>]?: Attribute<Given<Element, Key>> | undefined;
};

type EventName = Extract<keyof GlobalEventHandlersEventMap, `ninepic-${string}`>;

/** `onninepic-search` for React and Preact, `on:ninepic-search` for Solid. */
type Listeners = {
  [Name in EventName as `on${Name}` | `on:${Name}`]?:
    ((event: GlobalEventHandlersEventMap[Name]) => void) | undefined;
};

/** `ninepic-search` -> `NinepicSearch`. */
type Pascal<Name extends string> = Name extends `${infer Word}-${infer Rest}`
  ? `${Capitalize<Word>}${Pascal<Rest>}`
  : Capitalize<Name>;

/** A listener as a prop of Vue: `:onNinepicSearch`, which is what `@ninepic-search` becomes. */
type VueListeners = {
  [Name in EventName as `on${Pascal<Name>}`]?:
    ((event: GlobalEventHandlersEventMap[Name]) => void) | undefined;
};

type Common = Listeners &
  Settings<
    NinepicElement,
    | 'proxyUrl'
    | 'eventId'
    | 'group'
    | 'timeZone'
    | 'noHash'
    | 'hashKey'
    | 'acceptQuery'
    | 'messages'
    | 'session'
  >;

/** The tags; `Base` is what the framework lets every element have, such as `class`, `ref` and `children`. */
export interface NinepicIntrinsicElements<Base = object> {
  'ninepic-bib-search': Base &
    Common &
    Settings<NinepicBibSearch, 'value' | 'label' | 'placeholder' | 'autosearch' | 'resultsHref'>;
  'ninepic-clip': Base & Common & Settings<NinepicClip, 'label' | 'selfieHref' | 'noDownload'>;
  'ninepic-gallery': Base &
    Common &
    Settings<
      NinepicGallery,
      'searchOnly' | 'layout' | 'preview' | 'download' | 'noViewer' | 'around' | 'noTimeline' | 'selectable'
    >;
  'ninepic-selfie-search': Base &
    Common &
    Settings<
      NinepicSelfieSearch,
      | 'privacyHref'
      | 'controller'
      | 'retention'
      | 'contactHref'
      | 'consentVersion'
      | 'minAge'
      | 'noCamera'
      | 'label'
      | 'resultsHref'
    >;
}

/** The tags as Vue's templates check them; `Base` is Vue's `HTMLAttributes`. */
export type NinepicVueComponents<Base = object> = {
  [Tag in keyof NinepicIntrinsicElements]: new () => {
    $props: NinepicIntrinsicElements<Base>[Tag] & VueListeners;
  };
};
