import '../../src/define.js';
import type { NinepicSelfieSearch } from '../../src/elements/selfie-search.js';
import { english } from '../../src/i18n/messages.js';
import { sha256 } from '../../src/ui/consent.js';
import { phonePhoto } from '../support/jpegs.js';
import { expect, heard, page, part, parts, says, shows, tag, until } from '../support/page.js';
import { patch, unpatch } from '../support/patches.js';
import {
  ALONE,
  consent,
  holdDecoding,
  hurried,
  isReady,
  makeReady,
  paid,
  pageWith,
  pick,
  searchSelfie,
} from '../support/selfie.js';
import { openStack } from '../support/stack.js';
import type { OpenStackOptions, TestStack } from '../support/stack.js';

const box = (search: Element) => part<HTMLInputElement>(search, 'consent-checkbox');
const text = (search: Element) => part(search, 'consent').innerText;
const isOpen = (search: Element) =>
  ['file', 'camera', 'button'].map((name) => !part<HTMLButtonElement>(search, name).disabled);

/** Everything that can be reached from an object through its own properties, private ones left out. */
function reachable(root: object): unknown[] {
  const seen = new Set<unknown>();
  const left: unknown[] = [root];
  while (left.length > 0) {
    const value = left.pop();
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value))
      continue;
    if (value === globalThis || value === document) continue;
    seen.add(value);
    for (const key of Reflect.ownKeys(value)) {
      const descriptor = Reflect.getOwnPropertyDescriptor(value, key);
      if (descriptor && 'value' in descriptor) left.push(descriptor.value);
    }
    if (value instanceof Map) left.push(...value.keys(), ...value.values());
    if (value instanceof Set) left.push(...value);
    if (value instanceof Element) left.push(value.shadowRoot, ...value.childNodes);
    if (value instanceof ShadowRoot) left.push(...value.childNodes);
    if (value instanceof HTMLInputElement && value.files) left.push(...value.files);
  }
  return [...seen];
}

/** What could hold a picture. */
const bytes = (value: unknown): boolean =>
  [Blob, ArrayBuffer, Uint8Array, Uint8ClampedArray, ImageBitmap, VideoFrame, ImageData].some(
    (kind) => value instanceof kind,
  );

