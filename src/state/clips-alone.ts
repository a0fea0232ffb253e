/**
 * The clips of a session on a page without a clip tag, which would have brought them. A file of its own: what is imported
 * and loaded on demand in one bundle costs every page of it a module object.
 */
export { SessionClips } from './session-clips.js';
