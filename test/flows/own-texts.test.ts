/** A page that gives every text itself sees its own texts and no other, whatever happens. */
import { sendKeys } from '@web/test-runner-commands';
import '../../src/define.js';
import type { NinepicElement } from '../../src/elements/ninepic-element.js';
import type { NinepicSelfieSearch } from '../../src/elements/selfie-search.js';
import { english } from '../../src/i18n/messages.js';
import type { MessageKey } from '../../src/i18n/messages.js';
import { createSession } from '../../src/state/session.js';
import type { Session } from '../../src/state/session.js';
import { phonePhoto } from '../support/jpegs.js';
import { expect, part, parts, says, searchBib, tag, tiles, until } from '../support/page.js';
import { patch, unpatch } from '../support/patches.js';
import { consent, hurried, makeReady, pick } from '../support/selfie.js';
import { openStack } from '../support/stack.js';
import type { OpenStackOptions, TestStack } from '../support/stack.js';
import { bracketed, keysIn, place, strays } from '../support/wording.js';

const BIB = '<ninepic-bib-search></ninepic-bib-search>';
const GALLERY = '<ninepic-gallery time-zone="Asia/Kolkata"></ninepic-gallery>';
const SELFIE = '<ninepic-selfie-search privacy-href="/privacy"></ninepic-selfie-search>';
const CLIP = '<ninepic-clip></ninepic-clip>';
const NAMES = ['ninepic-bib-search', 'ninepic-gallery', 'ninepic-selfie-search', 'ninepic-clip'];

/** Keys that were seen on the way through all tests of this file. */
const seen = new Set<string>();

