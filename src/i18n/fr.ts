/**
 * French, all texts: for a page that wants them whatever its language is (`element.messages = messages`). A page in this
 * language needs no import: its tags load the parts that they say something of.
 */
import type { Messages } from './messages.js';
import { messages as clip } from './fr/clip.js';
import { messages as download } from './fr/download.js';
import { messages as first } from './fr/first.js';
import { messages as later } from './fr/later.js';
import { messages as selfie } from './fr/selfie.js';

export const messages: Partial<Messages> = { ...first, ...selfie, ...clip, ...download, ...later };
