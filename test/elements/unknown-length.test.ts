/** Lists whose length nobody knows: the next page is added when somebody comes near it, and never by itself (T1.16.4). */
import { setViewport } from '@web/test-runner-commands';
import '../../src/define.js';
import type { NinepicGallery } from '../../src/elements/gallery.js';
import { asked, expect, page, part, parts, tag, tiles, until } from '../support/page.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

const places = (element: Element): number[] => tiles(element).map((tile) => Number(tile.dataset['index']));
const nextFrame = () => new Promise(requestAnimationFrame);

/** Waits until the list has been as long as it is for so many frames. */
async function settled(element: NinepicGallery, frames = 30): Promise<void> {
  let length = -1;
  for (let left = frames; left > 0; left -= 1) {
    await nextFrame();
    const now = element.shownSet?.photos.length ?? -1;
    if (now !== length) left = frames;
    length = now;
  }
}

describe('a gallery of which nobody knows how long it is', () => {
  let stack: TestStack;
  const pages = async () => (await asked(stack))['GET photos'] ?? 0;
  const open = async (fault: 'bad-pagination' | 'huge-total', style = '', after = '') => {
    await setViewport({ width: 1000, height: 700 });
    stack = await openStack();
    await stack.fault(fault, { route: 'photos', times: 'always' });
    const gallery = '<ninepic-gallery proxy-url="{proxy}" event-id="{event}" preview="0"></ninepic-gallery>';
    const body = await page(`<style>${style}</style>${gallery}${after}`, stack);
    const element = tag<NinepicGallery>(body, 'ninepic-gallery');
    await until('tiles', () => tiles(element).length > 5);
    await until('room for two pages', () => (parts(element, 'grid')[0]?.offsetHeight ?? 0) > 3000);
    return element;
  };
  afterEach(async () => {
    await stack.close();
    window.scrollTo(0, 0);
  });

  for (const fault of ['bad-pagination', 'huge-total'] as const)
    for (const [where, style, after] of [
      ['the page, with something below', '', '<footer style="height: 300px">Partners</footer>'],
      ['the page, with nothing below', '', ''],
      ['a box of its own', 'ninepic-gallery { height: 500px }', ''],
    ] as const)
      it(`reads what is near the end of ${where}, and goes on where she does, with ${fault}`, async () => {
        const element = await open(fault, style, after);
        const scroller = style ? part(element, 'base') : document.documentElement;
        const before = await pages();
        await until('something that scrolls', () => {
          scroller.scrollTop = 1;
          return scroller.scrollTop === 1;
        });
        for (const reached of [150, 350]) {
          scroller.scrollTop = scroller.scrollHeight;
          await until(`photo ${reached}`, () => Math.max(...places(element)) >= reached);
          await settled(element);
        }
        expect((await pages()) - before).to.be.within(2, 4);
      });

  it('reads nothing on for who looks at what is below it, and moves nothing there', async () => {
    const element = await open('bad-pagination', '', '<footer style="height: 900px">Partners</footer>');
    const footer = document.querySelector('footer') as HTMLElement;
    window.scrollTo(0, document.documentElement.scrollHeight);
    await until('the footer', () => footer.getBoundingClientRect().top < 0);
    const { top } = footer.getBoundingClientRect();
    await settled(element);
    expect(footer.getBoundingClientRect().top).to.be.closeTo(top, 1);
    expect(await pages()).to.be.at.most(2);
    // By keyboard, from below, there is a photo to come to.
    expect(tiles(element).length).to.be.greaterThan(0);
    window.scrollBy(0, -600);
    await until('the next page', () => Math.max(...places(element)) > 110);
    await settled(element);
    expect(await pages()).to.be.at.most(3);
  });
});
