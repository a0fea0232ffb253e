/** The names of photos that could not be had, as they stand in a sentence. */
import { expect, fixture } from '@open-wc/testing';
import type { Photo } from '../../src/api/payloads.js';
import type { DownloadPort } from '../../src/controllers/download-port.js';
import { listMissing } from '../../src/controllers/save-words.js';
import { downloadMany } from '../../src/i18n/english/download-many.js';
import { format } from '../../src/i18n/format.js';
import { messages as arabic } from '../../src/i18n/ar/download.js';
import type { MessageKey } from '../../src/i18n/messages.js';

const NAMES = ['IMG_1.jpg', 'IMG_2.jpg', 'IMG_3.jpg'] as const;

describe('the names of photos that are missing', () => {
  for (const [lang, dir, texts] of [
    ['en', 'ltr', downloadMany],
    ['ar', 'rtl', arabic],
  ] as const)
    for (const count of [2, 3])
      it(`follow each other as people read: ${count} in ${lang}`, async () => {
        const say = (key: MessageKey, values?: Record<string, string | number>) =>
          format((texts as typeof arabic)[key] ?? key, lang, values);
        const missing = NAMES.slice(0, count).map((name) => ({
          name,
          photo: {} as Photo,
          missing: 'failed' as const,
          link: null,
        }));
        const sentence = listMissing({ say } as unknown as DownloadPort, missing) ?? '';
        const line = await fixture<HTMLElement>(`<p lang="${lang}" dir="${dir}">${sentence}</p>`);
        const [text] = line.childNodes;
        if (!text) throw new Error('Nothing was said.');
        const lefts = missing.map(({ name }) => {
          const range = document.createRange();
          const at = sentence.indexOf(name);
          range.setStart(text, at);
          range.setEnd(text, at + name.length);
          return range.getBoundingClientRect().left;
        });
        const inOrder = [...lefts].sort((a, b) => (dir === 'ltr' ? a - b : b - a));
        expect(lefts).to.deep.equal(inOrder);
      });
});
