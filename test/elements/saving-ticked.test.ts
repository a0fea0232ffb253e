/** What a visitor ticked is saved from where she ticked it, and takes nothing else away from her. */
import '../../src/define.js';
import type { NinepicGallery } from '../../src/elements/gallery.js';
import { galleryScene, indexOf, places } from '../support/gallery-page.js';
import { expect, part, parts, shows, tiles, until } from '../support/page.js';
import { narrow } from '../support/screen.js';

const BIB = '1234';

describe('saving what is ticked', () => {
  const now = galleryScene();
  const open = async (attributes = 'selectable preview="0"'): Promise<NinepicGallery> => {
    const element = await now.open(attributes);
    await until('boxes', () => parts(element, 'select').length > 8);
    return element;
  };
  const tick = async (element: Element, place: number): Promise<void> => {
    const item = tiles(element).find((tile) => indexOf(tile) === place)?.parentElement;
    item?.querySelector<HTMLElement>('[part="select"]')?.click();
    await until('the bar', () => parts(element, 'selection-count')[0]?.innerText);
  };
  /** How many photos each press was to save; none of them is. */
  const counts: number[] = [];
  const hold = (event: GlobalEventHandlersEventMap['ninepic-download']): void => {
    event.preventDefault();
    counts.push(event.detail.photos?.length ?? 0);
  };
  beforeEach(() => {
    counts.length = 0;
    document.addEventListener('ninepic-download', hold);
  });
  afterEach(() => document.removeEventListener('ninepic-download', hold));

  it('is one press wherever she is in the list', async () => {
    const element = await open();
    window.scrollTo(0, document.documentElement.scrollHeight / 2);
    const seen = () =>
      [...places(element)].filter(
        ([place, { top, bottom }]) => place > 1000 && top > 60 && bottom < innerHeight,
      );
    await until('photos in the middle', () => seen().length > 2);
    for (const [place] of seen().slice(0, 2)) await tick(element, place);
    await until('the button', () => part(element, 'download-all').innerText === 'Download 2 photos');
    const { top, bottom } = part(element, 'download-all').getBoundingClientRect();
    expect([top > 0, bottom <= innerHeight]).to.deep.equal([true, true]);
    part(element, 'download-all').click();
    await until('what she saves', () => counts.length > 0);
    expect(counts).to.deep.equal([2]);
  });

  it('leaves all photos of her own search to be saved, too', async () => {
    const element = await open();
    await tick(element, 1);
    void element.session?.searchBib(BIB);
    await shows(element, `for ${BIB}`);
    const count = element.shownSet?.photos.count ?? 0;
    expect(part(element, 'download-all').innerText).to.equal('Download 1 photo');
    expect(part(element, 'download-set').innerText).to.equal(`Download all ${count} photos`);
    await expect(element).to.be.accessible();
    part(element, 'download-set').click();
    await until('what she saves', () => counts.length > 0);
    expect(counts).to.deep.equal([count]);
    part(element, 'clear').click();
  });

  it('moves no photo on a narrow phone, where the toolbar has lines to spare or to lose', async () => {
    await narrow(320, 640);
    const element = await open();
    const action = document.createElement('button');
    action.slot = 'actions';
    action.textContent = 'Print these photos at home';
    element.append(action);
    void element.session?.searchBib(BIB);
    await shows(element, `for ${BIB}`);
    await until('photos', () => places(element).size > 2);
    await until('the place of the action', () => action.assignedSlot?.closest('[part="toolbar"]'));
    const before = places(element).get(0)?.top;
    await tick(element, 0);
    await until('the place of the action', () => action.assignedSlot?.closest('[part="selection"]'));
    expect(places(element).get(0)?.top).to.equal(before);
    parts(element, 'clear').at(-1)?.click();
    await until('the place of the action', () => action.assignedSlot?.closest('[part="toolbar"]'));
    expect(places(element).get(0)?.top).to.equal(before);
  });
});
