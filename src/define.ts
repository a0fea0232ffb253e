/** Registers all tags. The classes are used by value, so that no bundler takes the registrations for unused. */
import { NinepicBibSearch } from './define/bib-search.js';
import { NinepicClip } from './define/clip.js';
import { NinepicGallery } from './define/gallery.js';
import { NinepicSelfieSearch } from './define/selfie-search.js';

/** The tags in the order in which they are registered. */
export const elements = [NinepicGallery, NinepicBibSearch, NinepicSelfieSearch, NinepicClip] as const;
