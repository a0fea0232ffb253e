/** Pages that change their language under the visitor's hands, and texts of a page's own that are none. */
import { sendKeys } from '@web/test-runner-commands';
import '../../src/define.js';
import type { NinepicElement } from '../../src/elements/ninepic-element.js';
import type { NinepicGallery } from '../../src/elements/gallery.js';
import type { NinepicSelfieSearch } from '../../src/elements/selfie-search.js';
import type { Messages } from '../../src/i18n/messages.js';
import { phonePhoto } from '../support/jpegs.js';
import { expect, page, part, parts, searchBib, shows, tag, tiles, until } from '../support/page.js';
import { patch, unpatch } from '../support/patches.js';
import { consent, hurried, makeReady, paid, pageWith } from '../support/selfie.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

const GALLERY = `<ninepic-gallery proxy-url="{proxy}" event-id="{event}" time-zone="Asia/Kolkata"></ninepic-gallery>`;
const BIB = `<ninepic-bib-search proxy-url="{proxy}" event-id="{event}"></ninepic-bib-search>`;
const SELFIE = `<ninepic-selfie-search proxy-url="{proxy}" event-id="{event}" privacy-href="/privacy"></ninepic-selfie-search>`;

const nameOf = (element: Element, which: string) => part(element, which).getAttribute('aria-label');
const speak = (lang: string) => document.documentElement.setAttribute('lang', lang);
/** Engines disagree on the digits of Arabic; each text has those of its engine. */
const numberIn = (language: string, value: number): string => new Intl.NumberFormat(language).format(value);

