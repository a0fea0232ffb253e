/** Texts of ticking several photos. */
import type { Texts } from '../messages.js';

export const selection = {} as const satisfies Texts;
