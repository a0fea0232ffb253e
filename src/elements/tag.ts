/** What the parts of a tag, and pages, know of it. */
import type { NinepicElement } from './ninepic-element.js';

/** A tag as its parts see it: they are made for it, and are no subclasses. */
export type Tag = Pick<NinepicElement, keyof NinepicElement>;

/** States that a page can style: `ninepic-gallery:state(busy)`. */
export type CustomState = 'busy' | 'empty' | 'failed' | 'off';