describe('a page that turns to another language', () => {
  let stack: TestStack;
  beforeEach(async () => {
    stack = await openStack();
  });
  afterEach(async () => {
    unpatch();
    speak('en');
    await stack.close();
  });

  const openPhoto = async () => {
    const gallery = tag(await page(GALLERY, stack), 'ninepic-gallery');
    await until('photos', () => tiles(gallery).length > 3);
    tiles(gallery)[1]?.click();
    await until('the viewer', () => parts(gallery, 'viewer-close').length > 0);
    return gallery;
  };

  it('while a photo is open: its buttons and its counter follow', async () => {
    const gallery = await openPhoto();
    expect(nameOf(gallery, 'viewer-close')).to.equal('Close');
    speak('de');
    await until('German', () => nameOf(gallery, 'viewer-close') === 'Schließen');
    expect(part(gallery, 'viewer-counter').innerText).to.equal('2 von 3.000');
    await until('its name', () => part<HTMLImageElement>(gallery, 'viewer-photo').alt.includes('Foto 2'));
    await sendKeys({ press: 'Escape' });
    await until('no viewer', () => parts(gallery, 'viewer').length === 0);
  });

  it('while a photo is open: each text that comes late is said, whichever it is', async () => {
    const gallery = await openPhoto();
    const name = () => part<HTMLImageElement>(gallery, 'viewer-photo').alt;
    expect(name()).to.equal('Photo 2 of 3,000');
    gallery.messages = { 'viewer.counter': 'Nr. {index}' };
    await until('the counter', () => part(gallery, 'viewer-counter').innerText === 'Nr. 2');
    gallery.messages = { 'gallery.photo': 'Bild {index}' };
    await until('its name', () => name() === 'Bild 2');
    gallery.messages = { 'gallery.label': 'Bilder' };
    await until('the label', () => nameOf(gallery, 'viewer') === 'Bilder');
    await sendKeys({ press: 'Escape' });
    await until('no viewer', () => parts(gallery, 'viewer').length === 0);
  });

  it('while a photo is open: its direction follows, and its arrows', async () => {
    const gallery = await openPhoto();
    speak('ar');
    await until('Arabic', () => nameOf(gallery, 'viewer-close') === 'إغلاق');
    const dialog = part(gallery, 'viewer');
    await until('the direction', () => getComputedStyle(dialog).direction === 'rtl');
    await sendKeys({ press: 'ArrowLeft' });
    await until(
      'the next',
      () => part(gallery, 'viewer-counter').innerText === `${numberIn('ar', 3)} من ${numberIn('ar', 3000)}`,
    );
    speak('en');
    await until('English', () => nameOf(gallery, 'viewer-close') === 'Close');
    expect(getComputedStyle(dialog).direction).to.equal('ltr');
    await sendKeys({ press: 'ArrowLeft' });
    await until('the one before', () => part(gallery, 'viewer-counter').innerText === '2 of 3,000');
    await sendKeys({ press: 'Escape' });
    await until('no viewer', () => parts(gallery, 'viewer').length === 0);
  });

  it('while photos are saved: what is said of it, and its buttons', async () => {
    patch(globalThis as { showSaveFilePicker?: unknown }, 'showSaveFilePicker', () => new Promise(() => {}));
    const body = await page(BIB + GALLERY, stack);
    const gallery = tag(body, 'ninepic-gallery');
    await until('photos', () => tiles(gallery).length > 0);
    await searchBib(tag(body, 'ninepic-bib-search'), '1234');
    await until('the button', () => parts(gallery, 'download-all').length > 0);
    part(gallery, 'download-all').click();
    const tray = () => parts(gallery, 'downloads')[0]?.innerText ?? '';
    await until('the tray', () => tray().includes('Choose where to save'));
    speak('fr');
    await until('French', () => tray().includes('Choisissez où enregistrer les photos'));
    expect(part(gallery, 'cancel').innerText.trim()).to.equal('Annuler');
    part(gallery, 'cancel').click();
    await until('the end', () => !tray().includes('Choisissez'));
    speak('en');
    await until('English', () => tray().includes('Stopped'));
  });

  it('while one photo is offered: in the tray, and in the viewer', async () => {
    const gallery = tag(await page(GALLERY, stack), 'ninepic-gallery');
    await until('photos', () => tiles(gallery).length > 3);
    // Where there is a mouse, the button is on the photo that it points at, or that has the focus.
    tiles(gallery)[0]?.focus();
    await until('the button that saves it', () => parts(gallery, 'tile-download').length > 0);
    part(gallery, 'tile-download').click();
    const tray = () => parts(gallery, 'downloads')[0]?.innerText ?? '';
    await until('the tray', () => tray().includes('Find yourself by race number'));
    speak('de');
    await until('German', () => tray().includes('Finde dich per Startnummer'));
    expect(part(gallery, 'download-preview').innerText.trim()).to.equal('Vorschau speichern');
    speak('en');
    tiles(gallery)[1]?.click();
    await until('the viewer', () => parts(gallery, 'viewer-download').length > 0);
    part(gallery, 'viewer-download').click();
    const viewer = () => part(gallery, 'viewer').innerText;
    await until('the offer', () => viewer().includes('Find yourself by race number'));
    speak('de');
    await until('German', () => viewer().includes('Finde dich per Startnummer'));
    expect(part(gallery, 'viewer-download').innerText.trim()).to.equal('Vorschau speichern');
    await sendKeys({ press: 'Escape' });
    await until('no viewer', () => parts(gallery, 'viewer').length === 0);
  });

  it('while the camera is open: it stays open, and nothing is sent', async () => {
    const streams: MediaStream[] = [];
    const { mediaDevices } = navigator;
    const request = mediaDevices.getUserMedia.bind(mediaDevices);
    patch(mediaDevices, 'getUserMedia', async (wish: MediaStreamConstraints) => {
      const stream = await request(wish);
      streams.push(stream);
      return stream;
    });
    const search = tag(await page(SELFIE, stack), 'ninepic-selfie-search');
    await until('the form', () => parts(search, 'camera').length > 0);
    await consent(search);
    await until('a camera button', () => !part<HTMLButtonElement>(search, 'camera').disabled);
    part(search, 'camera').click();
    await until('the viewfinder', () => streams.length === 1 && parts(search, 'capture').length > 0);
    const video = search.shadowRoot?.querySelector('video');
    speak('es');
    await until('Spanish', () => part(search, 'capture').innerText.trim() === 'Hacer la foto');
    expect(search.shadowRoot?.querySelector('video') === video).to.equal(true);
    expect(streams.map((stream) => stream.getTracks()[0]?.readyState)).to.deep.equal(['live']);
    part(search, 'cancel').click();
    await until('the form', () => parts(search, 'camera').length > 0);
    expect((await paid(stack)).posts).to.equal(0);
  });

  it('while a picture waits to be searched: picture and consent stay', async () => {
    const search = tag<NinepicSelfieSearch>(await page(SELFIE, stack), 'ninepic-selfie-search');
    await makeReady(search);
    speak('pt');
    await until('Portuguese', () => part(search, 'consent').innerText.includes('biométric'));
    expect(parts(search, 'preview')).to.have.length(1);
    expect(part<HTMLInputElement>(search, 'consent-checkbox').checked).to.equal(true);
    part(search, 'button').click();
    await shows(search, /fotos? encontrada/);
    expect(await paid(stack)).to.deep.equal({ billed: 1, posts: 1, reads: 0 });
  });

  it('while a video is made, and when it is there', async () => {
    const { session } = hurried(stack);
    await stack.configure({ clip: { polls: 1000 } });
    const clip = tag(await pageWith(session, '<ninepic-clip></ninepic-clip>'), 'ninepic-clip');
    await session.searchSelfie(await phonePhoto(), { version: '1', textHash: '', at: '' });
    await until('the button', () => parts(clip, 'button').length > 0);
    part(clip, 'button').click();
    await shows(clip, 'still being made');
    speak('de');
    await until(
      'German',
      () => /Video/.test(part(clip, 'status').innerText) && !/still/.test(part(clip, 'status').innerText),
    );
    await stack.configure({ clip: { polls: 0 } });
    part(clip, 'retry').click();
    await shows(clip, '2 Videos');
    speak('hi');
    await shows(clip, 'वीडियो');
    session.dispose();
  });

  it('while something has gone wrong', async () => {
    await stack.fault('500', { route: 'byBib', times: 'always' });
    const body = await page(BIB + GALLERY, stack);
    const search = tag(body, 'ninepic-bib-search');
    await shows(tag(body, 'ninepic-gallery'), '3,000 photos');
    await searchBib(search, '1234');
    await shows(search, 'has a problem');
    speak('fr');
    await shows(search, 'service photo');
    expect(part(search, 'retry').innerText.trim()).to.equal('Réessayer');
  });

  it('while photos are ticked', async () => {
    const body = await page(GALLERY.replace('-gallery ', '-gallery selectable '), stack);
    const gallery = tag<NinepicGallery>(body, 'ninepic-gallery');
    await until('boxes', () => parts(gallery, 'select').length > 3);
    parts(gallery, 'select')[0]?.click();
    parts(gallery, 'select')[1]?.click();
    await until('a count', () => parts(gallery, 'selection-count').length > 0);
    speak('de');
    await until('German', () => /2 Fotos/.test(part(gallery, 'selection-count').innerText));
    expect(gallery.selection?.size).to.equal(2);
  });
});

