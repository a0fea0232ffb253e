/** Visitors who read another language than English, and pages that name one. */
import { sendKeys } from '@web/test-runner-commands';
import '../../src/define.js';
import type { NinepicGallery } from '../../src/elements/gallery.js';
import { languages } from '../../src/i18n/languages.js';
import { expect, page, part, parts, says, searchBib, shows, tag, tiles, until } from '../support/page.js';
import { desktop, narrow } from '../support/screen.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

const GALLERY = `<ninepic-gallery proxy-url="{proxy}" event-id="{event}" time-zone="Asia/Kolkata"></ninepic-gallery>`;
const BIB = `<ninepic-bib-search proxy-url="{proxy}" event-id="{event}"></ninepic-bib-search>`;
const SELFIE = `<ninepic-selfie-search proxy-url="{proxy}" event-id="{event}" privacy-href="/privacy"></ninepic-selfie-search>`;
const CLIP = `<ninepic-clip proxy-url="{proxy}" event-id="{event}"></ninepic-clip>`;

/** Files of a language that the page asked for. */
const filesOf = (language: string): string[] =>
  performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name).pathname)
    .filter((path) => path.includes(`/i18n/${language}/`))
    .map((path) => /(\w+)\.\w+$/.exec(path)?.[1] ?? path);

const base = (element: Element): HTMLElement => part(element, 'base');
const direction = (element: Element): string => getComputedStyle(base(element)).direction;
/** Engines disagree on the digits of Arabic; each text has those of its engine. */
const arabicNumber = (value: number): string => new Intl.NumberFormat('ar').format(value);
const label = (element: Element): string => element.shadowRoot?.querySelector('label')?.innerText ?? '';

describe('a page in another language', () => {
  let stack: TestStack;
  beforeEach(async () => {
    performance.clearResourceTimings();
    performance.setResourceTimingBufferSize(2000);
    stack = await openStack();
  });
  afterEach(async () => {
    await stack.close();
    document.documentElement.lang = 'en';
  });

  it('is spoken to in it, with its plurals and its way of writing numbers', async () => {
    const body = await page(`<div lang="hi">${GALLERY}${BIB}</div>`, stack);
    const gallery = tag(body, 'ninepic-gallery');
    await shows(gallery, '3,000 फ़ोटो');
    await until('the label', () => label(tag(body, 'ninepic-bib-search')).includes('रेस नंबर'));
    expect(base(gallery).hasAttribute('lang')).to.equal(false);
    // The browser notes a file a moment after it has come.
    await until('all of its files', () => filesOf('hi').length >= 3);
    expect(filesOf('hi').sort()).to.deep.equal(['download', 'first', 'later']);
    expect((await stack.bill()).searches).to.equal(0);
  });

  it('may name a region, in either spelling', async () => {
    const body = await page(`<div lang="pt-BR">${GALLERY}</div><div lang="de_AT">${BIB}</div>`, stack);
    await shows(tag(body, 'ninepic-gallery'), '3.000 fotos');
    await until('German', () => label(tag(body, 'ninepic-bib-search')) === 'Startnummer');
  });

  for (const lang of ['zh', 'x', '123', 'hi-', 'en-x-nonsense-nonsense', '../hi', 'constructor', '__proto__'])
    it(`may name "${lang}", and is spoken to in a language that we have`, async () => {
      const body = await page(`<div lang="${lang}">${GALLERY}${BIB}</div>`, stack);
      const gallery = tag(body, 'ninepic-gallery');
      const isHindi = lang === 'hi-';
      await shows(gallery, isHindi ? '3,000 फ़ोटो' : '3,000 photos');
      const isOther = !lang.startsWith('en') && !isHindi;
      await until('the mark', () => base(gallery).getAttribute('lang') === (isOther ? 'en' : null));
      if (!isHindi) for (const language of languages) expect(filesOf(language)).to.deep.equal([]);
    });

  it('changes when the page does, also from inside of a shadow root', async () => {
    const body = await page(`<section></section>`, stack);
    const section = body.querySelector('section');
    const root = section?.attachShadow({ mode: 'closed' });
    if (!section || !root) throw new Error('no root');
    root.innerHTML = `<div><ninepic-gallery proxy-url="${stack.proxyUrl}" event-id="${stack.eventId}" no-timeline></ninepic-gallery></div>`;
    const around = root.querySelector('div');
    const gallery = tag(root, 'ninepic-gallery');
    await shows(gallery, '3,000 photos');
    around?.setAttribute('lang', 'es');
    await shows(gallery, '3000 fotos');
    around?.removeAttribute('lang');
    document.documentElement.lang = 'fr';
    await shows(gallery, /3\s000 photos/);
    gallery.lang = 'mr';
    await shows(gallery, '३,००० फोटो');
    gallery.lang = 'en';
    await shows(gallery, '3,000 photos');
  });

  it('writes the chart of days and hours as its people do', async () => {
    const body = await page(`<div lang="ta">${GALLERY}</div>`, stack);
    const gallery = tag(body, 'ninepic-gallery');
    await until('a day in Tamil', () => /ஜன/.test(parts(gallery, 'day')[0]?.innerText ?? ''));
    await until('a Tamil button', () => parts(gallery, 'finish-button')[0]?.innerText.trim() === 'காட்டு');
    gallery.lang = 'de';
    const chart = () => parts(gallery, 'timeline')[0]?.getAttribute('aria-label');
    await until('German', () => chart() === 'Fotos nach Uhrzeit');
    expect(parts(gallery, 'day')[0]?.innerText).to.match(/^So\., 18\. Jan/);
  });

  it('keeps its own texts, and ours where it has none', async () => {
    const body = await page(`<div lang="de">${GALLERY}${BIB}</div>`, stack);
    const gallery = tag<NinepicGallery>(body, 'ninepic-gallery');
    gallery.messages = { 'gallery.count.all': { one: 'ein Bild', other: '{count} Bilder' } };
    await shows(gallery, '3.000 Bilder');
    await until('the German chip', () =>
      parts(gallery, 'more')[0]?.innerText.includes('Alle 3.000 Fotos zeigen'),
    );
  });

  it('may give the texts of a language that we do not have', async () => {
    const body = await page(`<div lang="pl">${GALLERY}</div>`, stack);
    const gallery = tag<NinepicGallery>(body, 'ninepic-gallery');
    gallery.messages = {
      'gallery.count.all': {
        one: '{count} zdjęcie',
        few: '{count} zdjęcia',
        many: '{count} zdjęć',
        other: '{count} zdjęcia',
      },
    };
    await shows(gallery, /3\s?000 zdjęć/);
    expect(base(gallery).hasAttribute('lang')).to.equal(false);
  });
});