describe('a page with texts of its own', () => {
  let stack: TestStack;
  let body: HTMLElement;
  let session: Session | undefined;
  /** Looks at every change of what is drawn, so that nothing is missed that was there for a moment only. */
  let observer: MutationObserver;
  let foreign: Set<string>;
  const tags = () => [...body.querySelectorAll(NAMES.join())];

  const look = (): void => {
    for (const stray of strays(tags())) foreign.add(stray);
    for (const key of keysIn(tags())) seen.add(key);
  };

  async function open(
    markup: string,
    options: OpenStackOptions = {},
    given?: (stack: TestStack) => Session,
  ): Promise<void> {
    stack = await openStack(options);
    session = given?.(stack);
    foreign = new Set();
    body = document.createElement('div');
    const own = session;
    body = place(markup, bracketed);
    body.remove();
    for (const element of body.querySelectorAll<NinepicElement>(NAMES.join())) {
      if (own) element.session = own;
      else {
        element.proxyUrl = stack.proxyUrl;
        element.eventId = stack.eventId;
      }
    }
    document.body.append(body);
    observer = new MutationObserver(look);
    for (const element of tags())
      if (element.shadowRoot)
        observer.observe(element.shadowRoot, {
          subtree: true,
          childList: true,
          characterData: true,
          attributes: true,
        });
  }
  /** A page whose waits are over at once. */
  const openHurried = (markup: string, options: OpenStackOptions = {}) =>
    open(markup, options, (from) => hurried(from).session);

  afterEach(async () => {
    look();
    observer.disconnect();
    unpatch();
    body.remove();
    session?.dispose();
    sessionStorage.clear();
    await stack.close();
  });

  /** A test that ends with a last look. */
  const scene = (name: string, play: () => Promise<void>) =>
    it(name, async () => {
      await play();
      look();
      expect([...foreign].join('\n')).to.equal('');
    });

  const on = (name: string) => tag<NinepicElement>(body, `ninepic-${name}`);
  const said = (key: MessageKey) => until(`${key} to be said`, () => (look(), seen.has(key)));
  const press = async (name: string, which: string) => {
    await until(`a button ${which}`, () => parts(on(name), which).length > 0);
    part(on(name), which).click();
  };

  scene('looks through photos and finds those of a bib', async () => {
    await open(BIB + GALLERY);
    await until('photos', () => tiles(on('gallery')).length > 0);
    await said('time.label');
    await searchBib(on('bib-search'), '');
    await said('bib.missing');
    await searchBib(on('bib-search'), '#!');
    await said('bib.invalid');
    await searchBib(on('bib-search'), '1234');
    await said('bib.found');
    await said('gallery.chip.bib');
    await said('gallery.share.meaning');
    patch(navigator, 'clipboard', undefined);
    await press('gallery', 'share');
    await said('gallery.share.failed');
    await searchBib(on('bib-search'), '98765');
    await said('gallery.empty.bib');
    await stack.fault('500', { route: 'byBib', times: 'always' });
    await searchBib(on('bib-search'), '1235');
    await said('error.upstream');
    await stack.heal();
    await stack.fault('429', { route: 'byBib', times: 'always', retryAfter: 300 });
    await searchBib(on('bib-search'), '1236');
    await said('retry.wait');
  });

  scene('finds photos in a search tag that stands alone', async () => {
    await open(BIB);
    await until('the field', () => parts(on('bib-search'), 'input').length > 0);
    await searchBib(on('bib-search'), '1234');
    await until('her photos', () => {
      const inner = on('bib-search').shadowRoot?.querySelector('ninepic-gallery');
      return inner && tiles(inner).length > 0;
    });
    await said('gallery.photo.bib');
  });

  scene('searches by time', async () => {
    await open(GALLERY);
    const gallery = on('gallery');
    await until('the field', () => parts(gallery, 'finish').length > 0);
    part(gallery, 'finish-button').click();
    await said('time.finish.missing');
    part<HTMLInputElement>(gallery, 'finish').value = 'noon';
    part(gallery, 'finish-button').click();
    await said('time.finish.invalid');
    part<HTMLInputElement>(gallery, 'finish').value = '08:42:10';
    part(gallery, 'finish-button').click();
    await said('time.wider');
    await said('gallery.count.time');
  });

  scene('looks at one photo, shares it and saves it', async () => {
    await open(BIB + GALLERY);
    const gallery = on('gallery');
    await until('photos', () => tiles(gallery).length > 0);
    await stack.fault('status', { route: 'picture', status: 404, times: 'always' });
    patch(navigator, 'clipboard', undefined);
    patch(navigator, 'share', undefined);
    tiles(gallery)[0]?.click();
    await said('viewer.failed');
    await press('gallery', 'viewer-share');
    await said('share.failed');
    await press('gallery', 'viewer-download');
    await said('download.find');
    await said('download.preview');
    await stack.heal();
    await sendKeys({ press: 'Escape' });
  });

  scene('ticks photos and saves them', async () => {
    await open(BIB + GALLERY.replace('-gallery ', '-gallery selectable '));
    const gallery = on('gallery');
    await until('photos', () => tiles(gallery).length > 0);
    await searchBib(on('bib-search'), '1234');
    await said('gallery.download.all');
    await until('boxes', () => parts(gallery, 'select').length > 0);
    parts(gallery, 'select')[0]?.click();
    await said('selection.count');
    await said('selection.all');
    await press('gallery', 'select-all');
    patch(globalThis as { showSaveFilePicker?: unknown }, 'showSaveFilePicker', undefined);
    await press('gallery', 'download-all');
    await until('the end', () => /download\.(saved|none|missing|links|plan)/.test(says(gallery)));
    look();
  });

  scene('agrees, gives a picture, and is found', async () => {
    await openHurried(SELFIE + GALLERY);
    const search = on('selfie-search') as NinepicSelfieSearch;
    await said('consent.purpose');
    search.setAttribute('controller', '⟦a: Hill Runners⟧');
    search.setAttribute('retention', '⟦a: 30 days⟧');
    search.setAttribute('contact-href', '/contact');
    search.setAttribute('min-age', '16');
    await said('consent.age');
    await said('consent.contact');
    search.removeAttribute('min-age');
    await until('no age', () => !search.shadowRoot?.textContent.includes('consent.age'));
    await consent(search);
    await pick(search, new Blob([new Uint8Array(3000)], { type: 'image/jpeg' }));
    await said('picture.not-a-picture');
    await pick(search, new Blob(['%PDF-1.7'.padEnd(3000)], { type: 'application/pdf' }));
    await said('picture.pdf');
    await makeReady(search);
    await said('selfie.ready');
    await stack.fault('lost-answer', { route: 'startFaces' });
    part(search, 'button').click();
    await said('selfie.found');
    await said('gallery.count.selfie');
  });

  scene('finds nobody', async () => {
    await openHurried(SELFIE, { fake: { faces: 'nobody' } });
    await makeReady(on('selfie-search') as NinepicSelfieSearch);
    part(on('selfie-search'), 'button').click();
    await until('the end', () => /selfie\.none/.test(says(on('selfie-search'))));
  });

  scene('opens the camera, or cannot', async () => {
    await open(SELFIE);
    const search = on('selfie-search');
    await said('selfie.camera');
    await consent(search);
    await press('selfie-search', 'camera');
    await said('selfie.capture');
    await press('selfie-search', 'cancel');
    await until('the button', () => parts(search, 'camera').length > 0);
    for (const [name, key] of [
      ['NotAllowedError', 'camera.denied'],
      ['NotFoundError', 'camera.absent'],
      ['NotReadableError', 'camera.busy'],
      ['SecurityError', 'camera.policy'],
    ] as const) {
      patch(navigator.mediaDevices, 'getUserMedia', () => Promise.reject(new DOMException('', name)));
      await press('selfie-search', 'camera');
      await said(key);
    }
  });

  scene('gets clips', async () => {
    await openHurried(CLIP, { fake: { clip: { count: 30 } } });
    await said('clip.selfie.first');
    await session?.searchSelfie(await phonePhoto(), { version: '1', textHash: '', at: '' });
    await press('clip', 'button');
    await said('clip.rendering');
    await said('clip.found');
    await said('clip.more');
  });

  scene('gets no clips', async () => {
    await openHurried(CLIP, { fake: { clip: { status: 'failed', count: 0 } } });
    await session?.searchSelfie(await phonePhoto(), { version: '1', textHash: '', at: '' });
    await press('clip', 'button');
    await said('error.clip-failed');
    await stack.configure({ clip: { status: 'completed', count: 0 } });
    await press('clip', 'retry');
    await said('clip.none');
  });

  scene('is told what is off', async () => {
    await open(BIB + SELFIE + CLIP + GALLERY, { eventId: 459 });
    await said('bib.off');
    await said('selfie.off');
    await said('clip.off');
  });

  scene('has no photos yet', async () => {
    await open(GALLERY, { eventId: 460 });
    await said('gallery.empty.all');
  });

  scene('cannot reach anybody', async () => {
    await open(GALLERY + BIB, {}, (from) =>
      createSession({
        proxyUrl: from.proxyUrl,
        eventId: from.eventId,
        fetch: () => Promise.reject(new TypeError('')),
      }),
    );
    await said('error.offline');
    await said('retry');
  });

  for (const name of NAMES)
    scene(`may replace every text of <${name}>`, async () => {
      await open(`<${name}></${name}>`);
      const element = tags()[0] as NinepicElement;
      for (const key of Object.keys(english) as MessageKey[])
        expect(element.text(key, { count: 1 })).to.match(new RegExp(`^⟦${key.replaceAll('.', '\\.')}: `));
    });
});

describe('the tests above', () => {
  it('have seen most of what there is to say', () => {
    // Else they would look at nothing. The rest needs rarer failures, and is held by `test/node/texts.test.ts`.
    expect(seen.size).to.be.above(Object.keys(english).length / 2);
  });
});
