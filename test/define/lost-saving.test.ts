/** She presses to save a photo, and the code that saves is lost on its way: she is told where she looks, and can try again. */
import type { NinepicGallery } from '../../src/elements/gallery.js';
import { openFrame } from '../support/frame.js';
import { indexOf, places } from '../support/gallery-page.js';
import { expect, part, parts, says, shows, tag, tiles, until } from '../support/page.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

const TROUBLE = 'Could not reach the photo service';

describe('what saves photos, lost on its way', () => {
  let stack: TestStack;
  beforeEach(async () => {
    stack = await openStack();
  });
  afterEach(() => stack.close());

  /** The script of all tags, from a server that loses a file twice: a browser asks once more by itself. */
  async function come(file: string): Promise<{ gallery: HTMLElement; view: Window; saved: string[] }> {
    const markup =
      '<ninepic-gallery proxy-url="{proxy}" event-id="{event}" preview="0" no-timeline no-hash></ninepic-gallery>';
    const src = `/__lossy/${crypto.randomUUID()}/ninepic-${file}.js~2/ninepic.js`;
    const framed = await openFrame(markup, stack, undefined, src);
    const { document } = framed;
    const gallery = await framed.find('ninepic-gallery');
    await until('photos', () => tiles(gallery).length > 8);
    const saved: string[] = [];
    document.addEventListener('ninepic-download', (event) => {
      event.preventDefault();
      saved.push(event.detail.photos?.[0]?.id ?? '');
    });
    return { gallery, view: document.defaultView as Window, saved };
  }

  it('is told at the lower edge of what she sees, far down the list, and brought by a press there', async () => {
    const { gallery, view, saved } = await come('downloads');
    view.scrollTo(0, gallery.offsetHeight / 2);
    await until('photos there', () => [...places(gallery).values()].some(({ top }) => top > 50 && top < 300));
    const tile = tiles(gallery).find((each) => each.getBoundingClientRect().top > 50);
    expect(indexOf(tile ?? null)).to.be.greaterThan(1000);
    tile?.focus();
    await until('the button', () => parts(gallery, 'tile-download').length > 0);
    part(gallery, 'tile-download').click();
    await shows(gallery, TROUBLE);
    const { top, bottom } = part(gallery, 'retry').getBoundingClientRect();
    expect([top > 0, bottom <= view.innerHeight]).to.deep.equal([true, true]);
    part(gallery, 'retry').click();
    await until('what she saves', () => saved.length > 0);
    await until('no message', () => parts(gallery, 'retry').length === 0);
  });

  it('is told in the viewer, whose button does it at the next press', async () => {
    const { gallery, saved } = await come('downloads');
    tiles(gallery)[1]?.click();
    await until('the button', () => parts(gallery, 'viewer-download').length > 0);
    part(gallery, 'viewer-download').click();
    await until('why', () => part(gallery, 'viewer').innerText.includes(TROUBLE));
    part(gallery, 'viewer-download').click();
    await until('what she saves', () => saved.length > 0);
  });

  it('is told no more where the page has turned to another race', async () => {
    const { gallery } = await come('downloads');
    const event = tag<NinepicGallery>(gallery.getRootNode() as Document, 'ninepic-gallery');
    tiles(gallery)[1]?.focus();
    await until('the button', () => parts(gallery, 'tile-download').length > 0);
    part(gallery, 'tile-download').click();
    await shows(gallery, TROUBLE);
    event.eventId = '789';
    await shows(gallery, '100,000 photos');
    expect(parts(gallery, 'retry').length).to.equal(0);
    expect(says(gallery)).to.not.contain(TROUBLE);
  });
});
