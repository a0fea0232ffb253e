/**
 * What a script tag loads: all tags, registered. The guard against a second inclusion stands around the built file, not
 * in here, where it would run after Lit (see .ci/build/guard.ts).
 *
 * The texts stand side by side in front: bundles keep the order in which modules are met, and sentences compress by
 * those before them (0.3 KB).
 */
import './i18n/english/common.js';
import './i18n/english/bib-search.js';
import './i18n/english/gallery.js';
export { elements } from './define.js';
