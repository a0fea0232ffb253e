/** What one engine cannot run as these tests drive it, and why. `verdict.ts` checks that each still fails there. */
export interface Excluded {
  readonly engine: 'firefox' | 'webkit';
  readonly file: string;
  /** The test's name, or the end of it with its suites: `a suite > a test`. */
  readonly test: string;
  readonly why: string;
}

const still = 'the driver cannot ask for motion; the engine is started without it';
const policy = 'a page’s refusal and a visitor’s cannot be told apart there; both offer the file input';

export const excluded: readonly Excluded[] = [
  {
    engine: 'firefox',
    file: 'test/ui/viewer.test.ts',
    test: 'lets the picture grow out of its tile and go back to it',
    why: still,
  },
  {
    engine: 'webkit',
    file: 'test/ui/viewer.test.ts',
    test: 'lets the picture grow out of its tile and go back to it',
    why: still,
  },
  {
    engine: 'firefox',
    file: 'test/ui/viewer-gestures.test.ts',
    test: 'glides to its place, and can be caught on the way',
    why: still,
  },
  {
    engine: 'firefox',
    file: 'test/ui/viewer-gestures.test.ts',
    test: 'begins while the last one still glides brings one more, or takes that one back',
    why: still,
  },
  {
    engine: 'webkit',
    file: 'test/ui/viewer-gestures.test.ts',
    test: 'glides to its place, and can be caught on the way',
    why: still,
  },
  {
    engine: 'webkit',
    file: 'test/ui/viewer-gestures.test.ts',
    test: 'begins while the last one still glides brings one more, or takes that one back',
    why: still,
  },
  {
    engine: 'firefox',
    file: 'test/ui/camera-refused.test.ts',
    test: 'is told from a visitor’s no in a real frame that may not use cameras',
    why: policy,
  },
  {
    engine: 'webkit',
    file: 'test/ui/camera-refused.test.ts',
    test: 'is told from a visitor’s no in a real frame that may not use cameras',
    why: policy,
  },
  {
    engine: 'firefox',
    file: 'test/ui/camera.test.ts',
    test: 'asks for the front camera, without sound, and shows it mirrored',
    why: 'the pretend camera says that it looks away',
  },
  {
    engine: 'firefox',
    file: 'test/ui/camera.test.ts',
    test: 'has no live track once it is unplugged',
    why: 'a script cannot play the end of a track there',
  },
  {
    engine: 'firefox',
    file: 'test/ui/selfie-image.test.ts',
    test: 'keeps the colours of a picture with a wide profile',
    why: 'a canvas cannot make a picture with a wide profile there',
  },
  {
    engine: 'firefox',
    file: 'test/flows/languages.test.ts',
    test: 'has room for mr',
    why: 'without a font of Devanagari, its boxes in the place of letters are wider; with one there is room',
  },
  {
    engine: 'webkit',
    file: 'test/ui/selfie-refused.test.ts',
    test: 'a JPEG without pixels is refused by the browser: cannot-decode',
    why: 'decoded as an empty picture, and refused as one that shows nothing',
  },
];
