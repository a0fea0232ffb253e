/** A gallery on a page of its own, and what of it is seen. */
import type { NinepicGallery } from '../../src/elements/gallery.js';
import { page, tag, tiles } from './page.js';
import { desktop } from './screen.js';
import { openStack } from './stack.js';
import type { OpenStackOptions, TestStack } from './stack.js';

/** Its markup. */
export const gallery = (attributes = ''): string =>
  `<ninepic-gallery proxy-url="{proxy}" event-id="{event}" ${attributes}></ninepic-gallery>`;

export const nextFrame = (): Promise<unknown> => new Promise(requestAnimationFrame);

/** The place of a photo in the list, by its tile. */
export const indexOf = (tile: HTMLElement | null): number => Number(tile?.dataset['index']);

/** The place of the photo that has the focus. */
export const focused = (element: Element): number =>
  indexOf(element.shadowRoot?.activeElement as HTMLElement | null);

/** Where every drawn photo is on the screen, by index. */
export const places = (element: Element): Map<number, DOMRect> =>
  new Map(tiles(element).map((tile) => [indexOf(tile), tile.getBoundingClientRect()]));

/** The first place that is drawn; `NaN` while there is none. */
export const firstDrawn = (element: Element): number =>
  [...places(element).keys()].sort((a, b) => a - b)[0] ?? NaN;

/** The last place that is drawn. */
export const lastDrawn = (element: Element): number => Math.max(...places(element).keys());

export interface GalleryScene {
  /** The 9Pic behind the page. */
  readonly stack: TestStack;
  /** Opens a 9Pic of the test's own, without a page. */
  begin(options?: OpenStackOptions): Promise<TestStack>;
  /** Opens a 9Pic, and a page with a gallery. */
  open(attributes?: string, options?: OpenStackOptions): Promise<NinepicGallery>;
}

/** To be called in a suite: each test begins in the window of a desktop, whatever was there before. */
export function galleryScene(): GalleryScene {
  let stack: TestStack;
  beforeEach(() => desktop(1000, 700));
  afterEach(async () => {
    await stack.close();
    window.scrollTo(0, 0);
    await desktop(1000, 700);
  });
  const begin: GalleryScene['begin'] = async (options) => (stack = await openStack(options));
  return {
    get stack() {
      return stack;
    },
    begin,
    async open(attributes, options) {
      return tag(await page(gallery(attributes), await begin(options)), 'ninepic-gallery');
    },
  };
}
