/** The gallery for who goes by keyboard, or has it read out. */
import { sendKeys } from '@web/test-runner-commands';
import '../../src/define.js';
import { focused, gallery, lastDrawn, places, galleryScene } from '../support/gallery-page.js';
import { asked, expect, page, part, parts, pictures, shows, tag, tiles, until } from '../support/page.js';

describe('the gallery for who goes by keyboard', () => {
  const now = galleryScene();

  it('leaves the focus to a field that she went to before the photo came', async () => {
    const element = await now.open();
    await shows(element, '3,000 photos');
    await until('photos', () => tiles(element).length > 0);
    const field = document.createElement('input');
    // In sight wherever the page is: to one that is not, Firefox scrolls back, when it has the time.
    field.style.setProperty('position', 'fixed');
    field.style.setProperty('top', '0');
    element.before(field);
    part(element, 'more').click();
    field.focus();
    await until('the whole list', () => part(element, 'grid').offsetHeight > 50_000);
    await until('the photos there', () => lastDrawn(element) >= 60);
    expect(document.activeElement === field).to.equal(true);
    // WebKit scrolls to where a caret was last, whenever the window gets another size.
    field.blur();
    field.remove();
  });

  it('can be reached by keyboard, and is as high as its preview, before anybody has scrolled to it', async () => {
    const stack = await now.begin();
    const body = await page(`<style>p { height: 9000px }</style><p></p>${gallery('no-timeline')}`, stack);
    const element = tag(body, 'ninepic-gallery');
    await shows(element, '3,000 photos');
    await until('a photo that Tab finds', () => tiles(element).some((tile) => tile.tabIndex === 0));
    expect(tiles(element).length).to.be.lessThan(10);
    expect(part(element, 'grid').offsetHeight).to.be.lessThan(6000);
    expect(parts<HTMLImageElement>(element, 'photo').every((image) => !image.complete)).to.equal(true);
    tiles(element)[0]?.focus();
    await until('her photos', () => pictures(element).length > 3);
  });

  it('is one tab stop, and arrows go from photo to photo', async () => {
    const element = await now.open('preview="0"');
    await until('tiles', () => tiles(element).length > 8);
    expect(tiles(element).filter((tile) => tile.tabIndex === 0)).to.have.length(1);
    tiles(element)[0]?.focus();
    await sendKeys({ press: 'ArrowRight' });
    await until('the second photo', () => focused(element) === 1);
    await sendKeys({ press: 'ArrowDown' });
    await until('a photo of the next row', () => focused(element) > 2);
    const second = places(element).get(focused(element));
    expect(second?.top).to.be.greaterThan(places(element).get(0)?.top ?? 0);
    await sendKeys({ press: 'ArrowUp' });
    await until('the first row again', () => focused(element) <= 2);
    await sendKeys({ press: 'End' });
    await until('the last photo', () => focused(element) === 2999);
    expect((await asked(now.stack))['GET photos']).to.be.lessThan(4);
    await sendKeys({ press: 'Home' });
    await until('the first photo', () => focused(element) === 0);
    await sendKeys({ press: 'PageDown' });
    await until('a screen further', () => focused(element) > 5);
  });

  it('keeps the focus while the page of the next photo is still on its way', async () => {
    const element = await now.open('preview="0"');
    await until('tiles', () => tiles(element).length > 8);
    await now.stack.fault('slow', { route: 'photos', times: 'always', ms: 1500 });
    tiles(element)[0]?.focus();
    await sendKeys({ press: 'End' });
    await until('the end of the list', () => part(element, 'grid').getBoundingClientRect().bottom < 1000);
    expect(focused(element)).to.equal(0);
    await sendKeys({ press: 'Home' });
    await until('the first photo in view', () => (places(element).get(0)?.top ?? -1) >= 0);
    expect(focused(element)).to.equal(0);
  });

  it('turns the arrows round where people read from right to left', async () => {
    const stack = await now.begin();
    const body = await page(`<div dir="rtl">${gallery()}</div>`, stack);
    const element = tag(body, 'ninepic-gallery');
    await until('tiles', () => tiles(element).length > 8);
    const grid = part(element, 'grid').getBoundingClientRect();
    expect(places(element).get(0)?.right).to.be.closeTo(grid.right, 1);
    tiles(element)[0]?.focus();
    await sendKeys({ press: 'ArrowLeft' });
    await until('the second photo', () => focused(element) === 1);
  });

  it('tells a screen reader which photo of how many, and nothing that nobody knows', async () => {
    const element = await now.open();
    await until('tiles', () => tiles(element).length > 3);
    const item = tiles(element)[2]?.parentElement;
    expect(item?.getAttribute('role')).to.equal('listitem');
    expect(item?.getAttribute('aria-posinset')).to.equal('3');
    expect(item?.getAttribute('aria-setsize')).to.equal('3000');
    expect(tiles(element)[2]?.querySelector('img')?.alt).to.equal('Photo 3 of 3,000');
    await expect(element).to.be.accessible();
  });
});
