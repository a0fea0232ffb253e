/**
 * What a script tag loads: all tags, registered. The guard against a second inclusion stands around the built file, not
 * in here, where it would run after Lit (see .ci/build/guard.ts).
 */
export { elements } from './define.js';
