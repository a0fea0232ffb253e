/** What a script tag loads. The guard against a second inclusion stands in front of it (see vite.config.ts). */
export { elements } from './define.js';
