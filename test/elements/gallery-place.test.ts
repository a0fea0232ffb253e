/** Her place in the photos, while a page hides them, squeezes them, or gives them another room. */
import { setViewport } from '@web/test-runner-commands';
import '../../src/define.js';
import type { NinepicGallery } from '../../src/elements/gallery.js';
import { expect, page, part, parts, shows, tag, tiles, until } from '../support/page.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

const GALLERY = '<ninepic-gallery proxy-url="{proxy}" event-id="{event}" preview="0"></ninepic-gallery>';
const nextFrame = () => new Promise(requestAnimationFrame);

/** Where a photo stands on the screen; `NaN` while it is not drawn. */
const topOf = (element: Element, index: number): number => {
  const tile = tiles(element).find(({ dataset }) => dataset['index'] === String(index));
  return tile?.getBoundingClientRect().top ?? NaN;
};

/** The first photo of which half is seen below `upper`, and below the slider, which lies over what is seen. */
function firstBelow(element: Element, upper: number): number {
  const slider = element.shadowRoot?.querySelector('.time-bar')?.getBoundingClientRect();
  const edge = Math.max(upper, slider?.bottom ?? 0);
  const seen = tiles(element).filter((tile) => {
    const { top, height } = tile.getBoundingClientRect();
    return top + height / 2 > edge;
  });
  return Math.min(...seen.map(({ dataset }) => Number(dataset['index'])));
}

describe('her place in the gallery', () => {
  let stack: TestStack;
  beforeEach(() => setViewport({ width: 1000, height: 700 }));
  afterEach(async () => {
    await stack.close();
    window.scrollTo(0, 0);
  });

  /** A gallery in a box, far down in its list; `scroller` is what scrolls. */
  const far = async (style: string, scrollerOf: (element: NinepicGallery, box: HTMLElement) => Element) => {
    stack = await openStack({ eventId: 789 });
    const markup = `<style>${style}</style><div class="box"><div class="inner">${GALLERY}</div></div>`;
    const body = await page(markup, stack);
    const element = tag<NinepicGallery>(body, 'ninepic-gallery');
    await shows(element, '100,000 photos');
    const scroller = scrollerOf(element, body.querySelector('.box') as HTMLElement);
    await until('the whole list', () => scroller.scrollHeight > 100_000);
    await until('a box that scrolls', () => {
      scroller.scrollTop = 50_000;
      return scroller.scrollTop === 50_000;
    });
    const edge = scroller === document.documentElement ? 0 : scroller.getBoundingClientRect().top;
    await until(
      'photos there',
      () => Number.isFinite(firstBelow(element, edge)) && firstBelow(element, edge) > 300,
    );
    // Their pages may still move one another.
    for (let rest = 0, last = NaN; rest < 20; rest += 1) {
      await nextFrame();
      if (last !== topOf(element, firstBelow(element, edge))) rest = 0;
      last = topOf(element, firstBelow(element, edge));
    }
    const index = firstBelow(element, edge);
    return {
      element,
      scroller,
      index,
      top: topOf(element, index),
      inner: body.querySelector('.inner') as HTMLElement,
    };
  };

  const ROOMS = [
    ['the page', '', () => document.documentElement],
    ['a box around it', '.box { height: 600px; overflow: auto }', (_, box) => box],
    ['itself', 'ninepic-gallery { height: 500px }', (element) => part(element, 'base')],
  ] as const satisfies readonly (readonly [string, string, Parameters<typeof far>[1]])[];

  for (const [where, style, scrollerOf] of ROOMS)
    for (const [what, hide] of [
      ['is hidden', 'display: none'],
      ['is squeezed to nothing', 'width: 0; overflow: hidden'],
    ] as const)
      it(`is what it was where ${where} scrolls, while what it stands in ${what}`, async () => {
        const { element, inner, index, top } = await far(style, scrollerOf);
        inner.style.cssText = hide;
        // The browser tells of the scroll that this makes, and of the size, in frames of their own.
        for (let n = 0; n < 4; n += 1) await nextFrame();
        expect(topOf(element, index)).to.not.equal(top);
        inner.style.cssText = '';
        await until('the same photo at the same place', () => Math.abs(topOf(element, index) - top) <= 1);
      });

  it('is hers to leave while nothing of it is shown', async () => {
    const { element, inner, scroller } = await far('', () => document.documentElement);
    inner.style.cssText = 'display: none';
    for (let n = 0; n < 4; n += 1) await nextFrame();
    window.dispatchEvent(new PointerEvent('pointerdown'));
    inner.style.cssText = '';
    await until('photos', () => topOf(element, 0) > 0);
    for (let n = 0; n < 6; n += 1) await nextFrame();
    expect(scroller.scrollTop).to.equal(0);
  });

  it('is what it was where the gallery scrolls by itself and gets another size, there and back', async () => {
    const { element } = await far('ninepic-gallery { height: 500px }', (gallery) => part(gallery, 'base'));
    const base = part(element, 'base');
    const edge = base.getBoundingClientRect().top;
    const index = firstBelow(element, edge);
    const top = topOf(element, index);
    for (const [width, height] of [
      ['390px', '500px'],
      ['390px', '300px'],
      ['', '500px'],
    ] as const) {
      element.style.cssText = `height: ${height}; width: ${width}`;
      const before = part(element, 'grid').offsetWidth;
      for (let n = 0; n < 4; n += 1) await nextFrame();
      await until('her photo in the box', () => {
        const now = topOf(element, index);
        return now >= edge - 200 && now < edge + base.clientHeight && before > 0;
      });
    }
    expect(topOf(element, index)).to.be.closeTo(top, 1);
    expect(parts(element, 'tile').length).to.be.lessThan(80);
  });
});
