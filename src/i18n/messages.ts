/**
 * Every text that a visitor can see, in English, put together. Each tag and each part that is loaded on demand brings its
 * own file of `english/` along and no other, so nothing that runs on a page may import `english` from here: a host's
 * tools, our tests and our documentation do.
 */
import { bibSearch } from './english/bib-search.js';
import { camera } from './english/camera.js';
import { clip } from './english/clip.js';
import { common } from './english/common.js';
import { downloadBatches } from './english/download-batches.js';
import { downloadLinks } from './english/download-links.js';
import { downloadMany } from './english/download-many.js';
import { downloadApp } from './english/download-app.js';
import { downloadOne } from './english/download-one.js';
import { downloadParts } from './english/download-parts.js';
import { download } from './english/download.js';
import { gallery } from './english/gallery.js';
import { picture } from './english/picture.js';
import { selection } from './english/selection.js';
import { selfieSearch } from './english/selfie-search.js';
import { share } from './english/share.js';
import { time } from './english/time.js';
import { timeSearch } from './english/time-search.js';
import { viewer } from './english/viewer.js';

/** A text; one for each plural category of the language where a number decides (`Intl.PluralRules`). */
export type Message = string | ({ readonly other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);

/** Some texts, by key. */
export type Texts = Readonly<Record<string, Message>>;

export const english = {
  ...common,
  ...bibSearch,
  ...gallery,
  ...viewer,
  ...download,
  ...downloadApp,
  ...downloadOne,
  ...downloadMany,
  ...downloadParts,
  ...downloadBatches,
  ...downloadLinks,
  ...share,
  ...selection,
  ...time,
  ...timeSearch,
  ...selfieSearch,
  ...camera,
  ...picture,
  ...clip,
} as const;

/** Name of a text, such as `gallery.label`. */
export type MessageKey = keyof typeof english;

/** A full set of texts. `{name}` stands for a value. */
export type Messages = Readonly<Record<MessageKey, Message>>;
