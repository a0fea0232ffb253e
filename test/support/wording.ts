/** Texts of a page's own for every key, and what is seen that is none of them. */
import type { NinepicElement } from '../../src/elements/ninepic-element.js';
import { english } from '../../src/i18n/messages.js';
import type { Message, MessageKey, Messages } from '../../src/i18n/messages.js';

const keys = Object.keys(english) as MessageKey[];

/** Every text with its key, in brackets that nothing else has: `⟦gallery.count.all: {count} photos⟧`. */
export const bracketed = Object.fromEntries(
  keys.map((key): [MessageKey, Message] => {
    const message: Message = english[key];
    const wrap = (text: string) => `⟦${key}: ${text}⟧`;
    if (typeof message === 'string') return [key, wrap(message)];
    return [key, { one: wrap(message.other), other: wrap(message.other) }];
  }),
) as Messages;

/** What has a language of its own or is a name: days and times by `Intl`, cameras, files. */
const DATA =
  '[part~=day], [part~=hour], [part~=hour-label], [part~=window], .time-bubble, [part~=camera-select] option';
const SPOKEN = ['aria-label', 'aria-valuetext', 'aria-description', 'title', 'placeholder', 'alt'];

/** Every element that a tag draws, those of a gallery inside of it too. */
function* drawn(root: ShadowRoot): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* drawn(element.shadowRoot);
  }
}

/** Texts that a visitor sees or hears of a tag, and where. */
function* texts(tag: Element): Generator<readonly [where: string, text: string]> {
  if (!tag.shadowRoot) return;
  for (const element of drawn(tag.shadowRoot)) {
    if (element.matches(`style, ${DATA}`)) continue;
    const where = element.getAttribute('part') ?? `${element.localName}.${element.className}`;
    for (const name of SPOKEN) {
      const text = element.getAttribute(name);
      // The slider says the hour.
      if (text && !(name === 'aria-valuetext' && /\d\d:\d\d/.test(text))) yield [`${where} ${name}`, text];
    }
    for (const node of element.childNodes) if (node instanceof Text) yield [where, node.data];
  }
}

/** Without what is in brackets, brackets in brackets too. */
function bare(text: string): string {
  const less = text.replaceAll(/⟦[^⟦⟧]*⟧/g, '');
  return less === text ? text : bare(less);
}

/** What tags say that is none of the page's own texts, nor data. */
export const strays = (tags: Iterable<Element>): string[] =>
  [...tags].flatMap((tag) =>
    [...texts(tag)]
      .filter(([, text]) => /\p{L}/u.test(bare(text)))
      .map(([where, text]) => `<${tag.localName}> ${where}: ${text.trim()}`),
  );

/** Keys whose texts are seen or heard. */
export const keysIn = (tags: Iterable<Element>): string[] =>
  [...tags].flatMap((tag) =>
    [...texts(tag)].flatMap(([, text]) => [...text.matchAll(/⟦([\w.-]+): /g)].map(([, key]) => key ?? '')),
  );

/** Puts tags on the page that have these texts from their first drawing on. */
export function place(markup: string, messages: Partial<Messages>): HTMLElement {
  const template = document.createElement('template');
  template.innerHTML = markup;
  const content = document.importNode(template.content, true);
  for (const element of content.querySelectorAll<NinepicElement>('*'))
    if (element.localName.startsWith('ninepic-')) element.messages = messages;
  const wrapper = document.createElement('div');
  wrapper.append(content);
  document.body.append(wrapper);
  return wrapper;
}
