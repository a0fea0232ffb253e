/** What stands for the name of an app that does not tell it; it comes with `ui/in-app.ts`. */
import type { Texts } from '../messages.js';

export const downloadApp = {
  'download.app': 'This app',
} as const satisfies Texts;
