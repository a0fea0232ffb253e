/**
 * What CI leaves out in an engine, and why; by hand every engine runs everything. Three engines at full length take longer
 * than CI has, so the others get what an engine can get wrong: drawing, pictures, keys, scrolling, policies, directions.
 */
export interface Apart {
  /** Patterns of the runner. */
  readonly files: readonly string[];
  /** Default: each but Chromium. */
  readonly engine?: 'firefox';
  readonly why: string;
}

export const apart: readonly Apart[] = [
  {
    files: ['test/api/*.test.ts', 'test/state/*.test.ts'],
    why: 'reckoning with texts, numbers and scripted answers, which no engine does in its own way',
  },
  {
    files: ['test/flows/{selfie,selfie-once,clip,consent,time}.test.ts'],
    why: 'what is asked of 9Pic, how often and in which order; what the engine has a hand in (input, upload, address, policy) has files of its own',
  },
  {
    files: ['test/flows/{languages,own-texts}.test.ts'],
    why: 'every text once more; digits, directions and arrows are in live-language',
  },
  {
    files: ['test/flows/selfie-camera.test.ts'],
    why: 'what the engine has a hand in is in test/ui/camera.test.ts',
  },
  { files: ['test/flows/{stack,stack-worker}.test.ts'], why: 'tests of the tests’ own server' },
  {
    files: ['test/flows/selfie-access.test.ts'],
    engine: 'firefox',
    why: 'its walk by keyboard loses a press now and then on a busy machine; not understood yet',
  },
  {
    files: ['test/elements/tall-gallery.test.ts'],
    engine: 'firefox',
    why: 'its wheel finds photos astray now and then on a busy machine; not understood yet',
  },
];

/** What CI leaves out where these engines run. */
export const leftOut = (names: readonly string[]): readonly Apart[] =>
  names.includes('chromium')
    ? []
    : apart.filter(({ engine }) => engine === undefined || names.every((name) => name === engine));
