/** What she looks at stays where it is: while pages come, photos come and go, and the window changes. */
import { sendKeys, setViewport } from '@web/test-runner-commands';
import '../../src/define.js';
import { firstDrawn, gallery, lastDrawn, nextFrame, places, galleryScene } from '../support/gallery-page.js';
import { asked, expect, page, part, parts, pictures, shows, tag, tiles, until } from '../support/page.js';
import { narrow } from '../support/screen.js';

/**
 * Scrolls until a row begins below the bar of the time, with nothing but a strip of the one above it in sight.
 *
 * @returns the first photo of that row, and the lower edge of the bar
 */
async function lookAtRow(element: Element): Promise<[index: number, bar: number]> {
  const bar = part(element, 'hour-label').parentElement?.getBoundingClientRect().bottom ?? 0;
  const below = () => [...places(element)].filter(([, { top }]) => top > bar);
  await until('a row below the bar', () => {
    const gap = Math.min(...below().map(([, { top }]) => top)) - bar - 20;
    window.scrollBy(0, gap);
    return Math.abs(gap) < 1;
  });
  // The gallery is told of the last scroll with the next frame: a resize before that would keep what was seen until then.
  await nextFrame();
  await nextFrame();
  const [index] = below()[0] ?? [NaN];
  return [index, bar];
}

