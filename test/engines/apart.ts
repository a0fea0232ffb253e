/**
 * What a short run (`CI=true`) leaves out in the engines beside Chromium, and why; without it every engine runs everything.
 * Short, they get what each does in its own way and no other test holds: pictures, the camera, gestures, the viewer.
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
    files: ['test/flows/*.test.ts', 'test/elements/*.test.ts', 'test/define/*.test.ts'],
    why: 'the whole way through a page takes these engines five to seven minutes each: run them by hand before a release',
  },
];

/** What a short run leaves out where these engines run. */
export const leftOut = (names: readonly string[]): readonly Apart[] =>
  names.includes('chromium') ? [] : apart;
