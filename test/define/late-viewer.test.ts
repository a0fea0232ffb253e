/** A photo is pressed over a slow network: the viewer is still on its way, and she sees that it is. */
import { openFrame } from '../support/frame.js';
import { expect, part, parts, tiles, until } from '../support/page.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

describe('a photo that is pressed before its viewer is here', () => {
  let stack: TestStack;
  let key: string;
  beforeEach(async () => {
    stack = await openStack();
    key = crypto.randomUUID();
  });
  afterEach(() => stack.close());

  /** The viewer comes. */
  const arrive = (): Promise<unknown> => fetch(`/__late/${key}/`);

  async function come(): Promise<{
    view: Window;
    gallery: HTMLElement;
    tile: (index: number) => HTMLElement;
  }> {
    const markup = `<ninepic-gallery proxy-url="{proxy}" event-id="{event}" no-timeline no-hash></ninepic-gallery>
      <button id="other">Something else</button>`;
    const src = `/__late/${key}/ninepic-viewer.js/ninepic.js`;
    const framed = await openFrame(markup, stack, undefined, src);
    const gallery = await framed.find('ninepic-gallery');
    await until('photos', () => tiles(gallery).length > 8);
    const { defaultView: view } = framed.document;
    if (!view) throw new Error('The page is gone.');
    const tile = (index: number): HTMLElement => {
      const found = tiles(gallery).find(({ dataset }) => dataset['index'] === String(index));
      if (!found) throw new Error(`Photo ${index} is not drawn.`);
      return found;
    };
    return { view, gallery, tile };
  }
  const busy = (gallery: Element): (string | undefined)[] =>
    tiles(gallery)
      .filter(
        ({ ariaBusy, attributes }) => (ariaBusy ?? attributes.getNamedItem('aria-busy')?.value) === 'true',
      )
      .map(({ dataset }) => dataset['index']);
  const isOpen = (gallery: Element): boolean => parts(gallery, 'viewer').length > 0;

  /** A photo opens only once the viewer is here: what was to open before that has opened by then. */
  async function opensOnly(gallery: HTMLElement, tile: HTMLElement, counter: string): Promise<void> {
    await arrive();
    tile.click();
    await until('the viewer', () => isOpen(gallery));
    expect(part(gallery, 'viewer-counter').innerText).to.match(new RegExp(`^${counter} of`));
  }

  it('shows on its tile at once that it is on its way, and opens', async () => {
    const { gallery, tile } = await come();
    tile(2).click();
    expect(busy(gallery)).to.deep.equal(['2']);
    const seen = tile(2).querySelector('img');
    await until('a sign that is seen', () => seen && Number(getComputedStyle(seen).opacity) < 0.9);
    await arrive();
    await until('the viewer', () => isOpen(gallery));
    expect(part(gallery, 'viewer-counter').innerText).to.match(/^3 of/);
    expect(busy(gallery)).to.deep.equal([]);
  });

  it('gives way to another one that is pressed after it', async () => {
    const { gallery, tile } = await come();
    tile(2).click();
    tile(4).click();
    expect(busy(gallery)).to.deep.equal(['4']);
    await arrive();
    await until('the viewer', () => isOpen(gallery));
    expect(part(gallery, 'viewer-counter').innerText).to.match(/^5 of/);
  });

  it('opens where she scrolled by a little, and not where she scrolled on', async () => {
    const { view, gallery, tile } = await come();
    tile(2).click();
    view.scrollBy(0, 20);
    await new Promise((resolve) => view.requestAnimationFrame(resolve));
    expect(busy(gallery)).to.deep.equal(['2']);
    view.scrollBy(0, 200);
    await until('no sign any more', () => busy(gallery).length === 0);
    await opensOnly(gallery, tile(3), '4');
  });

  it('does not open where she pressed something else of the page', async () => {
    const { view, gallery, tile } = await come();
    tile(2).click();
    view.document.querySelector<HTMLElement>('#other')?.click();
    expect(busy(gallery)).to.deep.equal([]);
    await opensOnly(gallery, tile(5), '6');
  });
});