describe('what she looks at in the gallery', () => {
  const now = galleryScene();

  it('moves nothing that she sees when pages arrive above, nor takes the scrolling out of her hand', async () => {
    const element = await now.open('preview="0"');
    await shows(element, '3,000 photos');
    await until('photos', () => tiles(element).length > 0);
    const grid = part(element, 'grid');
    window.scrollTo(0, grid.offsetTop + grid.offsetHeight * 0.5);
    await until('photos in the middle', () => firstDrawn(element) > 1000);
    let worst = 0;
    let before = places(element);
    const pulled: number[] = [];
    for (let step = 0; step < 120; step += 1) {
      const to = scrollY - 80;
      window.scrollBy(0, -80);
      await nextFrame();
      // A scroll of the gallery's own would end the way of a finger that has let go.
      if (Math.abs(scrollY - to) > 1) pulled.push(scrollY - to);
      const now = places(element);
      for (const [index, rect] of now) {
        const was = before.get(index);
        if (was) worst = Math.max(worst, Math.abs(rect.top - was.top - 80));
      }
      before = now;
    }
    await until('pages above', async () => ((await asked(now.stack))['GET photos'] ?? 0) > 3);
    expect([worst <= 1, pulled]).to.deep.equal([true, []]);
  });

  it('stays at her photo when the window gets narrower', async () => {
    const element = await now.open('preview="0"', { eventId: 789 });
    await shows(element, '100,000 photos');
    await until('photos', () => tiles(element).length > 0);
    const grid = part(element, 'grid');
    window.scrollTo(0, grid.offsetTop + grid.offsetHeight * 0.7);
    await until('photos far down', () => firstDrawn(element) > 60_000);
    const [index] = [...places(element)].find(([, rect]) => rect.top >= 0) ?? [0];
    await setViewport({ width: 500, height: 700 });
    await until('the same photo on the screen', () => {
      const now = places(element);
      const rect = now.get(index);
      const isNarrow = [...now.values()].every(({ right }) => right <= 500);
      return rect && isNarrow && rect.bottom > 0 && rect.top < 700;
    });
  });

  it('draws photos now and then while she scrolls, and touches none of those that stay', async () => {
    const element = await now.open('preview="0"');
    await shows(element, '3,000 photos');
    await until('photos', () => tiles(element).length > 0);
    window.scrollTo(0, part(element, 'grid').offsetTop + 1000);
    await until('photos further down', () => firstDrawn(element) > 0 && lastDrawn(element) < 90);
    const known = new Set<Node>(part(element, 'grid').querySelectorAll('*'));
    let drawings = 0;
    const touched = new Set<string>();
    const changes = new MutationObserver((records) => {
      drawings += 1;
      for (const { target, attributeName } of records)
        // What left is not to be loaded any more.
        if (known.has(target) && target.isConnected) touched.add(attributeName ?? 'what is in it');
    });
    changes.observe(part(element, 'grid'), { childList: true, attributes: true, subtree: true });
    // Between two frames of a slow machine the gallery would rest, and draw for that: not while the clock stands.
    const standing = performance.now();
    Object.defineProperty(performance, 'now', { configurable: true, value: () => standing });
    try {
      for (let step = 0; step < 60; step += 1) {
        window.scrollBy(0, 10);
        await nextFrame();
      }
    } finally {
      Reflect.deleteProperty(performance, 'now');
      changes.disconnect();
    }
    expect(drawings).to.be.within(1, 6);
    // The first of those that are drawn is what Tab reaches.
    touched.delete('tabindex');
    expect([...touched]).to.deep.equal([]);
  });

  it('shows her photo where it was however often she turns her phone, and there and back', async () => {
    await narrow(390, 844);
    const element = await now.open('preview="0" time-zone="Asia/Kolkata"', { eventId: 789 });
    await shows(element, '100,000 photos');
    await until('the bar over the photos', () => parts(element, 'hour-label').length > 0);
    const grid = part(element, 'grid');
    window.scrollTo(0, grid.offsetTop + grid.offsetHeight * 0.63);
    await until('photos far down', () => firstDrawn(element) > 50_000);
    const [index] = await lookAtRow(element);
    const top = () => places(element).get(index)?.top ?? NaN;
    const before = top();
    for (const [width, height] of [
      [844, 390],
      [390, 844],
      [640, 360],
      [844, 390],
      [390, 844],
    ] as const) {
      await narrow(width, height);
      await until('rows of that width', () => {
        const { left, right } = part(element, 'grid').getBoundingClientRect();
        const edge = Math.max(...[...places(element).values()].map((rect) => rect.right));
        return right - left > width - 30 && Math.abs(edge - right) < 1;
      });
      await nextFrame();
      await nextFrame();
      expect(top(), `${width} pixels wide`).to.be.closeTo(before, 1);
    }
    // A scroll, however small, is where she wants to be from then on.
    window.scrollBy(0, 30);
    await until('her photo further up', () => Math.abs(top() - before + 30) < 1);
    await nextFrame();
    await narrow(844, 390);
    await until('rows of that width', () => part(element, 'grid').getBoundingClientRect().right > 814);
    await narrow(390, 844);
    await until('her photo where she scrolled it to', () => Math.abs(top() - before + 30) < 1);
    await nextFrame();
    await nextFrame();
    // A window that is resized meanwhile would hold her photo for the next test.
    window.scrollTo(0, 0);
    await until('the first photo', () => firstDrawn(element) === 0);
  });

  it('shows her photo where it was when a scroll is told before the new width is', async () => {
    await narrow(844, 600);
    document.body.style.setProperty('inline-size', '390px');
    const element = await now.open('preview="0" time-zone="Asia/Kolkata"', { eventId: 789 });
    await shows(element, '100,000 photos');
    await until('the bar over the photos', () => parts(element, 'hour-label').length > 0);
    window.scrollTo(0, part(element, 'grid').offsetTop + 400_000);
    await until('photos far down', () => firstDrawn(element) > 1000);
    const [index, bar] = await lookAtRow(element);
    const before = places(element).get(index)?.top ?? NaN;
    expect(before).to.be.closeTo(bar + 20, 2);
    // The chart above the photos is lower in a wide window.
    document.body.style.setProperty('inline-size', '844px');
    window.dispatchEvent(new Event('scroll'));
    await until('rows of that width', () => [...places(element).values()].some(({ right }) => right > 800));
    await nextFrame();
    expect(places(element).get(index)?.top).to.be.closeTo(before, 1);
    window.scrollTo(0, 0);
    await until('the first photo', () => firstDrawn(element) === 0);
  });

  const LISTS = [
    ['rows', 456, ''],
    ['grid', 456, ''],
    // Fifty million pixels: taller than a page can be.
    ['rows', 789, 'style="--ninepic-row-height: 600px"'],
  ] as const;
  for (const [layout, eventId, style] of LISTS)
    it(`shows empty rows in the place of a list (${layout}, event ${eventId}) that was jumped to, until its photos come`, async () => {
      const element = await now.open(`preview="0" layout="${layout}" ${style}`, { eventId });
      await until('tiles', () => tiles(element).length > 0);
      await now.stack.fault('slow', { route: 'photos', times: 'always', ms: 1500 });
      const grid = part(element, 'grid');
      /** The piece that is cut out of the sheet of empty rows. */
      const blank = (): readonly [top: number, bottom: number] => {
        const { clipPath } = getComputedStyle(grid, '::before');
        const lengths = [...clipPath.matchAll(/-?[\d.e+]+(?=px)/g)].map(Number);
        const [from = NaN, to = NaN] = [lengths[0], lengths.at(-1)];
        const { top } = grid.getBoundingClientRect();
        return [top + from, top + to];
      };
      const isFilled = () => blank()[0] <= 0 && blank()[1] >= innerHeight;
      expect(isFilled()).to.equal(false);
      window.scrollTo(0, grid.offsetTop + grid.offsetHeight / 2);
      await until('empty rows', isFilled);
      await until('photos', () => firstDrawn(element) > 1000);
      await until('no empty rows', () => blank()[0] >= blank()[1] || Number.isNaN(blank()[0]));
    });

  it('goes on where it is moved to, and where it comes back after a while', async () => {
    const stack = await now.begin();
    const body = await page(`${gallery('preview="0"')}<main></main>`, stack);
    const element = tag(body, 'ninepic-gallery');
    await until('pictures', () => pictures(element).length > 3);
    body.querySelector('main')?.append(element);
    await until('pictures there', () => pictures(element).length > 3);
    element.remove();
    await nextFrame();
    await nextFrame();
    body.prepend(element);
    await until('pictures again', () => pictures(element).length > 3);
    const grid = part(element, 'grid');
    window.scrollTo(0, grid.offsetTop + grid.offsetHeight * 0.5);
    await until('photos in the middle', () => firstDrawn(element) > 1000);
    expect((await asked(stack))['GET photos']).to.be.at.most(4);
  });

  it('shows her photo where it was when the page moves it further up', async () => {
    const stack = await now.begin();
    const body = await page(
      `<main></main><p style="height: 2500px">Partners</p><div>${gallery('preview="0" no-timeline')}</div>
      <p style="height: 3000px"></p>`,
      stack,
    );
    const element = tag(body, 'ninepic-gallery');
    await until('the whole list', () => (parts(element, 'grid')[0]?.offsetHeight ?? 0) > 50_000);
    window.scrollTo(0, part(element, 'grid').offsetTop + 4500);
    await until('photos further down', () => firstDrawn(element) > 20);
    await nextFrame();
    await nextFrame();
    const [index, before] = [...places(element)].find(([, { top }]) => top > 100) ?? [NaN];
    body.querySelector('main')?.append(element);
    for (let frame = 0; frame < 20; frame += 1) await nextFrame();
    await until('her photo', () => places(element).has(index));
    expect(places(element).get(index)?.top).to.be.closeTo(before?.top ?? NaN, 1);
  });

  it('fits a page that is enlarged four times, one photo beside the other, none wider than the page', async () => {
    await narrow(320, 256);
    const element = await now.open('preview="0"');
    await until('tiles', () => tiles(element).length > 1);
    for (const { left, right } of places(element).values()) {
      expect(left).to.be.at.least(0);
      expect(right).to.be.at.most(320);
    }
    expect(document.body.scrollWidth).to.be.at.most(320);
  });

  it('shows nobody less while thumbnails never answer', async () => {
    const stack = await now.begin();
    await stack.fault('slow', { route: 'picture', times: 'always', ms: 60_000 });
    const element = tag(await page(gallery('preview="0"'), stack), 'ninepic-gallery');
    await until('tiles', () => tiles(element).length > 5);
    const grid = part(element, 'grid');
    window.scrollTo(0, grid.offsetTop + grid.offsetHeight * 0.5);
    await until('photos in the middle', () => firstDrawn(element) > 1000);
    tiles(element)[0]?.click();
    await until('the viewer', () => parts(element, 'viewer').length === 1);
    await sendKeys({ press: 'Escape' });
    await until('the gallery', () => parts(element, 'viewer').length === 0);
  });
});