describe('two languages and two directions on one page', () => {
  let stack: TestStack;
  beforeEach(async () => {
    stack = await openStack();
  });
  afterEach(() => stack.close());

  it('keeps to each where it is said', async () => {
    const body = await page(
      `<div lang="ar" dir="rtl" id="one">${GALLERY}</div><div lang="es" id="two">${GALLERY}</div>`,
      stack,
    );
    const [arabic, spanish] = [...body.querySelectorAll<NinepicGallery>('ninepic-gallery')];
    if (!arabic || !spanish) throw new Error('no galleries');
    await shows(arabic, `${arabicNumber(3000)} صورة`);
    await shows(spanish, '3000 fotos');
    expect([direction(arabic), direction(spanish)]).to.deep.equal(['rtl', 'ltr']);
  });

  it('sets the direction of a language where the page forgot it, and nowhere else', async () => {
    const body = await page(
      `<div id="forgot">${BIB.replace('<ninepic-bib-search', '<ninepic-bib-search lang="ar"')}</div>
       <div id="meant">${BIB.replace('<ninepic-bib-search', '<ninepic-bib-search lang="ar" dir="ltr"')}</div>
       <div id="inside" dir="rtl" lang="ar">${BIB.replace('<ninepic-bib-search', '<ninepic-bib-search lang="hi"')}</div>
       <div id="page" dir="rtl">${BIB}</div>`,
      stack,
    );
    const [forgot, meant, inside, around] = [...body.querySelectorAll('ninepic-bib-search')];
    if (!forgot || !meant || !inside || !around) throw new Error('no fields');
    await until('Arabic', () => label(forgot) === 'رقم المتسابق' && label(meant) === 'رقم المتسابق');
    await until('Hindi', () => label(inside).includes('रेस'));
    await until('directions', () => direction(forgot) === 'rtl');
    expect([meant, inside, around].map(direction)).to.deep.equal(['ltr', 'ltr', 'rtl']);
  });

  it('turns rows, keys and the viewer where only the language is said', async () => {
    const body = await page(GALLERY.replace('<ninepic-gallery', '<ninepic-gallery lang="ar"'), stack);
    const gallery = tag(body, 'ninepic-gallery');
    await shows(gallery, `${arabicNumber(3000)} صورة`);
    await until('tiles', () => tiles(gallery).length > 8);
    const grid = part(gallery, 'grid').getBoundingClientRect();
    expect(tiles(gallery)[0]?.getBoundingClientRect().right).to.be.closeTo(grid.right, 1);
    tiles(gallery)[0]?.focus();
    await sendKeys({ press: 'ArrowLeft' });
    await until(
      'the second photo',
      () => gallery.shadowRoot?.activeElement?.getAttribute('data-index') === '1',
    );
    const place = (index: number) => `${arabicNumber(index)} من ${arabicNumber(3000)}`;
    tiles(gallery)[0]?.click();
    await until('the viewer', () => parts(gallery, 'viewer-counter')[0]?.innerText === place(1));
    await sendKeys({ press: 'ArrowLeft' });
    await until('the next photo', () => parts(gallery, 'viewer-counter')[0]?.innerText === place(2));
    expect(getComputedStyle(part(gallery, 'viewer')).direction).to.equal('rtl');
    const next = part(gallery, 'viewer-next').getBoundingClientRect();
    expect(next.left).to.be.lessThan(innerWidth / 2);
    await sendKeys({ press: 'Escape' });
    await until('no viewer', () => parts(gallery, 'viewer').length === 0);
  });

  it('keeps a race number in one piece, from left to right', async () => {
    const body = await page(`<div lang="ar" dir="rtl">${BIB}${GALLERY}</div>`, stack);
    const search = tag(body, 'ninepic-bib-search');
    await until('Arabic', () => label(search) === 'رقم المتسابق');
    expect(getComputedStyle(part(search, 'input')).direction).to.equal('ltr');
    expect(getComputedStyle(part(search, 'input')).textAlign).to.equal('right');
    await searchBib(search, '567-A');
    // Not `innerText`, from which Firefox leaves out characters that only set the direction.
    await until('the number', () => part(search, 'status').textContent?.includes('\u2068567-A\u2069'));
  });
});

