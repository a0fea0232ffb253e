import { sendKeys, setViewport } from '@web/test-runner-commands';
import '../../src/define.js';
import type { NinepicGallery } from '../../src/elements/gallery.js';
import {
  asked,
  expect,
  heard,
  page,
  part,
  parts,
  pictures,
  says,
  shows,
  tag,
  tiles,
  until,
} from '../support/page.js';
import { desktop, narrow } from '../support/screen.js';
import { openStack } from '../support/stack.js';
import type { TestStack } from '../support/stack.js';

const GALLERY = '<ninepic-gallery proxy-url="{proxy}" event-id="{event}" ATTRIBUTES></ninepic-gallery>';
const gallery = (attributes = '') => GALLERY.replace('ATTRIBUTES', attributes);

const indexOf = (tile: HTMLElement | null): number => Number(tile?.dataset['index']);
const focused = (element: Element): number =>
  indexOf(element.shadowRoot?.activeElement as HTMLElement | null);
const nextFrame = () => new Promise(requestAnimationFrame);

/** Where every drawn photo is on the screen, by index. */
const places = (element: Element): Map<number, DOMRect> =>
  new Map(tiles(element).map((tile) => [indexOf(tile), tile.getBoundingClientRect()]));

/** Places that are drawn; `NaN` while there are none. */
const firstDrawn = (element: Element): number => [...places(element).keys()].sort((a, b) => a - b)[0] ?? NaN;
/** The last place that is drawn. */
const lastDrawn = (element: Element): number => Math.max(...places(element).keys());

