/** Texts of saving and sharing photos; they come with the code that saves. */
import type { Texts } from '../messages.js';

export const download = {} as const satisfies Texts;
