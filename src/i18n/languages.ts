/** Which languages there are, and which of them a page asks for. */

/** Beside English. Each is loaded where a page asks for it. */
export const languages = ['ar', 'de', 'es', 'fr', 'hi', 'mr', 'pt', 'ta'] as const;

export type Language = (typeof languages)[number];

/** A file by itself: what every page needs, the selfie search, the clips, saving photos, and what is seen after an act. */
export type LanguageFile = 'first' | 'selfie' | 'clip' | 'download' | 'later';

/** @returns `en` for `en-IN`, `pt` for `pt-BR` and `pt_BR`, whether we have it or not */
export const nameOf = (tag: string): string => tag.toLowerCase().split(/[-_]/, 1)[0] ?? '';
