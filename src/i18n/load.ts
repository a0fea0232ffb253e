/**
 * Where the texts of a language come from. Every file is named, so that bundlers find it; the files for script tags have a
 * shorter way (`.ci/build/languages.ts`).
 */
import type { Language, LanguageFile } from './languages.js';
import type { Messages } from './messages.js';

type Load = () => Promise<{ readonly messages: Partial<Messages> }>;

const files: Readonly<Record<Language, Readonly<Record<LanguageFile, Load>>>> = {
  ar: {
    first: () => import('./ar/first.js'),
    selfie: () => import('./ar/selfie.js'),
    clip: () => import('./ar/clip.js'),
    download: () => import('./ar/download.js'),
    later: () => import('./ar/later.js'),
  },
  de: {
    first: () => import('./de/first.js'),
    selfie: () => import('./de/selfie.js'),
    clip: () => import('./de/clip.js'),
    download: () => import('./de/download.js'),
    later: () => import('./de/later.js'),
  },
  es: {
    first: () => import('./es/first.js'),
    selfie: () => import('./es/selfie.js'),
    clip: () => import('./es/clip.js'),
    download: () => import('./es/download.js'),
    later: () => import('./es/later.js'),
  },
  fr: {
    first: () => import('./fr/first.js'),
    selfie: () => import('./fr/selfie.js'),
    clip: () => import('./fr/clip.js'),
    download: () => import('./fr/download.js'),
    later: () => import('./fr/later.js'),
  },
  hi: {
    first: () => import('./hi/first.js'),
    selfie: () => import('./hi/selfie.js'),
    clip: () => import('./hi/clip.js'),
    download: () => import('./hi/download.js'),
    later: () => import('./hi/later.js'),
  },
  mr: {
    first: () => import('./mr/first.js'),
    selfie: () => import('./mr/selfie.js'),
    clip: () => import('./mr/clip.js'),
    download: () => import('./mr/download.js'),
    later: () => import('./mr/later.js'),
  },
  pt: {
    first: () => import('./pt/first.js'),
    selfie: () => import('./pt/selfie.js'),
    clip: () => import('./pt/clip.js'),
    download: () => import('./pt/download.js'),
    later: () => import('./pt/later.js'),
  },
  ta: {
    first: () => import('./ta/first.js'),
    selfie: () => import('./ta/selfie.js'),
    clip: () => import('./ta/clip.js'),
    download: () => import('./ta/download.js'),
    later: () => import('./ta/later.js'),
  },
};

/** @throws when the file cannot be had */
export const load = (language: Language, file: LanguageFile): ReturnType<Load> => files[language][file]();
