/** A page of a long list fails far down: she is told where she looks, nothing moves, and the page's author hears of it. */
import { sendKeys } from '@web/test-runner-commands';
import '../../src/define.js';
import type { NinepicGallery } from '../../src/elements/gallery.js';
import { firstDrawn, gallery, galleryScene, nextFrame, places } from '../support/gallery-page.js';
import {
  expect,
  heard,
  page,
  part,
  parts,
  says,
  searchBib,
  shows,
  tag,
  tiles,
  until,
} from '../support/page.js';

const SETTINGS = 'proxy-url="{proxy}" event-id="{event}"';

describe('a page that fails far down in a gallery', () => {
  const now = galleryScene();

  /** Scrolls to the middle of the list, whose pages fail. */
  const goFarDown = async (element: NinepicGallery): Promise<void> => {
    await shows(element, '3,000 photos');
    await until('photos', () => tiles(element).length > 0);
    await now.stack.fault('500', { route: 'photos', times: 'always' });
    const grid = part(element, 'grid');
    await until('the whole height', () => grid.offsetHeight > 50_000);
    await until('words of a failure', () => {
      // Photos that have the focus are scrolled to once more when keys are pressed.
      if (scrollY < 10_000) window.scrollTo(0, grid.offsetTop + grid.offsetHeight * 0.5);
      return says(element).includes('has a problem');
    });
  };

  const isSeen = (control: HTMLElement): boolean => {
    const { top, bottom } = control.getBoundingClientRect();
    return top > 0 && bottom <= innerHeight;
  };

  it('says so where she looks, once, with a button that brings its photos', async () => {
    const element = await now.open('preview="0"');
    await goFarDown(element);
    await until('the button in the window', () => isSeen(part(element, 'retry')));
    expect(parts(element, 'status').filter((status) => status.role === 'alert')).to.have.length(1);
    expect(part(element, 'count').innerText).to.equal('3,000 photos');
    await now.stack.heal();
    part(element, 'retry').click();
    await until('photos in the middle', () => firstDrawn(element) > 1000);
    expect([parts(element, 'retry').length, says(element)]).to.deep.equal([0, '3,000 photos']);
  });

  it('moves no photo', async () => {
    const element = await now.open('preview="0" no-timeline');
    await shows(element, '3,000 photos');
    await until('photos', () => tiles(element).length > 8);
    await now.stack.fault('500', { route: 'photos', times: 'always' });
    const moved: string[] = [];
    // On through the photos that are here, to those that fail.
    while (!says(element).includes('has a problem')) {
      const before = places(element);
      const { scrollY: from } = window;
      if (before.size > 0) window.scrollBy(0, 100);
      await nextFrame();
      for (const [index, { top }] of places(element)) {
        const off = top + scrollY - from - (before.get(index)?.top ?? top + scrollY - from);
        if (Math.abs(off) > 1) moved.push(`${index} by ${off}`);
      }
    }
    expect(moved).to.deep.equal([]);
  });

  it('says so beside what is ticked, and over none of it', async () => {
    const element = await now.open('preview="0" selectable');
    await until('boxes to tick', () => parts(element, 'select').length > 0);
    tiles(element)[0]?.focus();
    await sendKeys({ press: ' ' });
    await shows(element, '3,000 photos');
    await goFarDown(element);
    await until('both in the window', () => isSeen(part(element, 'retry')) && isSeen(part(element, 'clear')));
    const { bottom } = part(element, 'retry').getBoundingClientRect();
    expect(bottom).to.be.at.most(part(element, 'selection').getBoundingClientRect().top);
  });

  it('says so in a gallery that scrolls by itself, too', async () => {
    const stack = await now.begin();
    const body = await page(
      `<style>ninepic-gallery { height: 400px }</style>${gallery('no-timeline')}`,
      stack,
    );
    const element = tag<NinepicGallery>(body, 'ninepic-gallery');
    await until('the whole list inside', () => (parts(element, 'grid')[0]?.offsetHeight ?? 0) > 50_000);
    await stack.fault('500', { route: 'photos', times: 'always' });
    part(element, 'base').scrollTop = 30_000;
    await shows(element, 'has a problem');
    const frame = element.getBoundingClientRect();
    const { top, bottom } = part(element, 'retry').getBoundingClientRect();
    expect([top > frame.top, bottom <= frame.bottom]).to.deep.equal([true, true]);
  });

  for (const status of [403, 500])
    it(`is told to the page once, by the gallery, where another tag searched: ${status}`, async () => {
      const stack = await now.begin({ fake: { teamPhotos: 900 } });
      const errors = heard('ninepic-error');
      const tellers: unknown[] = [];
      document.addEventListener('ninepic-error', ({ target }) => tellers.push(target), { once: true });
      const body = await page(`<ninepic-bib-search ${SETTINGS}></ninepic-bib-search>${gallery()}`, stack);
      const first = tag<NinepicGallery>(body, 'ninepic-gallery');
      await searchBib(tag(body, 'ninepic-bib-search'), 'TEAM');
      await shows(first, 'for TEAM');
      await until('photos', () => tiles(first).length > 0);
      await stack.fault('status', { route: 'byBib', status, times: 'always' });
      const grid = part(first, 'grid');
      window.scrollTo(0, grid.offsetTop + grid.offsetHeight * 0.5);
      await until('the message', () => first.shadowRoot?.querySelector('[role="alert"]'));
      await until('the event', () => errors.length > 0);
      await nextFrame();
      expect(errors.map(({ detail }) => [detail.operation, detail.status])).to.deep.equal([
        ['byBib', status],
      ]);
      expect(tellers).to.deep.equal([first]);
    });
});
