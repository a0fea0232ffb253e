/**
 * German, all texts: for a page that wants them whatever its language is (`element.messages = messages`). A page in this
 * language needs no import: its tags load the parts that they say something of.
 */
import type { Messages } from './messages.js';
import { messages as clip } from './de/clip.js';
import { messages as download } from './de/download.js';
import { messages as first } from './de/first.js';
import { messages as later } from './de/later.js';
import { messages as selfie } from './de/selfie.js';

export const messages: Partial<Messages> = { ...first, ...selfie, ...clip, ...download, ...later };