describe('consent to a face search', () => {
  let stack: TestStack;
  const open = async (
    attributes = 'privacy-href="/privacy"',
    content = '',
    options: OpenStackOptions = {},
  ) => {
    stack = await openStack(options);
    const markup = `<ninepic-selfie-search proxy-url="{proxy}" event-id="{event}" ${attributes}>${content}</ninepic-selfie-search>`;
    const search = tag<NinepicSelfieSearch>(await page(markup, stack), 'ninepic-selfie-search');
    await until('the form', () => parts(search, 'consent').length > 0);
    return search;
  };
  afterEach(async () => {
    unpatch();
    await stack.close();
  });

  it('comes first: the box is not ticked, and nothing else can be used', async () => {
    const asked: unknown[] = [];
    patch(navigator.mediaDevices, 'getUserMedia', (wish: unknown) => {
      asked.push(wish);
      return Promise.reject(new DOMException('', 'NotAllowedError'));
    });
    const consents = heard('ninepic-consent');
    const search = await open();
    expect(box(search).checked).to.equal(false);
    expect(box(search).closest('label')?.innerText).to.contain('I agree');
    expect(isOpen(search)).to.deep.equal([false, false, false]);
    part(search, 'camera').click();
    part(search, 'button').click();
    expect(asked).to.be.empty;
    expect(consents).to.have.length(0);
    await consent(search);
    await until('an open form', () => isOpen(search).join() === 'true,true,false');
  });

  for (const href of [
    '',
    'privacy-href=""',
    'privacy-href="javascript:alert(1)"',
    'privacy-href="data:text/html,x"',
  ])
    it(`cannot be given without a privacy page (${href})`, async () => {
      const errors = heard('ninepic-error');
      const search = await open(href);
      await shows(search, 'privacy-href');
      expect(box(search).disabled).to.equal(true);
      expect(isOpen(search)).to.deep.equal([false, false, false]);
      box(search).click();
      expect(box(search).checked).to.equal(false);
      await until('one error', () => errors.length === 1);
      expect(errors[0]?.detail.code).to.equal('config');
      expect(search.shadowRoot?.querySelectorAll('a[href]').length).to.equal(0);
    });

  it('ends when the privacy page is taken away', async () => {
    const search = await open();
    await makeReady(search);
    search.removeAttribute('privacy-href');
    await shows(search, 'privacy-href');
    part(search, 'button').click();
    expect(part<HTMLButtonElement>(search, 'button').disabled).to.equal(true);
    expect((await paid(stack)).posts).to.equal(0);
  });

  it('names purpose, processor, who is responsible, how long, deletion, the link, and the way without a face', async () => {
    const search = await open(
      'privacy-href="/privacy" controller="Trail Club" retention="30 days" contact-href="mailto:photos@race.example"',
    );
    const said = text(search);
    for (const words of [
      ...['to find the photos with you', 'biometric data', '9Pic, for Trail Club', '30 days', 'deletion'],
      ...['Anyone with this link', 'by race number, without your face'],
    ])
      expect(said).to.contain(words);
    const links = [...(search.shadowRoot?.querySelectorAll('a') ?? [])];
    expect(links.map(({ href }) => href)).to.deep.equal([
      'mailto:photos@race.example',
      new URL('/privacy', location.href).href,
    ]);
    for (const { target, rel } of links)
      expect([target, rel]).to.deep.equal(['_blank', 'noopener noreferrer']);
    expect(said).to.not.contain('18');
    search.minAge = 18;
    await until('the age', () => text(search).includes('I am 18 or older, or the parent of the child'));
  });

  it('points to the privacy page for what the page’s author did not say, and promises nothing', async () => {
    const search = await open();
    expect(text(search)).to.contain('organiser named on the privacy page');
    expect(text(search)).to.contain('How long it is kept is on the privacy page');
    expect(text(search)).to.contain('How to have it deleted is on the privacy page');
    expect(text(search)).to.not.match(/never stored|not stored/i);
  });

  it('is recorded with the hash of the text that was on screen, its version and the time', async () => {
    const consents = heard('ninepic-consent');
    const search = await open();
    await consent(search);
    await until('the record', () => consents.length === 1);
    const { detail } = consents[0] ?? { detail: undefined };
    const shown = await sha256(text(search).replace(/\s+/g, ' ').trim());
    expect(detail?.textHash).to.match(/^[\da-f]{64}$/);
    expect(detail?.textHash).to.equal(shown);
    expect(detail?.version).to.equal(detail?.textHash.slice(0, 8));
    expect(Math.abs(Date.now() - Date.parse(detail?.at ?? ''))).to.be.lessThan(10_000);
    expect(Object.keys(detail ?? {}).sort()).to.deep.equal(['at', 'eventId', 'group', 'textHash', 'version']);
    expect(Object.isFrozen(detail)).to.equal(true);
  });

  it('is to the page’s own text, where there is one', async () => {
    const consents = heard('ninepic-consent');
    const search = await open('privacy-href="/privacy"', '<p slot="consent">Our  own\n words.</p>');
    await consent(search);
    await until('the record', () => consents.length === 1);
    expect(consents[0]?.detail.textHash).to.equal(await sha256(`Our own words. ${english['consent.agree']}`));
  });

  for (const [given, sent] of [
    ['2026-11', '2026-11'],
    ['a\nb', null],
    ['x'.repeat(200), null],
  ] as const)
    it(`travels with the picture as a version (${JSON.stringify(given.slice(0, 8))})`, async () => {
      const consents = heard('ninepic-consent');
      const search = await open('privacy-href="/privacy"', '', { proxy: { requireConsent: true } });
      search.consentVersion = given;
      await searchSelfie(search);
      await shows(search, /photos? found/);
      const post = (await stack.requests()).find(({ method }) => method === 'POST');
      const version = sent ?? consents[0]?.detail.textHash.slice(0, 8);
      expect(post?.headers['x-ninepic-consent']).to.equal(version);
      expect(consents[0]?.detail.version).to.equal(version);
    });

  it('is taken back by the same box, and the picture goes with it', async () => {
    const search = await open();
    await makeReady(search);
    await consent(search);
    await until('an empty form', () => parts(search, 'preview').length === 0);
    expect(isOpen(search)).to.deep.equal([false, false, false]);
    expect(reachable(search).filter(bytes)).to.be.empty;
    expect(says(search)).to.equal('');
  });

  it('is asked for anew where the page turns to another race, and the picture goes', async () => {
    const consents = heard('ninepic-consent');
    const search = await open();
    await makeReady(search);
    const { parentElement } = search;
    parentElement?.prepend(search);
    await search.updateComplete;
    expect(box(search).checked, 'a tag that is only moved').to.equal(true);
    search.eventId = '789';
    await until('the form of the other race', () => !box(search).checked);
    expect(parts(search, 'preview')).to.be.empty;
    expect(isOpen(search)).to.deep.equal([false, false, false]);
    expect(reachable(search).filter(bytes)).to.be.empty;
    await makeReady(search);
    expect(consents.map(({ detail }) => detail.eventId)).to.deep.equal(['456', '789']);
    expect(await paid(stack)).to.deep.equal({ billed: 0, posts: 0, reads: 0 });
  });

  it('forgets a picture that is still being prepared', async () => {
    const letGo = holdDecoding();
    const search = await open();
    await consent(search);
    await pick(search, await phonePhoto());
    await consent(search);
    await letGo();
    expect(parts(search, 'preview')).to.be.empty;
    expect(reachable(search).filter(bytes)).to.be.empty;
  });

  it('leaves nothing of the picture behind once there are results', async () => {
    const kept: unknown[] = [];
    patch(Storage.prototype, 'setItem', (...given: unknown[]) => void kept.push(given));
    patch(console, 'log', (...given: unknown[]) => void kept.push(given));
    const details: object[] = [];
    const names = ['consent', 'search', 'request', 'results', 'error'].map((name) => `ninepic-${name}`);
    const note = (event: Event) => void details.push((event as CustomEvent<object>).detail);
    for (const name of names) document.addEventListener(name, note);
    const search = await open();
    await makeReady(search);
    expect(reachable(search).filter(bytes)).to.not.be.empty;
    part(search, 'button').click();
    await shows(search, /photos? found/);
    for (const name of names) document.removeEventListener(name, note);
    expect(reachable(search).filter(bytes)).to.be.empty;
    if (search.session) expect(reachable(search.session).filter(bytes)).to.be.empty;
    expect(details.length).to.be.greaterThan(2);
    for (const detail of details) {
      expect(reachable(detail).filter(bytes)).to.be.empty;
      expect(structuredClone(detail)).to.deep.equal(detail);
    }
    // The id only.
    expect(kept).to.have.length(1);
    expect(JSON.stringify(kept)).to.match(
      /^\[\["ninepic:pending:456","\{\\"id\\":\\"[\da-f-]{36}\\",\\"at\\":\d+\}"\]\]$/,
    );
  });

  it('keeps the picture of a failed search in one place, for her to try again', async () => {
    stack = await openStack();
    const { session } = hurried(stack);
    const search = tag<NinepicSelfieSearch>(await pageWith(session, ALONE), 'ninepic-selfie-search');
    await stack.fault('status', { route: 'startFaces', at: 'proxy', status: 403 });
    await makeReady(search);
    part(search, 'button').click();
    await shows(search, 'refused');
    await isReady(search);
    await consent(search);
    await until('no picture', () => parts(search, 'preview').length === 0);
    expect(reachable(search).concat(reachable(session)).filter(bytes)).to.be.empty;
  });
});