describe('race numbers in the digits of other scripts', () => {
  let stack: TestStack;
  beforeEach(async () => {
    stack = await openStack();
  });
  afterEach(() => stack.close());

  for (const typed of ['१२३४', '௧௨௩௪', '١٢٣٤', '۱۲۳۴', '１２３４'])
    it(`finds ${typed}, and asks for 1234`, async () => {
      performance.clearResourceTimings();
      const body = await page(
        BIB + GALLERY.replace('<ninepic-gallery', '<ninepic-gallery no-timeline'),
        stack,
      );
      const search = tag(body, 'ninepic-bib-search');
      await shows(tag(body, 'ninepic-gallery'), '3,000 photos');
      const input = part<HTMLInputElement>(search, 'input');
      input.value = typed;
      input.dispatchEvent(new InputEvent('input'));
      input.focus();
      await sendKeys({ press: 'Enter' });
      await shows(search, /\d+ photos? for 1234/);
      // The browser notes a request a moment after its answer was read.
      await until('the request for 1234', () =>
        performance.getEntriesByType('resource').some(({ name }) => name.includes('/bibs/1234?')),
      );
    });
});

describe('every language on a small phone', () => {
  let stack: TestStack;
  before(() => narrow(320));
  after(() => desktop());
  beforeEach(async () => {
    stack = await openStack();
  });
  afterEach(() => stack.close());

  /** What is wider than its place, or cut off. */
  const tooLong = (element: Element): string[] => {
    const page = document.body.getBoundingClientRect();
    const whole = { left: 0, right: innerWidth };
    return [...(element.shadowRoot?.querySelectorAll<HTMLElement>('button, label, p, input, [part]') ?? [])]
      .filter(
        (one) =>
          one.checkVisibility() &&
          !one.closest('.time-hours, .time-days, .sr-only, .viewer-spoken, .viewer-stage'),
      )
      .filter((one) => {
        const { left, right } = one.getBoundingClientRect();
        const place = one.closest('.viewer') ? whole : page;
        const isOut = left < place.left - 0.5 || right > place.right + 0.5;
        const isCut = one.matches('button') && one.scrollWidth > one.clientWidth + 1;
        return isOut || isCut;
      })
      .map((one) => `${one.getAttribute('part') ?? one.localName}: ${one.innerText}`);
  };

  for (const language of ['en', ...languages])
    it(`has room for ${language}`, async () => {
      const dir = language === 'ar' ? 'rtl' : 'ltr';
      const body = await page(
        `<div lang="${language}" dir="${dir}">${BIB}${SELFIE}${GALLERY}${CLIP}</div>`,
        stack,
      );
      const gallery = tag(body, 'ninepic-gallery');
      const all = ['bib-search', 'selfie-search', 'gallery', 'clip'].map((name) =>
        tag(body, `ninepic-${name}`),
      );
      const isThere = () => all.every((one) => !base(one).hasAttribute('lang'));
      await until('the language', () => isThere() && parts(all[1] ?? body, 'consent').length > 0);
      gallery.scrollIntoView();
      await until(
        'the chart',
        () => parts(gallery, 'hour').length > 0 && parts(gallery, 'finish-button').length > 0,
      );
      expect(document.body.scrollWidth).to.equal(320);
      expect(all.flatMap(tooLong)).to.deep.equal([]);
      part(gallery, 'more').click();
      await until('the slider', () => parts(gallery, 'hour-label').length > 0);
      const here = part(gallery, 'hour-label');
      // Two lines: the bar over the photos has room for no more.
      expect(here.offsetHeight / parseFloat(getComputedStyle(here).lineHeight)).to.be.below(2.5);
      await searchBib(all[0] ?? body, '1234');
      await until('her photos', () => parts(gallery, 'share').length > 0);
      expect(all.flatMap(tooLong)).to.deep.equal([]);
      expect(document.body.scrollWidth).to.equal(320);
      tiles(gallery)[0]?.click();
      await until('the viewer', () => parts(gallery, 'viewer-counter').length > 0);
      expect(tooLong(gallery)).to.deep.equal([]);
      await sendKeys({ press: 'Escape' });
      await until('no viewer', () => parts(gallery, 'viewer').length === 0);
      expect(says(gallery)).to.contain('1234');
    });
});
