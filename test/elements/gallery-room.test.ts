/** A gallery takes the room that a page gives it, however the page does that. */
import '../../src/define.js';
import type { NinepicGallery } from '../../src/elements/gallery.js';
import { gallery, galleryScene, places } from '../support/gallery-page.js';
import { expect, page, part, parts, tag, tiles, until } from '../support/page.js';
import { narrow } from '../support/screen.js';

/** Boxes that are as wide as what is in them, up to the room that there is; `*` stands for the gallery. */
const BOXES: readonly (readonly [what: string, markup: string])[] = [
  ['a centred column', '<div style="display: flex; flex-direction: column; align-items: center">*</div>'],
  [
    'a box in a centred column',
    '<div style="display: flex; flex-direction: column; align-items: center"><div>*</div></div>',
  ],
  ['a centred cell', '<div style="display: grid; place-items: center">*</div>'],
  ['a box that floats', '<div style="float: left">*</div>'],
  ['a box in a line', '<div style="display: inline-block">*</div>'],
  ['a box that was put somewhere', '<div style="position: absolute; inset-inline-start: 0">*</div>'],
  ['a line that does not break', '<div style="display: table; white-space: nowrap">*</div>'],
];

describe('the room of a gallery', () => {
  const now = galleryScene();
  const open = async (markup: string): Promise<NinepicGallery> => {
    const stack = await now.begin();
    const frame = `<div id="room" style="position: relative; inline-size: 100%">${markup}</div>`;
    return tag(await page(frame.replace('*', gallery('no-timeline')), stack), 'ninepic-gallery');
  };

  for (const [what, markup] of BOXES)
    for (const width of [320, 1000])
      it(`is all that there is in ${what}, ${width} pixels wide, and no more`, async () => {
        await narrow(width, 700);
        const element = await open(markup);
        await until('photos', () => tiles(element).length > 3);
        const room = document.querySelector('#room')?.getBoundingClientRect();
        const { left, right } = element.getBoundingClientRect();
        expect([left, right]).to.deep.equal([room?.left, room?.right]);
        expect(Math.max(...[...places(element).values()].map((place) => place.right))).to.be.closeTo(
          right,
          1,
        );
        expect(document.documentElement.scrollWidth).to.be.at.most(innerWidth);
      });

  it('is what the page says where it says so', async () => {
    const element = await open('<style>ninepic-gallery { inline-size: 300px; margin-inline: 20px }</style>*');
    await until('photos', () => tiles(element).length > 3);
    expect(element.getBoundingClientRect().width).to.equal(300);
  });

  for (const row of [
    '<div style="flex: 1">*</div><p style="flex: 0 0 200px">Partners</p>',
    '*<p style="inline-size: 200px">Partners</p>',
  ])
    it(`leaves a neighbour its own: ${row}`, async () => {
      const element = await open(`<div style="display: flex">${row}</div>`);
      await until('photos', () => tiles(element).length > 3);
      const room = document.querySelector('#room')?.getBoundingClientRect();
      expect(element.getBoundingClientRect().width).to.be.closeTo((room?.width ?? 0) - 200, 3);
    });

  for (const style of ['max-height: 400px', 'max-height: 400px; padding: 20px; box-sizing: border-box'])
    it(`ends where the page says that it does, and its photos scroll inside: ${style}`, async () => {
      const element = await open(`<style>ninepic-gallery { ${style} }</style>*`);
      await until('the whole list inside', () => (parts(element, 'grid')[0]?.offsetHeight ?? 0) > 50_000);
      expect(element.offsetHeight).to.equal(400);
      const base = part(element, 'base');
      expect(base.getBoundingClientRect().bottom).to.be.at.most(element.getBoundingClientRect().bottom);
      base.scrollTop = 30_000;
      await until('photos further down', () => {
        const { top, bottom } = base.getBoundingClientRect();
        const seen = [...places(element)].filter(([, rect]) => rect.bottom > top && rect.top < bottom);
        return seen.length > 0 && seen.every(([index]) => index > 200);
      });
    });
});
