/**
 * What Chromium, which alone measures it, counts as a layout shift while she goes through the photos: nothing. It counts
 * photos that rows above push away; not those that a scroll of ours brings back, so such a scroll is looked for besides.
 */
import '../../src/define.js';
import { firstDrawn, galleryScene, nextFrame } from '../support/gallery-page.js';
import { asked, expect, part, parts, shows, until } from '../support/page.js';

const isMeasured = PerformanceObserver.supportedEntryTypes.includes('layout-shift');

describe('the layout of a page with a gallery', () => {
  const now = galleryScene();

  it('does not shift while she scrolls, by little or by much, and photos come, nor is she scrolled', async () => {
    expect(isMeasured).to.equal(true);
    const element = await now.open('preview="0"', { eventId: 789 });
    await shows(element, '100,000 photos');
    await until('photos', () => parts(element, 'photo').length > 8);
    const pages = async () => (await asked(now.stack))['GET photos'] ?? 0;
    const rest = () => until('rest', () => element['photos'].now?.tiles.isResting);
    const shifts: string[] = [];
    const note = ({ value, sources }: LayoutShift): void => {
      const [from, to] = [sources[0]?.previousRect.top ?? NaN, sources[0]?.currentRect.top ?? NaN];
      shifts.push(`${value} at ${scrollY}, from ${from} to ${to}`);
    };
    const observer = new PerformanceObserver((list) => (list.getEntries() as LayoutShift[]).forEach(note));
    observer.observe({ type: 'layout-shift' });
    const begun = await pages();
    for (let step = 0; step < 30; step += 1) {
      window.scrollBy(0, 2400);
      await nextFrame();
    }
    await until('photos far down', () => firstDrawn(element) > 1000);
    const pulls: string[] = [];
    for (let step = 0; step < 200; step += 1) {
      const to = scrollY - 80;
      window.scrollBy(0, -80);
      await nextFrame();
      if (Math.abs(scrollY - to) > 1) pulls.push(`by ${scrollY - to} at ${to}`);
    }
    await rest();
    await until('pages', async () => (await pages()) > begun + 3);
    window.scrollTo(0, part(element, 'grid').offsetHeight / 2);
    await until('photos in the middle', () => firstDrawn(element) > 30_000);
    await rest();
    // What is measured is told with the next frame.
    await nextFrame();
    await nextFrame();
    observer.disconnect();
    expect([shifts, pulls]).to.deep.equal([[], []]);
  });
});

interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly sources: readonly {
    readonly previousRect: DOMRectReadOnly;
    readonly currentRect: DOMRectReadOnly;
  }[];
}
