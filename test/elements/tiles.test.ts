/** The tiles of the gallery: how their pictures are asked for, what a picture that hangs holds up, how large a box to tick is. */
import { sendKeys, setViewport } from '@web/test-runner-commands';
import '../../src/define.js';
import type { NinepicGallery } from '../../src/elements/gallery.js';
import { expect, page, part, parts, pictures, tag, tiles, until } from '../support/page.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

const indexOf = (tile: Element | null): number => Number((tile as HTMLElement | null)?.dataset['index']);

describe('the tiles of the gallery', () => {
  let stack: TestStack;
  const open = async (attributes = 'preview="0"'): Promise<NinepicGallery> => {
    await setViewport({ width: 1000, height: 700 });
    stack = await openStack();
    const markup = `<ninepic-gallery proxy-url="{proxy}" event-id="{event}" ${attributes}></ninepic-gallery>`;
    const element = tag<NinepicGallery>(await page(markup, stack), 'ninepic-gallery');
    await until('pictures', () => pictures(element).length > 5);
    return element;
  };
  afterEach(async () => {
    await stack.close();
    window.scrollTo(0, 0);
  });
  const images = (element: Element) =>
    parts<HTMLImageElement>(element, 'photo').map((image) => ({
      index: indexOf(image.closest('[data-index]')),
      decoding: image.decoding,
      urgent: image.getAttribute('fetchpriority'),
      src: image.src,
    }));

  it('are decoded beside everything else, and those of the first screen come first', async () => {
    const element = await open();
    const first = images(element);
    expect(first.every(({ decoding }) => decoding === 'async')).to.equal(true);
    expect(first.filter(({ urgent }) => urgent === 'high').map(({ index }) => index)).to.include.members([
      0, 1, 2,
    ]);
    expect(first.every(({ urgent, index }) => urgent === (index < 12 ? 'high' : null))).to.equal(true);
    window.scrollTo(0, 40_000);
    await until('photos far down', () => images(element).some(({ index }) => index > 500));
    const later = images(element).filter(({ index }) => index > 100);
    expect(later.every(({ decoding, urgent }) => decoding === 'async' && urgent === null)).to.equal(true);
  });

  it('show thumbnails, and large pictures in the viewer only', async () => {
    const element = await open();
    const photos = element.shownSet?.photos;
    for (const { index, src } of images(element)) expect(src).to.equal(photos?.at(index)?.thumbnail);
    expect(photos?.at(0)?.preview).to.not.equal(photos?.at(0)?.thumbnail);
  });

  it('can be gone through large, past a picture that never answers', async () => {
    const element = await open();
    const hanging = /large\/[^/]+$/.exec(element.shownSet?.photos.at(1)?.preview ?? '')?.[0] ?? '';
    expect(hanging).to.not.equal('');
    await stack.fault('hang', { route: 'picture', match: hanging, times: 'always' });
    tiles(element)[0]?.click();
    const large = () => part<HTMLImageElement>(element, 'viewer-photo');
    const at = () => parts(element, 'viewer-counter')[0]?.innerText ?? '';
    await until('the first one', () => /^1 of/.test(at()) && large().naturalWidth > 0);
    await sendKeys({ press: 'ArrowRight' });
    await until('the one that hangs', () => /^2 of/.test(at()) && large().src.includes(hanging));
    await sendKeys({ press: 'ArrowRight' });
    await until('the next one, large', () => /^3 of/.test(at()) && large().naturalWidth > 0);
    await sendKeys({ press: 'ArrowRight' });
    await until('and the next', () => /^4 of/.test(at()) && large().naturalWidth > 0);
    for (let n = 0; n < 2; n += 1) await sendKeys({ press: 'ArrowLeft' });
    await until('the one that hangs, as its thumbnail', () => {
      const thumbnail = large().parentElement?.querySelector<HTMLImageElement>('.viewer-thumbnail');
      return /^2 of/.test(at()) && (thumbnail?.naturalWidth ?? 0) > 0 && large().naturalWidth === 0;
    });
    await sendKeys({ press: 'Escape' });
    await until('the gallery', () => parts(element, 'viewer').length === 0);
  });

  it('have boxes that a finger hits and an eye sees, also on narrow photos, one beside the other', async () => {
    const element = await open('selectable preview="0"');
    await until('boxes', () => parts(element, 'select').length > 8);
    // Where there is a mouse, the first one comes with it.
    const unseen = matchMedia('(hover: hover)').matches ? '0' : '1';
    expect(getComputedStyle(part(element, 'select')).opacity).to.equal(unseen);
    part(element, 'select').click();
    await until('one ticked', () => element.selection?.size === 1);
    for (const box of parts<HTMLInputElement>(element, 'select')) {
      const { width, height } = box.getBoundingClientRect();
      const tile = (box.parentElement as HTMLElement).getBoundingClientRect();
      expect(width).to.be.closeTo(Math.min(44, tile.width), 0.5);
      expect(height).to.be.closeTo(Math.min(44, tile.height), 0.5);
      const ring = getComputedStyle(box, '::before');
      const border = parseFloat(ring.borderTopWidth);
      expect(parseFloat(ring.width) + (ring.boxSizing === 'border-box' ? 0 : 2 * border)).to.be.at.least(24);
      // Where something is ticked, every box is seen.
      expect(getComputedStyle(box).opacity).to.equal('1');
    }
    const [ticked, other] = parts<HTMLInputElement>(element, 'select');
    const fill = (box: Element | undefined) => box && getComputedStyle(box, '::before').backgroundColor;
    expect(fill(ticked)).to.not.equal(fill(other));
    expect(ticked && getComputedStyle(ticked, '::after').content).to.not.equal('none');
  });
});
