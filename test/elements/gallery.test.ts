import { sendKeys } from '@web/test-runner-commands';
import '../../src/define.js';
import type { NinepicGallery } from '../../src/elements/gallery.js';
import {
  firstDrawn,
  focused,
  gallery,
  lastDrawn,
  nextFrame,
  places,
  galleryScene,
} from '../support/gallery-page.js';
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

describe('the gallery', () => {
  const now = galleryScene();

  it('reserves the space of a photo before its picture has come', async () => {
    const stack = await now.begin();
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
    const element = await now.open();
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
    const element = await now.open();
    await shows(element, '3,000 photos');
    await until('photos', () => tiles(element).length > 0);
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

  it('keeps the footer in reach where a form of the CMS left the number empty', async () => {
    const element = await now.open('preview=""');
    await until('the button', () => part(element, 'more').innerText === 'Show all 3,000 photos');
  });

  it('asks for the pages where she scrolls to, and for no others', async () => {
    const element = await now.open('preview="0"');
    await shows(element, '3,000 photos');
    await until('photos', () => tiles(element).length > 0);
    const grid = part(element, 'grid');
    await until('the whole height', () => grid.offsetHeight > 50_000);
    expect((await asked(now.stack))['GET photos']).to.equal(1);
    window.scrollTo(0, grid.offsetTop + grid.offsetHeight * 0.9);
    await until('photos near the end', () => firstDrawn(element) > 2600);
    expect((await asked(now.stack))['GET photos']).to.be.lessThan(4);
    expect(tiles(element).length).to.be.lessThan(60);
  });

  it('draws a screen of photos row after row, so that a slow phone shows the first ones soon', async () => {
    const element = await now.open('preview="0"');
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
    const element = await now.open('preview="0"', { eventId: 789 });
    await now.stack.fault('slow', { route: 'picture', times: 'always', ms: 4000 });
    await until('the whole list', () => (parts(element, 'grid')[0]?.offsetHeight ?? 0) > 50_000);
    await until('tiles', () => tiles(element).length > 5);
    const image = part<HTMLImageElement>(element, 'photo');
    expect(image.getAttribute('src')).to.match(/^http/);
    window.scrollTo(0, 500_000);
    await until('the tile to go', () => !image.isConnected);
    expect(image.hasAttribute('src')).to.equal(false);
  });

  it('keeps what is there when a page fails, and gets it on a second try', async () => {
    const errors = heard('ninepic-error');
    const element = await now.open('preview="0"');
    await shows(element, '3,000 photos');
    await until('photos', () => tiles(element).length > 0);
    await now.stack.fault('500', { route: 'photos', times: 'always' });
    const grid = part(element, 'grid');
    window.scrollTo(0, grid.offsetTop + grid.offsetHeight * 0.5);
    await shows(element, 'has a problem');
    expect(errors.map(({ detail }) => [detail.code, detail.operation])).to.deep.equal([
      ['upstream', 'photos'],
    ]);
    await now.stack.heal();
    part(element, 'retry').click();
    await until('photos in the middle', () => firstDrawn(element) > 1000);
    await shows(element, '3,000 photos');
  });

  it('shows a place holder for pictures that cannot be loaded', async () => {
    const stack = await now.begin();
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
    const element = await now.open();
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
    const element = await now.open();
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

  it('lets the page show photos in its own way', async () => {
    const element = await now.open();
    await until('tiles', () => tiles(element).length > 5);
    element.addEventListener('ninepic-photo-open', (event) => event.preventDefault());
    tiles(element)[0]?.click();
    await nextFrame();
    expect(parts(element, 'viewer')).to.be.empty;
  });

  it('scrolls by itself where the page gave it a height', async () => {
    const stack = await now.begin();
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
    const element = await now.open('layout="grid"');
    await until('tiles', () => tiles(element).length > 8);
    const sizes = [...places(element).values()].map(({ width, height }) => [
      Math.round(width),
      Math.round(height),
    ]);
    expect(new Set(sizes.flat()).size).to.equal(1);
  });

  it('offers no photos of another kind while the first ones are on their way', async () => {
    const stack = await now.begin();
    await stack.fault('hang', { route: 'photos', times: 'always' });
    const element = tag(await page(gallery(), stack), 'ninepic-gallery');
    await shows(element, 'Loading photos…');
    await nextFrame();
    expect(parts(element, 'chip')).to.be.empty;
  });

  it('says that there are no photos yet', async () => {
    const element = await now.open('', { eventId: 460 });
    await shows(element, 'There are no photos yet');
    expect((await asked(now.stack))['GET photos']).to.equal(1);
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
      const stack = await now.begin();
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
      const stack = await now.begin();
      await stack.fault(fault, { route: 'photos', times: 'always', status: 200 });
      const element = tag(await page(gallery(), stack), 'ninepic-gallery');
      await shows(element, 'odd answer');
      expect(element.shadowRoot?.textContent).to.not.contain('<');
    });
});
