/** Ticking several photos, in a visitor's words. */
import { resetMouse, sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import '../../src/define.js';
import type { NinepicGallery } from '../../src/elements/gallery.js';
import { asked, expect, page, part, parts, shows, tag, tiles, until } from '../support/page.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

const indexOf = (tile: Element | null | undefined): number => Number((tile as HTMLElement).dataset['index']);
const boxes = (element: Element) => parts<HTMLInputElement>(element, 'select');
const tileAt = (element: Element, index: number): HTMLElement => {
  const found = tiles(element).find((tile) => indexOf(tile) === index);
  if (!found) throw new Error(`Photo ${index} is not drawn.`);
  return found;
};
const boxAt = (element: Element, index: number): HTMLInputElement =>
  tileAt(element, index).parentElement?.querySelector('[part="select"]') as HTMLInputElement;
/** Places whose boxes are ticked. */
const ticked = (element: Element): number[] =>
  boxes(element)
    .filter((box) => box.checked)
    .map((box) => indexOf(box.parentElement?.querySelector('[data-index]')))
    .sort((a, b) => a - b);
const ids = (element: NinepicGallery): string[] => element.selection?.photos.map(({ id }) => id) ?? [];
const count = (element: Element): string => part(element, 'selection-count').innerText.trim();
const middle = (target: Element): [number, number] => {
  const { x, y, width, height } = target.getBoundingClientRect();
  return [Math.round(x + width / 2), Math.round(y + height / 2)];
};
const focused = (element: Element): number => indexOf(element.shadowRoot?.activeElement);

async function withShift(press: string): Promise<void> {
  await sendKeys({ down: 'Shift' });
  await sendKeys({ press });
  await sendKeys({ up: 'Shift' });
}

describe('ticking photos', () => {
  let stack: TestStack;
  const open = async (
    attributes = 'selectable preview="0"',
    options: Parameters<typeof openStack>[0] = {},
  ): Promise<NinepicGallery> => {
    stack = await openStack(options);
    const markup = `<ninepic-gallery proxy-url="{proxy}" event-id="{event}" ${attributes}><button slot="actions">Print these</button></ninepic-gallery>`;
    const element = tag<NinepicGallery>(await page(markup, stack), 'ninepic-gallery');
    await until('boxes', () => boxes(element).length > 8);
    return element;
  };
  afterEach(async () => {
    await resetMouse();
    await stack.close();
    window.scrollTo(0, 0);
    await setViewport({ width: 1000, height: 700 });
  });

  it('is there where the page asks for it, and nowhere else', async () => {
    stack = await openStack();
    const markup = '<ninepic-gallery proxy-url="{proxy}" event-id="{event}"></ninepic-gallery>';
    const element = tag<NinepicGallery>(await page(markup, stack), 'ninepic-gallery');
    await until('tiles', () => tiles(element).length > 8);
    expect([boxes(element).length, parts(element, 'selection').length, element.selection]).to.deep.equal([
      0,
      0,
      null,
    ]);
    element.setAttribute('selectable', '');
    await until('boxes', () => boxes(element).length === tiles(element).length);
    element.removeAttribute('selectable');
    await until('no boxes', () => boxes(element).length === 0);
  });

  it('ticks by the box, says how many, and opens nothing', async () => {
    const element = await open();
    boxAt(element, 2).click();
    await until('one', () => count(element) === '1 photo selected');
    boxAt(element, 4).click();
    await until('two', () => count(element) === '2 photos selected');
    expect(ticked(element)).to.deep.equal([2, 4]);
    boxAt(element, 2).click();
    await until('one again', () => count(element) === '1 photo selected');
    expect(ticked(element)).to.deep.equal([4]);
    expect(parts(element, 'viewer')).to.be.empty;
    expect(part(element, 'selection-count').getAttribute('role')).to.equal('status');
    expect(boxAt(element, 4).getAttribute('aria-label')).to.equal('Select photo 5 of 3,000');
    await expect(element).to.be.accessible();
    part(element, 'clear').click();
    await until('nothing', () => count(element) === '');
    expect(ticked(element)).to.be.empty;
    tileAt(element, 3).click();
    await until('the viewer', () => parts(element, 'viewer').length === 1);
  });

  it('ticks a stretch with Shift, and the rest of it too where pages have to be read', async () => {
    const element = await open();
    boxAt(element, 1).click();
    boxAt(element, 6).dispatchEvent(
      new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: true }),
    );
    await until('six', () => count(element) === '6 photos selected');
    expect(ticked(element)).to.deep.equal([1, 2, 3, 4, 5, 6]);
    // Back by two: those are given up again.
    tileAt(element, 4).dispatchEvent(
      new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: true }),
    );
    await until('four', () => count(element) === '4 photos selected');
    const grid = part(element, 'grid');
    window.scrollTo(0, grid.offsetTop + grid.offsetHeight * 0.2);
    await until('photos further down', () => tiles(element).some((tile) => indexOf(tile) > 500));
    const [far] = tiles(element)
      .map(indexOf)
      .sort((a, b) => a - b);
    boxAt(element, far ?? 0).dispatchEvent(
      new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: true }),
    );
    await until('all between', () => element.selection?.size === far);
    expect(new Set(ids(element)).size).to.equal(far);
    expect((await asked(stack))['GET photos']).to.be.at.most(Math.ceil((far ?? 0) / 100) + 1);
    expect(parts(element, 'viewer')).to.be.empty;
  });

  it('ticks what the mouse goes over from a box on, and takes back where it turns round', async () => {
    const element = await open();
    await sendMouse({ type: 'move', position: middle(boxAt(element, 0)) });
    await sendMouse({ type: 'down' });
    for (const index of [1, 2, 3]) await sendMouse({ type: 'move', position: middle(boxAt(element, index)) });
    await until('four', () => element.selection?.size === 4);
    await sendMouse({ type: 'move', position: middle(boxAt(element, 2)) });
    await until('three', () => element.selection?.size === 3);
    await sendMouse({ type: 'up' });
    await sendMouse({ type: 'move', position: middle(boxAt(element, 6)) });
    expect(ticked(element)).to.deep.equal([0, 1, 2]);
    // From a ticked one on it takes away.
    await sendMouse({ type: 'move', position: middle(boxAt(element, 2)) });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: middle(boxAt(element, 1)) });
    await sendMouse({ type: 'up' });
    await until('one', () => element.selection?.size === 1);
    expect(ticked(element)).to.deep.equal([0]);
  });

  it('scrolls on where she drags to the edge of the window', async () => {
    const element = await open();
    const [x, y] = middle(boxAt(element, 0));
    await sendMouse({ type: 'move', position: [x, y] });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [x, innerHeight - 10] });
    await until('more than a screen of ticks', () => (element.selection?.size ?? 0) > 40);
    await sendMouse({ type: 'up' });
    const { size } = element.selection ?? { size: 0 };
    const all = ids(element);
    await until('the ticks to stay', () => element.selection?.size === size && all.length === size);
  });

  it('ticks by keyboard: Space, Shift with Space, Shift with the arrows', async () => {
    const element = await open();
    tileAt(element, 0).focus();
    await sendKeys({ press: ' ' });
    await until('the first photo', () => ticked(element).join() === '0');
    expect(parts(element, 'viewer')).to.be.empty;
    await sendKeys({ press: 'ArrowRight' });
    await until('the second photo', () => focused(element) === 1);
    await sendKeys({ press: 'ArrowRight' });
    await until('the third photo', () => focused(element) === 2);
    await withShift(' ');
    await until('three', () => ticked(element).join() === '0,1,2');
    await withShift('ArrowRight');
    await until('four', () => ticked(element).join() === '0,1,2,3');
    await withShift('ArrowLeft');
    await until('three again', () => ticked(element).join() === '0,1,2');
    await sendKeys({ press: ' ' });
    await until('two', () => ticked(element).join() === '0,1');
    await sendKeys({ press: 'Enter' });
    await until('the viewer', () => parts(element, 'viewer').length === 1);
  });

  it('ticks all of a search, and keeps them in other sets and on new pages', async () => {
    const element = await open();
    expect(parts(element, 'select-all')).to.be.empty;
    void element.session?.searchBib('1234');
    await shows(element, /photos? for 1234/);
    await until('the offer', () => /^Select all \d+ photos$/.test(part(element, 'select-all').innerText));
    part(element, 'select-all').click();
    const total = element.shownSet?.photos.count;
    await until('all', () => element.selection?.size === total);
    expect(parts(element, 'select-all')).to.be.empty;
    expect(ticked(element).length).to.equal(tiles(element).length);
    const before = ids(element);
    element.session?.showAll();
    await shows(element, '3,000 photos');
    expect(ids(element)).to.deep.equal(before);
    element.session?.refresh();
    await until(
      'the list read anew',
      () => element.shownSet?.query.by === 'all' && tiles(element).length > 8,
    );
    expect(ids(element)).to.deep.equal(before);
    // Whoever clears her search leaves nothing of it behind.
    element.session?.clear();
    await until('nothing ticked', () => element.selection?.size === 0);
  });

  it('keeps ticks while she scrolls away and comes back', async () => {
    const element = await open('selectable preview="0"', { eventId: 789 });
    boxAt(element, 3).click();
    const [id] = ids(element);
    const grid = part(element, 'grid');
    window.scrollTo(0, grid.offsetTop + grid.offsetHeight * 0.7);
    await until('photos far down', () => tiles(element).some((tile) => indexOf(tile) > 60_000));
    expect(ticked(element)).to.be.empty;
    window.scrollTo(0, 0);
    await until('the photo again', () => ticked(element).join() === '3');
    expect(ids(element)).to.deep.equal([id]);
  });

  it('is of one race: where the page turns to another, nothing of the first is ticked', async () => {
    const element = await open();
    boxAt(element, 1).click();
    await until('one', () => count(element) === '1 photo selected');
    const { parentElement } = element;
    parentElement?.append(element);
    await element.updateComplete;
    expect(count(element), 'a gallery that is only moved').to.equal('1 photo selected');
    element.eventId = '789';
    await shows(element, '100,000 photos');
    expect([count(element), element.selection?.size]).to.deep.equal(['', 0]);
  });

  it("puts the page's own actions beside what is ticked", async () => {
    const element = await open();
    const action = element.querySelector('button');
    expect(action?.assignedSlot?.closest('[part="toolbar"]')).to.not.equal(null);
    boxAt(element, 0).click();
    await until('the bar', () => action?.assignedSlot?.closest('[part="selection"]'));
    let told = 0;
    element.selection?.subscribe(() => (told += 1));
    part(element, 'clear').click();
    await until('the toolbar', () => action?.assignedSlot?.closest('[part="toolbar"]'));
    expect(told).to.equal(1);
  });

  it('says when photos of a stretch could not be read, and ticks the others', async () => {
    const element = await open();
    void element.session?.searchTime(1768705200, 1768706400);
    await shows(element, 'at this time');
    await until('the offer', () => /^Select all/.test(part(element, 'select-all').innerText));
    await stack.fault('500', { route: 'timelinePhotos', times: 'always' });
    part(element, 'select-all').click();
    await until('what is missing', () => /could not be loaded/.test(count(element)));
    expect(element.selection?.size).to.equal(100);
    await stack.heal();
    part(element, 'retry').click();
    part(element, 'select-all').click();
    await until('all', () => element.selection?.size === element.shownSet?.photos.count);
  });

  it('stays small: at most 400 elements', async () => {
    await setViewport({ width: 1280, height: 800 });
    const element = await open('selectable preview="0"', { eventId: 789 });
    await until('the hours', () => parts(element, 'hour').length > 0);
    window.scrollTo(0, 1_000_000);
    await until('photos there', () => tiles(element).some((tile) => indexOf(tile) > 10_000));
    expect(element.shadowRoot?.querySelectorAll('*').length).to.be.at.most(400);
  });
});
