/** What a visitor does with a selfie search, and what came of it. */
import { fixture } from '@open-wc/testing';
import type { NinepicElement } from '../../src/elements/ninepic-element.js';
import type { NinepicSelfieSearch } from '../../src/elements/selfie-search.js';
import type { SessionOptions } from '../../src/state/session.js';
import { createSession } from '../../src/state/session.js';
import type { Session } from '../../src/state/session.js';
import { phonePhoto } from './jpegs.js';
import { part, parts, until } from './page.js';
import { patch } from './patches.js';
import type { TestStack } from './stack.js';

/** A tag without a gallery beside it. */
export const ALONE = `
  <ninepic-selfie-search proxy-url="{proxy}" event-id="{event}" privacy-href="/privacy"></ninepic-selfie-search>`;

/** As an organiser's page has them. */
export const WITH_GALLERY = `${ALONE}
  <ninepic-gallery proxy-url="{proxy}" event-id="{event}"></ninepic-gallery>`;

export const isUsable = (control: Element): boolean => !(control as HTMLButtonElement).disabled;

/** Whether a part is there, and can be pressed. */
export const canUse = (search: Element, name: string): boolean => parts(search, name).some(isUsable);

/** Ticks the box, or takes the tick out. */
export async function consent(search: Element): Promise<void> {
  await until('the consent box', () => canUse(search, 'consent-checkbox'));
  part(search, 'consent-checkbox').click();
}

/** Picks a file with the file input, as its dialog does. */
export async function pick(search: Element, file: Blob, name = 'me.jpg'): Promise<void> {
  await until('a file input that takes files', () => canUse(search, 'file'));
  const input = part<HTMLInputElement>(search, 'file');
  const files = new DataTransfer();
  files.items.add(new File([file], name, { type: file.type }));
  input.files = files.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** A paste, as the keyboard makes it. Firefox gives an event of a script's making an empty clipboard. */
export function pasteOf(clipboardData: DataTransfer): ClipboardEvent {
  const event = new ClipboardEvent('paste', { bubbles: true, composed: true, cancelable: true });
  Object.defineProperty(event, 'clipboardData', { value: clipboardData });
  return event;
}

/** Waits until the picture is in place and could be searched. */
export const isReady = (search: Element): Promise<void> =>
  until(
    'a picture that can be searched',
    () => parts(search, 'preview').length > 0 && canUse(search, 'button'),
  );

/**
 * The next picture is decoded only once it is let go.
 *
 * @returns lets it go, and comes back when nothing is left of it that would have to be decoded
 */
export function holdDecoding(): () => Promise<void> {
  const { createImageBitmap: real } = globalThis;
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  let bitmap: ImageBitmap | undefined;
  let isFirst = true;
  patch(globalThis, 'createImageBitmap', async (...given: [Blob]) => {
    if (!isFirst) return real(...given);
    isFirst = false;
    await held;
    return (bitmap = await real(...given));
  });
  return async () => {
    letGo();
    // What is closed has no size.
    await until('the end of the held picture', () => bitmap?.width === 0);
    await new Promise((resolve) => setTimeout(resolve));
  };
}

/** Up to the point where only a press on the button is missing. */
export async function makeReady(search: NinepicSelfieSearch, photo?: Blob): Promise<void> {
  await until('the form', () => parts(search, 'consent-checkbox').length > 0);
  if (!part<HTMLInputElement>(search, 'consent-checkbox').checked) await consent(search);
  await pick(search, photo ?? (await phonePhoto()));
  await isReady(search);
}

/** The whole way. */
export async function searchSelfie(search: NinepicSelfieSearch, photo?: Blob): Promise<void> {
  await makeReady(search, photo);
  part(search, 'button').click();
}

/** How often selfies were searched at 9Pic, and sent by this browser. */
export async function paid(stack: TestStack): Promise<{ billed: number; posts: number; reads: number }> {
  const [{ faces }, requests] = await Promise.all([stack.bill(), stack.requests()]);
  const count = (method: string, endpoint: string) =>
    requests.filter((request) => request.method === method && request.endpoint === endpoint).length;
  return { billed: faces.length, posts: count('POST', 'startFaces'), reads: count('GET', 'faces') };
}

/** A session whose waits are over at once; `waits` tells them. */
export function hurried(
  stack: TestStack,
  options: Partial<SessionOptions> = {},
): { session: Session; waits: number[] } {
  const waits: number[] = [];
  const sleep = (ms: number) => {
    waits.push(ms);
    return Promise.resolve();
  };
  const { proxyUrl, eventId } = stack;
  const { platform, ...rest } = options;
  const session = createSession({
    proxyUrl,
    eventId,
    platform: { sleep, random: () => 0, ...platform },
    ...rest,
  });
  return { session, waits };
}

/** Puts tags on the page that are given a session by the page's code. */
export async function pageWith(session: Session, markup: string): Promise<HTMLElement> {
  const template = document.createElement('template');
  template.innerHTML = markup.replaceAll(/(?:proxy-url|event-id)="[^"]*"/g, '');
  const wrapper = await fixture<HTMLElement>('<div></div>');
  const tags = document.importNode(template.content, true);
  for (const element of tags.querySelectorAll<NinepicElement>('*'))
    if (element.localName.startsWith('ninepic-')) element.session = session;
  wrapper.append(tags);
  return wrapper;
}
