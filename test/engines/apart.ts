/**
 * What CI runs in Chromium alone, and why; by hand every engine runs everything. Three engines at full length take longer
 * than CI has, so the others get what an engine can get wrong: drawing, pictures, keys, scrolling, policies, languages.
 */
export interface Apart {
  /** Patterns of the runner. */
  readonly files: readonly string[];
  readonly why: string;
}

export const apart: readonly Apart[] = [
  {
    files: ['test/api/*.test.ts', 'test/state/*.test.ts'],
    why: 'reckoning with texts, numbers and scripted answers, which no engine does in its own way',
  },
  {
    files: ['test/flows/{selfie,selfie-once,clip,time}.test.ts'],
    why: 'what is asked of 9Pic, how often and in which order; what the engine has a hand in (input, camera, upload, access, address) has files of its own',
  },
  {
    files: ['test/flows/own-texts.test.ts'],
    why: 'every text once more through flows that run already; scripts, digits and directions are in the files of languages',
  },
  {
    files: ['test/flows/{stack,stack-worker}.test.ts'],
    why: 'tests of the tests’ own server',
  },
];
