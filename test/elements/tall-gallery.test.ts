/** Lists that are taller than browsers let a page be: every photo is reached, and small scrolls move photos as far as the finger. */
import { sendKeys, setViewport } from '@web/test-runner-commands';
import '../../src/define.js';
import type { NinepicGallery } from '../../src/elements/gallery.js';
import { asked, expect, page, part, parts, tag, tiles, until } from '../support/page.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

const indexOf = (tile: HTMLElement | null): number => Number(tile?.dataset['index']);
const nextFrame = () => new Promise(requestAnimationFrame);
const places = (element: Element): Map<number, DOMRect> =>
  new Map(tiles(element).map((tile) => [indexOf(tile), tile.getBoundingClientRect()]));
const isSeen = (element: Element, index: number): boolean => {
  const rect = places(element).get(index);
  return rect !== undefined && rect.bottom > 0 && rect.top < innerHeight;
};
/** The photo at the upper edge, and where it stands. */
function atTop(element: Element): [index: number, top: number] {
  const seen = [...places(element)].filter(([, rect]) => rect.bottom > 0);
  const [index, rect] = seen.sort(([a], [b]) => a - b)[0] ?? [NaN, new DOMRect()];
  return [index, rect.top];
}

describe('a gallery that is taller than a page can be', () => {
  let stack: TestStack;
  /** One photo a row on a phone. */
  const open = async (photos: number): Promise<NinepicGallery> => {
    await setViewport({ width: 390, height: 844 });
    stack = await openStack({ eventId: 789 });
    if (photos > 100_000) await stack.fault('endless-pages', { route: 'photos', times: 'always' });
    const markup = `<style>ninepic-gallery { --ninepic-row-height: 420px } body { margin: 0 }</style>
      <ninepic-gallery proxy-url="{proxy}" event-id="{event}" preview="0"></ninepic-gallery>`;
    const element = tag<NinepicGallery>(await page(markup, stack), 'ninepic-gallery');
    await until(
      'a list as tall as it gets',
      () => (parts(element, 'grid')[0]?.offsetHeight ?? 0) > 1_000_000,
    );
    return element;
  };
  afterEach(async () => {
    await stack.close();
    window.scrollTo(0, 0);
    await setViewport({ width: 1000, height: 700 });
  });

  it('stays below what browsers cap, and reaches the last photo by scroll bar', async () => {
    const element = await open(100_000);
    expect(part(element, 'grid').offsetHeight).to.be.lessThan(17_800_000);
    window.scrollTo(0, document.documentElement.scrollHeight);
    await until('the last photo', () => isSeen(element, 99_999));
    window.scrollTo(0, document.documentElement.scrollHeight / 2);
    await until('a photo in the middle', () => {
      const [index] = atTop(element);
      return index > 45_000 && index < 55_000;
    });
    expect((await asked(stack))['GET photos']).to.be.at.most(5);
    window.scrollTo(0, 0);
    await until('the first photo', () => isSeen(element, 0));
  });

  it('reaches the last photo by the keyboard, and the first one again', async () => {
    const element = await open(100_000);
    await until('tiles', () => tiles(element).length > 1);
    tiles(element)[0]?.focus();
    await sendKeys({ press: 'End' });
    await until('the focus on the last photo', () => {
      return (
        indexOf(element.shadowRoot?.activeElement as HTMLElement | null) === 99_999 && isSeen(element, 99_999)
      );
    });
    await sendKeys({ press: 'ArrowUp' });
    await until('the photo above it', () => {
      const index = indexOf(element.shadowRoot?.activeElement as HTMLElement | null);
      return index < 99_999 && isSeen(element, index);
    });
    await sendKeys({ press: 'Home' });
    await until('the focus on the first photo', () => {
      return indexOf(element.shadowRoot?.activeElement as HTMLElement | null) === 0 && isSeen(element, 0);
    });
    expect((await asked(stack))['GET photos']).to.be.at.most(5);
  });

  it('moves photos as far as the wheel, and nothing once it rests', async () => {
    const element = await open(100_000);
    window.scrollTo(0, document.documentElement.scrollHeight * 0.6);
    await until('photos far down', () => atTop(element)[0] > 50_000);
    const pages = async () => (await asked(stack))['GET photos'] ?? 0;
    let worst = 0;
    let before = places(element);
    for (let step = 0; step < 90; step += 1) {
      window.scrollBy(0, 120);
      await nextFrame();
      const now = places(element);
      for (const [index, rect] of now) {
        const was = before.get(index);
        if (was) worst = Math.max(worst, Math.abs(rect.top - was.top + 120));
      }
      before = now;
    }
    expect(worst).to.be.at.most(1);
    expect(await pages()).to.be.greaterThan(1);
    // The scroll bar goes to where it belongs, and the photos stay.
    const [index, top] = atTop(element);
    const bar = window.scrollY;
    await until('the scroll bar to settle', () => Math.abs(window.scrollY - bar) > 100);
    expect(places(element).get(index)?.top).to.be.closeTo(top, 1);
  });

  it('reaches the end by wheel from nearby', async () => {
    const element = await open(100_000);
    window.scrollTo(0, document.documentElement.scrollHeight - 9000);
    await until('photos near the end', () => atTop(element)[0] > 99_000);
    await until('the last photo', async () => {
      window.scrollBy(0, 700);
      await nextFrame();
      return isSeen(element, 99_999);
    });
  });

  it('takes a total that no race has, and comes back from where nothing is', async () => {
    const element = await open(1_000_000);
    expect(part(element, 'grid').offsetHeight).to.be.lessThan(17_800_000);
    expect(tiles(element).length).to.be.lessThan(40);
    window.scrollTo(0, document.documentElement.scrollHeight * 0.05);
    await until('photos at a twentieth', () => {
      const [index] = atTop(element);
      return index > 40_000 && index < 60_000;
    });
    window.scrollTo(0, document.documentElement.scrollHeight);
    await until('a list as long as what was found', () => {
      const [index] = atTop(element);
      return index > 40_000 && index < 101_000;
    });
    expect((await asked(stack))['GET photos']).to.be.at.most(8);
  });
});