describe('two galleries that run in two directions', () => {
  it('obey the arrows each in its own', async () => {
    const stack = await openStack();
    const body = await page(
      `<div lang="ar" dir="rtl">${GALLERY}</div><div lang="en" dir="ltr">${GALLERY}</div>`,
      stack,
    );
    const galleries = [...body.querySelectorAll('ninepic-gallery')];
    for (const [index, gallery] of galleries.entries()) {
      const is = (place: number) => numberIn(index === 0 ? 'ar' : 'en', place);
      const onwards = index === 0 ? 'ArrowLeft' : 'ArrowRight';
      await until('photos', () => tiles(gallery).length > 3);
      gallery.scrollIntoView();
      tiles(gallery)[0]?.focus();
      await sendKeys({ press: onwards });
      const place = () => gallery.shadowRoot?.activeElement?.getAttribute('data-index');
      await until('the second photo', () => place() === '1');
      await sendKeys({ press: 'Enter' });
      const counter = () => parts(gallery, 'viewer-counter')[0]?.innerText ?? '';
      await until('the viewer', () => counter().startsWith(is(2)));
      expect(getComputedStyle(part(gallery, 'viewer')).direction).to.equal(index === 0 ? 'rtl' : 'ltr');
      await sendKeys({ press: onwards });
      await until('the next', () => counter().startsWith(is(3)));
      await sendKeys({ press: 'Escape' });
      await until('no viewer', () => parts(gallery, 'viewer').length === 0);
    }
    await stack.close();
  });
});

describe('texts of a page’s own that are none', () => {
  const nonsense: Record<string, unknown> = {
    undefined: { 'gallery.count.all': undefined },
    null: { 'gallery.count.all': null },
    'a number': { 'gallery.count.all': 5 },
    'forms without the one that every language has': { 'gallery.count.all': { one: 'x' } },
    'an unknown key': { 'gallery.nothing': 'x' },
    'nothing at all': null,
  };
  for (const [what, messages] of Object.entries(nonsense))
    for (const lang of ['en', 'de', 'pl'])
      it(`are as if they were missing: ${what}, in ${lang}`, async () => {
        const stack = await openStack();
        const body = await page(`<div lang="${lang}">${GALLERY}</div>`, stack);
        const gallery = tag<NinepicElement>(body, 'ninepic-gallery');
        gallery.messages = messages as Partial<Messages>;
        await shows(gallery, lang === 'de' ? '3.000 Fotos' : '3,000 photos');
        await until('photos', () => tiles(gallery).length > 0);
        await stack.close();
      });
});
