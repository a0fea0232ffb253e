/** The texts that are at hand: what every tag needs, and what the tags and parts that are loaded brought along. */
import { common } from './english/common.js';
import type { Message, MessageKey, Messages } from './messages.js';

const english: Partial<Messages> = { ...common };

/** Adds the texts of a tag, or of a part that is loaded on demand; each does this for itself. */
export function learn(texts: Partial<Messages>): void {
  Object.assign(english, texts);
}

/** @returns the text of a key; an empty one where the part that says it was never loaded */
export const textOf = (key: MessageKey): Message => english[key] ?? '';
