/** Who goes by keyboard sees what the focus is on: nothing that stays in its place lies over it (WCAG 2.4.11). */
import { resetMouse, sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import '../../src/define.js';
import type { NinepicGallery } from '../../src/elements/gallery.js';
import { expect, page, part, parts, searchBib, shows, tag, tiles, until } from '../support/page.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

const SETTINGS = 'proxy-url="{proxy}" event-id="{event}"';
const nextFrame = () => new Promise(requestAnimationFrame);
const focused = (gallery: Element): HTMLElement | null =>
  (gallery.shadowRoot?.activeElement as HTMLElement | null) ?? null;
const name = (control: Element | null) => control?.getAttribute('part') ?? control?.localName ?? 'nothing';

describe('the focus of who goes by keyboard', () => {
  let stack: TestStack;
  afterEach(async () => {
    await stack.close();
    window.scrollTo(0, 0);
    await setViewport({ width: 1000, height: 700 });
  });

  /** Pixels of the focused control that lie under something, or outside of the window. */
  const hidden = (gallery: Element, covers: readonly Element[]): number => {
    const control = focused(gallery);
    if (!control) throw new Error('Nothing of the gallery has the focus.');
    const { top, bottom } = control.getBoundingClientRect();
    const boxes = covers
      .filter((cover) => !cover.contains(control))
      .map((cover) => cover.getBoundingClientRect());
    const lying = boxes.map((box) => Math.min(bottom, box.bottom) - Math.max(top, box.top));
    return Math.max(0, -top, bottom - innerHeight, ...lying);
  };

  /** Presses a key again and again, and looks after each where the focus is. */
  const walk = async (
    gallery: Element,
    key: string,
    times: number,
    covers: () => Element[],
  ): Promise<string[]> => {
    const found: string[] = [];
    for (let press = 1; press <= times; press += 1) {
      const before = focused(gallery);
      await sendKeys({ press: key });
      await until('another control', () => focused(gallery) !== before);
      await nextFrame();
      await nextFrame();
      if (!focused(gallery)) break;
      const covered = hidden(gallery, covers());
      if (covered > 0.5)
        found.push(`${key} ${press}: ${Math.round(covered)} pixels of ${name(focused(gallery))}`);
    }
    return found;
  };
  const fixed = (gallery: Element) => (): Element[] =>
    [...(gallery.shadowRoot?.querySelectorAll('.time-bar, .dock, .tray') ?? [])].filter(
      (cover) => cover.getBoundingClientRect().height > 0,
    );

  it('is on photos between the slider and what is ticked, whichever way she goes', async () => {
    await setViewport({ width: 500, height: 500 });
    stack = await openStack();
    const body = await page(`<ninepic-gallery ${SETTINGS} selectable preview="0"></ninepic-gallery>`, stack);
    const gallery = tag<NinepicGallery>(body, 'ninepic-gallery');
    await until('the slider', () => parts(gallery, 'scrubber').length > 0);
    await until('boxes to tick', () => parts(gallery, 'select').length > 0);
    tiles(gallery)[0]?.focus();
    await sendKeys({ press: ' ' });
    await until('the bar', () => fixed(gallery)().length === 2);
    const down = await walk(gallery, 'ArrowDown', 9, fixed(gallery));
    const up = await walk(gallery, 'ArrowUp', 7, fixed(gallery));
    const far = await walk(gallery, 'PageDown', 2, fixed(gallery));
    expect([...down, ...up, ...far]).to.deep.equal([]);
  });

  it('is not under the tray of a download, on photos nor on what is around them', async () => {
    await setViewport({ width: 500, height: 600 });
    stack = await openStack({ fake: { storage: { cors: false }, teamPhotos: 40 } });
    const body = await page(
      `<ninepic-bib-search ${SETTINGS}></ninepic-bib-search><ninepic-gallery ${SETTINGS} selectable></ninepic-gallery>`,
      stack,
    );
    const gallery = tag<NinepicGallery>(body, 'ninepic-gallery');
    await searchBib(tag(body, 'ninepic-bib-search'), 'TEAM');
    await shows(gallery, 'for TEAM');
    Reflect.deleteProperty(globalThis, 'showSaveFilePicker');
    part(gallery, 'download-all').click();
    await until('links', () => parts(gallery, 'original-link').length > 0);
    expect(part(gallery, 'downloads').getBoundingClientRect().height).to.be.greaterThan(150);
    tiles(gallery)[0]?.focus();
    const down = await walk(gallery, 'ArrowDown', 6, fixed(gallery));
    const up = await walk(gallery, 'ArrowUp', 6, fixed(gallery));
    await sendKeys({ press: 'End' });
    await until('the last photo', () => focused(gallery)?.dataset['index'] === '39');
    const on = await walk(gallery, 'Tab', 1, fixed(gallery));
    expect([...down, ...up, ...on]).to.deep.equal([]);
  });

  it('is not under what says that a page of photos failed', async () => {
    await setViewport({ width: 500, height: 500 });
    stack = await openStack();
    const body = await page(`<ninepic-gallery ${SETTINGS} no-timeline preview="0"></ninepic-gallery>`, stack);
    const gallery = tag<NinepicGallery>(body, 'ninepic-gallery');
    await until('photos', () => tiles(gallery).length > 0);
    await stack.fault('500', { route: 'photos', times: 'always' });
    window.scrollTo(0, part(gallery, 'grid').offsetHeight / 2);
    await shows(gallery, 'has a problem');
    window.scrollTo(0, 0);
    await until('the first photo', () => tiles(gallery)[0]?.dataset['index'] === '0');
    tiles(gallery)[0]?.focus();
    expect(fixed(gallery)()).to.have.length(1);
    expect(await walk(gallery, 'ArrowDown', 7, fixed(gallery))).to.deep.equal([]);
  });

  it('is not under a bar of the page, where that keeps room for it by scroll-padding', async () => {
    await setViewport({ width: 500, height: 500 });
    stack = await openStack();
    const body = await page(
      `<style>html { scroll-padding-block: 90px 40px } header { position: sticky; top: 0; block-size: 90px; z-index: 3 }
        footer { position: fixed; inset: auto 0 0; block-size: 40px }</style>
        <header>Race</header><ninepic-gallery ${SETTINGS} no-timeline preview="0"></ninepic-gallery><footer>Tickets</footer>`,
      stack,
    );
    const gallery = tag<NinepicGallery>(body, 'ninepic-gallery');
    await until('photos', () => tiles(gallery).length > 0);
    tiles(gallery)[0]?.focus();
    const bars = () => [...body.querySelectorAll('header, footer')];
    const down = await walk(gallery, 'ArrowDown', 7, bars);
    const up = await walk(gallery, 'ArrowUp', 6, bars);
    expect([...down, ...up]).to.deep.equal([]);
  });

  it('is on a slider and on what is ticked that leave the bars of the page free, and a place is reached below them', async () => {
    await setViewport({ width: 500, height: 500 });
    stack = await openStack();
    const body = await page(
      `<style>html { scroll-padding-block: 90px 40px } header { position: sticky; top: 0; block-size: 90px; z-index: 3 }
        footer { position: fixed; inset: auto 0 0; block-size: 40px; z-index: 3 }</style>
        <header>Race</header><ninepic-gallery ${SETTINGS} selectable preview="0"></ninepic-gallery><footer>Tickets</footer>`,
      stack,
    );
    const gallery = tag<NinepicGallery>(body, 'ninepic-gallery');
    await until('the slider', () => parts(gallery, 'scrubber').length > 0);
    tiles(gallery)[0]?.focus();
    await sendKeys({ press: ' ' });
    await until('the bar', () => fixed(gallery)().length === 2);
    await until('hours', () => parts(gallery, 'hour').length > 3);
    parts(gallery, 'hour')[3]?.click();
    const slider = () => part(gallery, 'scrubber').closest('.time-bar')?.getBoundingClientRect();
    const ticks = () => part(gallery, 'selection').getBoundingClientRect();
    await until('a place far below', () => scrollY > 1000);
    const seen = () =>
      tiles(gallery).filter(
        (tile) => Math.abs(tile.getBoundingClientRect().top - (slider()?.bottom ?? 0)) < 6,
      );
    await until('its first row, straight below the slider', () => seen().length > 0);
    expect([slider()?.top, ticks().bottom]).to.deep.equal([90, 460]);
  });

  it('moves nothing away from under a mouse', async () => {
    await setViewport({ width: 500, height: 500 });
    stack = await openStack();
    const body = await page(`<ninepic-gallery ${SETTINGS} no-viewer preview="0"></ninepic-gallery>`, stack);
    const gallery = tag<NinepicGallery>(body, 'ninepic-gallery');
    await until('the slider', () => parts(gallery, 'scrubber').length > 0);
    const bar = part(gallery, 'scrubber').closest('.time-bar') as HTMLElement;
    const [, , , , , , half] = tiles(gallery);
    if (!half) throw new Error('There are no seven photos.');
    const { x, y, width, height } = half.getBoundingClientRect();
    const wanted = Math.round(scrollY + y + height / 2 - bar.offsetHeight);
    window.scrollTo(0, wanted);
    await until('rest', () => scrollY === wanted);
    const at = bar.getBoundingClientRect().bottom + height / 4;
    await sendMouse({ type: 'click', position: [Math.round(x + width / 2), Math.round(at)] });
    await until('the focus', () => focused(gallery) === half);
    await nextFrame();
    await nextFrame();
    expect(scrollY).to.equal(wanted);
    await resetMouse();
  });
});
