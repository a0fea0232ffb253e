/** Where pages put a gallery: in boxes that scroll, grow, slide in, or are drawn at another size. Photos are where she looks. */
import '../../src/define.js';
import { firstDrawn, gallery, galleryScene, nextFrame, places } from '../support/gallery-page.js';
import { expect, page, part, parts, tag, tiles, until } from '../support/page.js';

describe('a gallery in a page', () => {
  const now = galleryScene();

  const open = async (before: string, after = '', attributes = 'preview="0" no-timeline') => {
    const body = await page(before + gallery(attributes) + after, await now.begin());
    const element = tag(body, 'ninepic-gallery');
    await until('the list', () => (parts(element, 'grid')[0]?.offsetHeight ?? 0) > 1000);
    await until('photos', () => tiles(element).length > 0);
    return { body, element };
  };
  /** Whether photos cover a stretch of the screen, as far as there are any. */
  const covers = (element: Element, upper = 0, lower = innerHeight): boolean => {
    const list = part(element, 'grid').getBoundingClientRect();
    const boxes = [...places(element).values()];
    const [top, bottom] = [
      Math.min(...boxes.map((box) => box.top)),
      Math.max(...boxes.map((box) => box.bottom)),
    ];
    return top <= Math.max(upper, list.top) + 1 && bottom >= Math.min(lower, list.bottom) - 1;
  };
  /** Nothing more is drawn of its own accord. */
  const rests = async (element: Element): Promise<void> => {
    let drawn = '';
    for (let still = 0; still < 30; still += 1) {
      await nextFrame();
      const now = [...places(element).keys()].join();
      if (now !== drawn) still = 0;
      drawn = now;
    }
  };

  it('scrolls within the height that the page gave it, and adds nothing to the page', async () => {
    const { body, element } = await open(
      '<style>ninepic-gallery { display: block; height: 500px }</style>',
      '<footer>Imprint</footer>',
    );
    const end = () => Math.ceil(tag(body, 'footer').getBoundingClientRect().bottom + scrollY) + 20;
    await until(
      'the end of the page',
      () => document.documentElement.scrollHeight <= Math.max(innerHeight, end()),
    );
    expect(part(element, 'base').scrollHeight).to.be.greaterThan(50_000);
  });

  it('ends where its photos end', async () => {
    const { body, element } = await open('<main>', '</main>', 'no-timeline');
    const button = part(element, 'more').getBoundingClientRect();
    const { bottom } = tag(body, 'main').getBoundingClientRect();
    expect(bottom - button.bottom).to.be.lessThan(30);
    expect(document.documentElement.scrollHeight).to.be.lessThan(Math.ceil(bottom + scrollY) + 60);
  });

  const comings: Record<string, [before: string, after: string, show: (box: HTMLElement) => void]> = {
    'what stands above it is folded': [
      '<div class="box" style="height: 3000px"></div>',
      '',
      (box) => (box.style.height = '0'),
    ],
    'the sheet that it stands on slides in': [
      '<div class="box" style="position: fixed; inset: 0; overflow: auto; transform: translateY(100%)">',
      '</div>',
      (box) => (box.style.transform = 'none'),
    ],
    'the box around it is opened': [
      '<div class="box" style="height: 120px; overflow: auto">',
      '</div>',
      (box) => (box.style.height = '650px'),
    ],
  };
  for (const [what, [before, after, show]] of Object.entries(comings))
    it(`has photos down to the lower edge when ${what}, without a scroll`, async () => {
      const { body, element } = await open(before, after);
      const box = tag(body, '.box') as HTMLElement;
      await rests(element);
      show(box);
      const { top, bottom } = (box.style.height === '0px' ? document.body : box).getBoundingClientRect();
      await until('photos in all of it', () => covers(element, top, Math.min(innerHeight, bottom)));
    });

  it('scrolls the body where that is the box that scrolls', async () => {
    const { documentElement: root, body } = document;
    const old = [root.style.cssText, body.style.cssText] as const;
    for (const { style } of [root, body]) style.cssText = 'height: 100%; margin: 0; overflow-x: hidden';
    try {
      const { element } = await open('', '', 'preview="0"');
      await until('hours', () => parts(element, 'hour').length > 3);
      parts(element, 'hour')[3]?.click();
      await until('photos of that hour', () => firstDrawn(element) > 100);
      await until('them in sight', () =>
        [...places(element).values()].some(({ top, bottom }) => bottom > 100 && top < innerHeight),
      );
      expect([body.scrollTop > 1000, scrollY]).to.deep.equal([true, 0]);
    } finally {
      [root.style.cssText, body.style.cssText] = old;
    }
  });

  for (const style of ['zoom: 0.75', 'zoom: 1.5', 'transform: scale(0.5); transform-origin: 0 0'])
    it(`has photos wherever she scrolls to on a page with ${style}`, async () => {
      const { body, element } = await open(`<main style="${style}">`, '</main>');
      const grid = () => part(element, 'grid').getBoundingClientRect();
      window.scrollTo(0, scrollY + grid().top + grid().height * 0.7);
      await until('photos of there', () => firstDrawn(element) > 1500);
      await until('a full screen', () => covers(element));
      tag(body, 'main').removeAttribute('style');
      await until('a full screen of the usual size', () => covers(element));
    });

  it('lays its photos out in the other way when the page asks for it', async () => {
    const { element } = await open('');
    await rests(element);
    const widths = () => new Set([...places(element).values()].map(({ width }) => Math.round(width)));
    expect(widths().size).to.be.greaterThan(1);
    element.setAttribute('layout', 'grid');
    await until('photos of one width', () => widths().size === 1);
    await until('a full screen', () => covers(element));
  });
});