describe('the gallery', () => {
  let stack: TestStack;
  const open = async (
    attributes = '',
    options: Parameters<typeof openStack>[0] = {},
  ): Promise<NinepicGallery> => {
    stack = await openStack(options);
    return tag(await page(gallery(attributes), stack), 'ninepic-gallery');
  };
  afterEach(async () => {
    await stack.close();
    window.scrollTo(0, 0);
    await desktop(1000, 700);
  });

  it('reserves the space of a photo before its picture has come', async () => {
    stack = await openStack();
    await stack.fault('slow', { route: 'picture', times: 'always', ms: 4000 });
    const element = tag(await page(gallery(), stack), 'ninepic-gallery');
    await until('tiles', () => tiles(element).length > 5);
    expect(pictures(element)).to.be.empty;
    for (const { width, height } of places(element).values()) {
      expect(width).to.be.greaterThan(40);
      expect(height).to.be.greaterThan(40);
    }
  });

  it('fills its rows from edge to edge, without one photo over another', async () => {
    const element = await open();
    await until('tiles', () => tiles(element).length > 8);
    // The rows themselves bring the page's scroll bar, which then takes its place from them.
    await until('rows in the grid', () => {
      const { right } = part(element, 'grid').getBoundingClientRect();
      return [...places(element).values()].every((rect) => rect.right <= right + 1);
    });
    const grid = part(element, 'grid').getBoundingClientRect();
    const byTop = new Map<number, DOMRect[]>();
    for (const rect of places(element).values()) {
      const top = Math.round(rect.top);
      byTop.set(top, [...(byTop.get(top) ?? []), rect]);
    }
    for (const row of [...byTop.values()].slice(0, -1)) {
      expect(row[0]?.left).to.be.closeTo(grid.left, 1);
      expect(row.at(-1)?.right).to.be.closeTo(grid.right, 1);
      for (const [at, rect] of row.entries())
        if (at > 0) expect(rect.left).to.be.closeTo((row[at - 1]?.right ?? 0) + 4, 0.5);
    }
  });

  it('shows the first 60 and a button for the rest, so that the footer stays in reach', async () => {
    const element = await open();
    await shows(element, '3,000 photos');
    const grid = part(element, 'grid');
    expect(grid.offsetHeight).to.be.lessThan(6000);
    grid.scrollIntoView({ block: 'end' });
    await until('the last of them', () => lastDrawn(element) >= 59);
    const last = lastDrawn(element);
    expect(part(element, 'more').innerText).to.equal('Show all 3,000 photos');
    part(element, 'more').click();
    await until('the whole list', () => part(element, 'grid').offsetHeight > 50_000);
    expect(parts(element, 'more')).to.be.empty;
    await until('the focus on the first photo that was added', () => focused(element) === last + 1);
  });

  it('leaves the focus to a field that she went to before the photo came', async () => {
    const element = await open();
    await shows(element, '3,000 photos');
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

  it('asks for the pages where she scrolls to, and for no others', async () => {
    const element = await open('preview="0"');
    await shows(element, '3,000 photos');
    const grid = part(element, 'grid');
    await until('the whole height', () => grid.offsetHeight > 50_000);
    expect((await asked(stack))['GET photos']).to.equal(1);
    window.scrollTo(0, grid.offsetTop + grid.offsetHeight * 0.9);
    await until('photos near the end', () => firstDrawn(element) > 2600);
    expect((await asked(stack))['GET photos']).to.be.lessThan(4);
    expect(tiles(element).length).to.be.lessThan(60);
  });

  it('draws a screen of photos row after row, so that a slow phone shows the first ones soon', async () => {
    const element = await open('preview="0"');
    await until('the whole list', () => (parts(element, 'grid')[0]?.offsetHeight ?? 0) > 50_000);
    await until('tiles', () => tiles(element).length > 5);
    const grid = part(element, 'grid');
    const atOnce: number[] = [];
    const observer = new MutationObserver((changes) => {
      const added = changes.flatMap(({ addedNodes }) => [...addedNodes]);
      atOnce.push(added.filter((node) => node instanceof HTMLElement && node.matches('.item')).length);
    });
    observer.observe(grid, { childList: true });
    window.scrollTo(0, grid.offsetTop + grid.offsetHeight * 0.5);
    const seen = () => [...places(element).values()].filter(({ bottom }) => bottom > 0);
    await until('a full screen', () => seen().some(({ bottom }) => bottom >= innerHeight));
    // The first portion alone may fill the screen; what is near it follows.
    await until('the rest', () => atOnce.reduce((sum, count) => sum + count, 0) > 12);
    observer.disconnect();
    expect(Math.max(...atOnce)).to.be.within(1, 12);
  });

  it('stops asking for pictures that she has flown over', async () => {
    const element = await open('preview="0"', { eventId: 789 });
    await stack.fault('slow', { route: 'picture', times: 'always', ms: 4000 });
    await until('the whole list', () => (parts(element, 'grid')[0]?.offsetHeight ?? 0) > 50_000);
    await until('tiles', () => tiles(element).length > 5);
    const image = part<HTMLImageElement>(element, 'photo');
    expect(image.getAttribute('src')).to.match(/^http/);
    window.scrollTo(0, 500_000);
    await until('the tile to go', () => !image.isConnected);
    expect(image.hasAttribute('src')).to.equal(false);
  });

  it('moves nothing that she sees when pages arrive above', async () => {
    const element = await open('preview="0"');
    await shows(element, '3,000 photos');
    const grid = part(element, 'grid');
    window.scrollTo(0, grid.offsetTop + grid.offsetHeight * 0.5);
    await until('photos in the middle', () => firstDrawn(element) > 1000);
    let worst = 0;
    let before = places(element);
    for (let step = 0; step < 120; step += 1) {
      window.scrollBy(0, -80);
      await nextFrame();
      const now = places(element);
      for (const [index, rect] of now) {
        const was = before.get(index);
        if (was) worst = Math.max(worst, Math.abs(rect.top - was.top - 80));
      }
      before = now;
    }
    await until('pages above', async () => ((await asked(stack))['GET photos'] ?? 0) > 3);
    expect(worst).to.be.at.most(1);
  });

  it('stays at her photo when the window gets narrower', async () => {
    const element = await open('preview="0"', { eventId: 789 });
    await shows(element, '100,000 photos');
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

  it('shows her photo where it was however often she turns her phone, and there and back', async () => {
    await narrow(390, 844);
    const element = await open('preview="0" time-zone="Asia/Kolkata"', { eventId: 789 });
    await shows(element, '100,000 photos');
    await until('the bar over the photos', () => parts(element, 'hour-label').length > 0);
    const grid = part(element, 'grid');
    window.scrollTo(0, grid.offsetTop + grid.offsetHeight * 0.63);
    await until('photos far down', () => firstDrawn(element) > 50_000);
    // The last photo of its row: in another window another one begins the row.
    const bar = part(element, 'hour-label').parentElement?.getBoundingClientRect().bottom ?? 0;
    const seen = [...places(element)].filter(([, { top }]) => top > bar);
    const first = Math.min(...seen.map(([, { top }]) => top));
    window.scrollBy(0, first - bar - 20);
    const [index] = [...places(element)].find(([, { top }]) => top > bar) ?? [NaN];
    const top = () => places(element).get(index)?.top ?? NaN;
    await until('her photo below the bar', () => Math.abs(top() - bar - 20) < 2);
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
    // A window that is resized meanwhile would hold her photo for the next test.
    window.scrollTo(0, 0);
    await until('the first photo', () => firstDrawn(element) === 0);
  });

  it('shows her photo where it was when a scroll is told before the new width is', async () => {
    await narrow(844, 600);
    document.body.style.setProperty('inline-size', '390px');
    const element = await open('preview="0" time-zone="Asia/Kolkata"', { eventId: 789 });
    await shows(element, '100,000 photos');
    await until('the bar over the photos', () => parts(element, 'hour-label').length > 0);
    window.scrollTo(0, part(element, 'grid').offsetTop + 400_000);
    await until('photos far down', () => firstDrawn(element) > 1000);
    const bar = part(element, 'hour-label').parentElement?.getBoundingClientRect().bottom ?? 0;
    const [index, { top: before }] = [...places(element)].find(([, { top }]) => top > bar) ?? [
      NaN,
      { top: 0 },
    ];
    // The chart above the photos is lower in a wide window.
    document.body.style.setProperty('inline-size', '844px');
    window.dispatchEvent(new Event('scroll'));
    await until('rows of that width', () => [...places(element).values()].some(({ right }) => right > 800));
    await nextFrame();
    expect(places(element).get(index)?.top).to.be.closeTo(before, 1);
    window.scrollTo(0, 0);
    await until('the first photo', () => firstDrawn(element) === 0);
  });

  it('can be reached by keyboard, and is as high as its preview, before anybody has scrolled to it', async () => {
    stack = await openStack();
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
    const element = await open('preview="0"');
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
    expect((await asked(stack))['GET photos']).to.be.lessThan(4);
    await sendKeys({ press: 'Home' });
    await until('the first photo', () => focused(element) === 0);
    await sendKeys({ press: 'PageDown' });
    await until('a screen further', () => focused(element) > 5);
  });

  it('keeps the focus while the page of the next photo is still on its way', async () => {
    const element = await open('preview="0"');
    await until('tiles', () => tiles(element).length > 8);
    await stack.fault('slow', { route: 'photos', times: 'always', ms: 1500 });
    tiles(element)[0]?.focus();
    await sendKeys({ press: 'End' });
    await until('the end of the list', () => part(element, 'grid').getBoundingClientRect().bottom < 1000);
    expect(focused(element)).to.equal(0);
    await sendKeys({ press: 'Home' });
    await until('the first photo in view', () => (places(element).get(0)?.top ?? -1) >= 0);
    expect(focused(element)).to.equal(0);
  });

  const LISTS = [
    ['rows', 456, ''],
    ['grid', 456, ''],
    // Fifty million pixels: taller than a page can be.
    ['rows', 789, 'style="--ninepic-row-height: 600px"'],
  ] as const;
  for (const [layout, eventId, style] of LISTS)
    it(`shows empty rows in the place of a list (${layout}, event ${eventId}) that was jumped to, until its photos come`, async () => {
      const element = await open(`preview="0" layout="${layout}" ${style}`, { eventId });
      await until('tiles', () => tiles(element).length > 0);
      await stack.fault('slow', { route: 'photos', times: 'always', ms: 1500 });
      const grid = part(element, 'grid');
      const blank = (): [top: number, bottom: number] => {
        const { top, height } = getComputedStyle(grid, '::before');
        const from = grid.getBoundingClientRect().top + Number.parseFloat(top);
        return [from, from + Number.parseFloat(height)];
      };
      const isFilled = () => blank()[0] <= 0 && blank()[1] >= innerHeight;
      expect(isFilled()).to.equal(false);
      window.scrollTo(0, grid.offsetTop + grid.offsetHeight / 2);
      await until('empty rows', isFilled);
      await until('photos', () => firstDrawn(element) > 1000);
      await until('no empty rows', () => blank()[0] >= blank()[1] || Number.isNaN(blank()[0]));
    });

  it('turns the arrows round where people read from right to left', async () => {
    stack = await openStack();
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
    const element = await open();
    await until('tiles', () => tiles(element).length > 3);
    const item = tiles(element)[2]?.parentElement;
    expect(item?.getAttribute('role')).to.equal('listitem');
    expect(item?.getAttribute('aria-posinset')).to.equal('3');
    expect(item?.getAttribute('aria-setsize')).to.equal('3000');
    expect(tiles(element)[2]?.querySelector('img')?.alt).to.equal('Photo 3 of 3,000');
    await expect(element).to.be.accessible();
  });

  it('keeps what is there when a page fails, and gets it on a second try', async () => {
    const errors = heard('ninepic-error');
    const element = await open('preview="0"');
    await shows(element, '3,000 photos');
    await stack.fault('500', { route: 'photos', times: 'always' });
    const grid = part(element, 'grid');
    window.scrollTo(0, grid.offsetTop + grid.offsetHeight * 0.5);
    await shows(element, 'has a problem');
    expect(errors.map(({ detail }) => [detail.code, detail.operation])).to.deep.equal([
      ['upstream', 'photos'],
    ]);
    await stack.heal();
    part(element, 'retry').click();
    await until('photos in the middle', () => firstDrawn(element) > 1000);
    await shows(element, '3,000 photos');
  });

  it('shows a place holder for pictures that cannot be loaded', async () => {
    stack = await openStack();
    await stack.fault('status', { route: 'picture', times: 'always', status: 404 });
    const element = tag(await page(gallery(), stack), 'ninepic-gallery');
    await until('tiles', () => tiles(element).length > 5);
    await until('place holders', () =>
      tiles(element).every((tile) => /cannot be shown/.test(tile.innerText)),
    );
    expect(tiles(element)[0]?.innerText).to.contain('Photo 1 of 3,000');
  });

  it('opens a photo large, tells the page, and comes back to it', async () => {
    const [opened, closed] = [heard('ninepic-photo-open'), heard('ninepic-photo-close')];
    const element = await open();
    await until('tiles', () => tiles(element).length > 5);
    const before = history.state as unknown;
    tiles(element)[3]?.click();
    await until('the viewer', () => parts(element, 'viewer').length === 1);
    expect(opened[0]?.detail.index).to.equal(3);
    // Its length is of no use: browsers stop counting at fifty.
    expect(history.state).to.deep.include({ ninepic: 1 });
    await sendKeys({ press: 'ArrowRight' });
    await until('the next photo', () => /5 of 3,000/.test(part(element, 'viewer-counter').innerText));
    history.back();
    await until('the gallery', () => parts(element, 'viewer').length === 0);
    await until('the focus on the photo that was shown last', () => focused(element) === 4);
    expect(closed.map(({ detail }) => detail.index)).to.deep.equal([4]);
    expect(history.state).to.deep.equal(before);
  });

  it('keeps the address of a search that was made while a photo was open', async () => {
    const element = await open();
    await until('tiles', () => tiles(element).length > 5);
    void element.session?.searchBib('1234');
    await shows(element, 'for 1234');
    element.session?.showAll();
    await shows(element, '3,000 photos');
    tiles(element)[0]?.click();
    await until('the viewer', () => parts(element, 'viewer').length === 1);
    void element.session?.searchBib('2345');
    await until('its address', () => location.hash.includes('bib:2345'));
    history.back();
    await until('the gallery', () => parts(element, 'viewer').length === 0);
    await until('the same address', () => location.hash.includes('bib:2345'));
    expect(element.shownSet?.query).to.deep.equal({ by: 'bib', bib: '2345' });
  });

  it('goes on where it is moved to, and where it comes back after a while', async () => {
    stack = await openStack();
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

  it('fits a page that is enlarged four times, one photo beside the other, none wider than the page', async () => {
    await narrow(320, 256);
    const element = await open('preview="0"');
    await until('tiles', () => tiles(element).length > 1);
    for (const { left, right } of places(element).values()) {
      expect(left).to.be.at.least(0);
      expect(right).to.be.at.most(320);
    }
    expect(document.body.scrollWidth).to.be.at.most(320);
  });

  it('shows nobody less while thumbnails never answer', async () => {
    stack = await openStack();
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

  it('follows a list that gets shorter while she is at its end', async () => {
    const element = await open('preview="0"');
    await shows(element, '3,000 photos');
    const first = () =>
      tiles(element)
        .find((tile) => indexOf(tile) === 0)
        ?.querySelector('img')?.src;
    await until('the first photo', first);
    const before = first();
    await stack.changePhotos({ removeAt: 0, count: 500 });
    window.scrollTo(0, document.documentElement.scrollHeight);
    await until('the new length', () => /2,500 photos/.test(says(element)));
    await until('its last photo', () => places(element).has(2499));
    expect(tiles(element).length).to.be.lessThan(60);
    // The browser still has page one as it was, with the old length.
    window.scrollTo(0, 0);
    await until('what is first now', () => ![undefined, before].includes(first()));
    expect([parts(element, 'notice').length, says(element)]).to.deep.equal([0, '2,500 photos']);
  });

  it('tells of photos that come while she scrolls, shows none twice, moves none, and shows all on a press', async () => {
    const element = await open('preview="0" no-timeline');
    await until('tiles', () => tiles(element).length > 8);
    await stack.changePhotos({ insertAt: 0, count: 40 });
    const twice: string[] = [];
    const moved: string[] = [];
    // Row by row over the seam of the first two pages: the second begins with forty that were seen already.
    while (!(firstDrawn(element) > 250)) {
      const before = places(element);
      const { scrollY: from } = window;
      window.scrollBy(0, 160);
      await nextFrame();
      const by = scrollY - from;
      const sources = pictures(element).map(({ src }) => src);
      if (new Set(sources).size < sources.length) twice.push(`at ${scrollY}`);
      for (const [index, { top }] of places(element)) {
        const off = top + by - (before.get(index)?.top ?? top + by);
        if (Math.abs(off) > 1) moved.push(`${index} by ${off}`);
      }
      await until('photos', () => places(element).size > 0);
    }
    expect({ twice, moved }).to.deep.equal({ twice: [], moved: [] });
    await until('the news', () => parts(element, 'notice').length > 0);
    expect(part(element, 'notice').innerText).to.contain('40 new photos');
    part(element, 'notice').click();
    await shows(element, '3,040 photos');
    await until('no news', () => parts(element, 'notice').length === 0);
  });

  it('lets the page show photos in its own way', async () => {
    const element = await open();
    await until('tiles', () => tiles(element).length > 5);
    element.addEventListener('ninepic-photo-open', (event) => event.preventDefault());
    tiles(element)[0]?.click();
    await nextFrame();
    expect(parts(element, 'viewer')).to.be.empty;
  });

  it('scrolls by itself where the page gave it a height', async () => {
    stack = await openStack();
    const body = await page(`<style>ninepic-gallery { height: 400px }</style>${gallery()}`, stack);
    const element = tag<NinepicGallery>(body, 'ninepic-gallery');
    await until('the whole list inside', () => (parts(element, 'grid')[0]?.offsetHeight ?? 0) > 50_000);
    expect(element.offsetHeight).to.equal(400);
    const base = part(element, 'base');
    // The list is as high as was guessed until its photos are known; she goes on to where it really ends.
    await until('the last photo', () => {
      base.scrollTop = base.scrollHeight;
      return places(element).has(2999);
    });
    expect((await asked(stack))['GET photos']).to.be.lessThan(4);
  });

  it('shows equal tiles where the page likes those better', async () => {
    const element = await open('layout="grid"');
    await until('tiles', () => tiles(element).length > 8);
    const sizes = [...places(element).values()].map(({ width, height }) => [
      Math.round(width),
      Math.round(height),
    ]);
    expect(new Set(sizes.flat()).size).to.equal(1);
  });

  it('offers no photos of another kind while the first ones are on their way', async () => {
    stack = await openStack();
    await stack.fault('hang', { route: 'photos', times: 'always' });
    const element = tag(await page(gallery(), stack), 'ninepic-gallery');
    await shows(element, 'Loading photos…');
    await nextFrame();
    expect(parts(element, 'chip')).to.be.empty;
  });

  it('says that there are no photos yet', async () => {
    const element = await open('', { eventId: 460 });
    await shows(element, 'There are no photos yet');
    expect((await asked(stack))['GET photos']).to.equal(1);
  });

  for (const fault of [
    'hostile-strings',
    'bad-items',
    'duplicate-items',
    'huge-total',
    'endless-pages',
  ] as const)
    it(`survives a body with ${fault}`, async () => {
      const dialogs: string[] = [];
      const alert = window.alert.bind(window);
      window.alert = (text) => void dialogs.push(String(text));
      stack = await openStack();
      await stack.fault(fault, { route: 'photos', times: 'always' });
      const element = tag(await page(gallery('preview="0"'), stack), 'ninepic-gallery');
      await until('an answer', () => tiles(element).length > 0 || !/^(?:Loading.*)?$/.test(says(element)));
      window.scrollTo(0, document.documentElement.scrollHeight);
      await nextFrame();
      await nextFrame();
      expect(element.shadowRoot?.querySelectorAll('script, iframe, [onerror], [onload]')).to.have.length(0);
      expect(dialogs).to.be.empty;
      expect((await asked(stack))['GET photos']).to.be.lessThan(8);
      window.alert = alert;
    });

  for (const fault of ['html', 'truncated-json', 'empty-body'] as const)
    it(`says that it does not understand ${fault}, without showing it`, async () => {
      stack = await openStack();
      await stack.fault(fault, { route: 'photos', times: 'always', status: 200 });
      const element = tag(await page(gallery(), stack), 'ninepic-gallery');
      await shows(element, 'do not understand');
      expect(element.shadowRoot?.textContent).to.not.contain('<');
    });
});
